"""A ticket becomes another request: of a workflow with forms of its own (A1-29, A5-14).

It ends, and its card leads to the request, which begins with what is known already and asks for the
rest. Both are one commit (usecases/requests/redirect_ticket.py).
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import RequestUnwanted
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect
from deskbell.domain.ids import Ref
from deskbell.domain.texts import Argument, Mention, Name, Text, Worded
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.move import MOST_MOVES
from deskbell.domain.tickets.permissions import Action, Member, Relation, can, relations
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.telling import tell_requester
from deskbell.domain.tickets.ticket import Related, Status, Ticket
from deskbell.domain.tickets.transition import step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers

REDIRECT = "redirect"
_NUMBER = 3_500
"""Of the input for the request that is not needed; what else it causes is counted from 0."""


def decide_redirect(ticket: Ticket, command: c.RedirectCommand, now: datetime) -> Decision:
    match command:
        case c.Redirect():
            return _redirect(ticket, command, now)
        case c.HearOfSuccessor():
            return _succeeded(ticket, command)
    assert_never(command)


def _redirect(ticket: Ticket, command: c.Redirect, now: datetime) -> Decision:
    """What another request waits for is not that one's any more, so it cannot be undone."""
    who = command.by.person
    if why := _wrong(ticket, command):
        facts: dict[str, Argument] = {
            "inbox": command.inbox.name,
            "lead": Name(command.inbox.lead),
            "title": Worded(command.title),
        }
        return refuse_press(ticket, command.by, command.at, Action.MOVE, why, **facts)
    after = replace(
        ticket,
        status=Status.CLOSED,
        closed_at=now,
        hand_over=None,
        follow_up=Related(command.request, command.number),
    )
    return step(
        ticket,
        after,
        e.TicketRedirected(ticket.inbox, command.request, command.number, command.workflow),
        _reason(command),
        effects=[
            *tell_requester(ticket, _told(ticket, command)),
            *_unneeded(ticket, ticket.request, command.by, now),
        ],
        timers=waiting_timers(ticket),
        shown=True,
        undo=(
            None if ticket.request else undoable(who, REDIRECT, ticket, now, command.undo_window)
        ),
    )


def _wrong(ticket: Ticket, command: c.Redirect) -> str | None:
    if not can(command.by, Action.MOVE, ticket):
        return "not_allowed"
    if not ticket.is_open:
        return "over"
    if command.at.revision != ticket.card_revision:
        return "stale"
    if not command.fits:
        return "request_not_for_them"
    decides = relations(command.by, ticket) & {Relation.LEAD, Relation.ADMIN}
    return "redirected_in_circles" if command.turns >= MOST_MOVES and not decides else None


def _reason(command: c.Redirect) -> Text:
    facts: dict[str, Argument] = {
        "by": Name(command.by.person),
        "title": Worded(command.title),
        "number": command.number,
        "inbox": command.inbox.name,
    }
    if command.word:
        return Text("reason.redirected_with_word", {**facts, "word": command.word})
    return Text("reason.redirected", facts)


def _told(ticket: Ticket, command: c.Redirect) -> Text:
    facts: dict[str, Argument] = {
        "requester": Mention(ticket.requester or ticket.opener),
        "number": ticket.number,
        "by": Name(command.by.person),
        "title": Worded(command.title),
        "request": command.number,
    }
    if command.word:
        return Text("notice.redirected_with_word", {**facts, "word": command.word})
    return Text("notice.redirected", facts)


def _succeeded(ticket: Ticket, command: c.HearOfSuccessor) -> Decision:
    """Whatever is said in its thread from now on belongs to that ticket; the card says its number
    already."""
    if ticket.follow_up is None or ticket.follow_up.ref != command.request:
        return nothing("not_its_successor")
    new = command.successor
    return step(
        ticket,
        replace(ticket, follow_up=new),
        e.FollowUpOpened(new.ref, new.number),
        Text("reason.succeeded", {"number": new.number}),
        shown=ticket.follow_up.number != new.number,
    )


def not_redirected(ticket: Ticket, after: Ticket) -> Ticket:
    """As `undo` brings it back."""
    return replace(after, follow_up=None) if ticket.has_become_a_request else after


def unwanted(ticket: Ticket, by: Member, now: datetime) -> list[Effect]:
    """The request that it had become ends with the undoing."""
    request = ticket.follow_up.ref if ticket.follow_up else None
    return _unneeded(ticket, request if ticket.has_become_a_request else None, by, now)


def _unneeded(ticket: Ticket, request: Ref | None, by: Member, now: datetime) -> list[Effect]:
    if request is None:
        return []
    told = RequestUnwanted(request, by.person)
    return [caused(request, ticket.version + 1, told, ticket, now, _NUMBER)]
