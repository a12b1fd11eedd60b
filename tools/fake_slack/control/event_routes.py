"""Events that a test hands over, under /_control; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, body_of, slack_of
from tools.fake_slack.state.happenings import HandedOver


async def send_event(request: Request) -> Response:
    """`{"event": {"type", …}}`, whatever is subscribed, goes to the desk in a right envelope."""
    event = (await body_of(request)).get("event")
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise BadRequest("`event` must be an object with a `type`")
    slack_of(request).workspace.tell(HandedOver(event))
    return JSONResponse({})


ROUTES = [Route("/events", send_event, methods=["POST"])]
