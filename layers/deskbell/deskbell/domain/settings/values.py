"""The single values of the settings: ids, times, languages, commands, emoji; used by parse.py."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo, available_timezones

from deskbell.domain.emoji import bare_emoji
from deskbell.domain.ids import InboxId
from deskbell.domain.mail.addresses import normal
from deskbell.domain.settings.desk import Choice, EmojiAction, Inbox, OfficeHours, Weekday
from deskbell.domain.settings.faults import nearest
from deskbell.domain.settings.hours import Appointment, QuietHours
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.classification import Privacy

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_LONGEST = timedelta(days=365)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_EMOJI = re.compile(r"[\w+'-]+")
_COMMAND = re.compile(r"/[^\s/A-Z]{1,31}")
_SLACKS_OWN = frozenset(
    [
        *("active", "apps", "archive", "away", "call", "collapse", "dm", "dnd", "expand", "feed"),
        *("help", "invite", "join", "kick", "leave", "me", "msg", "mute", "open", "prefs"),
        *("remind", "remove", "rename", "search", "shortcuts", "shrug", "star", "status", "topic"),
        "who",
    ]
)
_OFFICE_HOURS = re.compile(
    r"(?:([a-z]{3})(?:-([a-z]{3}))?) +((?:[01][0-9]|2[0-3]):[0-5][0-9])-"
    r"((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
)
_APPOINTMENT = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? +((?:[01][0-9]|2[0-3]):[0-5][0-9])")
_QUIET_HOURS = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])")
_HIGHEST = 1_000_000
_OPTIONS_LIMIT = 100
_OPTION_TEXT_LIMIT = 75


def ids(part: Section, letters: str, what: str) -> dict[str, str]:
    """Names for Slack's ids; each id has one name."""
    named: dict[str, str] = {}
    for name in part.values:
        value = slack_id(part, name, letters, what)
        if value and value in named.values():
            part.fault(f'"{value}" has a name already; one name for each', name)
        named[name] = value
    return named


def slack_id(part: Section, key: str, letters: str, what: str) -> str:
    """An id that starts with one of `letters`."""
    value = part.text(key)
    if value and not re.fullmatch(rf"[{letters}][A-Z0-9]{{2,20}}", value):
        starts = " or ".join(letters)
        part.fault(
            f'"{value}" is not a Slack {what} id; it starts with {starts}, '
            "and the rest is capitals and digits",
            key,
        )
    return value


def short_text(part: Section, key: str, limit: int) -> str:
    """A text of at most `limit` characters."""
    text = part.text(key)
    if len(text) > limit:
        part.fault(f"too long; at most {limit} characters, not {len(text)}", key)
    return text


def names(part: Section) -> Iterable[str]:
    """The keys of a mapping whose keys become our ids."""
    for name in part.values:
        if not _NAME.fullmatch(name):
            part.fault("write this name in small letters, digits, - and _ (at most 40)", name)
    return part.values


def name(part: Section, key: str) -> str:
    """A name of our own for one thing of a list."""
    text = part.text(key)
    if text and not _NAME.fullmatch(text):
        part.fault("write this name in small letters, digits, - and _ (at most 40)", key)
    return text


def language(top: Section) -> str:
    """A language that the catalogues have."""
    known = top.text("language")
    return top.choose(known, LANGUAGES, "no language that Deskbell speaks", "language")


def zone(top: Section) -> str:
    """An IANA time zone; aliases count (bad inputs 92)."""
    name = top.text("zone")
    if name and not is_zone(name):
        hint = nearest(name, available_timezones())
        top.fault(f'"{name}" is not a time zone; {hint}write it as Europe/Warsaw', "zone")
    return name


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def duration(part: Section, key: str) -> timedelta:
    """Minutes, hours or days, up to a year; a bare number is a fault as any other."""
    is_number = part.has(key) and isinstance(part.values[key], int)
    text = str(part.values[key]) if is_number else part.text(key)
    found = re.fullmatch(r"([0-9]{1,6})([mhd])", text)
    time = int(found[1]) * _UNITS[found[2]] if found else timedelta()
    if text and not timedelta() < time <= _LONGEST:
        part.fault(f'"{text}" is not a time from 1m to 365d; write it as 30m, 2h or 3d', key)
    return time


