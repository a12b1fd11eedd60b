"""Faults under /_control/faults, and triggers that expire at once; routes.py mounts them."""

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.fake_slack.control.asking import bad, body_of, slack_of
from tools.fake_slack.sending.fault_kinds import BadFaultError, Fault, Names, read_fault
from tools.fake_slack.state.workspace import Workspace


async def add_fault(request: Request) -> Response:
    """One fault as fault_kinds.py has it; channels may be named, people told by their key."""
    slack = slack_of(request)
    try:
        fault = read_fault(await body_of(request))
    except BadFaultError as error:
        return bad(str(error))
    return JSONResponse({"id": slack.faults.add(_with_ids(slack.workspace, fault))})


async def list_faults(request: Request) -> Response:
    return JSONResponse(slack_of(request).faults.listed())


async def remove_faults(request: Request) -> Response:
    """One or all; that it is used up already is no mistake."""
    slack_of(request).faults.remove(request.path_params.get("id"))
    return JSONResponse({"ok": True})


async def expire_triggers(request: Request) -> Response:
    return JSONResponse({"expired": slack_of(request).triggers.expire_all()})


def _with_ids(workspace: Workspace, fault: Fault) -> Fault:
    """Deliveries and calls are matched by ids."""
    return replace(
        fault,
        channel=_each(fault.channel, lambda name: _channel_id(workspace, name)),
        user=_each(fault.user, lambda key: _user_id(workspace, key)),
    )


def _each(names: Names | None, id_of: Callable[[str], str]) -> Names | None:
    return tuple(map(id_of, names)) if isinstance(names, tuple) else names and id_of(names)


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
