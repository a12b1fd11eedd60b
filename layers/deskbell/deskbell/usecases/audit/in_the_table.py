"""The invariants that the table alone can tell of; `invariants.py` lists them.

They hold at any moment, since what belongs together is written together. What is still on its way
(a pending row) excuses a card that is not there yet.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from deskbell.domain.announcements.announcement import Announcement
from deskbell.domain.announcements.effects import ShowAnnouncement
from deskbell.domain.decision import ActorKind, Link, State, message_link, number_link, page_link
from deskbell.domain.effects import Place, SendDirect, SendNotice, ShowCard
from deskbell.domain.feedback.effects import ShowFeedback, ShowTheme
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import ChannelId, Ref, Thread
from deskbell.domain.live_cards import ShowLiveCard
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.nps.case import Case
from deskbell.domain.nps.effects import ShowNpsCase
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.praise.praise import Praise
from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.rationale.notice import ChangeNotice
from deskbell.domain.themes.theme import Theme
from deskbell.domain.tickets.copies import place_in_thread
from deskbell.domain.tickets.events import DeliveryFailed, TicketRevealed
from deskbell.domain.tickets.position import position_of
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import AuditRow, OutboxRow, RowState

LONGEST_UNSENT = 900.0
"""Seconds after which a row that is neither sent nor parked is an alarm's."""
CARDS = ShowCard | ShowLiveCard
_LIVE: Mapping[type[State], Callable[[ChannelId], ShowLiveCard]] = {
    Case: ShowNpsCase,
    FeedbackItem: ShowFeedback,
    Theme: ShowTheme,
    ChangeNotice: ShowChange,
    Announcement: ShowAnnouncement,
    Praise: ShowPraise,
}
NEEDS_NO_CARD = frozenset({Status.MERGED, Status.CANCELLED})
"""Where a ticket that is over before its card was posted gets none."""


def i1_one_message_is_one_ticket(books: Books) -> Iterator[Violation]:
    """A message's link is taken once, so a second ticket of it would have none; the same holds for
    its number."""
    links = _links(books)
    for ticket in _tickets(books):
        keys = [number_link(ticket.install, ticket.number)]
        if ticket.message is not None:
            keys.append(message_link(ticket.install, ticket.message))
        for key in keys:
            if key not in links or links[key].ref != ticket.ref:
                yield Violation("I1", str(ticket.ref), f"{key} does not lead to it")
    for link in books.links:
        if link.ref not in books.states:
            yield Violation("I1", link.key, f"leads to {link.ref}, which is not there")


def i2_each_card_is_posted(books: Books) -> Iterator[Violation]:
    """A ticket has one card a place: the post that is written down, or one that is on its way.

    What could not be delivered the ticket's history says; where its text is pending, the card in
    the thread waits for it.
    """
    excused = {
        (row.ref, row.lane)
        for row in books.outbox
        if row.state in (RowState.PENDING, RowState.PARKED)
    }
    for ticket in _tickets(books):
        if ticket.status in NEEDS_NO_CARD or _is_undeliverable(books.audit.get(ticket.ref, ())):
            continue
        for card in ticket.cards:
            waits = ticket.text is None and card.place is Place.THREAD
            if (ticket.ref, card.place) not in books.posted and not (
                waits or (ticket.ref, card.place) in excused
            ):
                yield Violation("I2", str(ticket.ref), f"has no card at {card.place}")


def i2_each_card_is_where_its_row_put_it(books: Books) -> Iterator[Violation]:
    """What is written down of a card, its link and its outbox row name the same message."""
    links, lanes = _links(books), _lanes(books)
    for (ref, place), posted in books.posted.items():
        thread = Thread(posted.channel, posted.ts)
        match books.states.get(ref):
            case Ticket() as ticket:
                key, lane = message_link(ticket.install, thread), str(place)
                revision = ticket.card_revision
            case (
                Case() | FeedbackItem() | Theme() | ChangeNotice() | Announcement() | Praise()
            ) as shown:
                key, lane = page_link(shown.install, thread), _LIVE[type(shown)](shown.channel).lane
                revision = shown.version
            case _:
                yield Violation("I2", str(ref), f"has a card at {place}, and is nothing that has")
                continue
        if key not in links or links[key].ref != ref:
            yield Violation("I2", str(ref), f"{key}, its card at {place}, does not lead to it")
        posts = [row.post for row in lanes[ref, lane] if isinstance(row.effect, CARDS) and row.post]
        if posts and posts[-1] != thread:
            yield Violation("I2", str(ref), f"{key} is not what was posted last at {place}")
        if posted.revision > revision:
            yield Violation("I2", str(ref), f"its card at {place} shows what it has never been")


def i2_what_is_sent_has_a_post(books: Books) -> Iterator[Violation]:
    """A message that is marked as sent says which one in Slack it is; what was to be said in a
    channel of a ticket of which fewer people may know may have been withheld (`withheld`)."""
    for row in books.outbox:
        says = isinstance(row.effect, SendDirect | SendNotice)
        if isinstance(row.effect, SendNotice) and _was_closed(books, row):
            continue
        if isinstance(row.effect, SendDirect) and address_of(row.effect.person):
            continue
        if says and row.state is RowState.SENT and row.post is None:
            yield Violation("I2", row.id, "is sent, and names no message")


