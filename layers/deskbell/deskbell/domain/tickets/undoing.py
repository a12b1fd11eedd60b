"""Every one-tap action can be undone for a little while, by an event of its own."""

from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import bulk
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.handing_over import taken_back
from deskbell.domain.tickets.permissions import Action, Member, can
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.redirecting import REDIRECT, not_redirected, unwanted
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket, Undo
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import brought_back, step

EMOJI_DID_NOTHING = "emoji_did_nothing"


def undo(ticket: Ticket, command: c.Undo, now: datetime) -> Decision:
    """By the button: their own action, or anybody's for who works here."""
    refused = not_undoable(ticket, command.by, command.at, now)
    if refused or ticket.undo is None:
        return refused or nothing("undo_too_late")
    why = Text("reason.undone", {"by": Name(command.by.person)})
    return _undone(ticket, ticket.undo, command, why, now)


def not_undoable(ticket: Ticket, who: Member, at: Pressed, now: datetime) -> Decision | None:
    """What they are told who press the button too late, or without a right to."""
    last = ticket.undo
    if not can(who, Action.UNDO, ticket):
        return refuse_press(ticket, who, at, Action.UNDO, "not_allowed")
    is_too_late = last is not None and last.action == REDIRECT and not ticket.has_become_a_request
    if last is None or now > last.until or is_too_late or at.revision != ticket.card_revision:
        return refuse_press(ticket, who, at, Action.UNDO, "undo_too_late")
    if last.by != who.person and not can(who, Action.HAND_OVER, ticket):
        return refuse_press(ticket, who, at, Action.UNDO, "not_allowed")
    if last.action == bulk.SOLVE_ALL and ticket.ties.bulk and ticket.ties.bulk.is_running:
        return refuse_press(ticket, who, at, Action.UNDO, "bulk_runs")
    return None


def take_back(ticket: Ticket, command: c.TakeBack, now: datetime) -> Decision:
    """Whoever takes their emoji off again in time undoes what it did; later it means nothing."""
    who, last = command.by, ticket.undo
    if last is None or (last.by, last.action) != (who.person, command.action):
        return nothing(EMOJI_DID_NOTHING)
    if now > last.until or not can(who, Action.UNDO, ticket):
        return nothing("undo_too_late")
    why = Text("reason.undone_by_emoji", {"by": Name(who.person), "emoji": command.emoji})
    return _undone(ticket, last, command, why, now)


def can_undo(ticket: Ticket, who: Member, now: datetime) -> bool:
    """Whether the last thing done to it is theirs, and can still be undone."""
    last = ticket.undo
    return last is not None and last.by == who.person and now <= last.until


def _undone(
    ticket: Ticket, last: Undo, command: c.Undo | c.TakeBack, why: Text, now: datetime
) -> Decision:
    after = not_redirected(ticket, brought_back(ticket, last.before))
    undone = step(
        ticket,
        after,
        e.ActionUndone(command.by.person, last.action),
        why,
        effects=(
            *unwanted(ticket, command.by, now),
            *taken_back(ticket, command.by.person, command.inbox),
        ),
        timers=retimed(ticket, after, command.inbox, now),
        shown=True,
    )
    is_of_all = last.action == bulk.SOLVE_ALL and bool(ticket.ties.children)
    return bulk.taken_back(undone, command.by.person, now) if is_of_all else undone
