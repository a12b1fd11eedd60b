"""The one live card of something that is no ticket, as the relay brings it up to date;
nps_cards.py, feedback_posts.py and announcements.py call it.

An emoji on it may come before we know where it is: so a new one is finished in two steps, as a
ticket's card is (cards.py).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from deskbell.domain.decision import Link, page_link
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, Thread
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.ports import OutboxRow, Posted
from deskbell.usecases.slack_ports import Message, Never, Sent, Undelivered

PLACE = Place.REQUEST
"""At the top level of its channel."""


@dataclass(frozen=True, slots=True)
class LiveCard:
    """What it shows at which `revision`. `must_be_seen`: where somebody has deleted it, it is
    posted again."""

    channel: ChannelId
    revision: int
    must_be_seen: bool
    render: Callable[[], Message]


def place_live_card(row: OutboxRow, at: Thread, revision: int, ports: Ports) -> None:
    """All that a new card needs before its row is sent. Raises ConcurrentChangeError if its row is
    another post by now, QueueUnavailableError."""
    if row.post is None:
        link = Link(page_link(row.install, at), row.ref, PLACE)
        ports.outbox.placed(row, Posted(PLACE, at.channel, at.ts, revision), link)
    release_parked(row, at, ports)


def show_live_card(row: OutboxRow, card: LiveCard | None, ports: Ports) -> Result:
    """None: there is nothing to show (any more)."""
    if row.post is not None:
        known = Result(Sent(row.post.channel, row.post.ts))
        return _placed(row, known, UNKNOWN_REVISION, ports)
    if card is None:
        return DONE
    shown = ports.aggregates.posted(row.ref, PLACE)
    if shown is None:
        return _post(row, card, ports)
    if shown.revision >= card.revision:
        return DONE
    outcome = or_plain(
        card.render(), lambda rendered: ports.workspace.update(shown.channel, shown.ts, rendered)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE, code=code):
            return _post(row, card, ports) if card.must_be_seen else Result(Sent(), dropped=code)
        case Sent():
            return Result(Sent(), replace(shown, revision=card.revision))
        case _:
            return Result(outcome)


def _post(row: OutboxRow, card: LiveCard, ports: Ports) -> Result:
    earlier = read_back(row, card.channel, None, ports)
    if earlier is not None:
        return _placed(row, earlier, UNKNOWN_REVISION, ports)
    result = post(row, card.channel, None, card.render(), ports)
    return _placed(row, result, card.revision, ports)


def _placed(row: OutboxRow, result: Result, revision: int, ports: Ports) -> Result:
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel is not None and ts is not None:
            place_live_card(row, Thread(channel, ts), revision, ports)
    return result
