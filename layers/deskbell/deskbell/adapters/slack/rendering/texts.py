"""A Text in a reader's language and time zone, as Slack's markup or as plain text.

The relay shows it in Slack; `explain` prints it on a terminal.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.words import People, name_of, one_line, says_something
from deskbell.domain.texts import Argument, ChannelName, Instant, Mention, Name, Text


def render_text(text: Text, language: str, zone: str, people: People) -> str:
    """`text` as mrkdwn: arguments escaped, times in the zone of whoever looks (Slack does it)."""

    def show(argument: Argument) -> object:
        match argument:
            case Name(person):
                return name_of(people(person))
            case Mention(person):
                return f"<@{person}>"
            case ChannelName(channel):
                return f"<#{channel}>"
            case Instant(at):
                return date_token(at, zone)
            case Text():
                return render_text(argument, language, zone, people)
            case str():
                if says_something(argument):
                    return one_line(argument)
                return translate("title.none", language)
            case int():
                return argument

    return translate(text.key, language, **{name: show(arg) for name, arg in text.args.items()})


def render_plain(text: Text, language: str, zone: str, people: People) -> str:
    """`text` without any markup."""

    def show(argument: Argument) -> object:
        match argument:
            case Name(person):
                return people(person).name
            case Mention(person):
                return f"@{people(person).name}"
            case ChannelName(channel):
                return f"#{channel}"
            case Instant(at):
                return date_text(at, zone)
            case Text():
                return render_plain(argument, language, zone, people)
            case str() | int():
                return argument

    return translate(text.key, language, **{name: show(arg) for name, arg in text.args.items()})


def date_token(at: datetime, zone: str) -> str:
    """Slack shows this in the zone and words of each reader; old clients show the fallback."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{date_text(at, zone)}>"


def date_text(at: datetime, zone: str) -> str:
    """Such as `2026-09-21 16:05 CEST`."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
