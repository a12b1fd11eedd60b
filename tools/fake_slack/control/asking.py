"""What every route of the control API needs: the running fake, and how a mistake is told."""

import math
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.holder import Holder
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, Json, JsonObject
from tools.fake_slack.strict_json import DEEPEST, read_json

LAST_MOMENT = 9_999_999_999
"""In seconds since 1970: a ts has no more digits."""
WRAPPED_DEEPEST = 2 * DEEPEST
"""A snapshot holds what was read, in objects of its own."""


class BadRequest(Exception):
    """The request cannot be meant so; the text says what can. Answered with 400."""


async def told_why(_request: Request, error: Exception) -> Response:
    """The answer to a BadRequest; app.py asks."""
    return bad(str(error))


def bad(error: str) -> Response:
    return JSONResponse({"ok": False, "error": error}, 400)


def holder_of(request: Request) -> Holder:
    holder: Holder = request.app.state.holder
    return holder


def slack_of(request: Request) -> FakeSlack:
    return holder_of(request).slack


async def body_of(request: Request) -> JsonObject:
    """The JSON object that was sent; nothing sent is an empty one."""
    try:
        raw = read_json(await request.body() or b"{}", WRAPPED_DEEPEST)
    except ValueError as error:
        raise BadRequest(f"the body is not JSON: {error}") from error
    if not isinstance(raw, dict):
        raise BadRequest("the body is not a JSON object")
    return raw


def text_in(raw: JsonObject, name: str, usual: str = "") -> str:
    value = raw.get(name, usual)
    if not isinstance(value, str):
        raise BadRequest(f"`{name}` is not a text")
    return value


def texts_in(raw: JsonObject, name: str) -> list[str]:
    """A list of texts; none where it is left out."""
    value = raw.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadRequest(f"`{name}` is not a list of texts")
    return value


def number_in(
    raw: Mapping[str, Json], name: str, usual: float, *, least: float = 0, most: float
) -> float:
    """Of JSON, or of a query, where all is text."""
    value = raw.get(name, usual)
    try:
        number = float(math.nan if isinstance(value, bool) else value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not least <= number <= most:
        raise BadRequest(f"`{name}` is a number from {least:.15g} to {most:.15g}")
    return number


def whole_in(raw: Mapping[str, Json], name: str, usual: int, *, least: int = 0, most: int) -> int:
    number = number_in(raw, name, usual, least=least, most=most)
    if number != int(number):
        raise BadRequest(f"`{name}` is a whole number")
    return int(number)


def person_of(request: Request) -> Person:
    """Whom `?user=`, a key or an id, means."""
    return person_named(slack_of(request), request.query_params.get("user"))


def person_named(slack: FakeSlack, wanted: object) -> Person:
    person = slack.workspace.world.person(str(wanted))
    if person is None:
        raise BadRequest(f"there is no such person: {wanted!r}")
    return person


def channel_of(request: Request) -> Channel:
    """The one `?channel=`, a name or an id, means; direct messages go by id."""
    wanted = request.query_params.get("channel", "")
    channel = slack_of(request).workspace.channel(wanted)
    if channel is None:
        raise BadRequest(f"there is no such channel: {wanted!r}")
    return channel
