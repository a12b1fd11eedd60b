"""Whom and for what the command praises, as it was written (A1-21); commands.py asks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from deskbell.adapters.slack.rendering.words import plain
from deskbell.domain.id_types import PersonId
from deskbell.domain.people import Person, Standing

_MENTION = r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>"
_AT_FIRST = re.compile(rf"(?:{_MENTION}[\s,]*)+")


class Said(NamedTuple):
    """`clear`: all `people` stand before the `text`, so nobody has to ask who is meant."""

    people: Sequence[PersonId]
    text: str
    clear: bool


def said_in(markup: str) -> Said:
    """`markup` as Slack sends it, with mentions and its three signs escaped."""
    first = _AT_FIRST.match(markup)
    rest = markup[first.end() :] if first else markup
    named = {PersonId(person): name for person, name in re.findall(_MENTION, markup)}

    def known(person: PersonId) -> Person:
        return Person(person, named.get(person) or person, None, None, Standing.MEMBER)

    is_clear = first is not None and re.search(_MENTION, rest) is None
    return Said(tuple(named), plain(rest, known).strip(), is_clear)
