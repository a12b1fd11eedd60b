"""What the tests of approvals share: Ana's ticket, for which Ben asks others for a yes."""

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE
from tests.functional.states import Ticketed
from tests.memory_slack import buttons

WHAT = "A new laptop, as this one is six years old"


class Approving(Ticketed):
    """A desk with Ana's ticket, which Ben has taken."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.take()

    def ask(self, *approvers: PersonId, by: PersonId = BEN, **values: str) -> None:
        people = ",".join(approvers)
        self.answer(Dialog.ASK_APPROVAL, by, **{"what": WHAT, "approvers": people, **values})

    @property
    def approvals(self) -> list[Approval]:
        return [state for state in self.table.states.values() if isinstance(state, Approval)]

    @property
    def approval(self) -> Approval:
        [approval] = self.approvals
        return approval

    def card(self, person: PersonId) -> Post:
        """The one card of an approval in somebody's direct messages."""
        [card] = filter(_asks, self.direct(person))
        return card

    def said(self, person: PersonId) -> str:
        """What that card says now."""
        return str(self.card(person).shown.blocks)

    def is_asked(self, person: PersonId) -> bool:
        """Whether a card with buttons waits for them."""
        return any(any(buttons(one, Button.APPROVE)) for one in self.direct(person))

    def approve(self, person: PersonId) -> None:
        self.give(self.press(person, Button.APPROVE, self.card(person)))

    def approve_as(self, person: PersonId, card: Post) -> None:
        """Somebody presses on a card as it was before."""
        value = f"{self.approval.ref}|1"
        self.give(ButtonPressed(Button.APPROVE, value, person, card.channel, card.ts, None))

    def reject(self, person: PersonId, why: str = "Too dear") -> None:
        self._filled(person, Dialog.REJECT, why=why)

    def delegate(self, person: PersonId, to: PersonId) -> None:
        self._filled(person, Dialog.DELEGATE, to=to)

    def _filled(self, person: PersonId, dialog: Dialog, **values: str) -> None:
        card = self.card(person)
        value = f"{self.approval.ref}|{self.approval.version}"
        self.give(DialogSubmitted(dialog, value, person, card.channel, None, values))

    def triage_card(self) -> str:
        [card] = [one for one in self.ours(IT_TRIAGE) if one.thread_ts is None]
        return str(card.shown.blocks)

    def thread(self) -> str:
        """What the app has said in the requester's thread, beside the card."""
        return "\n".join(one.shown.text for one in self.ours(IT_HAPPENS, self.root)[1:])

    def whispered(self, person: PersonId) -> str:
        found = [one.shown.text for one in self.slack.whispers if one.person == person]
        return found[-1] if found else ""

    def anas(self) -> Ticket:
        [ticket] = [one for one in self.tickets if one.requester == ANA]
        return ticket


def _asks(post: Post) -> bool:
    return any(str(block["block_id"]).startswith("asks.") for block in post.shown.blocks)
