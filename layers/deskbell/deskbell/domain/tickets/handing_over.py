"""A ticket gets another assignee: given to somebody, or offered and accepted (A1-10, A5-11).

What nobody has is theirs at once. What somebody has stays with them until the other one accepts,
so that it never falls between two people; who declines gives it back with a word.
"""

from dataclasses import replace
from datetime import datetime

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import Effect, Offer, SendDirect, Whisper
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, ChannelName, Mention, Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import keep_posted, tell, title_of
from deskbell.domain.tickets.hand_over import HandOver
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.places import channel_of_work
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Status, Ticket, Undo
from deskbell.domain.tickets.transition import step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers

HAND_OVER = "answer_hand_over"


def assign(ticket: Ticket, command: c.Assign, now: datetime) -> Decision:
    """To themselves, or what nobody has: at once. Else the other one is asked."""
    who, to = command.by.person, command.to.person
    if why := _wrong(ticket, command):
        inbox = command.inbox.name
        return refuse_press(
            ticket, command.by, command.at, Action.HAND_OVER, why, to=Name(to), inbox=inbox
        )
    if to == ticket.assignee:
        return nothing("assigned_to_them_already")
    reason = Text("reason.assigned", {"by": Name(who), "to": Name(to)})
    if ticket.assignee is None or to == who:
        return _given(ticket, to, reason, now, _told(ticket, command))
    return _offered(ticket, HandOver(to, who), command)


def assign_from_request(ticket: Ticket, command: c.AssignFromRequest, now: datetime) -> Decision:
    """The workflow says so; nothing is taken from anybody who has it already."""
    if ticket.assignee is not None or not ticket.is_open:
        return nothing("assigned_already")
    told = list[Effect](tell(command.to, ticket, "dm.assigned_by_request"))
    reason = Text("reason.assigned_by_request", {"to": Name(command.to)})
    return _given(ticket, command.to, reason, now, told)


def _wrong(ticket: Ticket, command: c.Assign) -> str | None:
    if not can(command.by, Action.HAND_OVER, ticket):
        return "not_allowed"
    if not ticket.is_open:
        return "over"
    if command.at.revision != ticket.card_revision:
        return "stale"
    return None if can(command.to, Action.TAKE, ticket) else "not_of_inbox"


def _told(ticket: Ticket, command: c.Assign) -> list[Effect]:
    """Whoever gets it from somebody else; and whoever had it, when it is taken over from them."""
    who, to, word = command.by.person, command.to.person, command.word
    facts = _facts(ticket, who, command.inbox)
    if to != who:
        text = Text("dm.assigned_with_word", {**facts, "word": word})
        return [SendDirect(to, text if word else Text("dm.assigned", facts))]
    return [SendDirect(ticket.assignee, Text("dm.taken_over", facts))] if ticket.assignee else []


def _offered(ticket: Ticket, offer: HandOver, command: c.Assign) -> Decision:
    """The last offer counts: whoever was asked before is not waited for any more."""
    value = f"{ticket.ref}|{ticket.card_revision + 1}"
    buttons = (
        Offer(Button.ACCEPT, value, Text("button.accept")),
        Offer(Button.DECLINE, value, Text("button.decline")),
    )
    facts, word = _facts(ticket, offer.by, command.inbox), command.word
    with_word = Text("dm.offered_with_word", {**facts, "word": word})
    asked = SendDirect(offer.to, with_word if word else Text("dm.offered", facts), buttons)
    return step(
        ticket,
        replace(ticket, hand_over=offer),
        e.HandOverOffered(offer.to),
        Text("reason.offered", {"by": Name(offer.by), "to": Name(offer.to)}),
        effects=(asked,),
        shown=True,
    )


