"""I14: what fewer people may know of is not where others read; `invariants.py` lists them.

Holds at rest: a card that says one neutral line instead may be on its way.
"""

from collections.abc import Collection, Iterator

from deskbell.domain.directs import is_direct
from deskbell.domain.effects import Place, RetireCard, SendNotice, ShowComment
from deskbell.domain.ids import ChannelId, Ref
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.tickets.events import CardMoved
from deskbell.domain.tickets.permissions import Surface, may_show
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Shown, Violation
from deskbell.usecases.ports import RowState

SHORTEST = 5
"""Shorter words of a ticket may stand anywhere by chance."""


def i14_nothing_private_stands_in_public(books: Books, shown: Shown) -> Iterator[Violation]:
    """In no channel but the one of those who work on it: no word of it in a post of ours, and no
    copy of what was said."""
    effects = {row.id: row.effect for row in books.outbox}
    for post in shown.posts:
        ticket = books.states.get(_ref(post.outbox_id)) if post.outbox_id else None
        if not isinstance(ticket, Ticket) or not is_private(ticket.privacy):
            continue
        known = {*_rooms(books, ticket), *_lost(books, ticket)}
        effect = effects.get(post.outbox_id or "")
        if is_direct(post.channel) or post.channel in known or _was_asked_aside(effect):
            continue
        where = f"in {post.channel} at {post.ts}"
        if isinstance(effect, ShowComment):
            yield Violation("I14", str(ticket.ref), f"a copy of what was said stands {where}")
        elif any(word in post.text for word in _words(books, ticket)):
            yield Violation("I14", str(ticket.ref), f"words of it stand {where}")


def i14_a_private_ticket_is_with_its_requester(books: Books) -> Iterator[Violation]:
    """Who asked has it in their direct messages, once it is known who that is; or it is told that
    Slack does not take it there."""
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket) or not is_private(ticket.privacy):
            continue
        moved = any(row.event == CardMoved.__name__ for row in books.audit.get(ticket.ref, ()))
        is_there = any(card.place is Place.DIRECT for card in ticket.cards)
        has_directs = ticket.requester and not address_of(ticket.requester)
        if ticket.text and has_directs and not (is_there or moved):
            yield Violation("I14", str(ticket.ref), "is private, and not in direct messages")


def _rooms(books: Books, ticket: Ticket) -> Collection[ChannelId]:
    """Where whoever works on it may read it, also where Slack takes nothing any more."""
    if not may_show(ticket.privacy, Surface.TRIAGE):
        return ()
    posted = books.posted.get((ticket.ref, Place.TRIAGE))
    rooms = [card.channel for card in ticket.cards if card.place is Place.TRIAGE]
    return [*rooms, *([posted.channel] if posted else [])]


def _lost(books: Books, ticket: Ticket) -> Iterator[object]:
    """Where a card of it had to be left behind, as Slack takes nothing there any more."""
    for row in books.audit.get(ticket.ref, ()):
        if row.event == CardMoved.__name__:
            yield row.detail.get("channel")
    for sent in books.outbox:
        is_left = sent.ref == ticket.ref and sent.state is RowState.PARKED
        if is_left and isinstance(sent.effect, RetireCard):
            yield sent.effect.channel


def _was_asked_aside(effect: object) -> bool:
    """A question that somebody put to another team before stays with them, in its own words."""
    return isinstance(effect, SendNotice) and effect.text.key == "notice.aside"


def _words(books: Books, ticket: Ticket) -> Iterator[str]:
    said = [text for one in books.comments.get(ticket.ref, ()) for _, text in one.texts]
    answers = ticket.answers.values.values() if ticket.answers else ()
    for text in (ticket.text or "", *said, *answers):
        if len(text.strip()) >= SHORTEST:
            yield text.strip()


def _ref(row_id: str) -> Ref:
    return Ref.parse(row_id.rsplit("/", 2)[0])
