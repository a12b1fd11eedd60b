"""The ticket that somebody means by its number; whether they may know of it, `decide` says."""

from deskbell.domain.decision import number_link
from deskbell.domain.ids import InstallId
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import going_on


def named_ticket(aggregates: Aggregates, install: InstallId, number: str) -> Ticket | None:
    """`number` as people write it, 12 or #12; of a merged ticket, the one as which it goes on."""
    digits = number.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        return None
    link = aggregates.find(number_link(install, int(digits)))
    return going_on(aggregates, link.ref) if link else None
