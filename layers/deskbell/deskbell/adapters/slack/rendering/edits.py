"""What was edited in a ticket, for the one person who asked, in their language (A1-09)."""

import json
from collections.abc import Iterator

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import People, name_of, passage, plain
from deskbell.domain.tickets.edits import Edit, Edits
from deskbell.domain.tickets.instants import instant_of
from deskbell.usecases.slack_ports import Message

ROOM = 8_000
"""For the texts, in characters of JSON: all blocks of a message have 10,000 (slack.md 5.4)."""
TEXT_LIMIT = 1_000
BEFORE_THE_CHANGE = 60
"""Characters of a long text that lead to the first that has changed."""


def edits_message(edits: Edits, people: People, language: str, zone: str) -> Message:
    """Each version of each in a block of its own; what was changed last comes first."""
    heading = _heading(edits, language)
    shown = {"heading": blocks.section(heading)}
    room = ROOM
    for number, edit in enumerate(edits.edited):
        versions = [blocks.section(text) for text in _versions(edit, people, language, zone)]
        room -= len(json.dumps(versions, ensure_ascii=False))
        if room < 0:
            rest = translate("edits.more", language, count=len(edits.edited) - number)
            shown["more"] = blocks.context(rest)
            break
        shown |= {f"edit.{number}.{at}": block for at, block in enumerate(versions)}
    return Message(text=heading, blocks=blocks.identified(shown))


def _heading(edits: Edits, language: str) -> str:
    if edits.number is None or edits.refused:
        return translate("edits.refused", language)
    key = "edits.heading" if edits.edited else "edits.nothing"
    return translate(key, language, number=edits.number)


def _versions(edit: Edit, people: People, language: str, zone: str) -> Iterator[str]:
    """The first, and the two newest of those that were kept."""
    name = name_of(people(edit.author)) if edit.author else translate("card.nobody", language)
    kept = (*edit.texts[:1], *edit.texts[1:][-2:])
    words = [plain(text, people) for _, text in kept]
    begin = max(0, _same_beginning(words) - BEFORE_THE_CHANGE)
    for (ts, _), said in zip(kept, words, strict=True):
        key = "edits.before" if ts == edit.texts[0][0] else "edits.after"
        text = said if len(said) <= TEXT_LIMIT or not begin else f"…{said[begin:]}"
        shown = passage(text, TEXT_LIMIT, TEXT_LIMIT + 200)
        at = date_token(instant_of(ts), zone)
        yield translate(key, language, by=name, at=at, text=shown or "…")


def _same_beginning(texts: list[str]) -> int:
    """How many characters all of them begin with alike."""
    for at, signs in enumerate(zip(*texts, strict=False)):
        if len(set(signs)) > 1:
            return at
    return min(map(len, texts))
