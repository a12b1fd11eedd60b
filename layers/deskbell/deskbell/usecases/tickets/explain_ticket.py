"""The history of a ticket, a loan or an outage, read back from its audit rows: who did what, why,
caused by what (D-2)."""

from collections.abc import Sequence

from deskbell.domain.decision import loan_link, number_link
from deskbell.domain.ids import InstallId, Kind, Ref
from deskbell.domain.paging.steps import incident_number_link
from deskbell.usecases.ports import Aggregates, AuditRow


def explain_ticket(aggregates: Aggregates, install: InstallId, name: str) -> Sequence[AuditRow]:
    """`name` is a number (`12`, `#12`), an id or a reference; empty if there is no such thing."""
    wanted = name.strip().removeprefix("#")
    if wanted.isascii() and wanted.isdigit():
        number = int(wanted)
        link = aggregates.find(number_link(install, number))
        link = link or aggregates.find(loan_link(install, number))
        link = link or aggregates.find(incident_number_link(install, number))
        return aggregates.history(link.ref) if link else ()
    return aggregates.history(_ref(wanted))


def _ref(name: str) -> Ref:
    try:
        return Ref.parse(name)
    except ValueError:
        return Ref(Kind.TICKET, name)
