"""What people said elsewhere, as the relay keeps it beside a ticket's cards (A5-03, C-19).

A copy is rendered from its comment as it is stored when it is sent, so an old row never shows an
old text, nor a note. It is posted once, with its row's id, and what it became stands beside the
ticket (ADR 0023):

    the copy     post ── where it is and what it shows, in one transaction with: sent
    its edit     where is it? ── shows it already? ── update, or delete
    a late one   what comes after it is deleted and posted again, each by a row of its own
"""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from deskbell.domain.decision import Comment
from deskbell.domain.directs import is_direct, person_of
from deskbell.domain.effects import Place, ShowComment
from deskbell.domain.ids import ChannelId, Thread, Ts
from deskbell.domain.tickets.copies import is_shown_at
from deskbell.domain.tickets.instants import instant_of
from deskbell.domain.tickets.parts import parts_of
from deskbell.domain.tickets.ticket import Card, Ticket
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.ports import Copied, OutboxRow
from deskbell.usecases.slack_ports import Later, Message, Never, Sent, Undelivered

UNKNOWN = ""
"""What a copy shows that we found in Slack instead of being told of it: its next change updates it.
"""
AFTER_THE_TEXT = 15.0
AFTER_THE_CARD = 1.0
"""Seconds until a copy looks again for the card that it belongs under."""


def show_comment(row: OutboxRow, effect: ShowComment, ports: Ports) -> Result:
    """Raises StoreUnavailableError."""
    ticket = row.aggregate or ports.aggregates.load(row.ref)
    comment = ports.aggregates.comment(row.ref, effect.of)
    if not isinstance(ticket, Ticket) or comment is None:
        return DONE
    place, of, part = effect.place, effect.of, effect.part
    copied = ports.aggregates.copied(row.ref, place, of, part) or Copied(place, of, part, None)
    card = next((card for card in ticket.cards if card.place is place), None)
    card = card and _opened(row, card, ports)
    message = _rendered(ticket, comment, card, part, ports)
    if card is None or message is None:
        return _gone(row, ticket, card, copied, ports)
    if effect.change and copied.post is None:
        return Result(Sent(), dropped="before_its_card")  # it would stand below what came later
    revision = revision_of(comment, part)
    # An earlier attempt may have taken the post away, and come no further.
    tried = row.doubtful or row.delays > 0
    anew = effect.again and (tried or _is_misplaced(row, card, copied, ports))
    if copied.post and not anew:
        return _updated(copied, copied.post, message, revision, ports)
    return _posted(row, ticket, card, copied, message, revision, ports)


def _opened(row: OutboxRow, card: Card, ports: Ports) -> Card:
    """Of one in somebody's direct messages it is known where those are, once it is posted."""
    if person_of(card.channel) is None:
        return card
    posted = ports.aggregates.posted(row.ref, card.place)
    return replace(card, channel=posted.channel) if posted else card


def revision_of(comment: Comment, part: int) -> str:
    """Tells whether a copy shows what the comment says: whose words, which of how many, files."""
    parts = parts_of(comment)
    shown = comment.author, len(parts), parts[part : part + 1], comment.files
    return sha256(repr(shown).encode()).hexdigest()[:16]


def _rendered(
    ticket: Ticket, comment: Comment, card: Card | None, part: int, ports: Ports
) -> Message | None:
    if card is None or not is_shown_at(ticket, comment, card.place):
        return None
    return ports.renderer.comment(ticket, comment, card, part)


def _gone(
    row: OutboxRow, ticket: Ticket, card: Card | None, copied: Copied, ports: Ports
) -> Result:
    """Nothing may be shown: not what was, and not what an earlier attempt may have posted."""
    posts = [copied.post] if copied.post else []
    if row.doubtful and (thread := _tried_at(row, ticket, card, copied.place, ports)):
        match read_back(row, thread.channel, thread.ts, ports):
            case Result(outcome=Sent(channel=channel, ts=ts)) if channel and ts:
                posts.append(Thread(channel, ts))
            case Result() as unknown:
                return unknown
    for there in dict.fromkeys(posts):
        outcome = ports.workspace.delete(there)
        if not isinstance(outcome, Sent):
            return Result(outcome)
    return Result(Sent(), replace(copied, post=None, revision=UNKNOWN) if posts else None)


