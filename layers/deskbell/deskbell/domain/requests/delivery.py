"""Something that a guided request wanted to say did not get through (bad inputs 105): it is said
where its requester can see it.
"""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.directs import direct_to, is_direct
from deskbell.domain.effects import Effect, SendNotice, ShowTask
from deskbell.domain.requests import commands as c
from deskbell.domain.requests import events as e
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.transition import beside
from deskbell.domain.requests.words import said_to
from deskbell.domain.texts import Text


def record_undelivered(request: GuidedRequest, command: c.RecordUndelivered) -> Decision:
    """A thread that is gone, or closed to us, is not used again. Whom Slack does not reach at all,
    whoever answers for the workflow stands in for; the row waits for an operator."""
    instead = _instead(request, command.effect)
    if instead is None:
        return nothing("request_not_reached")
    return beside(
        request,
        replace(request, thread=None),
        e.RequestNotDelivered(type(command.effect).__name__, command.code),
        Text("reason.request_not_delivered", {"code": command.code}),
        [instead],
    )


def retried(request: GuidedRequest, delivery: RetryDelivery) -> Decision:
    """What was not said goes out again."""
    return beside(
        request, request, delivery.event, delivery.reason, [delivery.effect], delivery.rows
    )


def _instead(request: GuidedRequest, effect: Effect) -> Effect | None:
    match effect:
        case SendNotice(text=text):
            return said_to(request.requester, request, text.args["said"])
        case ShowTask(channel=channel) if not is_direct(channel):
            return replace(effect, channel=direct_to(request.requester), thread_ts=None)
    return None
