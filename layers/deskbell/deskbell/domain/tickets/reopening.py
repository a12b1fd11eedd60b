"""What is over comes back: reopened within the inbox's window, or followed up after it.

`decide` asks for it when somebody says so, `replies.py` when the requester writes again (C-11).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import Decision, Link, message_link
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Thread, ticket_ref
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import tell
from deskbell.domain.tickets.issue_effects import first_issue, in_jira
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.places import cards_of_work, confided
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Card, Progress, Related, Status, Ticket, Undo
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import begin, show_cards, step, undoable
from deskbell.domain.tickets.triage_timers import first_timers

OFFERED_FOR = timedelta(minutes=30)
"""How long "Reopen anyway" works for whoever only said thanks."""


def reopen(ticket: Ticket, command: c.Reopen, now: datetime) -> Decision:
    """By a button of the ticket's."""
    who = command.by.person
    if not can(command.by, Action.REOPEN, ticket):
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "not_allowed")
    if not is_over(ticket) or command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "stale")
    if not is_in_time(ticket, command.inbox, now):
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "reopen_too_late")
    return reopened(
        ticket,
        who,
        command.inbox,
        now,
        reason=Text("reason.reopened", {"by": Name(who)}),
        undo=undoable(who, Action.REOPEN, ticket, now, command.undo_window),
    )


def reopen_anyway(ticket: Ticket, command: c.ReopenAnyway, now: datetime) -> Decision:
    """They said thanks, and did not mean that it is done; whatever has been shown since counts."""
    who = command.by.person
    if not can(command.by, Action.REOPEN, ticket):
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "not_allowed")
    if not is_over(ticket):
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "stale")
    if ticket.thanked_at is None or now > ticket.thanked_at + OFFERED_FOR:
        return refuse_press(ticket, command.by, command.at, Action.REOPEN, "reopen_too_late")
    reason = Text("reason.reopened_anyway", {"by": Name(who)})
    undo = undoable(who, Action.REOPEN, ticket, now, command.undo_window)
    return reopened(ticket, who, command.inbox, now, reason=reason, undo=undo)


def is_over(ticket: Ticket) -> bool:
    """And can come back; what goes on as another ticket does not."""
    return ticket.status in (Status.SOLVED, Status.CLOSED) and ticket.follow_up is None


def is_in_time(ticket: Ticket, inbox: Inbox, now: datetime) -> bool:
    """Counted from the solution; what was closed without one, from that."""
    ended_at = ticket.solved_at or ticket.closed_at
    return ended_at is not None and now - ended_at <= inbox.reopen_within


def reopened(
    ticket: Ticket,
    who: PersonId,
    inbox: Inbox,
    now: datetime,
    *,
    reason: Text,
    undo: Undo | None = None,
) -> Decision:
    """Back with its assignee, who is told, unless it was they; else it is anybody's again.

    The workflow of a request ends with its closing: from then on its own timer closes it.
    """
    workflow_is_over = ticket.has_workflow and ticket.status is Status.CLOSED
    after = replace(
        ticket,
        status=Status.ASSIGNED if ticket.assignee else Status.NEW,
        solver=None,
        solved_at=None,
        closed_at=None,
        close_due=False,
        thanked_at=None,
        progress=None if workflow_is_over else ticket.progress,
    )
    other = ticket.assignee if ticket.assignee != who else None
    return step(
        ticket,
        after,
        e.TicketReopened(who),
        reason,
        effects=tell(other, ticket, "dm.reopened", by=Name(who)),
        timers=retimed(ticket, after, inbox, now),
        shown=True,
        undo=undo,
    )


def follow_up(
    ticket: Ticket, message: MessagePosted, number: int, inbox: Inbox, now: datetime
) -> Decision:
    """A ticket of months ago stays closed; the reply in its thread is the next one's message.

    The thread goes on with the new ticket (usecases/tickets/desk.py, `going_on`), whose card is in
    it as well.
    """
    root = Thread(message.channel, message.ts)
    ref = ticket_ref(ticket.install, root.channel, root.ts)
    place = Place.DIRECT if is_direct(root.channel) else Place.THREAD
    new = Ticket(
        ref=ref,
        install=ticket.install,
        number=number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=inbox.id,
        requester=ticket.requester,
        opener=ticket.requester or ticket.opener,
        text=message.text,
        text_ts=message.edited_ts or message.ts,
        opened_at=now,
        cards=(Card(place, root.channel, message.thread_ts), *cards_of_work(ticket.privacy, inbox)),
        message=root,
        privacy=ticket.privacy,
        category=ticket.category,
        shared=ticket.shared,
        follows=Related(ticket.ref, ticket.number),
        progress=Progress.ROUTED,
    )
    new, by = in_jira(confided(new), inbox), Name(new.opener)
    end = step(
        ticket,
        replace(ticket, follow_up=Related(ref, number)),
        e.FollowUpOpened(ref, number),
        Text("reason.followed_up", {"by": by, "number": number}),
        shown=True,
    )
    opened = begin(
        new,
        Text("reason.opened_as_follow_up", {"by": by, "number": ticket.number}),
        effects=(*show_cards(new), *first_issue(new)),
        timers=first_timers(new, inbox),
        rows=(Link(message_link(new.install, root), ref),),
    )
    return Decision(changes=(*end.changes, *opened.changes))
