"""The ticket's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from.
"""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.tickets import (
    bulk,
    canned,
    delivery,
    direct_talk,
    flagging,
    grouping,
    handing_over,
    handling,
    incident,
    merging,
    moving,
    pausing,
    peers,
    privacy,
    progress,
    reopening,
    replies,
    thread,
    triage,
    undoing,
)
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.open_from_direct import open_from_direct
from deskbell.domain.tickets.open_from_form import open_from_form
from deskbell.domain.tickets.open_from_message import open_from_message
from deskbell.domain.tickets.permissions import Action
from deskbell.domain.tickets.publishing import publish
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.saying import say
from deskbell.domain.tickets.ticket import Ticket


def decide(state: Ticket | None, command: c.TicketCommand, now: datetime) -> Decision:
    """`state` is None where there is no such ticket yet; `now` is aware and in UTC."""
    if isinstance(command, c.OpenFromMessage | c.OpenFromDirect | c.OpenFromForm):
        return nothing("ticket_exists") if state else _open(command, now)
    if state is None:
        return nothing("no_such_ticket")
    return pausing.settled(_change(state, command, now), now)


def _open(
    command: c.OpenFromMessage | c.OpenFromDirect | c.OpenFromForm, now: datetime
) -> Decision:
    match command:
        case c.OpenFromMessage():
            return open_from_message(command, now)
        case c.OpenFromDirect():
            return open_from_direct(command, now)
        case c.OpenFromForm():
            return open_from_form(command, now)
    assert_never(command)


def _change(  # noqa: C901 - one line a command
    ticket: Ticket, command: c.TicketChange, now: datetime
) -> Decision:
    match command:
        case c.Follow():
            return handling.follow(ticket, command)
        case c.Unfollow():
            return handling.unfollow(ticket, command)
        case c.Cancel():
            return handling.cancel(ticket, command, now)
        case c.Take():
            return handling.take(ticket, command, now)
        case c.Solve():
            return handling.solve(ticket, command, now)
        case c.Pause():
            return pausing.pause(ticket, command, now)
        case c.Resume():
            return pausing.resume(ticket, command, now)
        case c.Reopen():
            return reopening.reopen(ticket, command, now)
        case c.ReopenAnyway():
            return reopening.reopen_anyway(ticket, command, now)
        case c.Undo():
            return undoing.undo(ticket, command, now)
        case c.Group():
            return replies.understood(grouping.group(ticket, command), command.said, now)
        case c.CaptureAgain():
            return refuse_press(ticket, command.by, command.at, Action.VIEW, "tracked_already")
        case c.SolveByPeer():
            return peers.solve_by_peer(ticket, command, now)
        case c.DisputePeer():
            return peers.dispute(ticket, command, now)
        case c.TakeBack():
            return undoing.take_back(ticket, command, now)
        case c.Classify():
            return triage.classify(ticket, command)
        case c.Move():
            return moving.move(ticket, command, now)
        case c.MoveBack():
            return moving.move_back(ticket, command, now)
        case c.Dismiss():
            return triage.dismiss(ticket, command, now)
        case c.Assign():
            return handing_over.assign(ticket, command, now)
        case c.AcceptHandOver():
            return handing_over.accept(ticket, command, now)
        case c.DeclineHandOver():
            return handing_over.decline(ticket, command)
        case c.Merge():
            return merging.merge(ticket, command)
        case c.Unmerge():
            return merging.unmerge(ticket, command, now)
        case c.ReplyWith():
            return canned.reply(ticket, command, now)
        case c.LinkParent():
            return incident.link(ticket, command)
        case c.UnlinkParent():
            return incident.unlink(ticket, command)
        case c.SolveAll():
            return bulk.solve_all(ticket, command, now)
        case c.NotifyAll():
            return bulk.notify_all(ticket, command, now)
        case c.ContinueBulk():
            return bulk.go_on(ticket, command, now)
        case c.SolvePart():
            return bulk.solve_part(ticket, command, now)
        case c.TellPart():
            return bulk.tell_part(ticket, command)
        case c.RaiseFlag():
            return flagging.raise_flag(ticket, command, now)
        case c.PassFlagOn():
            return flagging.pass_on(ticket, command, now)
        case c.AnswerFlag():
            return flagging.answer(ticket, command)
        case c.LowerFlag():
            return flagging.lower_flag(ticket, command)
        case c.Conceal():
            return privacy.conceal(ticket, command)
        case c.Reveal():
            return privacy.reveal(ticket, command)
        case c.RecordMessage():
            decision = replies.understood(thread.record_message(ticket, command), command, now)
            return flagging.listened(decision, ticket, command, now)
        case c.GoOnDirectly():
            return direct_talk.go_on(ticket, command, _change(ticket, command.said, now))
        case c.RecordEdit():
            return thread.record_edit(ticket, command)
        case c.RecordDeletion():
            return thread.record_deletion(ticket, command)
        case c.Publish():
            return publish(ticket, command)
        case c.Say():
            return say(ticket, command)
        case c.RecordText():
            return thread.record_text(ticket, command)
        case c.RecordThread():
            return thread.record_thread(ticket, command)
        case c.RecordUndelivered():
            return delivery.record_undelivered(ticket, command)
        case RetryDelivery():
            return delivery.retry_delivery(ticket, command)
        case c.ExpireTimer(name=pausing.TIMER):
            return pausing.expire_pause(ticket, now)
        case c.ExpireTimer():
            return progress.expire(ticket, command, now)
        case c.AcknowledgeRequest():
            return progress.acknowledge(ticket)
        case c.RouteRequest():
            return progress.route(ticket, command)
        case c.RemindTriage():
            return progress.remind(ticket, command, now)
        case c.EscalateRequest():
            return progress.escalate(ticket, command)
        case c.CloseRequest():
            return progress.close(ticket, now)
    assert_never(command)
