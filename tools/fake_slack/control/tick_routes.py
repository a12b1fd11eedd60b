"""Moving the desk's clock and the fake's together, under /_control/tick; routes.py mounts it."""

import math
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, body_of, holder_of, slack_of
from tools.fake_slack.control.ticks import Busy
from tools.fake_slack.state.messages import Json, JsonObject

FARTHEST_S = 366 * 24 * 3600.0


async def start_tick(request: Request) -> Response:
    """`{"advance": seconds}` or `{"at": ISO time}`; answers at once, `GET tick` shows the rest."""
    ticks = holder_of(request).ticks
    if not ticks.has_command:
        raise BadRequest(
            "there is no command that does the desk's scheduled work (--tick-command); "
            "the clock of the fake alone is moved by POST clock"
        )
    at = _moment(await body_of(request), slack_of(request).clock.desk_time())
    try:
        await ticks.start(at)
    except Busy:
        raise BadRequest("the last journey is not over yet") from None
    return JSONResponse(ticks.shown())


async def get_tick(request: Request) -> Response:
    return JSONResponse(holder_of(request).ticks.shown())


def _moment(raw: JsonObject, now: float) -> float:
    """Seconds since the epoch."""
    match raw:
        case {"advance": int() | float() as seconds} if _is_sound(seconds):
            return now + seconds
        case {"at": str() as text}:
            return _parsed(text)
    raise BadRequest('say {"advance": seconds}, up to a year, or {"at": "2026-03-02T09:00:00Z"}')


def _is_sound(seconds: Json) -> bool:
    return math.isfinite(seconds) and 0 <= seconds <= FARTHEST_S


def _parsed(text: str) -> float:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(f"`at` is an ISO time such as 2026-03-02T09:00:00Z: {error}") from error
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


ROUTES = [
    Route("/tick", get_tick, methods=["GET"]),
    Route("/tick", start_tick, methods=["POST"]),
]
