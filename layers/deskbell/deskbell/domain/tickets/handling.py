"""What people do to a ticket: follow, take, solve, cancel."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, SetTimer, nothing
from deskbell.domain.effects import Effect, Whisper
from deskbell.domain.ids import ChannelId, PersonId, Ts
from deskbell.domain.texts import Instant, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import keep_posted
from deskbell.domain.tickets.copies import bring_along
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.survey_times import ask_timer
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import show_cards, step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers

FOLLOWER_LIMIT = 500


def follow(ticket: Ticket, command: c.Follow, now: datetime) -> Decision:
    """Five people adding the emoji make one ticket and five followers (A5-02)."""
    person = command.by.person
    if ticket.status is Status.CANCELLED:
        return _reopen(ticket, command, now)
    if not can(command.by, Action.FOLLOW, ticket):
        return nothing("may_not_follow")
    reason = Text("reason.followed", {"by": Name(person), "emoji": command.emoji})
    return add_follower(ticket, person, reason)


def add_follower(ticket: Ticket, person: PersonId, reason: Text) -> Decision:
    """One more follower, unless they are one already or there are too many."""
    if person in ticket.followers:
        return nothing("follower_known")
    if len(ticket.followers) >= FOLLOWER_LIMIT:
        return nothing("too_many_followers")
    after = replace(ticket, followers=(*ticket.followers, person))
    return step(ticket, after, e.TicketFollowed(person), reason)


def _reopen(ticket: Ticket, command: c.Follow, now: datetime) -> Decision:
    """Who takes the emoji off and puts it on again wants the ticket after all."""
    person = command.by.person
    others = tuple(follower for follower in ticket.followers if follower != person)
    after = replace(ticket, status=Status.NEW, closed_at=None, followers=(*others, person))
    return step(
        ticket,
        after,
        e.TicketReopened(person),
        Text("reason.reopened_by_emoji", {"by": Name(person), "emoji": command.emoji}),
        # Cancelled at once, it may have had no card to say it below.
        effects=bring_along(after, command.comments, after.cards),
        timers=retimed(ticket, after, command.inbox, now),
        shown=True,
    )


def unfollow(ticket: Ticket, command: c.Unfollow) -> Decision:
    """Whoever followed by the emoji stops following with it; what they have done stays."""
    person = command.by.person
    if person not in ticket.followers:
        return nothing("no_follower")
    return step(
        ticket,
        replace(ticket, followers=tuple(one for one in ticket.followers if one != person)),
        e.TicketUnfollowed(person),
        Text("reason.unfollowed", {"by": Name(person), "emoji": command.emoji}),
    )


def cancel(ticket: Ticket, command: c.Cancel, now: datetime) -> Decision:
    """The opener takes the emoji off within the undo window, before anybody took the ticket or
    wanted it too; that it is no request at all, its triagers may say as well. The window counts
    from reception to reception, by one clock."""
    may = can(command.by, Action.CANCEL, ticket) or (
        command.emoji is not None and can(command.by, Action.DISMISS, ticket)
    )
    by = Name(command.by.person)
    if command.off_ts and ticket.emoji_ts and command.off_ts < ticket.emoji_ts:
        return nothing("emoji_put_on_since")
    in_time = (now - ticket.opened_at).total_seconds() <= command.undo_seconds
    if not (in_time and ticket.status is Status.NEW and may):
        return nothing("cancel_too_late")
    if set(ticket.followers) - {command.by.person, ticket.opener}:
        return nothing("others_want_it_too")
    return step(
        ticket,
        replace(ticket, status=Status.CANCELLED, closed_at=now),
        e.TicketCancelled(command.by.person),
        (
            Text("reason.dismissed_by_emoji", {"by": by, "emoji": command.emoji})
            if command.emoji
            else Text("reason.cancelled", {"by": by})
        ),
        timers=waiting_timers(ticket),
        shown=True,
    )


def take(ticket: Ticket, command: c.Take, now: datetime) -> Decision:
    """The first agent who takes it has it; everybody later is told who."""
    who = command.by.person
    if not can(command.by, Action.TAKE, ticket):
        return _refused(ticket, command, Action.TAKE, "not_allowed")
    if ticket.is_open and ticket.assignee == who:
        return nothing("taken_by_them_already")
    if ticket.status is not Status.NEW:
        return _too_late(ticket, command, Action.TAKE)
    if _stale(ticket, command.revision):
        return _refused(ticket, command, Action.TAKE, "stale")
    return step(
        ticket,
        replace(ticket, status=Status.ASSIGNED, assignee=who, assigned_at=now),
        e.TicketAssigned(who),
        _by(command, "reason.taken_by_button", "reason.taken_by_emoji"),
        effects=keep_posted(ticket, who, "dm.taken"),
        timers=waiting_timers(ticket),
        shown=True,
        undo=undoable(who, Action.TAKE, ticket, now, command.undo_window),
    )


def solve(ticket: Ticket, command: c.Solve, now: datetime) -> Decision:
    """Solved by whoever works here or by the requester; unassigned, it is also its solver's."""
    who = command.by.person
    if not can(command.by, Action.SOLVE, ticket):
        return _refused(ticket, command, Action.SOLVE, "not_allowed")
    if ticket.status is Status.SOLVED and ticket.solver == who:
        return nothing("solved_by_them_already")
    if not ticket.status.is_open:
        return _too_late(ticket, command, Action.SOLVE)
    if _stale(ticket, command.revision):
        return _refused(ticket, command, Action.SOLVE, "stale")
    works_here = can(command.by, Action.TAKE, ticket)
    after = replace(ticket, status=Status.SOLVED, solver=who, solved_at=now)
    if ticket.assignee is None and works_here:
        after = replace(after, assignee=who, assigned_at=now)
    return step(
        ticket,
        after,
        e.TicketSolved(who),
        _by(command, "reason.solved_by_button", "reason.solved_by_emoji"),
        effects=keep_posted(
            ticket, who, "dm.solved", until=Instant(now + command.inbox.reopen_within)
        ),
        timers=(
            *waiting_timers(ticket),
            SetTimer("close", ticket.version + 1, now + command.inbox.close_after),
            *ask_timer(ticket, after, command.inbox),
        ),
        shown=True,
        undo=undoable(who, Action.SOLVE, ticket, now, command.undo_window),
    )


