"""The values that all parts of a definition share, read with a fault for whatever is wrong.

`read_definition.py`, `read_steps.py` and `read_fields.py` read through it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from deskbell.domain.catalogue.conditions import Condition
from deskbell.domain.catalogue.fields import NO, YES
from deskbell.domain.catalogue.step_parts import Moment, StepId, Who, WhoKind
from deskbell.domain.catalogue.vocabulary import Vocabulary
from deskbell.domain.catalogue.wording import Wording, placeholders
from deskbell.domain.emoji import bare_emoji
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES

MODAL_TITLE_LIMIT = 24
OPTION_LIMIT = 75
LABEL_LIMIT = 150
APPROVAL_LIMIT = 500
TEXT_LIMIT = 2_000
"""Slack's limits, and for labels, approvals and texts ours: longer ones are not read on a phone."""


_EMOJI = re.compile(r"[\w+'-]+")


class Common(TypedDict):
    """What every step has; `then` is None where the file does not say."""

    id: StepId
    then: StepId | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a definition is checked against while it is read; without `languages`, which is a fault
    by itself, no text is in a wrong one."""

    languages: tuple[str, ...]
    vocabulary: Vocabulary

    def wording(self, part: Section, key: str, limit: int) -> Wording:
        """A text in each of the workflow's languages, with the same placeholders in all."""
        if part.has(key) and isinstance(part.values[key], str):
            right = ", ".join(f"`{language}: …`" for language in self.languages or LANGUAGES)
            part.fault(f"say it in each language, a line each below this one: {right}", key)
            return {}
        said = part.section(key)
        for language in said.values if self.languages else ():
            said.choose(language, self.languages, "none of this workflow's languages", language)
        for language in self.languages:
            if language not in said.values:
                said.fault(f"there is no text in {language}; write one beside the others", language)
        found = {
            language: values.short_text(said, language, limit)
            for language in self.languages
            if language in said.values
        }
        _same_placeholders(said, found)
        return found

    def who(self, part: Section, text: str, *where: str) -> Who:
        """Somebody, such as `requester`, `field manager`, `lead it` or `person lena`."""
        word, _, name = text.partition(" ")
        name = name.strip()
        such = "" if name else f", such as `field {word}`, `person {word}` or `lead {word}`"
        kind = part.choose(word, WhoKind, f"no way to name somebody{such}", *where)
        match kind:
            case WhoKind.PERSON:
                part.choose(name, sorted(self.vocabulary.people), "nobody in people", *where)
            case WhoKind.ROTA:
                part.choose(name, sorted(self.vocabulary.rotas), "no rota", *where)
            case WhoKind.ON_CALL:
                part.choose(name, sorted(self.vocabulary.schedules), "no schedule", *where)
            case WhoKind.LEAD:
                part.choose(name, self.vocabulary.inboxes, "no inbox", *where)
        if kind == WhoKind.REQUESTER and name:
            part.fault("there is one requester; write requester alone", *where)
        if kind and kind != WhoKind.REQUESTER and not name:
            part.fault(f"say which {kind}, such as field manager or lead it", *where)
        return Who(WhoKind(kind), name) if kind else Who(WhoKind.REQUESTER)

    def person(self, part: Section, key: str = "who") -> Who:
        """Somebody named at `key`."""
        text = part.text(key)
        return self.who(part, text, key) if text else Who(WhoKind.REQUESTER)

    def one(self, part: Section, key: str, known: Iterable[str], none: str) -> str:
        """A name out of `known`."""
        return part.choose(part.text(key), known, none, key)


def names(part: Section, key: str) -> tuple[str, ...]:
    """A list of names, which may be left out."""
    return tuple(name for _, name in part.texts(key)) if part.has(key) else ()


def emoji_name(part: Section, text: str, *where: str) -> str:
    """A bare name, as reactions are compared."""
    bare = text.strip(":")
    if text and not _EMOJI.fullmatch(bare):
        part.fault("write the name that Slack shows for the emoji, such as key", *where)
    elif bare != text:
        part.fault(f"write the bare name of the emoji: {bare} instead of {text}", *where)
    return bare_emoji(bare)


def conditions(part: Section, key: str) -> tuple[Condition, ...]:
    """`field: value` lines that all have to hold; of a list of values, one is enough."""
    wanted = part.section(key)
    found = tuple(_condition(wanted, fact) for fact in wanted.values)
    if part.values.get(key) == {}:
        part.fault("there is no condition here; write one, such as `urgent: yes`", key)
    return found


def _condition(wanted: Section, fact: str) -> Condition:
    match wanted.values[fact]:
        case bool(value):
            return Condition(fact, (YES if value else NO,))
        case int(value):
            return Condition(fact, (str(value),))
        case list():
            return Condition(fact, tuple(text for _, text in wanted.texts(fact)))
        case Mapping():
            bound = wanted.section(fact)
            least = values.whole(bound, "at_least")
            bound.end()
            return Condition(fact, at_least=least)
    return Condition(fact, (wanted.text(fact),))


def moment(part: Section) -> Moment:
    """`in: 2d` from then on, or `date: field` with `before: 1d` or `after: 1d`."""
    by = [key for key in ("in", "date") if part.has(key)]
    if len(by) != 1:
        part.fault("say when: either `in: 2d`, or the `date: field` of a form")
        return Moment()
    if by == ["in"]:
        return Moment(values.duration(part, "in"))
    sides = [key for key in ("before", "after") if part.has(key)]
    if len(sides) > 1:
        part.fault("it cannot be both before and after that day; leave one out", "before")
    offset = Moment().offset
    for side in sides[:1]:
        offset = values.duration(part, side) * (-1 if side == "before" else 1)
    return Moment(offset, part.text("date"))


def _same_placeholders(said: Section, found: Wording) -> None:
    first = next(iter(found), "")
    for language, text in found.items():
        missing = placeholders(found[first]) - placeholders(text)
        strange = placeholders(text) - placeholders(found[first])
        for name in sorted(missing | strange):
            without, having = (language, first) if name in missing else (first, language)
            said.fault(
                f"{{{name}}} is in the text in {having} and not in {without}; say the same in both",
                language,
            )