def _tried_at(
    row: OutboxRow, ticket: Ticket, card: Card | None, place: Place, ports: Ports
) -> Thread | None:
    """The thread that an earlier attempt may have posted in; of a card that was given up since, the
    one below it (A1-03)."""
    if card is not None:
        root = _root(row, ticket, card, ports)
        return Thread(card.channel, root) if root else None
    if place is Place.THREAD:
        return ticket.thread
    posted = ports.aggregates.posted(row.ref, place)
    return Thread(posted.channel, posted.ts) if posted else None


def _updated(
    copied: Copied, there: Thread, message: Message, revision: str, ports: Ports
) -> Result:
    if copied.revision == revision:
        return DONE
    outcome = or_plain(
        message, lambda shown: ports.workspace.update(there.channel, there.ts, shown)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE, code=code):
            return Result(Sent(), dropped=code)  # somebody took it away, and it stays away
        case Sent():
            return Result(Sent(), replace(copied, revision=revision))
        case _:
            return Result(outcome)


def _posted(
    row: OutboxRow,
    ticket: Ticket,
    card: Card,
    copied: Copied,
    message: Message,
    revision: str,
    ports: Ports,
) -> Result:
    """Anew, where it stood already; `copied` is where, `revision` what it will show."""
    root = _root(row, ticket, card, ports)
    if ticket.text is None and card.place is Place.THREAD and not ticket.is_reply:
        return Result(Later(AFTER_THE_TEXT, "text_pending"))  # it may be another one's thread
    if root is None and _is_elsewhere(ticket, card):
        return Result(Sent(), dropped="no_thread")
    if root is None:
        return _without_card(row, card, ports)
    if copied.post is not None:
        outcome = ports.workspace.delete(copied.post)
        if not isinstance(outcome, Sent):
            return Result(outcome)
    result = read_back(row, card.channel, root, ports)
    shown = UNKNOWN
    if result is None:
        result, shown = post(row, card.channel, root, message, ports), revision
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel and ts:
            now = replace(copied, post=Thread(channel, ts), revision=shown)
            return Result(result.outcome, now)
        case _:
            return result


def _root(row: OutboxRow, ticket: Ticket, card: Card, ports: Ports) -> Ts | None:
    """The thread beside the card; None while nobody knows it. Below a reply there is none, so what
    was said to its ticket stands in the thread it is part of, unless fewer people may know of that
    one by now."""
    if _is_elsewhere(ticket, card):
        home = ticket.ties.survivor and ticket.ties.survivor.message
        return home.ts if home and home.channel == card.channel else None
    if card.thread_ts is not None:
        return card.thread_ts
    posted = ports.aggregates.posted(row.ref, card.place)
    return posted.ts if posted and _stands_at(card, posted.channel) else None


def _is_elsewhere(ticket: Ticket, card: Card) -> bool:
    return ticket.is_reply and card.place is Place.THREAD


def _stands_at(card: Card, channel: ChannelId) -> bool:
    """A card that is to go to another channel has no thread there yet. Of direct messages, it only
    knows whose they are."""
    return is_direct(card.channel) or card.channel == channel


def _without_card(row: OutboxRow, card: Card, ports: Ports) -> Result:
    """It comes after its card, if there is one to come. Who sends that may do so meanwhile:

    the copy    no card ──────────────────────────── nothing waits ── is there one now?
    the card              posts ── its place ── sent
    """
    waits = ports.outbox.pending(row.ref, str(card.place))
    if waits or ports.aggregates.posted(row.ref, card.place):
        return Result(Later(AFTER_THE_CARD, "no_card_yet"))
    return Result(Sent(), dropped="no_card")


def _is_misplaced(row: OutboxRow, card: Card, mine: Copied, ports: Ports) -> bool:
    """Whether something that comes before it stands below it, or its card has gone to another
    channel."""
    if mine.post and card.channel != mine.post.channel:
        return True
    for other in ports.aggregates.copies(row.ref, mine.place):
        if _order(other) >= _order(mine):
            return False
        if other.post and mine.post and other.post.ts > mine.post.ts:
            return True
    return False


def _order(copied: Copied) -> tuple[datetime, Thread, int]:
    return instant_of(copied.of.ts), copied.of, copied.part