def duration_or(part: Section, key: str, otherwise: timedelta) -> timedelta:
    """The same, where it may be left out."""
    return duration(part, key) if part.has(key) else otherwise


def durations(part: Section, key: str) -> tuple[timedelta, ...]:
    """A list of such times."""
    listed = part.texts(key)
    spans = Section({place[1]: text for place, text in listed}, part.faults, (*part.path, key))
    return tuple(duration(spans, place[1]) for place, _ in listed)


def days(part: Section, key: str) -> frozenset[str]:
    """A list of days."""
    found = part.texts(key)
    for place, text in found:
        if text and not is_day(text):
            part.fault(f'"{text}" is not a day of the calendar; write it as 2026-12-25', *place)
    return frozenset(text for _, text in found)


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, written as 2026-12-25."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def whole(part: Section, key: str, least: int = 1) -> int:
    """A number that counts something: 1, 2, 3 …"""
    number = part.values.get(key)
    if part.has(key) and type(number) is int and least <= number <= _HIGHEST:
        return number
    # Whatever else it is; a missing one is a fault already.
    if text := str(number) if isinstance(number, int | float) else part.text(key):
        part.fault(f'"{text}" is not a number from {least} to {_HIGHEST}', key)
    return 0


def whole_or(part: Section, key: str, otherwise: int, least: int = 1) -> int:
    """The same, where it may be left out."""
    return whole(part, key, least) if part.has(key) else otherwise


def yes(part: Section, key: str) -> bool:
    """Yes or no, as YAML has them."""
    value = part.values.get(key)
    if part.has(key) and isinstance(value, bool):
        return value
    if text := part.text(key):
        part.fault(f'"{text}" is neither yes nor no', key)
    return False


def says_yes(part: Section, key: str) -> bool:
    """No where it says nothing."""
    return part.has(key) and yes(part, key)


def privacy(part: Section, key: str) -> Privacy:
    """Who may know; everybody, where it is left out."""
    if not part.has(key):
        return Privacy.PUBLIC
    found = part.choose(part.text(key), Privacy, "no class of privacy", key)
    return Privacy(found) if found else Privacy.PUBLIC


def office_hours(part: Section, key: str) -> OfficeHours | None:
    """Days and times, such as `mon-fri 08:00-18:00`."""
    text = part.text(key)
    found = _OFFICE_HOURS.fullmatch(text)
    days = [day for day in (found[1], found[2] or found[1]) if day in set(Weekday)] if found else []
    if found and len(days) == 2 and found[3] < found[4]:
        return OfficeHours(Weekday(days[0]), Weekday(days[1]), found[3], found[4])
    if text:
        part.fault(
            f'"{text}" is not days and times of one day; write it as mon-fri 08:00-18:00', key
        )
    return None


def quiet_hours(part: Section, key: str) -> QuietHours | None:
    """Such as `20:00-08:00`; it may be left out."""
    if not part.has(key):
        return None
    text = part.text(key)
    found = _QUIET_HOURS.fullmatch(text)
    if found and found[1] != found[2]:
        return QuietHours(found[1], found[2])
    if text:
        part.fault(f'"{text}" is not the time of a night; write it as 20:00-08:00', key)
    return None


def appointment_or(part: Section, key: str, otherwise: Appointment) -> Appointment:
    """Days and a time, such as `mon-fri 09:00`; it may be left out."""
    if not part.has(key):
        return otherwise
    text = part.text(key)
    found = _APPOINTMENT.fullmatch(text)
    days = [day for day in (found[1], found[2] or found[1]) if day in set(Weekday)] if found else []
    if found and len(days) == 2:
        return Appointment(Weekday(days[0]), Weekday(days[1]), found[3])
    if text:
        part.fault(f'"{text}" is not days and a time; write it as mon-fri 09:00', key)
    return otherwise


