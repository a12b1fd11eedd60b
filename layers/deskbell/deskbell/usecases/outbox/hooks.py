"""A call of one of the desk's hooks for one outbox row; `carry_out` calls it (A1-06).

    call ── taken ─────────────────────► the request hears of it, then the row is done
         ── not now, no answer ── later, up to the step's `tries` ── else: failed
         ── never ─────────────────────► the request hears that it failed

A call may arrive twice, after a doubt; it has the same key each time, by which its receiver knows.
"""

import hashlib
import json
from datetime import UTC, datetime

from deskbell.domain.effects import CallHook
from deskbell.domain.hook_inputs import HookAnswered
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Sent, Unknown


def call_hook(row: OutboxRow, effect: CallHook, ports: Ports) -> Result:
    """Whether it was taken comes back as a `HookAnswered`. Raises QueueUnavailableError."""
    request = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(request, GuidedRequest) or not _is_awaited(request, effect):
        return Result(Sent(), dropped="request_went_on")
    hook = ports.settings.current().hooks.get(effect.hook)
    if hook is None:
        return _failed(row, effect, "hook_removed", ports)
    match ports.hooks.call(hook, _key(row), _body(row, request, effect)):
        case Sent():
            _tell(row, HookAnswered(row.ref, effect.generation, taken=True), ports)
            return DONE
        case Never(code=code):
            return _failed(row, effect, code, ports)
        case Later(code=code) | Unknown(code=code) if row.delays + 1 >= effect.tries:
            return _failed(row, effect, code, ports)
        case Later() as later:
            return Result(later)
        case Unknown(code=code):
            return Result(Later(None, code))


def _is_awaited(request: GuidedRequest, effect: CallHook) -> bool:
    return request.is_open and request.course.generation == effect.generation


def _failed(row: OutboxRow, effect: CallHook, code: str, ports: Ports) -> Result:
    told = HookAnswered(row.ref, effect.generation, taken=False, code=code)
    _tell(row, told, ports)
    return Result(Sent(), dropped=code)


def _tell(row: OutboxRow, told: HookAnswered, ports: Ports) -> None:
    tell_inbox(row, f"hook:{row.id}", str(row.ref), told, ports)


def _key(row: OutboxRow) -> str:
    """The same for each try."""
    return f"msg_{hashlib.sha256(row.id.encode()).hexdigest()[:32]}"


def _body(row: OutboxRow, request: GuidedRequest, effect: CallHook) -> str:
    """The same for each try, too."""
    said = {
        "type": "request.step",
        "timestamp": datetime.fromtimestamp(row.created, UTC).isoformat(),
        "data": {
            "workflow": request.course.workflow,
            "request": request.number,
            "step": effect.step,
            "requester": request.requester,
            "answers": dict(effect.answers),
        },
    }
    return json.dumps(said, sort_keys=True)
