"""The approvals that wait for somebody, for their Home tab (A1-12); the relay asks."""

from collections.abc import Iterator, Sequence

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.decision import Role
from deskbell.domain.ids import InstallId, PersonId, Thread
from deskbell.usecases.home.content import Waiting
from deskbell.usecases.ports import Aggregates, TicketLists

MOST_SHOWN = 10
"""The newest ones; each is a message in the person's direct messages, too."""


def approvals_waiting_for(
    install: InstallId, person: PersonId, lists: TicketLists, aggregates: Aggregates
) -> Sequence[Waiting]:
    return list(_waiting(install, person, lists, aggregates))


def _waiting(
    install: InstallId, person: PersonId, lists: TicketLists, aggregates: Aggregates
) -> Iterator[Waiting]:
    """An index may lag behind: what waits for somebody else by now is not shown."""
    for ref in lists.of_person(install, person, Role.APPROVER)[:MOST_SHOWN]:
        approval = aggregates.load(ref)
        if isinstance(approval, Approval) and person in approval.waits_for:
            asked = aggregates.asked(ref, person)
            yield Waiting(approval, Thread(asked.channel, asked.ts) if asked else None)
