"""The kinds of field that a dialog can have: shown in the reader's language, read back, judged.

One input block each: its id is the field's name, its one element's action is `value`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.graphemes import cut
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

ELEMENT = "value"
OPTIONS_LIMIT = 100
DESCRIPTION_LIMIT = 75

Block = dict[str, object]


class Option(NamedTuple):
    """`label` is ours, or an admin's own words; `description` is theirs and tells more."""

    value: str
    label: Text | str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`label`, `hint` and whatever else people read are translated, unless the words are an
    admin's own; `name` is the answer's."""

    name: str
    label: Text | str
    hint: Text | None = None
    optional: bool = False

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block | None:
        """The element for tickets of that inbox; None if there is nothing to choose from."""
        raise NotImplementedError

    def given(self, element: Mapping[str, object]) -> str:
        """The answer in what Slack says the element holds; empty for anything else."""
        return _text(element.get("value"))

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        """What is wrong with an answer that is not empty."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Field):
    """A text of at most `limit` characters; `initial` is there already."""

    limit: int
    multiline: bool = False
    initial: str = ""

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        element: Block = {
            "type": "plain_text_input",
            "multiline": self.multiline,
            "max_length": self.limit,
        }
        return element | {"initial_value": self.initial} if self.initial else element

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        too_long = len(answer) > self.limit
        return Text("error.too_long", {"limit": self.limit}) if too_long else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One of the options there are for a ticket of that inbox; without any it is left out.

    `initial` is the value of the one that is chosen already.
    """

    options: Callable[[Desk, InboxId], Sequence[Option]]
    initial: str | None = None

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block | None:
        offered = self.options(desk, inbox)[:OPTIONS_LIMIT]
        if not offered:
            return None
        options = [_option(one, language) for one in offered]
        element: Block = {"type": "static_select", "options": options}
        chosen = [one for one in options if one["value"] == self.initial]
        return element | {"initial_option": chosen[0]} if chosen else element

    def given(self, element: Mapping[str, object]) -> str:
        return selected(element)

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        offered = {option.value for option in self.options(desk, inbox)}
        return None if answer in offered else Text("error.not_an_option")


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody(Field):
    """One person of the workspace, of those who are `eligible` for a ticket of that inbox."""

    eligible: Callable[[Desk, InboxId, PersonId], bool]
    otherwise: Text

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        return {"type": "users_select"}

    def given(self, element: Mapping[str, object]) -> str:
        return _text(element.get("selected_user"))

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        return None if self.eligible(desk, inbox, PersonId(answer)) else self.otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Field):
    """People of the workspace, at most `limit`, in the order in which they were chosen; the answer
    has a comma between them. `initial` are chosen already."""

    limit: int
    initial: tuple[str, ...] = ()

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        element: Block = {"type": "multi_users_select", "max_selected_items": self.limit}
        return element | {"initial_users": list(self.initial)} if self.initial else element

    def given(self, element: Mapping[str, object]) -> str:
        people = element.get("selected_users")
        chosen = people if isinstance(people, list) else []
        return ",".join(dict.fromkeys(filter(None, map(_text, chosen))))

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        too_many = len(answer.split(",")) > self.limit
        return Text("error.too_many_people", {"limit": self.limit}) if too_many else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Field):
    """A day and a time; the answer is in epoch seconds, as is `initial`, which is chosen
    already."""

    initial: int | None = None

    def element(self, desk: Desk, inbox: InboxId, language: str) -> Block:
        element: Block = {"type": "datetimepicker"}
        return element | {"initial_date_time": self.initial} if self.initial else element

    def given(self, element: Mapping[str, object]) -> str:
        seconds = element.get("selected_date_time")
        return str(seconds) if type(seconds) is int else ""

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        fits = answer.isascii() and answer.isdigit() and len(answer) == 10
        return None if fits else Text("error.date_invalid")


def input_block(field: Field, element: Block, language: str) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain(_shown(field.label, language)),
        "element": {**element, "action_id": ELEMENT},
        "optional": field.optional,
    }
    return block | {"hint": plain(_shown(field.hint, language))} if field.hint else block


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _shown(label: Text | str, language: str) -> str:
    return translate(label.key, language, **label.args) if isinstance(label, Text) else label


def selected(element: Mapping[str, object]) -> str:
    """The value of the option that is chosen in a select."""
    option = element.get("selected_option")
    return _text(option.get("value")) if isinstance(option, Mapping) else ""


def _option(option: Option, language: str) -> Block:
    shown: Block = {"text": plain(_shown(option.label, language)), "value": option.value}
    more = " ".join(option.description.split())
    return shown | {"description": plain(cut(more, DESCRIPTION_LIMIT))} if more else shown


def _text(value: object) -> str:
    return clean_text(value).strip() if isinstance(value, str) else ""
