"""A form request on its way: acknowledged, routed, closed (A1-02 … A1-04).

The state machine of Step Functions asks for these steps one after the other; each happens once
however often it is asked for, so a second execution fast-forwards to where the first one died.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import CancelTimer, Decision, SetTimer, nothing
from deskbell.domain.effects import SendDirect
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, ChannelName, Instant, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import title_of
from deskbell.domain.tickets.places import channel_of_work, is_private
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from deskbell.domain.tickets.transition import step
from deskbell.domain.workflows import watch


def acknowledge(ticket: Ticket) -> Decision:
    """One DM with the number and what happens next."""
    if ticket.progress is not Progress.STARTED or ticket.requester is None:
        return nothing("acknowledged_already")
    args: dict[str, Argument] = {
        "number": ticket.number,
        "channel": ChannelName(ticket.home.channel),
        "title": title_of(ticket),
    }
    text = Text("dm.request_received", args)
    if ticket.opener != ticket.requester:
        text = Text("dm.request_filed", {**args, "by": Name(ticket.opener)})
    return step(
        ticket,
        replace(ticket, progress=Progress.ACKNOWLEDGED),
        e.RequestAcknowledged(),
        Text("reason.acknowledged"),
        # The card in their direct messages says the same.
        effects=() if is_private(ticket.privacy) else (SendDirect(ticket.requester, text),),
    )


def route(ticket: Ticket, command: c.RouteRequest) -> Decision:
    """The inbox's clock starts at the time of the request, not of this step."""
    if ticket.progress is not Progress.ACKNOWLEDGED:
        return nothing("routed_already")
    waits = ticket.status is Status.NEW
    remind_at = ticket.opened_at + command.inbox.remind_after
    timers = [SetTimer("reminder", ticket.version + 1, remind_at)] if waits else []
    return step(
        ticket,
        replace(ticket, progress=Progress.ROUTED),
        e.RequestRouted(command.inbox.id, remind_at if waits else None),
        Text("reason.routed", {"inbox": command.inbox.name, "due": Instant(remind_at)}),
        timers=(*timers, CancelTimer("workflow")),
    )


def expire(ticket: Ticket, command: c.ExpireTimer, now: datetime) -> Decision:
    """A timer is only a hint: what it means depends on how the ticket stands now."""
    match command.name:
        case "reminder" if ticket.status is Status.NEW and ticket.progress is Progress.ROUTED:
            event: object = e.ReminderDue()
            after = replace(ticket, progress=Progress.REMINDER_DUE)
            reason = Text("reason.reminder_due")
        case "escalation" if ticket.status is Status.NEW and ticket.progress is Progress.REMINDED:
            event = e.EscalationDue()
            after = replace(ticket, progress=Progress.ESCALATION_DUE)
            reason = Text("reason.escalation_due")
        case "close" if ticket.status is Status.SOLVED and not ticket.has_workflow:
            return _close(ticket, now, CancelTimer("close"))
        case "close" if ticket.status is Status.SOLVED and not ticket.close_due:
            event = e.CloseDue()
            after = replace(ticket, close_due=True)
            reason = Text("reason.close_due")
        case "workflow":
            return _restart(ticket, now)
        case _:
            return nothing("timer_stale")
    watched = SetTimer(watch.TIMER, ticket.version + 1, now + watch.GRACE)
    return step(ticket, after, event, reason, timers=(CancelTimer(command.name), watched))


def _restart(ticket: Ticket, now: datetime) -> Decision:
    due = due_step(ticket)
    if due is None:
        return nothing("workflow_on_time")
    if ticket.generation >= watch.GENERATION_LIMIT:
        return nothing("workflow_given_up")
    generation = ticket.generation + 1
    return step(
        ticket,
        replace(ticket, generation=generation),
        e.WorkflowStalled(generation, due),
        Text("reason.stalled", {"step": due}),
        timers=(
            SetTimer(watch.TIMER, ticket.version + 1, now + watch.grace_of(ticket.generation)),
        ),
    )


def due_step(ticket: Ticket) -> str | None:
    """The step that an execution owes the ticket, by its name in the state machine."""
    waits = ticket.status is Status.NEW
    match ticket.progress:
        case Progress.STARTED:
            return "AcknowledgeRequest"
        case Progress.ACKNOWLEDGED:
            return "RouteRequest"
        case Progress.REMINDER_DUE if waits:
            return "RemindTriage"
        case Progress.ESCALATION_DUE if waits:
            return "EscalateRequest"
        case _ if ticket.close_due and ticket.status is Status.SOLVED:
            return "CloseRequest"
        case _:
            return None


def team_facts(ticket: Ticket, inbox: Inbox) -> dict[str, Argument]:
    """What whoever is to take the request has to know of it."""
    return {
        "number": ticket.number,
        "title": title_of(ticket),
        "inbox": inbox.name,
        "since": Instant(ticket.opened_at),
        "channel": ChannelName(channel_of_work(ticket, inbox)),
    }


def close(ticket: Ticket, now: datetime) -> Decision:
    """Closed by its workflow once the closing time has come."""
    if ticket.status is not Status.SOLVED or not ticket.close_due:
        return nothing("closed_already")
    return _close(ticket, now, CancelTimer("workflow"))


def _close(ticket: Ticket, now: datetime, timer: CancelTimer) -> Decision:
    """`timer` is the one that still runs: the closing time's, or its workflow's watch."""
    solved_for = now - ticket.solved_at if ticket.solved_at else timedelta()
    return step(
        ticket,
        replace(ticket, status=Status.CLOSED, closed_at=now),
        e.TicketClosed(),
        Text("reason.closed", {"count": int(solved_for.total_seconds() // 3600)}),
        timers=(timer,),
        shown=True,
    )


def outcome_of(ticket: Ticket, wait: str) -> str | None:
    """What an execution that waits for `taker`, `solution` or `closing` can be told by now."""
    over = ticket.status in (Status.CLOSED, Status.CANCELLED, Status.MERGED)
    if over:
        return "over"
    if wait == "closing":
        closing = "close_due" if ticket.close_due else None
        return "open_again" if ticket.is_open else closing
    if ticket.status is Status.SOLVED:
        return "solved"
    if wait == "solution":
        return "open_again" if ticket.status is Status.NEW else None
    if ticket.status is not Status.NEW:
        return "taken"
    if ticket.progress is Progress.REMINDER_DUE:
        return "remind_due"
    if ticket.progress is Progress.ESCALATION_DUE:
        return "escalate_due"
    return None
