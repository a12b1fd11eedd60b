"""A ticket goes to another inbox, and everybody it concerns sees where it is (A1-29, A5-14).

Its clocks go on: when the new team is reminded counts from when the requester asked. Back and
forth it goes three times at most; then the lead of the inbox that has it decides.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import CancelTimer, Decision, SetTimer, TimerChange, nothing
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.issue_effects import in_jira
from deskbell.domain.tickets.move import EMOJI_TAKEN_OFF, MOST_MOVES, UNDONE, Move
from deskbell.domain.tickets.moving_notes import brought_along, old_cards, stuck, told
from deskbell.domain.tickets.permissions import Action, Relation, can, relations
from deskbell.domain.tickets.places import WORK, cards_of_work
from deskbell.domain.tickets.refusal import refuse
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.timers import PAUSE, timers_of
from deskbell.domain.tickets.transition import brought_back, step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers
from deskbell.domain.tickets.undoing import not_undoable


def move(ticket: Ticket, command: c.Move, now: datetime) -> Decision:
    """By the dialog or by a redirect emoji."""
    if command.to.id == ticket.inbox:
        return _retyped(ticket, command, now)
    if why := _wrong(ticket, command, now):
        return _refused(ticket, command, why)
    moves = (*ticket.moves, Move(ticket.inbox, command.by.person, now))
    return _moved(ticket, replace(ticket, moves=moves), command, now)


def _retyped(ticket: Ticket, command: c.Move, now: datetime) -> Decision:
    """It stays with its team, as another type of request; taken off in time, it is what it was."""
    category, emoji, who = command.category, command.emoji, command.by
    if category is None or emoji is None or category == ticket.category or not ticket.is_open:
        return nothing("in_that_inbox_already")
    if not can(who, Action.CLASSIFY, ticket):
        return _refused(ticket, command, "not_allowed")
    label = command.to.category_label(category) or category
    return step(
        ticket,
        replace(ticket, category=category),
        e.TicketClassified(ticket.priority, category),
        Text("reason.retyped", {"by": Name(who.person), "emoji": emoji, "category": label}),
        shown=True,
        undo=undoable(who.person, Action.CLASSIFY, ticket, now, command.undo_window),
    )


def move_back(ticket: Ticket, command: c.MoveBack, now: datetime) -> Decision:
    """Whoever takes their redirect emoji off in time, or presses Undo, did not mean it: it does not
    count, and the ticket is whose it was before."""
    if command.at:
        if refused := not_undoable(ticket, command.by, command.at, now):
            return refused
    else:
        last = ticket.moves[-1] if ticket.moves else None
        if last is None or (last.by, last.left) != (command.by.person, command.to.id):
            return nothing("emoji_did_nothing")
        if now - last.at > command.undo_window or not ticket.is_open:
            return nothing("undo_too_late")
    back = replace(ticket, moves=ticket.moves[:-1])
    if is_undone_by_moving(ticket) and ticket.undo:
        back = brought_back(back, ticket.undo.before)
    return _moved(ticket, back, command, now)


def is_undone_by_moving(ticket: Ticket) -> bool:
    """Whether the last thing done to it was to move it."""
    return ticket.undo is not None and ticket.undo.action == Action.MOVE


def _wrong(ticket: Ticket, command: c.Move, now: datetime) -> str | None:
    if not can(command.by, Action.MOVE, ticket):
        return "not_allowed"
    if not ticket.is_open:
        return "over"
    if command.emoji is None and command.at.revision != ticket.card_revision:
        return "stale"
    last = ticket.moves[-1] if ticket.moves else None
    # An emoji does not tell which card its person saw: of two at once, the first one counts.
    is_others = last is not None and last.by != command.by.person
    if command.emoji and last and is_others and now - last.at < command.undo_window:
        return "moved_just_now"
    return "moved_in_circles" if _goes_round(ticket, command) else None


def _goes_round(ticket: Ticket, command: c.Move) -> bool:
    decides = relations(command.by, ticket) & {Relation.LEAD, Relation.ADMIN}
    had_it = command.to.id in {one.left for one in ticket.moves}
    return had_it and len(ticket.moves) >= MOST_MOVES and not decides


def _refused(ticket: Ticket, command: c.Move, why: str) -> Decision:
    """An emoji that may mean anything is only noted; who sees why is whoever can do something."""
    who, last = command.by, ticket.moves[-1] if ticket.moves else None
    if command.emoji and why in ("not_allowed", "over"):
        reason = Text(f"reason.refused_{why}", {"by": Name(who.person)})
        return step(ticket, ticket, e.ActionRefused(who.person, Action.MOVE, why), reason)
    args: dict[str, Argument] = {"inbox": command.inbox.name, "lead": Name(command.inbox.lead)}
    if last:
        args["by"] = Name(last.by)
    at = command.at
    decision = refuse(
        ticket, who.person, Action.MOVE, why, channel=at.channel, thread_ts=at.thread_ts, args=args
    )
    if why != "moved_in_circles":
        return decision
    [change] = decision.changes
    effects = (*change.effects, stuck(ticket, command.inbox, command.to))
    return Decision(changes=(replace(change, effects=effects),))


def _moved(ticket: Ticket, after: Ticket, command: c.Move | c.MoveBack, now: datetime) -> Decision:
    after = _in_inbox(after, command.to)
    if isinstance(command, c.Move) and command.to.category_label(command.category or ""):
        after = replace(after, category=command.category)
    return step(
        ticket,
        after,
        e.TicketMoved(ticket.inbox, command.to.id, _how(command), after.category),
        _reason(command),
        first=old_cards(ticket, after, command),
        effects=(
            *told(ticket, after, command),
            *brought_along(ticket, after, command.comments),
        ),
        timers=_timers(ticket, after, command.to, now),
        shown=True,
        undo=(
            undoable(command.by.person, Action.MOVE, ticket, now, command.undo_window)
            if isinstance(command, c.Move)
            else None
        ),
    )


def _in_inbox(ticket: Ticket, to: Inbox) -> Ticket:
    """Its assignee stays if they work there as well; else it waits there for somebody."""
    stays = ticket.assignee is not None and ticket.assignee in {*to.agents, to.lead}
    known = ticket.category and to.category_label(ticket.category)
    kept = tuple(card for card in ticket.cards if card.place not in WORK)
    return replace(
        in_jira(ticket, to),
        inbox=to.id,
        status=ticket.status if stays else Status.NEW,
        assignee=ticket.assignee if stays else None,
        assigned_at=ticket.assigned_at if stays else None,
        category=ticket.category if known else None,
        escalated_to=to.lead if ticket.escalated_to else None,
        hand_over=None,
        cards=(*kept, *cards_of_work(ticket.privacy, to)),
    )


def _timers(before: Ticket, after: Ticket, to: Inbox, now: datetime) -> tuple[TimerChange, ...]:
    """Counted from when the requester asked; but the new team has at least half of its time, as
    after a standstill (on-call case 49)."""
    needs = timers_of(after, to, now)
    running = {timer.name for timer in waiting_timers(before)}
    goes_on = before.pause == after.pause
    return (
        *(CancelTimer(name) for name in running if name not in needs),
        *(
            SetTimer(name, before.version + 1, due)
            for name, due in needs.items()
            if name != PAUSE or not goes_on
        ),
    )


def _how(command: c.Move | c.MoveBack) -> str:
    if isinstance(command, c.MoveBack):
        return UNDONE if command.at else EMOJI_TAKEN_OFF
    return "emoji" if command.emoji else "dialog"


def _reason(command: c.Move | c.MoveBack) -> Text:
    args: dict[str, Argument] = {
        "by": Name(command.by.person),
        "left": command.inbox.name,
        "to": command.to.name,
    }
    if isinstance(command, c.MoveBack):
        return Text("reason.move_undone" if command.at else "reason.moved_back", args)
    if command.emoji:
        return Text("reason.moved_by_emoji", {**args, "emoji": command.emoji})
    if command.word:
        return Text("reason.moved_with_word", {**args, "word": command.word})
    return Text("reason.moved", args)
