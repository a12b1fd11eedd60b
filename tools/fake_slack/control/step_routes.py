"""Runs of custom steps, under /_control/steps; routes.py mounts it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import BadRequest, slack_of


async def get_step(request: Request) -> Response:
    """How far a run is: its state, inputs, and outputs or error."""
    run = slack_of(request).steps.find(request.path_params["id"])
    if run is None:
        raise BadRequest(f"there is no run {request.path_params['id']!r}")
    return JSONResponse(run.shown())


ROUTES = [Route("/steps/{id}", get_step)]
