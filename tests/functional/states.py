"""What the tests of waiting, snoozing, reopening and undoing share: one ticket of Ana's."""

from datetime import timedelta

from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.tickets.ticket import Ticket
from tests.builders import ANA, BEN, IT_HAPPENS, IT_TRIAGE, MINJUN
from tests.functional.memory_desk import MemoryDesk

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


class Ticketed(MemoryDesk):
    """A desk with Ana's message, Minjun's emoji on it, and Ben as the assignee unless told."""

    def __post_init__(self) -> None:
        super().__post_init__()
        message = self.say(ANA, "My laptop does not start")
        self.root: Ts = message.ts
        self.give(self.reaction(MINJUN, message.ts, "ticket"))
        self.first = self.tickets[0].ref

    def asked(self) -> Ticket:
        """Ana's ticket, whatever others there are."""
        [ticket] = [ticket for ticket in self.tickets if ticket.ref == self.first]
        return ticket

    def take(self) -> None:
        self.give(self.reaction(BEN, self.root, "eyes"))

    def solve(self) -> None:
        self.give(self.reaction(BEN, self.root, "white_check_mark"))

    def pick(self, button: Button, person: PersonId = BEN) -> None:
        """A button of the card in the thread, or an entry of its "More", as it is now."""
        [card] = self.ours(IT_HAPPENS, self.root)[:1]
        value = f"{self.asked().ref}|{self.asked().card_revision}"
        self.give(ButtonPressed(button, value, person, IT_HAPPENS, card.ts, self.root))

    def answer(self, dialog: Dialog, person: PersonId = BEN, **values: str) -> None:
        """A dialog of that card."""
        value = f"{self.asked().ref}|{self.asked().card_revision}"
        self.give(DialogSubmitted(dialog, value, person, IT_TRIAGE, None, values))

    def reply(self, person: PersonId, text: str) -> None:
        self.give(self.say(person, text, self.root))

    def shown(self) -> str:
        """The card in the requester's thread."""
        return str(self.ours(IT_HAPPENS, self.root)[0].shown.blocks)

    def heard(self, person: PersonId) -> list[str]:
        """What the app has said to somebody directly."""
        return [post.shown.text for post in self.direct(person)]
