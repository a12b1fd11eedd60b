"""I21: what is said at one surface of a ticket stands on its others; `invariants.py` lists them.

What is still on its way, or stands parked, excuses what is not there yet.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from deskbell.domain.decision import Comment
from deskbell.domain.effects import Place, ShowComment, copies_lane
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.tickets.copies import is_internal, is_shown_at
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.parts import parts_of
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.audit.books import Books, Shown, Violation
from deskbell.usecases.outbox.comments import revision_of
from deskbell.usecases.ports import Copied, OutboxRow, RowState

EVERYDAY = frozenset({Place.THREAD, Place.REQUEST, Place.TRIAGE})
"""Places that a ticket has from its beginning. One that it got later need not show what was before;
nor need it all where fewer people knew of the ticket for a while."""
_PLAIN_WORDS = re.compile(r"[\w ,.!?'-]{1,500}")


def i21_each_comment_is_copied(books: Books) -> Iterator[Violation]:
    """On each surface that it was not said at, once, as it is now."""
    excused = _excused(books)
    for ticket in _tickets(books):
        was_private = ticket.privacy is not Privacy.PUBLIC or ticket.private_since
        if ticket.status is Status.MERGED or was_private:
            continue
        copied = {(one.place, one.of, one.part): one for one in books.copied.get(ticket.ref, ())}
        for card in ticket.cards:
            is_there = card.thread_ts or (ticket.ref, card.place) in books.posted
            lane = ticket.ref, copies_lane(card.place)
            if card.place not in EVERYDAY or not is_there or lane in excused:
                continue
            for comment in books.comments.get(ticket.ref, ()):
                yield from _missing(ticket, comment, card.place, copied)


def _missing(
    ticket: Ticket,
    comment: Comment,
    place: Place,
    copied: Mapping[tuple[Place, Thread, int], Copied],
) -> Iterator[Violation]:
    if not is_shown_at(ticket, comment, place):
        return
    for part in range(len(parts_of(comment))):
        copy = copied.get((place, comment.message, part))
        if copy is None or copy.post is None:
            yield Violation("I21", str(ticket.ref), f"{comment.source} is not shown at {place}")
        elif copy.revision not in ("", revision_of(comment, part)):
            yield Violation("I21", str(ticket.ref), f"{comment.source} is old at {place}")


def i21_each_copy_is_of_a_comment(books: Books) -> Iterator[Violation]:
    """Of one that may be read there: no note where others read, nothing that is deleted."""
    excused = _excused(books)
    for ref, copies in books.copied.items():
        ticket = books.states.get(ref)
        comments = {comment.message: comment for comment in books.comments.get(ref, ())}
        for copy in copies:
            if copy.post is None or (ref, copies_lane(copy.place)) in excused:
                continue
            comment = comments.get(copy.of)
            if not isinstance(ticket, Ticket) or comment is None:
                yield Violation("I21", str(ref), f"{copy.of.ts} at {copy.place} is no comment")
            elif not is_shown_at(ticket, comment, copy.place):
                yield Violation("I21", str(ref), f"{copy.of.ts} may not stand at {copy.place}")
            elif copy.part >= len(parts_of(comment)):
                yield Violation("I21", str(ref), f"{copy.of.ts} is gone, and still at {copy.place}")


def i21_copies_are_in_order(books: Books) -> Iterator[Violation]:
    """In each thread, in the order of their comments, whatever order those came in."""
    excused = _excused(books)
    for ref, copies in books.copied.items():
        threads = dict[tuple[Place, str], list[Copied]]()
        for copy in sorted(copies, key=lambda one: (instant_of(one.of.ts), one.of, one.part)):
            if copy.post and (ref, copies_lane(copy.place)) not in excused:
                threads.setdefault((copy.place, copy.post.channel), []).append(copy)
        for in_thread in threads.values():
            for earlier, later in pairwise(in_thread):
                if earlier.post and later.post and earlier.post.ts >= later.post.ts:
                    yield Violation("I21", str(ref), f"{later.of.ts} is above {earlier.of.ts}")


def i21_what_slack_shows_is_a_copy(books: Books, shown: Shown) -> Iterator[Violation]:
    """Each post that copies a comment is the one that is written down, and says what it says."""
    rows = {row.id: row for row in books.outbox if isinstance(row.effect, ShowComment)}
    copied = {
        (ref, one.place, one.of, one.part): one
        for ref, copies in books.copied.items()
        for one in copies
    }
    comments = {(ref, one.message): one for ref, of in books.comments.items() for one in of}
    excused = _excused(books)
    for post in shown.posts:
        row = rows.get(post.outbox_id or "")
        if row is None or not isinstance(row.effect, ShowComment) or (row.ref, row.lane) in excused:
            continue
        effect, where = row.effect, Thread(post.channel, post.ts)
        copy = copied.get((row.ref, effect.place, effect.of, effect.part))
        comment = comments.get((row.ref, effect.of))
        if comment is None or (comment.internal and not is_internal(effect.place)):
            yield Violation("I21", row.id, "is shown, and is nothing that may be read there")
        elif copy is None or copy.post != where:
            yield Violation("I21", row.id, "is shown, and nothing leads to it")
        elif not _given_up(books, row) and not _says(post.text, comment, effect.part):
            yield Violation("I21", row.id, "does not say what its comment says")


def i21_what_is_copied_is_shown(books: Books, shown: Shown) -> Iterator[Violation]:
    """The post that is written down is there, unless somebody took it away, or it went with its
    card, as it does where few may know of the ticket (outbox/hide_copies.py)."""
    there = {Thread(post.channel, post.ts) for post in shown.posts} | shown.deleted
    excused = _excused(books)
    for ref, copies in books.copied.items():
        ticket = books.states.get(ref)
        if isinstance(ticket, Ticket) and ticket.private_since:
            continue
        for copy in copies:
            is_excused = (ref, copies_lane(copy.place)) in excused or (
                isinstance(ticket, Ticket) and not _has_card(ticket, copy.place)
            )
            if copy.post and copy.post not in there and not is_excused:
                yield Violation("I21", str(ref), f"{copy.of.ts} is not shown at {copy.place}")


def _given_up(books: Books, row: OutboxRow) -> bool:
    """Whether the card went elsewhere, because nobody can post to its channel (A1-03); what was
    copied there until then stays as it was."""
    ticket = books.states.get(row.ref)
    effect = row.effect
    return (
        isinstance(ticket, Ticket)
        and isinstance(effect, ShowComment)
        and not _has_card(ticket, effect.place)
    )


def _says(shown: str, comment: Comment, part: int) -> bool:
    """As far as a few words without any markup can be told from what is shown."""
    parts = parts_of(comment)
    if part >= len(parts):
        return False
    return not _PLAIN_WORDS.fullmatch(parts[part]) or parts[part].strip() in shown


def _excused(books: Books) -> frozenset[tuple[Ref, str]]:
    """Lanes in which something waits, or was given up."""
    waits = RowState.PENDING, RowState.PARKED
    return frozenset((row.ref, row.lane) for row in books.outbox if row.state in waits)


def _tickets(books: Books) -> Iterator[Ticket]:
    return (state for state in books.states.values() if isinstance(state, Ticket))


def _has_card(ticket: Ticket, place: Place) -> bool:
    return any(card.place is place for card in ticket.cards)
