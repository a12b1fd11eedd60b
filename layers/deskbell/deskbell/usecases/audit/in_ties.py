"""I25, I26: tickets that belong together know of each other; `invariants.py` lists them (C-12)."""

from collections.abc import Iterator

from deskbell.domain.ids import Ref
from deskbell.domain.tickets.events import (
    CommentAdded,
    CommentDeleted,
    CommentEdited,
    FollowUpOpened,
    TicketMerged,
    TicketUnfollowed,
    TicketUnmerged,
)
from deskbell.domain.tickets.handling import FOLLOWER_LIMIT
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.audit.books import Books, Violation

GOES_ON = {TicketMerged.__name__: "into", FollowUpOpened.__name__: "follow_up"}
"""The events after which what is said in a ticket's thread is another one's, and whose."""
COMMENTED = {event.__name__ for event in (CommentAdded, CommentEdited, CommentDeleted)}


def heirs(books: Books, ref: Ref) -> set[Ref]:
    """The ticket, and all to which what was said in its thread has belonged at some time."""
    found, new = set[Ref](), {ref}
    while new:
        found |= new
        rows = [row for one in new for row in books.audit.get(one, ()) if row.event in GOES_ON]
        new = {Ref.parse(str(row.detail[GOES_ON[row.event]])) for row in rows} - found
    return found


def i25_a_merge_leads_to_a_ticket_that_goes_on(books: Books) -> Iterator[Violation]:
    """However many merges follow one another: never in a circle, and each is known at both ends."""
    for ticket in _tickets(books):
        if (ticket.merged_into is None) != (ticket.status is not Status.MERGED):
            yield Violation("I25", str(ticket.ref), "is merged, and into nothing, or the reverse")
        seen, into = {ticket.ref}, ticket.merged_into
        while into is not None:
            survivor = books.states.get(into)
            if into in seen or not isinstance(survivor, Ticket):
                yield Violation("I25", str(ticket.ref), "is merged in a circle, or into nothing")
                break
            seen.add(into)
            into = survivor.merged_into
        if ticket.ties.survivor and ticket.ref not in _duplicates(books, ticket.merged_into):
            yield Violation("I25", str(ticket.ref), "is merged into one that does not know of it")
        for duplicate in ticket.ties.duplicates:
            one = books.states.get(duplicate.ref)
            if not isinstance(one, Ticket) or one.merged_into != ticket.ref:
                yield Violation("I25", str(ticket.ref), f"{duplicate.ref} is no duplicate of it")


def i25_nothing_is_said_to_a_merged_ticket(books: Books) -> Iterator[Violation]:
    """While a ticket is merged, what is new in its thread is said to the one that goes on. New is
    not what it had an edit of before, although the message itself came late."""
    for ref, rows in books.audit.items():
        is_merged, known = False, set[object]()
        for row in sorted(rows, key=lambda row: row.version):
            message = row.detail.get("channel"), row.detail.get("source")
            if is_merged and row.event == CommentAdded.__name__ and message not in known:
                yield Violation("I25", str(ref), f"version {row.version} is said to nobody")
            if not is_merged and row.event in COMMENTED:
                known.add(message)
            if row.event in (TicketMerged.__name__, TicketUnmerged.__name__):
                is_merged = row.event == TicketMerged.__name__


def i25_who_followed_follows_on(books: Books) -> Iterator[Violation]:
    """Who came with a duplicate follows the ticket that goes on, unless they did not want to."""
    for ticket in _tickets(books):
        left = {
            row.detail.get("person")
            for row in books.audit.get(ticket.ref, ())
            if row.event == TicketUnfollowed.__name__
        }
        brought = {person for one in ticket.ties.duplicates for person in one.brought}
        if brought - left - set(ticket.followers) and len(ticket.followers) < FOLLOWER_LIMIT:
            yield Violation("I25", str(ticket.ref), "is not followed by all who came with others")


def i26_parts_and_their_problem_agree(books: Books) -> Iterator[Violation]:
    """A part names its problem and is on its list, once; a part has no parts."""
    for ticket in _tickets(books):
        refs = [child.ref for child in ticket.ties.children]
        if len(refs) != len(set(refs)) or (refs and ticket.ties.parent):
            yield Violation("I26", str(ticket.ref), "has a part twice, or is a part itself")
        for ref in refs:
            part = books.states.get(ref)
            tie = part.ties.parent if isinstance(part, Ticket) else None
            if tie is None or tie.ref != ticket.ref:
                yield Violation("I26", str(ticket.ref), f"{ref} is no part of it")
        parent = books.states.get(ticket.ties.parent.ref) if ticket.ties.parent else ticket
        if not isinstance(parent, Ticket) or (
            parent is not ticket and ticket.ref not in {child.ref for child in parent.ties.children}
        ):
            yield Violation("I26", str(ticket.ref), "is not on the list of its problem")


def _duplicates(books: Books, ref: Ref | None) -> set[Ref]:
    ticket = books.states.get(ref) if ref else None
    return {one.ref for one in ticket.ties.duplicates} if isinstance(ticket, Ticket) else set()


def _tickets(books: Books) -> Iterator[Ticket]:
    return (state for state in books.states.values() if isinstance(state, Ticket))
