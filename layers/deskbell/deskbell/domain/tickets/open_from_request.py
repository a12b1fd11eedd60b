"""A guided request opens a ticket, and hears of its end (A1-06).

The request's requester has it in their direct messages: the thread in which the request began may
be another ticket's.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import RequestedTicketEnded, TicketSucceeded
from deskbell.domain.decision import Change, Decision
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Effect, Place, ShowHome
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.events import TicketRedirected
from deskbell.domain.tickets.places import cards_of_work
from deskbell.domain.tickets.request_commands import OpenFromRequest
from deskbell.domain.tickets.ticket import Card, Progress, Related, Status, Ticket
from deskbell.domain.tickets.ties import Awaited
from deskbell.domain.tickets.transition import show_cards

_NUMBER = 2_000
"""Of the first input that an end causes; what else that change causes is counted from 0."""
MOST_AWAITED = 40
"""Requests that hear of one end: a transaction has room for so many. The others end in their time.
"""


def open_from_request(command: OpenFromRequest, now: datetime) -> Decision:
    wanted, inbox, before = command.wanted, command.inbox, command.wanted.succeeds
    privacy = inbox.privacy.stricter(wanted.privacy)
    ticket = Ticket(
        ref=wanted.ticket,
        install=command.install,
        number=wanted.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=inbox.id,
        requester=wanted.requester,
        opener=wanted.opener,
        text=wanted.text,
        opened_at=now,
        cards=(
            Card(Place.DIRECT, direct_to(wanted.requester)),
            *cards_of_work(privacy, inbox),
        ),
        privacy=privacy,
        priority=wanted.priority,
        category=wanted.category,
        progress=Progress.ROUTED,
        request=wanted.request,
        follows=Related(before.ticket, before.number) if before else None,
        asked_at=before.asked_at if before else None,
    )
    return begin_by_rules(
        ticket,
        Text("reason.opened_by_request", {"by": Name(wanted.opener)}),
        inbox,
        command.consulted,
        now,
        effects=lambda routed: (
            *show_cards(routed),
            ShowHome(wanted.requester, after=routed.home.place),
            *_succession(routed, now),
        ),
    )


def _succession(new: Ticket, now: datetime) -> Iterator[Effect]:
    """The ticket that became the request hears which one goes on."""
    if new.follows and new.request:
        old = new.follows.ref
        told = TicketSucceeded(old, new.request, new.ref, new.number)
        yield caused(old, new.version, told, new, now, _NUMBER)


def reported(decision: Decision, now: datetime) -> Decision:
    """The decision, and with it a word to the request that waits for each ticket that is over."""
    return replace(decision, changes=tuple(_reported(one, now) for one in decision.changes))


def _reported(change: Change, now: datetime) -> Change:
    return replace(change, effects=(*change.effects, *_words(change, now)))


def _words(change: Change, now: datetime) -> Iterator[Effect]:
    before, after = change.before, change.after
    if not isinstance(before, Ticket) or not isinstance(after, Ticket):
        return
    if after.status is Status.MERGED or not before.is_open or after.is_open:
        return  # merged, it goes on elsewhere
    if isinstance(change.event, TicketRedirected):
        return  # so does what has become another request; that tells this one (redirecting.py)
    for number, one in enumerate(awaited(after)[:MOST_AWAITED], _NUMBER):
        ended = RequestedTicketEnded(one.request, one.ticket)
        yield caused(one.request, after.version, ended, after, now, number)


def awaited(ticket: Ticket) -> tuple[Awaited, ...]:
    """Who hears of its end: the request that it was opened by, and those of what was merged into
    it."""
    own = (Awaited(ticket.request, ticket.ref),) if ticket.request else ()
    brought = (one for duplicate in ticket.ties.duplicates for one in duplicate.awaited)
    return tuple(dict.fromkeys((*own, *brought)))
