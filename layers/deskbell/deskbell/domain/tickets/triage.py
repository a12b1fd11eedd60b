"""What a triager decides about a ticket: how soon it is needed, what it is about, whether it is a
request at all (A1-10, A5-11)."""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.texts import Argument, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.telling import tell_requester
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers


def classify(ticket: Ticket, command: c.Classify) -> Decision:
    """Both are shown on the cards; the category is one of the inbox that the ticket is in now."""
    priority = command.priority or ticket.priority
    category = command.category or ticket.category
    if not can(command.by, Action.CLASSIFY, ticket):
        return refuse_press(ticket, command.by, command.at, Action.CLASSIFY, "not_allowed")
    if (priority, category) == (ticket.priority, ticket.category):
        return nothing("classified_already")
    if not ticket.is_open:
        return refuse_press(ticket, command.by, command.at, Action.CLASSIFY, "over")
    if command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.CLASSIFY, "stale")
    if command.category and command.inbox.category_label(command.category) is None:
        return refuse_press(ticket, command.by, command.at, Action.CLASSIFY, "no_such_category")
    return step(
        ticket,
        replace(ticket, priority=priority, category=category),
        e.TicketClassified(priority, category),
        Text("reason.classified", {"by": Name(command.by.person)}),
        shown=True,
    )


def dismiss(ticket: Ticket, command: c.Dismiss, now: datetime) -> Decision:
    """It ends like one that was never wanted; putting the ticket emoji on again brings it back."""
    who = command.by.person
    if not can(command.by, Action.DISMISS, ticket):
        return refuse_press(ticket, command.by, command.at, Action.DISMISS, "not_allowed")
    if not ticket.is_open:
        return refuse_press(ticket, command.by, command.at, Action.DISMISS, "over")
    if command.at.revision != ticket.card_revision:
        return refuse_press(ticket, command.by, command.at, Action.DISMISS, "stale")
    facts: dict[str, Argument] = {"number": ticket.number, "by": Name(who)}
    text = Text("notice.dismissed", facts)
    if command.word:
        text = Text("notice.dismissed_with_word", {**facts, "word": command.word})
    return step(
        ticket,
        replace(ticket, status=Status.CANCELLED, closed_at=now, hand_over=None),
        e.TicketDismissed(who),
        Text("reason.dismissed", {"by": Name(who)}),
        effects=tell_requester(ticket, text),
        timers=waiting_timers(ticket),
        shown=True,
        undo=undoable(who, Action.DISMISS, ticket, now, command.undo_window),
    )
