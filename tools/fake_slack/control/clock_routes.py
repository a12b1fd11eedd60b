"""Time under /_control/clock; routes.py mounts it."""

import math

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.browser.changes import Change
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import bad, body_of, slack_of
from tools.fake_slack.state.clock import SIGN_BY_CLOCK, Mode
from tools.fake_slack.state.messages import Json, JsonObject

KNOWN = ("mode", "speed", "now", "advance", "sign_skew")
FASTEST = 100_000.0


async def get_clock(request: Request) -> Response:
    return JSONResponse(shown(slack_of(request)))


async def move_clock(request: Request) -> Response:
    """`{"mode", "speed", "now", "advance", "sign_skew"}`, any of them, in this order.

    A journey answers when everything due on the way was done.
    """
    slack, raw = slack_of(request), await body_of(request)
    if told := _mistake(raw):
        return bad(told)
    clock = slack.clock
    if "mode" in raw or "speed" in raw:
        is_frozen = raw.get("mode", clock.mode) == Mode.FROZEN
        speed = float(raw.get("speed", clock.speed))
        await slack.timetable.set_pace(Mode.FROZEN if is_frozen else Mode.RUNNING, speed)
    if "sign_skew" in raw:
        skew = raw["sign_skew"]
        clock.sign_skew = skew if skew == SIGN_BY_CLOCK else int(skew)
    if "now" in raw:
        await slack.timetable.travel_to(float(raw["now"]))
    if "advance" in raw:
        await slack.timetable.advance(float(raw["advance"]))
    request.app.state.holder.hub.tell(Change())
    return JSONResponse(shown(slack))


def shown(slack: FakeSlack) -> JsonObject:
    clock = slack.clock
    return {
        "now": clock.now(),
        "wall": clock.wall,
        "mode": clock.mode,
        "speed": clock.speed,
        "sign_skew": clock.sign_skew,
        "next_due": slack.timetable.next_due,
    }


def _mistake(raw: JsonObject) -> str | None:
    if not raw.keys() <= set(KNOWN):
        return f"the clock knows {', '.join(KNOWN)}"
    if raw.get("mode", Mode.RUNNING) not in tuple(Mode):
        return f"`mode` is one of {', '.join(Mode)}"
    numbers = {name: raw[name] for name in raw if name != "mode"}
    if numbers.get("sign_skew") == SIGN_BY_CLOCK:
        del numbers["sign_skew"]
    if wrong := [name for name, value in numbers.items() if not _is_number(value)]:
        return f"a number is needed for {', '.join(wrong)}"
    if raw.get("advance", 0) < 0:
        return "`advance` goes forward; `now` may go back"
    if not 0 < raw.get("speed", 1) <= FASTEST:
        return f"`speed` is above 0 and at most {FASTEST:g}"
    return None


def _is_number(value: Json) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


ROUTES = [
    Route("/clock", get_clock, methods=["GET"]),
    Route("/clock", move_clock, methods=["POST"]),
]
