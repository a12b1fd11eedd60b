"""What goes wrong with a Web API call on purpose: before its work, or with its answer."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.sending.fault_kinds import Do, Facts, Fault, On
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.dropped import DroppedResponse

_ALONGSIDE = frozenset({Do.SLOW, Do.EXPIRE_TRIGGERS})
_OUTCOMES = frozenset({Do.ERROR, Do.RATELIMITED, Do.HTTP_STATUS, Do.DROP_BEFORE, Do.DROP_AFTER})


def facts_of(slack: FakeSlack, method: str, args: Arguments) -> Facts:
    """What faults are matched against; an app may call a channel by its name."""
    raw = args.raw
    named, user = (str(raw.get(one) or raw.get(f"{one}_id", "")) for one in ("channel", "user"))
    channel = slack.workspace.channel(named.removeprefix("#"))
    return {"method": method, "channel": channel.id if channel else named, "user": user}


async def struck(slack: FakeSlack, facts: Facts) -> Fault | None:
    """Wait as long as the faults say; then the one to remember, which may end the call."""
    alongside = slack.faults.take(On.CALL, facts, _ALONGSIDE)
    for fault in alongside:
        if fault.do is Do.SLOW:
            await asyncio.sleep(fault.seconds)
        else:
            slack.triggers.expire_all()
    outcome = slack.faults.take(On.CALL, facts, _OUTCOMES, at_most=1)
    return next(iter([*outcome, *alongside]), None)


def refuse_by(fault: Fault | None) -> None:
    """For the faults that come instead of the work."""
    match fault:
        case Fault(do=Do.ERROR):
            raise Refused(fault.error)
        case Fault(do=Do.RATELIMITED):
            raise Refused("ratelimited", status=429, retry_after=fault.retry_after)
        case Fault(do=Do.DROP_BEFORE | Do.HTTP_STATUS):
            raise Refused("never_answered")
        case _:
            return


def answer_by(fault: Fault | None, request: Request) -> Response | None:
    """For the faults that replace the answer; None when it goes out as it is."""
    match fault:
        case Fault(do=Do.DROP_BEFORE | Do.DROP_AFTER):
            return DroppedResponse(request)
        case Fault(do=Do.HTTP_STATUS):
            return Response(fault.answer_body, fault.status, media_type="text/html")
        case _:
            return None
