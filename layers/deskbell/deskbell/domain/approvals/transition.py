"""One step of an approval: its first or next version with everything that follows from that itself.

Every branch of `decide` ends here, so that no card, timer, list or word to the subject is
forgotten, and the subject hears of the end exactly once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.outcome import Verdict
from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ApprovalSettled, ApprovalWentOn
from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    Event,
    Row,
    SetTimer,
    TimerChange,
)
from deskbell.domain.effects import Effect, ShowAsk, ShowHome
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Text

REMINDER, EXPIRY = "reminder", "expiry"
"""Its timers."""


def begin(approval: Approval, event: Event, reason: Text, now: datetime) -> Change:
    """The first ones are asked, and time runs."""
    first = _timed(replace(approval, asked=approval.waits_for), now)
    effects: list[Effect] = [ShowAsk(person) for person in first.asked]
    effects += [ShowHome(person) for person in first.asked]
    timers = (SetTimer(EXPIRY, first.version, first.due), *_reminder(approval, first))
    return Change(None, first, event, reason, effects=tuple(effects), timers=timers)


def step(
    before: Approval,
    after: Approval,
    event: Event,
    reason: Text,
    now: datetime,
    *,
    effects: Sequence[Effect] = (),
    rows: Sequence[Row] = (),
    shown: Sequence[PersonId] | None = None,
    reminded: bool = False,
) -> Decision:
    """`before` becomes `after`; its version, whom it asks and its timers are set here.

    `shown`: whose cards change, if not everybody's. `reminded`: the next reminder comes later.
    """
    asked = tuple(dict.fromkeys((*before.asked, *after.waits_for)))
    after = replace(after, version=before.version + 1, asked=asked)
    if reminded or not set(after.waits_for) <= set(before.waits_for) or not after.is_open:
        after = _timed(after, now)
    cards = [ShowAsk(person) for person in (asked if shown is None else shown)]
    change = Change(
        before=before,
        after=after,
        event=event,
        reason=reason,
        effects=(*cards, *_homes(before, after), *_told(before, after, now), *effects),
        timers=(*_ended(before, after), *_reminder(before, after)),
        rows=tuple(rows),
    )
    return Decision((change,))


def _timed(approval: Approval, now: datetime) -> Approval:
    """Whoever is asked now is reminded after a while, if there is time for it."""
    remind_at = now + approval.remind_every
    waits = bool(approval.waits_for) and remind_at < approval.due
    return replace(approval, remind_at=remind_at if waits else None)


def _reminder(before: Approval, after: Approval) -> Iterator[TimerChange]:
    if after.remind_at == before.remind_at:
        return
    if after.remind_at is None:
        yield CancelTimer(REMINDER)
    else:
        yield SetTimer(REMINDER, after.version, after.remind_at)


def _ended(before: Approval, after: Approval) -> Iterator[TimerChange]:
    if before.is_open and not after.is_open:
        yield CancelTimer(EXPIRY)


def _homes(before: Approval, after: Approval) -> Iterator[Effect]:
    """The lists of whoever is waited for now, or not any more."""
    changed = set(before.waits_for) ^ set(after.waits_for)
    return (ShowHome(person) for person in sorted(changed))


def _told(before: Approval, after: Approval, now: datetime) -> Iterator[Effect]:
    """What the subject hears: the end, or how far it is."""
    if not before.is_open:
        return
    if after.outcome is not None:
        ended = ApprovalSettled(
            after.subject, after.ref, after.outcome, after.settled_by, _why(after)
        )
        yield caused(after.subject, after.version, ended, after, now)
    elif (before.approved, before.waits_for) != (after.approved, after.waits_for):
        went_on = ApprovalWentOn(
            after.subject, after.ref, after.version, after.approved, after.waits_for
        )
        yield caused(after.subject, after.version, went_on, after, now)


def _why(approval: Approval) -> str:
    """The words of whoever has rejected it."""
    seat = approval.seat_of(approval.settled_by) if approval.settled_by else None
    rejects = seat and seat.vote and seat.vote.verdict is Verdict.REJECTED
    return seat.vote.why if rejects and seat and seat.vote else ""
