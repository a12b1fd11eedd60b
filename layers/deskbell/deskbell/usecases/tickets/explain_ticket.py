"""A ticket's history, read back from its audit rows: who did what, why, caused by what (D-2)."""

from collections.abc import Sequence

from deskbell.domain.decision import number_link
from deskbell.domain.ids import InstallId, Kind, Ref
from deskbell.usecases.ports import Aggregates, AuditRow


def explain_ticket(aggregates: Aggregates, install: InstallId, name: str) -> Sequence[AuditRow]:
    """`name` is a number (`12`, `#12`), an id or a reference; empty if there is no such ticket."""
    wanted = name.strip().removeprefix("#")
    if wanted.isascii() and wanted.isdigit():
        link = aggregates.find(number_link(install, int(wanted)))
        return aggregates.history(link.ref) if link else ()
    return aggregates.history(Ref(Kind.TICKET, wanted.removeprefix("T#")))