def emoji(part: Section) -> dict[str, EmojiAction]:
    """What each emoji does, by its bare name."""
    actions: dict[str, EmojiAction] = {}
    for name in part.values:
        text = part.text(name)
        word = EmojiAction.MOVE.value if text.startswith(f"{EmojiAction.MOVE} ") else text
        action = part.choose(word, EmojiAction, "nothing an emoji can do", name)
        bare = name.strip(":")
        if not _EMOJI.fullmatch(bare):
            part.fault("write the name that Slack shows for the emoji, such as ticket", name)
        elif bare != name:
            part.fault(f"write the bare name of the emoji: {bare} instead of {name}", name)
        elif bare_emoji(name) in actions:
            part.fault("this emoji has an action already, under another of its names", name)
        elif action:
            actions[bare_emoji(name)] = EmojiAction(action)
    return actions


def redirects(part: Section, inboxes: Section) -> dict[str, InboxId]:
    """Where each emoji that moves a ticket moves it to: `truck: move it`."""
    moves: dict[str, InboxId] = {}
    for name, value in part.values.items():
        action, _, to = value.partition(" ") if isinstance(value, str) else ("", "", "")
        if action != EmojiAction.MOVE:
            continue
        if not to.strip():
            part.fault("say which inbox it moves to, such as move it", name)
        to, _, _ = to.strip().partition(" ")
        if inbox := part.choose(to, inboxes.values, "no inbox", name):
            moves[bare_emoji(name)] = InboxId(inbox)
    return moves


def request_types(part: Section, moves: Mapping[str, InboxId], boxes: Section) -> dict[str, str]:
    """What a ticket is about once such an emoji has moved it: `truck: move it hardware`."""
    types: dict[str, str] = {}
    for name, value in part.values.items():
        inbox = moves.get(bare_emoji(name))
        words = value.split(maxsplit=2) if isinstance(value, str) and inbox else []
        if inbox is None or len(words) < 3:
            continue
        box = boxes.values.get(inbox)
        known = box.get("categories") if isinstance(box, Mapping) else None
        categories = known if isinstance(known, Mapping) else {}
        if category := part.choose(words[2].strip(), categories, f"no category of {inbox}", name):
            types[bare_emoji(name)] = category
    return types


def command(part: Section) -> str:
    """A slash command, as Slack allows it."""
    text = part.text("command")
    if text and not _COMMAND.fullmatch(text):
        part.fault(
            f'"{text}" is not a slash command; write a slash and 1 to 31 characters '
            "without spaces and capitals, such as /it",
            "command",
        )
    elif text.removeprefix("/") in _SLACKS_OWN:
        part.fault(f"Slack has a command {text} of its own; choose another, such as /it", "command")
    return text


def mail_address(part: Section, key: str) -> str | None:
    """An address that people can write to, in small letters."""
    text = part.text(key)
    address = normal(text)
    if text and address != text:
        part.fault(f'"{text}" is not an address; write it in small letters, as it@example.com', key)
    return address


def addresses_are_apart(boxes: Section, inboxes: Iterable[Inbox]) -> None:
    """A mail belongs to one inbox."""
    owners: dict[str, InboxId] = {}
    for inbox in inboxes:
        if inbox.mail and owners.setdefault(inbox.mail, inbox.id) != inbox.id:
            boxes.fault(f"{inbox.mail} already belongs to {owners[inbox.mail]}", inbox.id, "mail")


def options(part: Section, key: str) -> tuple[Choice, ...]:
    """The options of a select: what is stored and what people see."""
    offered = part.section(key)
    choices = tuple(
        Choice(value, short_text(offered, value, _OPTION_TEXT_LIMIT)) for value in names(offered)
    )
    if len(choices) > _OPTIONS_LIMIT:
        part.fault(f"too many; Slack's menus have at most {_OPTIONS_LIMIT} options", key)
    if part.values.get(key) == {}:
        part.fault("there is nothing to choose from; write `name: label` lines", key)
    return choices
