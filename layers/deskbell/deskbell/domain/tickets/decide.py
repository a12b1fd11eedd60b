"""The ticket's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from.
"""

from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.tickets import (
    approving,
    delivery,
    grouping,
    handing_over,
    handling,
    leaving,
    pausing,
    peers,
    redirecting,
    replies,
    tracking,
)
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide_asking import decide_asking
from deskbell.domain.tickets.decide_flag import decide_flag
from deskbell.domain.tickets.decide_progress import decide_progress
from deskbell.domain.tickets.decide_standing import decide_standing
from deskbell.domain.tickets.decide_talk import decide_talk
from deskbell.domain.tickets.decide_ties import decide_ties
from deskbell.domain.tickets.decide_triage import decide_triage
from deskbell.domain.tickets.open_from_direct import open_from_direct
from deskbell.domain.tickets.open_from_form import open_from_form
from deskbell.domain.tickets.open_from_mail import open_from_mail
from deskbell.domain.tickets.open_from_message import open_from_message
from deskbell.domain.tickets.open_from_request import open_from_request, reported
from deskbell.domain.tickets.open_from_review import open_from_review
from deskbell.domain.tickets.permissions import Action
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket


def decide(state: Ticket | None, command: c.TicketCommand, now: datetime) -> Decision:
    """`state` is None where there is no such ticket yet; `now` is aware and in UTC."""
    if isinstance(command, c.TicketOpening):
        return nothing("ticket_exists") if state else _open(command, now)
    if state is None:
        return nothing("no_such_ticket")
    decision = approving.unneeded(_change(state, command, now), now)
    return leaving.checked(reported(pausing.settled(decision, now), now), now)


def _open(command: c.TicketOpening, now: datetime) -> Decision:
    match command:
        case c.OpenFromMessage():
            return open_from_message(command, now)
        case c.OpenFromDirect():
            return open_from_direct(command, now)
        case c.OpenFromForm():
            return open_from_form(command, now)
        case c.OpenFromMail():
            return open_from_mail(command, now)
        case c.OpenFromRequest():
            return open_from_request(command, now)
        case c.OpenFromReview() | c.OpenFromStandUp() | c.OpenFromIssue():
            return open_from_review(command, now)
    assert_never(command)


def _change(  # noqa: C901 - one line a command
    ticket: Ticket, command: c.TicketChange, now: datetime
) -> Decision:
    if isinstance(command, c.TriageCommand):
        return decide_triage(ticket, command, now)
    if isinstance(command, c.RedirectCommand):
        return redirecting.decide_redirect(ticket, command, now)
    if isinstance(command, c.SayingCommand | c.MailCommand):
        return decide_talk(ticket, command, now)
    if isinstance(command, c.AskingCommand):
        return decide_asking(ticket, command, now)
    if isinstance(command, c.TieCommand):
        return decide_ties(ticket, command, now)
    if isinstance(command, c.FlagCommand):
        return decide_flag(ticket, command, now)
    if isinstance(command, c.StandingCommand):
        return decide_standing(ticket, command, now)
    if isinstance(command, c.ProgressCommand):
        return decide_progress(ticket, command, now)
    match command:
        case c.Follow():
            return handling.follow(ticket, command, now)
        case c.Unfollow():
            return handling.unfollow(ticket, command)
        case c.Cancel():
            return handling.cancel(ticket, command, now)
        case c.Take():
            return handling.take(ticket, command, now)
        case c.Solve():
            return handling.solve(ticket, command, now)
        case c.Group():
            return replies.understood(grouping.group(ticket, command), command.said, now)
        case c.CaptureAgain():
            return refuse_press(ticket, command.by, command.at, Action.VIEW, "tracked_already")
        case c.SolveByPeer():
            return peers.solve_by_peer(ticket, command, now)
        case c.DisputePeer():
            return peers.dispute(ticket, command, now)
        case c.AssignFromRequest():
            return handing_over.assign_from_request(ticket, command, now)
        case c.PartWith():
            return leaving.part(ticket, command, now)
        case c.LinkIssue() | c.TrackIssue():
            return tracking.follow_issue(ticket, command)
        case c.HearOfMove(wanted=wanted, at=at):
            return tracking.hear_move(ticket, at, _change(ticket, wanted, now))
        case c.RecordUndelivered():
            return delivery.record_undelivered(ticket, command)
        case RetryDelivery():
            return delivery.retry_delivery(ticket, command)
    assert_never(command)
