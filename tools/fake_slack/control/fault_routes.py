"""Faults under /_control/faults, and triggers that expire at once; routes.py mounts them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import bad, body_of, slack_of
from tools.fake_slack.sending.fault_kinds import BadFaultError, read_fault
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace


async def add_fault(request: Request) -> Response:
    """One fault as fault_kinds.py has it; channels may be named, people told by their key."""
    slack = slack_of(request)
    try:
        fault = read_fault(_with_ids(slack.workspace, await body_of(request)))
    except BadFaultError as error:
        return bad(str(error))
    return JSONResponse({"id": slack.faults.add(fault)})


async def list_faults(request: Request) -> Response:
    return JSONResponse(slack_of(request).faults.listed())


async def remove_faults(request: Request) -> Response:
    """One or all; that it is used up already is no mistake."""
    slack_of(request).faults.remove(request.path_params.get("id"))
    return JSONResponse({"ok": True})


async def expire_triggers(request: Request) -> Response:
    return JSONResponse({"expired": slack_of(request).triggers.expire_all()})


def _with_ids(workspace: Workspace, raw: JsonObject) -> JsonObject:
    """Deliveries and calls are matched by ids."""

    found = dict(raw)
    for name, id_of in (("channel", _channel_id), ("user", _user_id)):
        value = raw.get(name)
        if isinstance(value, list):
            found[name] = [id_of(workspace, str(one)) for one in value]
        elif value is not None:
            found[name] = id_of(workspace, str(value))
    return found


def _channel_id(workspace: Workspace, name: str) -> str:
    channel = workspace.channel(name)
    return channel.id if channel else name


def _user_id(workspace: Workspace, key: str) -> str:
    person = workspace.world.person(key)
    return person.id if person else key


ROUTES = [
    Route("/faults", add_fault, methods=["POST"]),
    Route("/faults", list_faults, methods=["GET"]),
    Route("/faults", remove_faults, methods=["DELETE"]),
    Route("/faults/{id}", remove_faults, methods=["DELETE"]),
    Route("/triggers/expire", expire_triggers, methods=["POST"]),
]
