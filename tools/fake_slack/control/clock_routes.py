"""Time under /_control/clock; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.browser.changes import Change
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.control.asking import LAST_MOMENT, BadRequest, body_of, number_in, slack_of
from tools.fake_slack.state.clock import SIGN_BY_CLOCK, Mode
from tools.fake_slack.state.messages import JsonObject

RANGES = {
    "speed": (0.001, 100_000.0),
    "now": (0, LAST_MOMENT),
    "advance": (0, LAST_MOMENT),
    "sign_skew": (-LAST_MOMENT, LAST_MOMENT),
}


async def get_clock(request: Request) -> Response:
    return JSONResponse(shown(slack_of(request)))


async def move_clock(request: Request) -> Response:
    """`{"mode", "speed", "now", "advance", "sign_skew"}`, any of them, in this order.

    A journey answers when everything due on the way was done.
    """
    slack, raw = slack_of(request), await body_of(request)
    _check(raw)
    clock = slack.clock
    if "mode" in raw or "speed" in raw:
        is_frozen = raw.get("mode", clock.mode) == Mode.FROZEN
        speed = float(raw.get("speed", clock.speed))
        await slack.timetable.set_pace(Mode.FROZEN if is_frozen else Mode.RUNNING, speed)
    if "sign_skew" in raw:
        skew = raw["sign_skew"]
        clock.sign_skew = skew if skew == SIGN_BY_CLOCK else int(float(skew))
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


def _check(raw: JsonObject) -> None:
    """All of it, before anything moves."""
    if not raw.keys() <= {"mode", *RANGES}:
        raise BadRequest(f"the clock knows mode, {', '.join(RANGES)}")
    if raw.get("mode", Mode.RUNNING) not in tuple(Mode):
        raise BadRequest(f"`mode` is one of {', '.join(Mode)}")
    for name, (least, most) in RANGES.items():
        if name in raw and (name, raw[name]) != ("sign_skew", SIGN_BY_CLOCK):
            number_in(raw, name, 0, least=least, most=most)


ROUTES = [
    Route("/clock", get_clock, methods=["GET"]),
    Route("/clock", move_clock, methods=["POST"]),
]
