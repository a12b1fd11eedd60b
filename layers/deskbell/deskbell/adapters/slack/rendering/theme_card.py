"""What several items of feedback are about, as their channel sees it: who answers for it, who
contributes, and what came of it.

The relay calls it for every ShowTheme with the theme as it stands then. What our own people name it
and write of it stands there as they wrote it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, escape, name_of, one_line
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.settings.desk import Desk
from deskbell.domain.themes.theme import Department, TaskState, Theme
from deskbell.usecases.slack_ports import Message

NAME_LIMIT, TEAM_LIMIT, TASK_LIMIT, WHY_LIMIT = 80, 40, 120, 120
"""All of the card has to fit into 10,000 characters (slack.md 5.4)."""


def theme_card(theme: Theme, into: Theme | None, desk: Desk, people: People) -> Message:
    """In the desk's language, as all cards in channels; `into` is what it was merged into."""
    return _ThemeCard(theme, into, desk, people).message()


@dataclass(frozen=True, slots=True)
class _ThemeCard:
    theme: Theme
    into: Theme | None
    desk: Desk
    people: People

    def message(self) -> Message:
        title = self.text("card.theme.title", name=self._line(self.theme.name))
        shown = {"title": blocks.section(f"*{title}*")}
        shown["status"] = blocks.context("\n".join(self._status()))
        for number, one in enumerate(self.theme.departments):
            shown |= self._department(number, one)
        if buttons := list(self._buttons()):
            shown["actions"] = blocks.actions(buttons)
        return Message(text=cut(title, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    def _status(self) -> Iterator[str]:
        theme = self.theme
        if theme.merged_into:
            yield self.text("card.theme.merged", name=self._line((self.into or theme).name))
            return
        facts = [
            self.text(f"status.theme.{theme.status}"),
            self.text("card.theme.owner", owner=self._name(theme.owner)),
        ]
        if theme.team:
            facts.append(self.text("card.theme.team", team=one_line(theme.team, TEAM_LIMIT)))
        if theme.respond_by and not theme.is_over:
            facts.append(self.text("card.theme.respond_by", due=self._at(theme.respond_by)))
        yield " · ".join(facts)
        yield " · ".join(self._gave())
        if theme.issue:
            yield self.text("card.theme.issue", issue=escape(theme.issue))
        if theme.is_settled:
            yield " ".join(self._came_of_it())

    def _gave(self) -> Iterator[str]:
        """Of how many; and where nobody in Slack can be told, that is said."""
        theme = self.theme
        yield self.text("card.theme.items", count=len(theme.parts))
        if theme.originators:
            yield self.text("card.theme.people", count=len(theme.originators))
        if theme.nobodys:
            yield self.text("card.theme.nobodys", count=theme.nobodys)

    def _came_of_it(self) -> Iterator[str]:
        theme = self.theme
        if theme.settled_by:
            yield self.text("card.theme.settled", by=self._name(theme.settled_by))
        else:
            yield self.text("card.theme.settled_issue")
        if theme.why:
            yield self.text("card.theme.why", why=one_line(theme.why, WHY_LIMIT))
        if theme.tell_at:
            yield self.text("card.theme.to_tell", at=self._at(theme.tell_at))
        else:
            yield self.text("card.theme.told", count=len(theme.told))

    def _department(self, number: int, one: Department) -> dict[str, Block]:
        said = self.text(
            f"card.theme.task_{one.state}",
            department=one_line(one.name, TEAM_LIMIT),
            task=one_line(one.task, TASK_LIMIT),
            who=self._name(one.person),
            due=self._at(one.due),
            why=one_line(one.why, WHY_LIMIT),
        )
        shown = {f"task{number}": blocks.section(said)}
        if one.state is TaskState.OPEN and not self.theme.is_over:
            value = f"{self.theme.ref}|{number}"
            done = self._button(Button.THEME_DONE, "done", value)
            decline = self._button(Dialog.THEME_TASK_DECLINE, "task_decline", value)
            shown[f"task{number}_actions"] = blocks.actions([done, decline])
        return shown

    def _buttons(self) -> Iterator[Block]:
        theme, value = self.theme, str(self.theme.ref)
        if theme.may_be_undone:
            yield self._button(Button.THEME_UNDO, "undo", value)
        if theme.is_over:
            return
        yield self._button(Button.THEME_TAKE, "take", value)
        yield self._button(Dialog.THEME_HAND_OVER, "hand_over", value)
        yield self._button(Dialog.THEME_TASK, "task", value)
        yield self._button(Button.THEME_SHIP, "ship", value)
        yield self._button(Dialog.THEME_DECLINE, "decline", value)
        yield self._button(Dialog.THEME_MERGE, "merge", value)

    def _button(self, action: Button | Dialog, name: str, value: str) -> Block:
        label = self.text(f"button.theme_{name}_label")
        return blocks.button(action, self.text(f"button.theme_{name}"), label, value)

    def _line(self, text: str) -> str:
        return one_line(text, NAME_LIMIT)

    def _name(self, person: PersonId) -> str:
        return name_of(self.people(person))

    def _at(self, at: datetime) -> str:
        return date_token(at, self.desk.zone)

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.desk.language, **args)


def theme_line(theme: Theme, language: str) -> str:
    """On the card of one of its items."""
    status = translate(f"status.theme.{theme.status}", language)
    name = one_line(theme.name, NAME_LIMIT)
    return translate("card.feedback.in_theme", language, theme=name, status=status)
