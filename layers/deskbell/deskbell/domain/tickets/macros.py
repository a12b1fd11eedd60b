"""A prepared reply that does something with the ticket besides: all of it, or nothing (B-23).

Each step is what the button or the dialog for it decides, one version of the ticket each; the reply
is said last, so that it stands where the ticket is by then. *Undo* takes all steps back at once;
what was said stays said, and can be corrected.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from deskbell.domain.decision import Change, Decision
from deskbell.domain.settings.replies import Does, Ending
from deskbell.domain.tickets import canned, handing_over, handling, moving, pausing, triage
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import undoable

MACRO = "prepared_reply"
Step = Callable[[Ticket], Decision]


def reply(ticket: Ticket, command: c.ReplyWith, now: datetime) -> Decision:
    """What may not be done is not said either."""
    does, doing = command.reply.does, command.doing
    if does is None or doing is None or not can(command.by, Action.NOTE, ticket):
        return canned.reply(ticket, command)
    if command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.NOTE, "stale")
    state, changes = ticket, list[Change]()
    for do in _steps(command, does, doing, now):
        # Settled at once: the next step counts on what this one leaves.
        for change in pausing.settled(do(state), now).changes:
            if isinstance(change.event, e.ActionRefused):
                return _refused(ticket, change)
            state = cast("Ticket", change.after)
            changes.append(change)
    if changes:
        action = Action.MOVE if state.inbox != ticket.inbox else MACRO
        undo = undoable(command.by.person, action, ticket, now, doing.undo_window)
        state = replace(state, undo=undo)
    said = canned.reply(state, command)
    if any(isinstance(change.event, e.ActionRefused) for change in said.changes):
        return canned.reply(ticket, command)
    return Decision(changes=(*changes, *said.changes))


def _refused(ticket: Ticket, change: Change) -> Decision:
    """Of a later step, but nothing has been done: they are told why, and that is all."""
    return Decision((replace(change, before=ticket, after=_next(ticket)),))


def _next(ticket: Ticket) -> Ticket:
    return replace(ticket, version=ticket.version + 1)


def _steps(command: c.ReplyWith, does: Does, doing: c.Doing, now: datetime) -> Iterator[Step]:
    by, inbox, window = command.by, doing.inbox, doing.undo_window
    into = doing.into if doing.into and doing.into.id != inbox.id else None

    def at(ticket: Ticket) -> c.Pressed:
        return replace(command.at, revision=ticket.card_revision)

    category = does.category if into is None else None
    if does.priority or category:
        yield lambda ticket: triage.classify(
            ticket, c.Classify(by, at(ticket), inbox, does.priority, category)
        )
    if (to := doing.to) is not None:
        yield lambda ticket: handing_over.assign(
            ticket, c.Assign(by, at(ticket), inbox, to, ""), now
        )
    if does.state is Ending.WAIT:
        yield lambda ticket: pausing.pause(
            ticket, c.Pause(by, at(ticket), inbox, PauseOn.REQUESTER, undo_window=window), now
        )
    if does.state is Ending.SOLVE:
        where = command.at
        yield lambda ticket: handling.solve(
            ticket, c.Solve(by, inbox, where.channel, where.thread_ts, undo_window=window), now
        )
    if into is not None:
        yield lambda ticket: moving.move(
            ticket,
            c.Move(*(by, at(ticket), inbox, into, doing.comments, window), category=does.category),
            now,
        )
