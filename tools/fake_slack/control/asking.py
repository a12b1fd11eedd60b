"""What every route of the control API needs: the running fake, and how a mistake is told."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.holder import Holder
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import Channel, JsonObject


class BadRequest(Exception):
    """The request cannot be meant so; the text says what can. Answered with 400."""


async def told_why(_request: Request, error: Exception) -> Response:
    """The answer to a BadRequest; app.py asks."""
    return bad(str(error))


async def not_json(_request: Request, error: Exception) -> Response:
    """The answer to a body that is no JSON where JSON is wanted; app.py asks."""
    return bad(f"the body is not JSON: {error}")


def bad(error: str) -> Response:
    return JSONResponse({"ok": False, "error": error}, 400)


def holder_of(request: Request) -> Holder:
    holder: Holder = request.app.state.holder
    return holder


def slack_of(request: Request) -> FakeSlack:
    return holder_of(request).slack


async def body_of(request: Request) -> JsonObject:
    """The JSON object that was sent; nothing sent is an empty one."""
    raw = json.loads(await request.body() or b"{}")
    if not isinstance(raw, dict):
        raise BadRequest("the body is not a JSON object")
    return raw


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
