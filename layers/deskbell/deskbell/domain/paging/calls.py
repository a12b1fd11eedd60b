"""The calls of one level: each person's ways are tried in turn until one is known to have reached
them. Called when the ladder comes to a level, and by `receipts.py`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from deskbell.domain.paging.incident import Call, Incident, waiting_calls
from deskbell.domain.paging.page import Page, Receipt
from deskbell.domain.paging.policy import MINUTE, Callee
from deskbell.domain.paging.roster import Responder

AT_ONCE = 20
"""Pages of one decision: a transaction has room for so many. The rest follow at the next tick."""


def call(responders: Iterable[Responder], incident: Incident, now: datetime) -> tuple[Call, ...]:
    """Nobody is called twice within one minute: who has just been, a minute later."""
    return tuple(
        Call(one.to, one.methods, due=_next_call(one.to, incident, now)) for one in responders
    )


def again(calls: Iterable[Call], incident: Incident, now: datetime) -> tuple[Call, ...]:
    """Those of another incident, as this one's: who may not have heard of it is called anew."""
    return tuple(
        one
        if one.receipt is Receipt.DELIVERED
        else Call(one.to, one.methods, due=_next_call(one.to, incident, now))
        for one in calls
    )


def _next_call(to: Callee, incident: Incident, now: datetime) -> datetime:
    last = incident.called.get(to)
    return max(now, last + MINUTE) if last else now


def ring(incident: Incident, now: datetime) -> tuple[Incident, tuple[Page, ...]]:
    """Whose next way is due is called by that now."""
    due = [one for one in waiting_calls(incident) if one.due and one.due <= now][:AT_ONCE]
    rung = {one: _next(one, incident, now) for one in due}
    pages = tuple(
        Page(incident.ref, incident.rung, one.to, one.methods[one.tried - 1], _is_new(incident))
        for one in rung.values()
    )
    after = replace(
        incident,
        calls=tuple(rung.get(one, one) for one in incident.calls),
        called={**incident.called, **dict.fromkeys((one.to for one in due), now)},
    )
    return after, pages


def _next(one: Call, incident: Incident, now: datetime) -> Call:
    is_last = one.tried + 1 == len(one.methods)
    due = None if is_last else now + incident.policy.patience
    return replace(one, tried=one.tried + 1, due=due, receipt=None)


def _is_new(incident: Incident) -> bool:
    return incident.rung.generation == incident.rung.loop == 0
