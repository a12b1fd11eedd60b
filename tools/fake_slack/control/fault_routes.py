"""Faults under /_control/faults; routes.py mounts them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import bad, slack_of
from tools.fake_slack.sending.faults import BadFaultError, read_fault


async def add_fault(request: Request) -> Response:
    try:
        fault = read_fault(await request.json())
    except BadFaultError as error:
        return bad(str(error))
    return JSONResponse({"id": slack_of(request).faults.add(fault)})


async def list_faults(request: Request) -> Response:
    return JSONResponse(slack_of(request).faults.listed())


async def remove_faults(request: Request) -> Response:
    slack_of(request).faults.remove(request.path_params.get("id"))
    return JSONResponse({"ok": True})


ROUTES = [
    Route("/faults", add_fault, methods=["POST"]),
    Route("/faults", list_faults, methods=["GET"]),
    Route("/faults", remove_faults, methods=["DELETE"]),
    Route("/faults/{id}", remove_faults, methods=["DELETE"]),
]
