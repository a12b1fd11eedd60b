"""What the panel shows of all requests both ways, under /_control/traffic; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control import traffic
from tools.fake_slack.control.asking import BadRequest, slack_of

LINES = 100
MOST_LINES = 2000


async def get_traffic(request: Request) -> Response:
    """Query: `kind`, `text`, `errors` (1 or nothing), `limit`."""
    query = request.query_params
    limit = query.get("limit", str(LINES))
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST_LINES:
        raise BadRequest(f"`limit` is a number from 1 to {MOST_LINES}")
    wanted = traffic.Filter(
        kind=query.get("kind", ""),
        text=query.get("text", ""),
        errors_only=bool(query.get("errors")),
    )
    return JSONResponse(traffic.shown(slack_of(request), wanted, int(limit)))


async def get_entry(request: Request) -> Response:
    """One request with headers, bodies and answers."""
    found = traffic.whole(slack_of(request), request.path_params["id"])
    if found is None:
        raise BadRequest("there is no such request in the log; it keeps the latest only")
    return JSONResponse(found)


ROUTES = [
    Route("/traffic", get_traffic),
    Route("/traffic/{id}", get_entry),
]