def i3_comments_are_counted_and_in_order(books: Books) -> Iterator[Violation]:
    """The thread's order is Slack's, whatever came first, and no comment is there twice."""
    for ticket in _tickets(books):
        comments = books.comments.get(ticket.ref, ())
        if len(comments) != ticket.comments:
            yield Violation("I3", str(ticket.ref), "does not have as many comments as it counts")
        for earlier, later in pairwise(comments):
            if place_in_thread(earlier) >= place_in_thread(later):
                yield Violation("I3", str(ticket.ref), f"{later.source} is not in Slack's order")


def i4_each_version_has_one_audit_row(books: Books) -> Iterator[Violation]:
    """From the first to the current one, without gaps: nothing changes unexplained."""
    for ref in sorted({*books.states, *books.audit}):
        state = books.states.get(ref)
        rows = Counter(row.version for row in books.audit.get(ref, ()))
        versions = range(1, state.version + 1) if state else range(0)
        for version in sorted({*versions, *rows}):
            if version not in versions:
                yield Violation("I4", str(ref), f"has an audit row of version {version} to come")
            elif rows[version] != 1:
                yield Violation("I4", str(ref), f"version {version} has {rows[version]} audit rows")


def i4_each_audit_row_says_who_and_why(books: Books) -> Iterator[Violation]:
    """Actor, cause and reason are what `explain` tells."""
    for ref, rows in books.audit.items():
        for row in rows:
            for missing in _missing(row):
                yield Violation("I4", str(ref), f"version {row.version} does not say its {missing}")


def i4_the_history_says_how_a_ticket_stands(books: Books) -> Iterator[Violation]:
    """Reports are folds over the history alone; a row of an earlier release does not say it."""
    for ticket in _tickets(books):
        last = next(reversed(books.audit.get(ticket.ref, ())), None)
        if last is None or last.position is None or last.version != ticket.version:
            continue
        if last.position != position_of(ticket):
            yield Violation("I4", str(ticket.ref), f"does not stand as version {last.version} says")


def i10_no_effect_waits_for_long(books: Books) -> Iterator[Violation]:
    """What is decided is sent, or parked and told, within a quarter of an hour."""
    for row in books.outbox:
        yield from overdue(row, books.at)


def overdue(row: OutboxRow, at: float) -> Iterator[Violation]:
    """I10 of one row, for whoever finds it on the `due` index."""
    if row.state is RowState.PENDING and at - row.waits_since > LONGEST_UNSENT:
        yield Violation("I10", row.id, "is neither sent nor parked")


def i12_nothing_of_our_own_becomes_a_ticket(books: Books) -> Iterator[Violation]:
    """No message of our bot's makes a ticket or a comment, or it would answer itself."""
    own = {row.post for row in books.outbox if row.post}
    own |= {Thread(posted.channel, posted.ts) for posted in books.posted.values()}
    for ticket in _tickets(books):
        if ticket.message in own or books.bot in (ticket.requester, ticket.opener):
            yield Violation("I12", str(ticket.ref), "is made of a message of our own")
    for ref, comments in books.comments.items():
        for comment in comments:
            if comment.author == books.bot:
                yield Violation("I12", str(ref), f"{comment.source} is a message of our own")


def i16_no_input_changes_a_thing_twice(books: Books) -> Iterator[Violation]:
    """However often it is delivered: one cause, one commit, whose steps differ."""
    for ref, rows in books.audit.items():
        same = Counter((row.cause, row.event, repr(row.detail)) for row in rows)
        for (cause, *_), times in same.items():
            if times > 1:
                yield Violation("I16", str(ref), f"{cause} has changed it more than once")


def i17_each_lane_is_sent_in_order(books: Books) -> Iterator[Violation]:
    """Nothing is sent while something before it in its lane still waits."""
    for rows in _lanes(books).values():
        for earlier, later in pairwise(row for row in rows if row.state is not RowState.PARKED):
            if earlier.state is RowState.PENDING and later.state is RowState.SENT:
                yield Violation("I17", later.id, f"was sent before {earlier.id}")
        for earlier, later in pairwise(row for row in rows if row.post):
            if earlier.post and later.post and earlier.post.ts >= later.post.ts:
                yield Violation("I17", later.id, f"is above {earlier.id}")


def _tickets(books: Books) -> Iterator[Ticket]:
    return (state for state in books.states.values() if isinstance(state, Ticket))


def _links(books: Books) -> Mapping[str, Link]:
    return {link.key: link for link in books.links}


def _lanes(books: Books) -> Mapping[tuple[Ref, str], Sequence[OutboxRow]]:
    """The rows of each lane in the order in which they were decided; none of a lane without."""
    lanes = defaultdict[tuple[Ref, str], list[OutboxRow]](list)
    for row in sorted(books.outbox, key=lambda row: row.order):
        lanes[row.ref, row.lane].append(row)
    return lanes


def _is_undeliverable(history: Sequence[AuditRow]) -> bool:
    """Whether no place takes its card; the row that was parked is forgotten before the ticket."""
    return any(
        row.event == DeliveryFailed.__name__ and row.detail.get("effect") == ShowCard.__name__
        for row in history
    )


def _was_closed(books: Books, row: OutboxRow) -> bool:
    """Whether not everybody may know of its ticket, or might not at some time: also while one that
    fewer people may know of was merged into it."""
    match books.states.get(row.ref):
        case Ticket(privacy=privacy, private_since=since) if since or privacy is not Privacy.PUBLIC:
            return True
    return any(one.event == TicketRevealed.__name__ for one in books.audit.get(row.ref, ()))


def _missing(row: AuditRow) -> Iterator[str]:
    kind, _, who = row.actor.partition(":")
    if kind not in set(ActorKind) or not who:
        yield "actor"
    if not row.cause:
        yield "cause"
    if not row.reason.key:
        yield "reason"
