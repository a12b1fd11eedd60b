"""The control API under /_control, by which tests and the control panel act, break and look."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control import (
    call_routes,
    clock_routes,
    delivery_routes,
    event_routes,
    fault_routes,
    install_routes,
    people_routes,
    seen_routes,
    step_routes,
    tick_routes,
    traffic_routes,
    webhook_routes,
    world_routes,
)

_CALLS = [
    *call_routes.ROUTES,
    *clock_routes.ROUTES,
    *delivery_routes.ROUTES,
    *event_routes.ROUTES,
    *fault_routes.ROUTES,
    *install_routes.ROUTES,
    *people_routes.ROUTES,
    *seen_routes.ROUTES,
    *step_routes.ROUTES,
    *tick_routes.ROUTES,
    *traffic_routes.ROUTES,
    *webhook_routes.ROUTES,
    *world_routes.ROUTES,
]


async def no_such_call(request: Request) -> Response:
    """With the names of those there are; a test that fails should say why."""
    asked = f"{request.method} {request.path_params['path']}"
    known = sorted(
        f"{method} {route.path.lstrip('/')}"
        for route in _CALLS
        for method in set(route.methods or ()) - {"HEAD"}
    )
    told = {"ok": False, "error": f"there is no {asked}; known: {', '.join(known)}"}
    return JSONResponse(told, 404)


ROUTES = [*_CALLS, Route("/{path:path}", no_such_call, methods=["GET", "POST", "PUT", "DELETE"])]
