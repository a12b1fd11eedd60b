"""The twin of adapters/dynamo/ticket_lists.py over a MemoryTable."""

from collections.abc import Collection, Sequence

from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.decision import Role
from deskbell.domain.ids import InboxId, InstallId, PersonId, Ref, Thread
from deskbell.domain.loans.loan import Loan
from deskbell.domain.paging.incident import Incident
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.ports import Listed


class MemoryTicketLists:
    """ports.TicketLists."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def of_person(self, install: InstallId, person: PersonId, role: Role) -> Sequence[Ref]:
        return self._of_person(install, person, role, is_open=True)

    def past_of_person(
        self, install: InstallId, person: PersonId, role: Role, limit: int
    ) -> Sequence[Ref]:
        return self._of_person(install, person, role, is_open=False)[:limit]

    def _of_person(
        self, install: InstallId, person: PersonId, role: Role, *, is_open: bool
    ) -> Sequence[Ref]:
        found = [
            (at, ref)
            for (ref, of, who), (at, is_so) in self._table.roles.items()
            if (of, who, is_so) == (role, person, is_open)
            and (state := self._table.states.get(ref))
            and isinstance(state, Ticket | Approval | Loan | GuidedRequest | Incident)
            and state.install == install
        ]
        return [ref for _, ref in sorted(found, reverse=True)]

    def waiting(
        self, install: InstallId, inboxes: Collection[InboxId], *, restricted: bool = False
    ) -> Sequence[Ref]:
        found = [
            (state.started_at, ref)
            for ref, state in self._table.states.items()
            if isinstance(state, Ticket)
            and state.status is Status.NEW
            and (state.privacy is Privacy.RESTRICTED) is restricted
            and state.install == install
            and state.inbox in inboxes
        ]
        return [ref for _, ref in sorted(found)]

    def read(self, refs: Sequence[Ref]) -> Sequence[Listed]:
        listed = []
        for ref in refs:
            state = self._table.states.get(ref)
            if isinstance(state, Ticket):
                post = self._table.posted.get((ref, state.home.place))
                card = Thread(post.channel, post.ts) if post else None
                listed.append(Listed(state, state.message or card))
        return listed
