"""What a person gives to an element, turned into the value Slack keeps; clicks and forms ask.

People, channels and options are named simply: by key, name or value, or by id.
"""

import re
from collections.abc import Callable
from datetime import date, time

from tools.fake_slack.blocks import composer
from tools.fake_slack.blocks.values import EXTERNAL, FIELDS, options_of
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.sight import BadGesture, channel_of
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.interactions import Touched
from tools.fake_slack.state import direct
from tools.fake_slack.state.messages import ChannelKind, Json, JsonObject
from tools.fake_slack.state.shapes.files import file_object

_DATE, _TIME = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{2}:\d{2}")
EMPTY: tuple[Json, ...] = (None, "", [])


def chosen(slack: FakeSlack, person: Person, place: str, touched: Touched, given: Json) -> Json:
    """`place` is the ts of the message or the id of the view; nothing given is nothing chosen."""
    _, element = touched
    field = FIELDS[element["type"]]
    if given in EMPTY:
        return [] if field.is_many else None
    read = _reader(slack, person, place, touched)
    if field.is_many:
        return [read(one) for one in (given if isinstance(given, list) else [given])]
    return read(given)


def _reader(
    slack: FakeSlack, person: Person, place: str, touched: Touched
) -> Callable[[Json], Json]:
    _, element = touched
    kind = element["type"].removeprefix("multi_")
    if element["type"] in EXTERNAL:
        return lambda value: _external(slack, person, place, touched, value)
    if FIELDS[element["type"]].has_options:
        return lambda value: _offered(element, value)
    readers: dict[str, Callable[[Json], Json]] = {
        "users_select": lambda value: _user(slack, value),
        "channels_select": lambda value: _channel(slack, person, value),
        "conversations_select": lambda value: _conversation(slack, person, value),
        "datepicker": _date,
        "timepicker": _time,
        "datetimepicker": _moment,
        "rich_text_input": lambda value: _rich_text(slack, value),
        "file_input": lambda value: _file(slack, person, value),
    }
    return readers.get(kind, str)


def _offered(element: JsonObject, value: Json) -> str:
    known = [option["value"] for option in options_of(element)]
    if value not in known:
        raise BadGesture(f"{element['action_id']!r} has no option {value!r}; it has {known}")
    return str(value)


def _external(
    slack: FakeSlack, person: Person, place: str, touched: Touched, value: Json
) -> JsonObject:
    """One of those the app has offered to this person, or its own first choice."""
    _, element = touched
    known = {option["value"]: option for option in options_of(element)}
    known |= slack.suggestions.offered(person, place, touched)
    if not isinstance(value, str) or value not in known:
        raise BadGesture(f"nothing like {value!r} was offered: `type` first; seen: {list(known)}")
    return known[value]


def _user(slack: FakeSlack, value: Json) -> str:
    if slack.workspace.installs.of_bot(value):
        return str(value)
    person = slack.workspace.world.person(str(value))
    if person is None:
        raise BadGesture(f"there is no person {value!r}")
    return person.id


def _channel(slack: FakeSlack, person: Person, value: Json) -> str:
    channel = channel_of(slack, person, {"channel": value})
    if channel.kind is not ChannelKind.PUBLIC:
        raise BadGesture(f"only public channels can be chosen here, not {value!r}")
    return channel.id


def _conversation(slack: FakeSlack, person: Person, value: Json) -> str:
    """Also a person, by which the direct message with them is meant."""
    other = slack.workspace.world.person(str(value))
    if other:
        return direct.dm(slack.workspace, person.id, other.id).id
    return channel_of(slack, person, {"channel": value}).id


def _date(value: Json) -> str:
    return _written(value, _DATE, date.fromisoformat, "a date such as 2030-01-31")


def _time(value: Json) -> str:
    return _written(value, _TIME, time.fromisoformat, "a time such as 09:30")


def _written(
    value: Json, form: re.Pattern[str], parse: Callable[[str], object], wanted: str
) -> str:
    try:
        if form.fullmatch(str(value)):
            parse(str(value))
            return str(value)
    except ValueError:
        pass
    raise BadGesture(f"{value!r} is not {wanted}")


def _moment(value: Json) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise BadGesture(f"{value!r} is not a time in seconds since 1970") from None


def _rich_text(slack: FakeSlack, value: Json) -> JsonObject:
    """What is typed, or a whole rich_text block."""
    if isinstance(value, dict):
        return value
    return composer.write(slack.workspace, str(value)).blocks[0]


def _file(slack: FakeSlack, person: Person, value: Json) -> JsonObject:
    """One that the person has uploaded, by id."""
    file = slack.workspace.files.find(str(value))
    if file is None or file.is_deleted or file.user != person.id:
        raise BadGesture(f"{person.key} has no file {value!r}: `upload` it first")
    return file_object(slack.workspace, file)
