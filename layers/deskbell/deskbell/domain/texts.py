"""A text for people before anybody has read it: a key and arguments, no language yet.

The catalogues turn it into the reader's language and time zone when it is sent (D-10), so a
row in the outbox or the audit trail is rendered for whoever reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId

LANGUAGES = ("en", "ko", "pl")
"""The languages of the message catalogues."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, shown by name; never notifies."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, mentioned; notifies."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel, shown as a link."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class Instant:
    """An aware UTC time, shown in the reader's zone."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """`key` of the message catalogues with its arguments; a `str` argument is escaped when shown.

    An argument called `count` chooses the plural form.
    """

    key: str
    args: Mapping[str, "Argument"] = field(default_factory=dict)


Argument = str | int | Name | Mention | ChannelName | Instant | Text