def accept(ticket: Ticket, command: c.AcceptHandOver, now: datetime) -> Decision:
    """Now it is theirs, and whoever had it is told."""
    who, offer = command.by.person, ticket.hand_over
    if offer is None or offer.to != who or not can(command.by, Action.TAKE, ticket):
        return refuse_press(ticket, command.by, command.at, Action.HAND_OVER, "no_offer")
    if not ticket.is_open:
        return refuse_press(ticket, command.by, command.at, Action.HAND_OVER, "over")
    told = _answered(ticket, offer, command, "accepted")
    reason = Text("reason.accepted", {"to": Name(who), "by": Name(offer.by)})
    undo = undoable(who, HAND_OVER, ticket, now, command.undo_window)
    return _given(ticket, who, reason, now, told, undo)


def decline(ticket: Ticket, command: c.DeclineHandOver, now: datetime) -> Decision:
    """It stays with whoever has it; who asked is told."""
    who, offer = command.by.person, ticket.hand_over
    if offer is None or offer.to != who:
        return refuse_press(ticket, command.by, command.at, Action.HAND_OVER, "no_offer")
    return step(
        ticket,
        replace(ticket, hand_over=None),
        e.HandOverDeclined(who),
        Text("reason.declined", {"to": Name(who), "by": Name(offer.by)}),
        effects=_answered(ticket, offer, command, "declined"),
        shown=True,
        undo=undoable(who, HAND_OVER, ticket, now, command.undo_window),
    )


def taken_back(ticket: Ticket, by: PersonId, inbox: Inbox) -> tuple[SendDirect, ...]:
    """Of an answer that is undone hears whoever was told of it: it is offered as before."""
    last = ticket.undo
    offer = last.before.hand_over if last and last.action == HAND_OVER else None
    if last is None or offer is None:
        return ()
    text = Text("dm.answer_undone", _facts(ticket, by, inbox))
    people = dict.fromkeys((offer.by, last.before.assignee, offer.to))
    return tuple(SendDirect(one, text) for one in people if one and one != by)


def _given(
    ticket: Ticket,
    to: PersonId,
    reason: Text,
    now: datetime,
    effects: list[Effect],
    undo: Undo | None = None,
) -> Decision:
    """A paused ticket stays paused: that it changes hands is no answer of anybody's."""
    status, hears = ticket.status, list[Effect]()
    if status is Status.NEW:
        status, hears = Status.ASSIGNED, list(keep_posted(ticket, to, "dm.taken"))
    return step(
        ticket,
        replace(ticket, status=status, assignee=to, assigned_at=now, hand_over=None),
        e.TicketAssigned(to),
        reason,
        effects=[*effects, *hears],
        timers=waiting_timers(ticket),
        shown=True,
        undo=undo,
    )


def _answered(
    ticket: Ticket, offer: HandOver, command: c.AcceptHandOver | c.DeclineHandOver, answer: str
) -> list[Effect]:
    """Told to whoever asked, and to whoever has it, if that is somebody else; whoever answered sees
    below the buttons that it counted, and can undo it there."""
    waiting = dict.fromkeys(one for one in (offer.by, ticket.assignee) if one and one != offer.to)
    text = Text(f"dm.{answer}", _facts(ticket, offer.to, command.inbox))
    facts: dict[str, Argument] = {
        "number": ticket.number,
        "by": Name(offer.by),
        "channel": ChannelName(channel_of_work(ticket, command.inbox)),
    }
    told: list[Effect] = [SendDirect(person, text) for person in waiting]
    if command.at.channel:
        counted = Text(f"whisper.{answer}", facts)
        value = f"{ticket.ref}|{ticket.card_revision + 1}"
        undo = Offer(Button.UNDO, value, Text("button.undo"))
        offers = (undo,) if command.undo_window else ()
        told.append(Whisper(offer.to, command.at.channel, command.at.thread_ts, counted, offers))
    return told


def _facts(ticket: Ticket, by: PersonId, inbox: Inbox) -> dict[str, Argument]:
    return {
        "number": ticket.number,
        "title": title_of(ticket),
        "by": Mention(by),
        "channel": ChannelName(channel_of_work(ticket, inbox)),
    }
