"""A Text in a reader's language and time zone, as Slack's markup or as plain text.

The relay shows it in Slack; `explain` prints it on a terminal.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.permalinks import permalink
from deskbell.adapters.slack.rendering.words import (
    People,
    escape,
    first_line,
    name_of,
    one_line,
    passage,
    says_something,
)
from deskbell.domain.catalogue.wording import fill, said
from deskbell.domain.directs import is_direct
from deskbell.domain.ids import ChannelId
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.redaction import with_marks
from deskbell.domain.texts import (
    Argument,
    ChannelName,
    Instant,
    Mention,
    MessageLink,
    Name,
    Passage,
    Passages,
    Quote,
    RedactedPassage,
    SystemName,
    Text,
    Worded,
)

PASSAGE_LIMIT = 1_200
"""With our own words around it, it fits into a section, whose text has at most 3,000 characters."""

WORDED_LIMIT = 2_000
"""As above, of what a workflow says, with its answers in it."""
_HALF_AN_ENTITY = re.compile(r"(&[a-z]*|<[^>]*)$")


def render_text(  # noqa: C901 - one line an argument
    text: Text, language: str, zone: str, people: People
) -> str:
    """`text` as mrkdwn: arguments escaped, times in the zone of whoever looks (Slack does it)."""

    def show(argument: Argument) -> object:  # noqa: C901
        match argument:
            case Name(person):
                return name_of(people(person))
            case Mention(person):
                return f"<@{person}>" if address_of(person) is None else name_of(people(person))
            case ChannelName(channel):
                return _directly(channel, language) or f"<#{channel}>"
            case SystemName(name=name):
                return show(name)
            case Instant(at):
                return date_token(at, zone)
            case Passage(text):
                return passage(text, PASSAGE_LIMIT, 2 * PASSAGE_LIMIT)
            case Passages():
                return passage(argument.said(language), PASSAGE_LIMIT, 2 * PASSAGE_LIMIT)
            case RedactedPassage(text):
                return passage(unmarked(text, language), PASSAGE_LIMIT, 2 * PASSAGE_LIMIT)
            case Quote(markup):
                return one_line(first_line(markup, people) or translate("title.none", language))
            case MessageLink(message):
                return f"<{permalink(message)}|{translate('card.link', language)}>"
            case Text():
                return render_text(argument, language, zone, people)
            case Worded(wording, values):
                shown = {name: str(show(value)) for name, value in values.items()}
                return _fitting(fill(escape(said(wording, language)), shown))
            case str():
                if says_something(argument):
                    return one_line(argument)
                return translate("title.none", language)
            case int():
                return argument

    return translate(text.key, language, **{name: show(arg) for name, arg in text.args.items()})


def render_plain(  # noqa: C901 - one line an argument
    text: Text, language: str, zone: str, people: People
) -> str:
    """`text` without any markup."""

    def show(argument: Argument) -> object:  # noqa: C901
        match argument:
            case Name(person):
                return people(person).name
            case Mention(person):
                return f"@{people(person).name}"
            case ChannelName(channel):
                return _directly(channel, language) or f"#{channel}"
            case SystemName(name=name):
                return name
            case Instant(at):
                return date_text(at, zone)
            case Passage(text):
                return text
            case Passages():
                return argument.said(language)
            case RedactedPassage(text):
                return unmarked(text, language)
            case Quote(markup):
                return first_line(markup, people) or translate("title.none", language)
            case MessageLink(message):
                return permalink(message)
            case Text():
                return render_plain(argument, language, zone, people)
            case Worded(wording, values):
                shown = {name: str(show(value)) for name, value in values.items()}
                return fill(said(wording, language), shown)
            case str() | int():
                return argument

    return translate(text.key, language, **{name: show(arg) for name, arg in text.args.items()})


def unmarked(text: str, language: str) -> str:
    """A redacted text with its marks as words of its reader."""
    return with_marks(text, lambda kind: translate(f"redacted.{kind}", language))


def _fitting(marked_up: str) -> str:
    """As much as a section takes, without half an entity at its end."""
    if len(marked_up) <= WORDED_LIMIT:
        return marked_up
    return _HALF_AN_ENTITY.sub("", marked_up[:WORDED_LIMIT]) + "…"


def _directly(channel: ChannelId, language: str) -> str | None:
    """Direct messages have no name, and nobody else can open them."""
    return translate("channel.direct", language) if is_direct(channel) else None


def date_token(at: datetime, zone: str) -> str:
    """Slack shows this in the zone and words of each reader; old clients show the fallback."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{date_text(at, zone)}>"


def date_text(at: datetime, zone: str) -> str:
    """Such as `2026-09-21 16:05 CEST`."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
