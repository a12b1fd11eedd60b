"""The approval's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from. Its rights are its own:
who has a voice that is waited for decides, and nobody else.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.approvals import commands as c
from deskbell.domain.approvals import events as e
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.counting import Seat, Vote
from deskbell.domain.approvals.outcome import Outcome, Verdict
from deskbell.domain.approvals.transition import step
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect, SendDirect, Whisper
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.people import Standing
from deskbell.domain.texts import Argument, Instant, Name, Text


def decide(  # noqa: C901 - one line a command
    state: Approval | None, command: c.ApprovalCommand, now: datetime
) -> Decision:
    """`state` is None where there is no such approval; `now` is aware and in UTC."""
    if state is None:
        return nothing("no_such_approval")
    match command:
        case c.Approve(by=by, channel=channel):
            return _vote(state, by, Vote(Verdict.APPROVED, now), channel, now)
        case c.Reject(by=by, channel=channel, why=why):
            return _vote(state, by, Vote(Verdict.REJECTED, now, why), channel, now)
        case c.Delegate():
            return _delegate(state, command, now)
        case c.Remind():
            return _remind(state, now)
        case c.Expire():
            return _expire(state, now)
        case c.Withdraw():
            return _withdraw(state, now)
        case c.RecordUnreached():
            return _unreached(state, command, now)
        case c.PartWith(person=person):
            return _left(state, person, now)
        case RetryDelivery():
            return step(
                state,
                state,
                command.event,
                command.reason,
                now,
                effects=(command.effect,),
                rows=command.rows,
                shown=(),
            )
    assert_never(command)


def _vote(
    approval: Approval, by: PersonId, vote: Vote, channel: ChannelId | None, now: datetime
) -> Decision:
    """The first word of each counts; what is decided stays decided."""
    seat = approval.seat_of(by)
    if seat is None or by not in approval.waits_for:
        return _refused(approval, by, channel, _why_not(approval, by), now)
    after = _seated(approval, seat, replace(seat, vote=vote))
    if outcome := after.counted:
        after = _settled(after, outcome, now, by)
    return step(
        approval,
        after,
        e.ApprovalVoted(by, vote.verdict, after.outcome),
        Text(f"reason.approval_{vote.verdict}", {"by": Name(by)}),
        now,
    )


def _delegate(approval: Approval, command: c.Delegate, now: datetime) -> Decision:
    """To somebody who has no part in it yet: so it never comes back in a circle, and nobody gets
    two voices, or one about their own wish."""
    by, to, seat = command.by, command.to, approval.seat_of(command.by)
    if seat is None or by not in approval.waits_for:
        return _refused(approval, by, command.channel, _why_not(approval, by), now)
    if why := _wrong_delegate(approval, command):
        return _refused(approval, by, command.channel, why, now, to=Name(to))
    passed = Seat(to, (*seat.passed_by, by))
    return step(
        approval,
        _seated(approval, seat, passed),
        e.ApprovalDelegated(by, to),
        Text("reason.approval_delegated", {"by": Name(by), "to": Name(to)}),
        now,
    )


def _wrong_delegate(approval: Approval, command: c.Delegate) -> str | None:
    if command.to in (approval.asker, approval.requester):
        return "delegate_own"
    if command.to in approval.involved:
        return "delegate_again"
    return None if command.standing is Standing.MEMBER else "delegate_stranger"


def _why_not(approval: Approval, by: PersonId) -> str:
    """Of somebody who is not waited for."""
    seat = approval.seat_of(by)
    if seat is None:
        return "passed_on" if by in approval.involved else "not_theirs"
    if seat.vote is not None:
        return f"voted_{seat.vote.verdict}"
    return "not_yet" if approval.is_open else "over"


def _refused(
    approval: Approval,
    by: PersonId,
    channel: ChannelId | None,
    why: str,
    now: datetime,
    **args: Argument,
) -> Decision:
    """They are told why where they pressed, and their card shows how it stands."""
    facts: dict[str, Argument] = {"label": approval.label, **args}
    if approval.outcome:
        facts["outcome"] = Text(f"card.asked.{approval.outcome}")
    said = Text(f"whisper.approval_{why}", facts)
    effects: list[Effect] = [Whisper(by, channel, None, said)] if channel else []
    return step(
        approval,
        approval,
        e.VoteRefused(by, why),
        Text(f"reason.refused_approval_{why}", {"by": Name(by)}),
        now,
        effects=effects,
        shown=[by] if by in approval.asked else [],
    )


def _remind(approval: Approval, now: datetime) -> Decision:
    """The timer is only a hint: whoever has decided meanwhile is left alone."""
    if approval.remind_at is None or now < approval.remind_at:
        return nothing("timer_stale")
    facts: dict[str, Argument] = {
        "label": approval.label,
        "by": Name(approval.asker),
        "what": approval.what or approval.about or "",
        "until": Instant(approval.due),
    }
    told = approval.waits_for
    return step(
        approval,
        approval,
        e.ApproversReminded(told),
        Text("reason.approvers_reminded", {"count": len(told)}),
        now,
        effects=[SendDirect(person, Text("dm.approval_reminder", facts)) for person in told],
        shown=(),
        reminded=True,
    )


def _expire(approval: Approval, now: datetime) -> Decision:
    """It ends without a yes: nobody has to undo what silence has granted."""
    if not approval.is_open or now < approval.due:
        return nothing("timer_stale")
    after = _settled(approval, Outcome.EXPIRED, now)
    return step(approval, after, e.ApprovalExpired(), Text("reason.approval_expired"), now)


def _withdraw(approval: Approval, now: datetime) -> Decision:
    if not approval.is_open:
        return nothing("approval_over")
    after = _settled(approval, Outcome.WITHDRAWN, now)
    return step(approval, after, e.ApprovalWithdrawn(), Text("reason.approval_withdrawn"), now)


def _unreached(approval: Approval, command: c.RecordUnreached, now: datetime) -> Decision:
    """Whoever asked can ask somebody else."""
    if command.person not in approval.waits_for:
        return nothing("not_waited_for")
    facts: dict[str, Argument] = {
        "person": Name(command.person),
        "label": approval.label,
        "code": command.code,
    }
    return step(
        approval,
        approval,
        e.ApproverNotReached(command.person, command.code),
        Text("reason.approver_not_reached", {"code": command.code}),
        now,
        effects=(SendDirect(approval.asker, Text("dm.approver_not_reached", facts)),),
        shown=(),
    )


def _left(approval: Approval, person: PersonId, now: datetime) -> Decision:
    """Nobody gets a voice by that; whoever asked can ask somebody else."""
    if person not in approval.waits_for:
        return nothing("not_waited_for")
    facts: dict[str, Argument] = {"person": Name(person), "label": approval.label}
    return step(
        approval,
        approval,
        e.ApproverLeft(person),
        Text("reason.approver_left", {"person": Name(person)}),
        now,
        effects=(SendDirect(approval.asker, Text("dm.approver_left", facts)),),
        shown=(),
    )


def _seated(approval: Approval, seat: Seat, instead: Seat) -> Approval:
    seats = tuple(instead if one is seat else one for one in approval.seats)
    return replace(approval, seats=seats)


def _settled(
    approval: Approval, outcome: Outcome, now: datetime, by: PersonId | None = None
) -> Approval:
    return replace(approval, outcome=outcome, settled_at=now, settled_by=by)
