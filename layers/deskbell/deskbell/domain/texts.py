"""A text for people before anybody has read it: a key and arguments, no language yet.

The catalogues turn it into the reader's language and time zone when it is sent (D-10), so a
row in the outbox or the audit trail is rendered for whoever reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId, Thread

LANGUAGES = ("en", "ko", "pl")
"""The languages of the message catalogues."""
OWN_NAMES = {"en": "English", "ko": "한국어", "pl": "Polski"}
"""Of the languages, each in itself: whoever needs it can read it."""


def language_of(locale: str | None, default: str) -> str:
    """Our language for a Slack locale such as `pl-PL`; `default` where we do not speak it."""
    language = (locale or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else default


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
class SystemName:
    """A system that outages are reported of, as the settings name `service` for the reader; `name`
    where they do not know it (any more)."""

    service: str
    name: str


@dataclass(frozen=True, slots=True)
class Instant:
    """An aware UTC time, shown in the reader's zone."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody wrote, with its lines; escaped when shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Passages:
    """As a Passage, by language: in the reader's, or else in the first one."""

    texts: tuple[tuple[str, str], ...]

    def said(self, language: str) -> str:
        known = dict(self.texts)
        return known.get(language) or next(iter(known.values()), "")


@dataclass(frozen=True, slots=True)
class RedactedPassage:
    """As a Passage, with the marks of `domain.redaction` in the reader's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote, in Slack's markup, shown in one line."""

    markup: str


@dataclass(frozen=True, slots=True)
class MessageLink:
    """The way to a message."""

    message: Thread


@dataclass(frozen=True, slots=True)
class Text:
    """`key` of the message catalogues with its arguments; a `str` argument is escaped when shown.

    An argument called `count` chooses the plural form.
    """

    key: str
    args: Mapping[str, "Argument"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Worded:
    """What the author of a workflow wrote, by language, with the `values` of its placeholders."""

    wording: Mapping[str, str]
    values: Mapping[str, "Argument"] = field(default_factory=dict)


Argument = (
    str
    | int
    | Name
    | Mention
    | ChannelName
    | SystemName
    | Instant
    | Passage
    | Passages
    | RedactedPassage
    | Quote
    | MessageLink
    | Text
    | Worded
)
