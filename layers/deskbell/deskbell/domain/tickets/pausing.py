"""A ticket waits for its requester or a vendor, or is snoozed; called by `decide`.

The pause's own timer reminds, closes or wakes. Whatever else ends the pause (an answer, Solve, a
merge) is seen by `settled`, so that no clock goes on and no timer is forgotten.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import (
    CancelTimer,
    Change,
    Decision,
    SetTimer,
    TimerChange,
    nothing,
)
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Argument, Instant, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import keep_posted, tell
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers

NUDGES = 2
"""After as many the requester's silence closes the ticket (A4-13)."""
TIMER = "pause"


def pause(ticket: Ticket, command: c.Pause, now: datetime) -> Decision:
    """Whoever pauses what nobody has taken yet has it: it comes back to somebody."""
    who = command.by.person
    if not can(command.by, Action.PAUSE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.PAUSE, "not_allowed")
    if not ticket.is_open or command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.PAUSE, "stale")
    if command.until is not None and command.until <= now:
        return refuse_press(ticket, command.by, command.at, Action.PAUSE, "time_has_passed")
    begun = _begun(command, now)
    after = replace(
        ticket,
        status=Status.SNOOZED if command.on.is_snooze else Status.WAITING,
        pause=begun,
        assignee=ticket.assignee or who,
        assigned_at=ticket.assigned_at or now,
    )
    return step(
        ticket,
        after,
        e.TicketPaused(command.on, begun.until),
        _why(command, begun),
        effects=_ask(ticket, who, begun),
        timers=(*waiting_timers(ticket), *_timer(ticket, begun)),
        shown=True,
        undo=undoable(who, Action.PAUSE, ticket, now, command.undo_window),
    )


def _ask(ticket: Ticket, who: PersonId, begun: Pause) -> tuple[SendDirect, ...]:
    """A card in a channel tells nobody that it is their turn."""
    if begun.on is not PauseOn.REQUESTER:
        return ()
    closes_at = begun.since + begun.every * (NUDGES + 1)
    return keep_posted(ticket, who, "dm.waits_for_you", closes=Instant(closes_at))


def _begun(command: c.Pause, now: datetime) -> Pause:
    """A snooze until a reply has no end of its own; who waits is reminded again and again."""
    every = timedelta(0) if command.on.is_snooze else command.inbox.nudge_after
    return Pause(
        on=command.on,
        since=now,
        until=command.until or (now + every if every else None),
        every=every,
        vendor=command.vendor,
        reference=command.reference,
    )


def _why(command: c.Pause, begun: Pause) -> Text:
    args: dict[str, Argument] = {"by": Name(command.by.person)}
    if begun.on is PauseOn.TIME and begun.until:
        args["until"] = Instant(begun.until)
    if begun.on is PauseOn.VENDOR:
        args["vendor"] = begun.vendor
    return Text(f"reason.paused_on_{begun.on}", args)


def _timer(ticket: Ticket, begun: Pause) -> tuple[TimerChange, ...]:
    return () if begun.until is None else (SetTimer(TIMER, ticket.version + 1, begun.until),)


def resume(ticket: Ticket, command: c.Resume, now: datetime) -> Decision:
    """Somebody goes on with it before the pause is over."""
    who = command.by.person
    if not can(command.by, Action.PAUSE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.PAUSE, "not_allowed")
    if ticket.pause is None or command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.PAUSE, "stale")
    return step(
        ticket,
        resumed(ticket),
        e.TicketResumed(ticket.pause.on),
        Text("reason.resumed", {"by": Name(who)}),
        shown=True,
        undo=undoable(who, Action.PAUSE, ticket, now, command.undo_window),
    )


def resumed(ticket: Ticket) -> Ticket:
    """Back with its assignee."""
    status = Status.ASSIGNED if ticket.assignee else Status.NEW
    return replace(ticket, status=status, pause=None)


def expire_pause(ticket: Ticket, now: datetime) -> Decision:
    """The timer is only a hint: an answer one second before it has ended the pause."""
    paused = ticket.pause
    if paused is None or paused.until is None or now < paused.until:
        return nothing("timer_stale")
    match paused.on:
        case PauseOn.REQUESTER if paused.nudges < NUDGES:
            return _nudge(ticket, paused, now)
        case PauseOn.REQUESTER:
            return _close_unanswered(ticket, now)
        case PauseOn.VENDOR:
            return _remind(ticket, paused, now)
        case _:
            return _wake(ticket, paused)


def _nudge(ticket: Ticket, paused: Pause, now: datetime) -> Decision:
    """The requester is asked again, and told when it closes if they say nothing."""
    nudges = paused.nudges + 1
    again = replace(paused, nudges=nudges, until=now + paused.every)
    closes_at = now + paused.every * (NUDGES + 1 - nudges)
    return step(
        ticket,
        replace(ticket, pause=again),
        e.RequesterNudged(nudges, closes_at),
        Text("reason.nudged", {"nudge": nudges, "since": Instant(paused.since)}),
        effects=tell(ticket.requester, ticket, "dm.nudge", closes=Instant(closes_at)),
        timers=_timer(ticket, again),
    )


def _close_unanswered(ticket: Ticket, now: datetime) -> Decision:
    """Closed, not solved; a reply within the inbox's window reopens it."""
    return step(
        ticket,
        replace(ticket, status=Status.CLOSED, closed_at=now),
        e.TicketClosed(),
        Text("reason.closed_unanswered"),
        effects=tell(ticket.requester, ticket, "dm.closed_unanswered"),
        shown=True,
    )


def _remind(ticket: Ticket, paused: Pause, now: datetime) -> Decision:
    """A vendor reads no cards of ours; whoever asked them is reminded to ask again."""
    again = replace(paused, until=now + paused.every)
    vendor = f"{paused.vendor} ({paused.reference})" if paused.reference else paused.vendor
    return step(
        ticket,
        replace(ticket, pause=again),
        e.VendorReminded(),
        Text("reason.vendor_reminded", {"vendor": paused.vendor}),
        effects=tell(
            ticket.assignee, ticket, "dm.vendor", vendor=vendor, since=Instant(paused.since)
        ),
        timers=_timer(ticket, again),
    )


def _wake(ticket: Ticket, paused: Pause) -> Decision:
    return step(
        ticket,
        resumed(ticket),
        e.TicketResumed(paused.on),
        Text("reason.awake"),
        effects=tell(ticket.assignee, ticket, "dm.awake"),
        shown=True,
    )


def settled(decision: Decision, now: datetime) -> Decision:
    """The decision, with an end to each pause that it leaves behind."""
    return replace(decision, changes=tuple(_settled(one, now) for one in decision.changes))


def _settled(change: Change, now: datetime) -> Change:
    before, after = change.before, change.after
    if not isinstance(before, Ticket) or not isinstance(after, Ticket):
        return change
    if after.status.is_paused and after.pause is None:  # such as a merge that is undone
        after = resumed(after)
    if before.pause is None:
        return replace(change, after=after)
    left = after.pause if after.status.is_paused else None
    if left is not None and left.since == before.pause.since:
        return change
    on = before.pause.on
    seconds = int((now - before.pause.since).total_seconds())
    counted = {**before.paused_for, on: before.paused_for.get(on, 0) + max(seconds, 0)}
    timers = change.timers
    if before.pause.until and not any(timer.name == TIMER for timer in timers):
        timers = (*timers, CancelTimer(TIMER))
    return replace(change, after=replace(after, pause=left, paused_for=counted), timers=timers)
