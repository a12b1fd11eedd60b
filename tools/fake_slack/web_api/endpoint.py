"""The address /api/<method>: Slack's checks in Slack's order, injected faults, and the call log."""

import asyncio
import math
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.sending.faults import Do, Facts, Fault, On
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments, Refused, read_arguments
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.dropped import DroppedResponse
from tools.fake_slack.web_api.methods import DEAD, METHODS, Method
from tools.fake_slack.web_api.places import need_scope


async def web_api(request: Request) -> Response:
    """Answer one call and log it."""
    slack: FakeSlack = request.app.state.holder.slack
    name = request.path_params["method"]
    args = Arguments({})
    fault: Fault | None = None
    per_minute: int | None = None
    try:
        method = _method(name)
        args = await read_arguments(request)
        facts = {"method": name, "channel": str(args.raw.get("channel"))}
        fault = next(iter(slack.faults.take(On.CALL, facts)), None)
        per_minute = _limit(slack, method, facts)
        await _before(fault)
        install = _install(slack, request, args)
        _respect_rate(slack, name, per_minute)
        answer = {"ok": True, **_answer(method, Call(slack, install, args))}
        status, headers = 200, dict[str, str]()
    except Refused as refusal:
        answer, status, headers = refusal.body, refusal.status, refusal.headers
    rate = slack.method_rates.shown(name, per_minute)
    _log(slack, name, args, answer, status=status, fault=fault, rate=rate)
    if fault and fault.do in (Do.DROP_BEFORE, Do.DROP_AFTER):
        return DroppedResponse(request)
    if fault and fault.do is Do.HTTP_STATUS:
        return Response("<html>not today</html>", fault.status, media_type="text/html")
    return JSONResponse(answer, status, headers=headers | _scopes(slack, name))


def _method(name: str) -> Method:
    if name in DEAD:
        raise Refused("method_deprecated")
    if name not in METHODS:
        raise Refused("unknown_method")
    return METHODS[name]


async def _before(fault: Fault | None) -> None:
    """The part of a fault that comes before the work, or instead of it."""
    match fault:
        case Fault(do=Do.SLOW):
            await asyncio.sleep(fault.seconds)
        case Fault(do=Do.ERROR):
            raise Refused(fault.error)
        case Fault(do=Do.RATELIMITED):
            raise Refused("ratelimited", status=429, retry_after=fault.retry_after)
        case Fault(do=Do.DROP_BEFORE | Do.HTTP_STATUS):
            raise Refused("never_answered")
        case _:
            return


def _limit(slack: FakeSlack, method: Method, facts: Facts) -> int | None:
    """Calls a minute: Slack's tier, unless a test set another."""
    fault = slack.faults.limit(facts)
    return fault.per_minute if fault else method.per_minute


def _respect_rate(slack: FakeSlack, name: str, per_minute: int | None) -> None:
    wait = slack.method_rates.wait_for(name, per_minute)
    if wait:
        raise Refused("ratelimited", status=429, retry_after=math.ceil(wait))


def _answer(method: Method, call: Call) -> JsonObject:
    if method.scope:
        need_scope(call, method.scope)
    missing = [name for name in method.required if name not in call.args]
    if missing:
        told = [f"missing required field: {name}" for name in missing]
        raise Refused("invalid_arguments", messages=told)
    return method.work(call)


def _install(slack: FakeSlack, request: Request, args: Arguments) -> Install:
    """Whose token the call carries."""
    header = request.headers.get("authorization", "")
    kind, _, bearer = header.partition(" ")
    given = bearer if kind.lower() == "bearer" else args.text("token")
    if not given:
        raise Refused("not_authed")
    token = slack.workspace.installs.token(given)
    if token is None:
        raise Refused("invalid_auth")
    return token.install


def _scopes(slack: FakeSlack, name: str) -> dict[str, str]:
    scope = METHODS[name].scope if name in METHODS else None
    return {
        "x-oauth-scopes": ",".join(slack.manifest.scopes),
        "x-accepted-oauth-scopes": scope or "",
    }


def _log(
    slack: FakeSlack,
    name: str,
    args: Arguments,
    answer: JsonObject,
    *,
    status: int,
    fault: Fault | None,
    rate: JsonObject | None,
) -> None:
    entry: dict[str, Any] = {
        "at": slack.clock.now(),
        "method": name,
        "args": {key: value for key, value in args.raw.items() if key != "token"},
        "ok": answer["ok"],
        "error": answer.get("error"),
        "status": fault.status if fault and fault.do is Do.HTTP_STATUS else status,
        "answer": answer,
        "fault": fault.do if fault else None,
        "rate": rate,
    }
    slack.calls.append(entry)
