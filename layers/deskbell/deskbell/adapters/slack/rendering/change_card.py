"""The notice of a new or changed workflow or rule: why it exists, who chose it, how to object, and
what people think of it.

The relay calls it for every ShowChange with the notice as it stands then.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT
from deskbell.adapters.slack.rendering.words import People, name_of, one_line, passage
from deskbell.domain.catalogue.wording import said
from deskbell.domain.graphemes import cut
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.slack_ports import Message

TITLE_LIMIT, WHY_LIMIT = 80, 1_000
VERSION_SHOWN = 7


def change_card(notice: ChangeNotice, desk: Desk, people: People) -> Message:
    """In the desk's language, as all that stands in channels."""
    return _ChangeCard(notice, desk, people).message()


@dataclass(frozen=True, slots=True)
class _ChangeCard:
    notice: ChangeNotice
    desk: Desk
    people: People

    def message(self) -> Message:
        change, language = self.notice.change, self.desk.language
        title = self.text(
            f"card.change.{change.kind}_{'changed' if change.before else 'new'}",
            title=one_line(said(change.title, language), TITLE_LIMIT),
        )
        why = passage(said(change.why, language), WHY_LIMIT, 2 * WHY_LIMIT)
        shown = {
            "title": blocks.section(title),
            **({"why": blocks.section(_quoted(why))} if why.strip() else {}),
            "status": blocks.context("\n".join(self._status())),
            "actions": blocks.actions(list(self._buttons())),
        }
        return Message(text=cut(title, MESSAGE_TEXT_LIMIT), blocks=blocks.identified(shown))

    def _status(self) -> Iterator[str]:
        notice, change = self.notice, self.notice.change
        version = change.version[:VERSION_SHOWN]
        if change.before:
            before = change.before[:VERSION_SHOWN]
            facts = [self.text("card.change.versions", before=before, version=version)]
        else:
            facts = [self.text("card.change.version", version=version)]
        if change.chosen_by:
            by = name_of(self.people(change.chosen_by))
            facts.append(self.text("card.change.chosen_by", by=by))
        if change.team:
            facts.append(self.text("card.change.team", team=one_line(change.team)))
        yield " · ".join(facts)
        if notice.votes:
            yield self.text("card.change.votes", in_favour=notice.in_favour, against=notice.against)
        yield self.text("card.change.object")

    def _buttons(self) -> Iterator[Block]:
        yield self._button(Button.CHANGE_FOR, "for")
        yield self._button(Button.CHANGE_AGAINST, "against")
        yield self._button(Dialog.CHANGE_COMMENT, "comment")

    def _button(self, action: Button | Dialog, name: str) -> Block:
        label = self.text(f"button.change_{name}_label")
        text = self.text(f"button.change_{name}")
        return blocks.button(action, text, label, str(self.notice.ref))

    def text(self, key: str, **args: object) -> str:
        return translate(key, self.desk.language, **args)


def _quoted(words: str) -> str:
    return "\n".join(f">{line}" for line in words.splitlines())
