"""What the panel shows of all requests both ways, under /_control/traffic; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, holder_of, whole_in
from tools.fake_slack.control.traffic import Filter

LINES = 100
MOST_LINES = 2000


async def get_traffic(request: Request) -> Response:
    """Query: `kind`, `text`, `errors` (1 or nothing), `limit`."""
    query = request.query_params
    limit = whole_in(query, "limit", LINES, least=1, most=MOST_LINES)
    wanted = Filter(
        kind=query.get("kind", ""),
        text=query.get("text", ""),
        errors_only=bool(query.get("errors")),
    )
    return JSONResponse(holder_of(request).traffic.shown(wanted, limit))


async def get_entry(request: Request) -> Response:
    """One request with headers, bodies and answers."""
    found = holder_of(request).traffic.whole(request.path_params["id"])
    if found is None:
        raise BadRequest("there is no such request in the log; it keeps the latest only")
    return JSONResponse(found)


ROUTES = [
    Route("/traffic", get_traffic),
    Route("/traffic/{id}", get_entry),
]
