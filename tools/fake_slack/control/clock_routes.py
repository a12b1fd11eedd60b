"""Time under /_control/clock; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import slack_of


async def move_clock(request: Request) -> Response:
    """`{"advance": seconds}`; fires what is due by then."""
    slack = slack_of(request)
    slack.clock.advance(float((await request.json())["advance"]))
    slack.timetable.wake()
    return JSONResponse({"now": slack.clock.now()})


ROUTES = [Route("/clock", move_clock, methods=["POST"])]
