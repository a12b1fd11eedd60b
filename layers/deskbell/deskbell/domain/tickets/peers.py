"""Colleagues help each other before the desk does: solved by a peer, with thanks (A5-04).

`decide` asks for it when somebody who does not work here marks a question as solved.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, SetTimer, nothing
from deskbell.domain.effects import Effect, SendNotice, ShowCard
from deskbell.domain.ids import PersonId
from deskbell.domain.texts import Mention, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.reopening import reopened
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers


def helper_of(
    marker: PersonId,
    marked: PersonId | None,
    asker: PersonId | None,
    repliers: Sequence[PersonId | None],
    staff: Collection[PersonId],
) -> PersonId | None:
    """Whose answer it was, when `marker` marks what `marked` said; `repliers` in their order.

    The asker themselves, if nobody else has said anything; None if it is the staff's doing.
    """
    if marker in staff:
        return None
    if marked in (None, asker):
        others = [one for one in repliers if one not in (None, asker)]
        found = marker if marker != asker else (others[-1] if others else asker)
    else:
        found = marked
    return None if found in staff else found


def solve_by_peer(ticket: Ticket, command: c.SolveByPeer, now: datetime) -> Decision:
    """Nobody of the desk has it yet. The peer is thanked where everybody reads it, once."""
    if not can(command.by, Action.HELP, ticket):
        return nothing("may_not_help")
    if ticket.status is not Status.NEW:
        return nothing("in_work_already")
    who, peer = command.by.person, command.peer
    deflected = peer != ticket.requester
    after = replace(ticket, status=Status.SOLVED, solver=peer, solved_at=now, peer=peer)
    thanks = _thanks(after) if deflected and ticket.peer != peer else []
    return step(
        ticket,
        after,
        e.SolvedByPeer(peer=peer, marked_by=who, deflected=deflected),
        Text(
            "reason.solved_by_peer",
            {"by": Name(who), "emoji": command.emoji, "peer": Name(peer)},
        ),
        effects=thanks,
        timers=(
            *waiting_timers(ticket),
            SetTimer("close", ticket.version + 1, now + command.inbox.close_after),
        ),
        shown=True,
        undo=undoable(who, Action.SOLVE, ticket, now, command.undo_window),
    )


def solved_at_once(opened: Decision, command: c.SolveByPeer, now: datetime) -> Decision:
    """A question that nobody tracked opens and is solved in one: its card is posted as solved."""
    *earlier, last = opened.changes
    if not isinstance(last.after, Ticket):
        return opened
    solved = solve_by_peer(last.after, command, now)
    if not solved.changes:
        return opened
    [change] = solved.changes
    kept = tuple(effect for effect in last.effects if not isinstance(effect, ShowCard))
    change = replace(change, effects=(*kept, *change.effects))
    return Decision(changes=(*earlier, replace(last, effects=()), change))


def dispute(ticket: Ticket, command: c.DisputePeer, now: datetime) -> Decision:
    """Who asked takes the mark off: it is not solved after all."""
    who = command.by.person
    if ticket.status is not Status.SOLVED or ticket.peer is None or who != ticket.requester:
        return nothing("emoji_did_nothing")
    if not can(command.by, Action.REOPEN, ticket):
        return nothing("may_not_reopen")
    reason = Text("reason.peer_disputed", {"by": Name(who), "emoji": command.emoji})
    return reopened(ticket, who, command.inbox, now, reason=reason)


def _thanks(ticket: Ticket) -> list[Effect]:
    if ticket.peer is None or is_private(ticket.privacy):
        return []
    text = Text("notice.solved_by_peer", {"peer": Mention(ticket.peer), "number": ticket.number})
    if ticket.thread:
        return [SendNotice(ticket.thread.channel, text, thread_ts=ticket.thread.ts)]
    return [SendNotice(ticket.home.channel, text, under=ticket.home.place)]
