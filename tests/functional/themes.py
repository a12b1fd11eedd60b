"""A desk whose people sort what members say into themes, as they do it in Slack."""

from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.feedback.inputs import SLACK
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from deskbell.domain.themes.theme import Theme
from tests.builders import MINJUN
from tests.functional.feedback import FeedbackDesk
from tests.memory_slack import buttons
from tests.unit.feedback.people import FEEDBACK


class ThemeDesk(FeedbackDesk):
    """`said` is a card with those words on it, `about` puts it into a theme by its dialog."""

    def said(self, text: str, person: PersonId | None = None) -> None:
        said: dict[str, Any] = {"source": SLACK, "person": person} if person else {}
        self.hears(text, f"{text} {len(self.items)} {person}", **said)

    def about(self, text: str, name: str, by: PersonId = MINJUN, **values: str) -> None:
        self.fills(by, Dialog.FEEDBACK_THEME, self.card_of(text), name=name, **values)

    def fills(self, by: PersonId, dialog: Dialog, card: Post, **values: str) -> None:
        """The dialog that the last of those buttons of the card opens."""
        value = str(list(buttons(card, dialog))[-1]["value"])
        self.give(DialogSubmitted(dialog, value, by, FEEDBACK, None, values))

    def taps(self, by: PersonId, button: Button, name: str) -> None:
        self.give(self.press(by, button, self.theme_card(name)))

    def card_of(self, text: str) -> Post:
        [card] = [one for one in self.cards if f">{text}" in str(one.shown.blocks)]
        return card

    def theme_card(self, name: str) -> Post:
        """The newest one of this name."""
        found = [one for one in self.cards if one.shown.text.endswith(f"· {name}")]
        return found[-1]

    def shows(self, name: str) -> str:
        return str(self.theme_card(name).shown.blocks)

    def themes(self) -> list[Theme]:
        return [one for one in self.table.states.values() if isinstance(one, Theme)]

    def heard(self, person: PersonId) -> list[str]:
        return [post.shown.text for post in self.direct(person)]
