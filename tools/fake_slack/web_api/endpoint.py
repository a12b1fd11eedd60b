"""The address /api/<method>: reads a call, lets faults and the gate have their say, logs it."""

import logging
import time
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.sending.fault_kinds import Fault
from tools.fake_slack.state.installs import Token
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api import call_faults, gate
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.credentials import client_of, token_of
from tools.fake_slack.web_api.methods import METHODS
from tools.fake_slack.web_api.request_body import read_arguments

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Course:
    """How far a call came, for the log and the headers of the answer."""

    name: str
    at: float
    args: Arguments = field(default_factory=lambda: Arguments({}))
    fault: Fault | None = None
    token: Token | None = None
    rate: JsonObject | None = None


async def web_api(request: Request) -> Response:
    """Answer one call and log it."""
    slack: FakeSlack = request.app.state.holder.slack
    started = time.perf_counter()
    course = _Course(request.path_params["method"], slack.clock.now())
    try:
        answer = await _answer(slack, request, course)
        status, headers = 200, dict[str, str]()
    except Refused as refusal:
        answer, status, headers = refusal.body, refusal.status, refusal.headers
    except Exception:  # a mistake of the fake is told as Slack tells its own
        logger.exception("%s came to nothing", course.name)
        answer, status, headers = Refused("internal_error").body, 200, {}
    replaced = call_faults.answer_by(course.fault, request)
    slack.calls.add(
        {
            "at": course.at,
            "wall": slack.clock.wall,
            "method": course.name,
            "args": course.args.raw,
            "ok": answer["ok"],
            "error": answer.get("error"),
            "status": replaced.status_code if replaced else status,
            "answer": answer,
            "fault": course.fault.do if course.fault else None,
            "rate": course.rate,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "headers": dict(request.headers),
        }
    )
    return replaced or JSONResponse(answer, status, headers=headers | _scopes(course))


async def _answer(slack: FakeSlack, request: Request, course: _Course) -> JsonObject:
    name = course.name
    method = gate.method_named(name)
    sent = await read_arguments(request, takes_json=method.takes_json)
    course.args = args = Arguments(client_of(request) | sent)
    facts = call_faults.facts_of(slack, name, args)
    course.fault = await call_faults.struck(slack, facts)
    call_faults.refuse_by(course.fault)
    token = course.token = gate.checked_token(slack, method, token_of(request, args))
    install = token.install if token else slack.workspace.installs.home
    call = Call(slack, install, args, token, facts, slack.faults.limit(facts))
    _respect_rate(call, course)
    return {"ok": True, **method.work(gate.admitted(call, name))}


def _respect_rate(call: Call, course: _Course) -> None:
    per_minute = gate.limit_of(call, course.name)
    try:
        gate.respect_rate(call.slack, course.name, call.install, per_minute)
    finally:
        place = gate.place_of(call.install)
        course.rate = call.slack.method_rates.shown(place, course.name, per_minute)


def _scopes(course: _Course) -> dict[str, str]:
    accepts = METHODS[course.name].accepts if course.name in METHODS else ()
    return {
        "x-oauth-scopes": ",".join(course.token.scopes) if course.token else "",
        "x-accepted-oauth-scopes": ",".join(accepts),
    }