def _stale(ticket: Ticket, revision: int | None) -> bool:
    return revision is not None and revision != ticket.card_revision


def _by(command: c.Take | c.Solve, button: str, emoji: str) -> Text:
    by = Name(command.by.person)
    if command.emoji is None:
        return Text(button, {"by": by})
    return Text(emoji, {"by": by, "emoji": command.emoji})


def _too_late(ticket: Ticket, command: c.Take | c.Solve, action: Action) -> Decision:
    """Somebody was faster, or it is over."""
    if ticket.is_open and ticket.assignee:
        return _refused(ticket, command, action, "already_taken", ticket.assignee)
    if ticket.status in (Status.SOLVED, Status.CLOSED) and ticket.solver:
        return _refused(ticket, command, action, "already_solved", ticket.solver)
    return _refused(ticket, command, action, "over" if ticket.status is Status.CLOSED else "stale")


def _refused(
    ticket: Ticket,
    command: c.Take | c.Solve,
    action: Action,
    why: str,
    by: PersonId | None = None,
) -> Decision:
    """A button gets an answer and fresh cards (A1-10); an emoji is only noted, as people use them
    for many things. Only another company's people are told, who do not know what ours means."""
    who = command.by.person
    effects: list[Effect] = []
    if command.emoji is None:
        effects += show_cards(ticket, refresh=True)
    if command.channel is not None:
        effects.append(_whisper(who, command.channel, command.thread_ts, why, ticket, by))
    return step(
        ticket,
        ticket,
        e.ActionRefused(who, str(action), why),
        Text(f"reason.refused_{why}", {"by": Name(who)}),
        effects=effects,
    )


def _whisper(
    who: PersonId,
    channel: ChannelId,
    thread_ts: Ts | None,
    why: str,
    ticket: Ticket,
    by: PersonId | None,
) -> Whisper:
    args: dict[str, int | Name] = {"number": ticket.number}
    if by is not None:
        args["by"] = Name(by)
    return Whisper(who, channel, thread_ts, Text(f"whisper.{why}", args))
