"""What the routes of the control API take out of a request, and how they refuse one."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.holder import Holder
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject


class BadRequest(Exception):
    """The request cannot be meant so; the text says what would do. It is answered with 400."""


async def told_why(_request: Request, error: Exception) -> Response:
    """The answer to a BadRequest."""
    return bad(str(error))


def bad(error: str) -> Response:
    return JSONResponse({"ok": False, "error": error}, 400)


def holder_of(request: Request) -> Holder:
    holder: Holder = request.app.state.holder
    return holder


def slack_of(request: Request) -> FakeSlack:
    return holder_of(request).slack


def person_of(request: Request) -> Person:
    """Whom `?user=`, a key or an id, names."""
    wanted = request.query_params.get("user", "")
    person = slack_of(request).workspace.world.person(wanted)
    if person is None:
        known = ", ".join(one.key for one in slack_of(request).workspace.world.people[:12])
        raise BadRequest(f"there is no such person: {wanted!r}; for example: {known}")
    return person


async def body_of(request: Request) -> JsonObject:
    """The JSON object that was sent; no body is an empty one."""
    raw = await request.json() if await request.body() else {}
    if not isinstance(raw, dict):
        raise BadRequest("the body is a JSON object")
    return raw
