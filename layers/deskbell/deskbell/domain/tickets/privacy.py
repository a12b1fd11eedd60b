"""Who may know of a ticket changes: it closes freely, and opens up only with a reason (C-20)."""

from dataclasses import replace

from deskbell.domain.decision import Comment, Decision, nothing
from deskbell.domain.effects import ShowComment
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.copies import MOST_SHOWN, bring_along, is_internal, show_among
from deskbell.domain.tickets.permissions import Action, Surface, can, may_show
from deskbell.domain.tickets.places import cards_of_work, confided, is_private, with_cards
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.ticket import Ticket
from deskbell.domain.tickets.transition import step

JUST_SAID = 15


def conceal(ticket: Ticket, command: c.Conceal) -> Decision:
    """Fewer people may know of it. Where it may not be shown any more, its cards say only that it
    goes on elsewhere; once it is private, that is in its requester's direct messages."""
    who, to = command.by.person, command.to
    if not can(command.by, Action.CONCEAL, ticket):
        return refuse_press(ticket, command.by, command.at, Action.CONCEAL, "not_allowed")
    if to.rank <= ticket.privacy.rank:
        return nothing("privacy_as_it_is")
    after = replace(ticket, privacy=to)
    if is_private(to):
        after = confided(with_cards(after, cards_of_work(to, command.inbox)))
    return step(
        ticket,
        after,
        e.TicketConcealed(who, to),
        Text("reason.concealed", {"by": Name(who), "to": Text(f"privacy.{to}")}),
        effects=_copies(ticket, after, command.comments),
        shown=True,
    )


def _copies(
    before: Ticket, after: Ticket, comments: tuple[Comment, ...]
) -> tuple[ShowComment, ...]:
    """The talk comes along to the cards that are new. Where it was, a copy may be on its way at
    this moment: it goes after it has come; all others go with their card (outbox/hide_copies.py).
    """
    new = tuple(card for card in after.cards if card not in before.cards)
    just_said = (
        replace(copy, change=True) for copy in show_among(before, comments[-JUST_SAID:], ())
    )
    moved = bring_along(after, comments, new)
    return (*just_said, *moved)[:MOST_SHOWN]


def reveal(ticket: Ticket, command: c.Reveal) -> Decision:
    """More people may know of it; who wanted that, and why, stays in its history."""
    who, to, why = command.by.person, command.to, command.why.strip()
    if not can(command.by, Action.REVEAL, ticket):
        return refuse_press(ticket, command.by, command.at, Action.REVEAL, "not_allowed")
    if to.rank >= ticket.privacy.rank:
        return nothing("privacy_as_it_is")
    if not why:
        return refuse_press(ticket, command.by, command.at, Action.REVEAL, "reason_missing")
    after, talk = opened_up(ticket, replace(ticket, privacy=to), command.inbox, command.comments)
    return step(
        ticket,
        after,
        e.TicketRevealed(who, to),
        Text("reason.revealed", {"by": Name(who), "to": Text(f"privacy.{to}"), "why": why}),
        effects=talk,
        shown=True,
    )


def opened_up(
    before: Ticket, after: Ticket, inbox: Inbox, comments: tuple[Comment, ...]
) -> tuple[Ticket, tuple[ShowComment, ...]]:
    """`after`, if more people may know of it, with a card where its team works, if not even that
    knew of it: it may have gone to another team meanwhile. The team has the talk there; what was
    said in private is posted nowhere else."""
    if after.privacy is before.privacy:
        return after, ()
    if not may_show(before.privacy, Surface.TRIAGE):
        after = with_cards(after, cards_of_work(after.privacy, inbox))
    work = tuple(card for card in after.cards if is_internal(card.place))
    return after, bring_along(after, comments, work)
