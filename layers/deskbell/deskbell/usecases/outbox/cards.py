"""A ticket's cards and its status reaction, as the relay brings them up to date in Slack.

People may answer a new card before we know where it is, so it is finished in two steps:

    the card     post ── its place, its link ── what waits below it: to the inbox ── sent
    an answer    no link ── parks ── link? then go on

Who dies in between leaves a row that names its post and is not sent; the next attempt goes on
there, so that nothing depends on the echo.
"""

from dataclasses import replace

from deskbell.domain.decision import Link, message_link
from deskbell.domain.directs import is_direct
from deskbell.domain.effects import ShowCard, ShowStatus
from deskbell.domain.ids import Thread
from deskbell.domain.tickets.places import is_shown_at
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.outbox.hide_copies import hide_copies
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.ports import OutboxRow, Posted
from deskbell.usecases.slack_ports import Never, Sent, Undelivered

UNKNOWN_REVISION = 0
"""Of a card that we found in Slack instead of being told of it: its next change updates it."""


def place_card(row: OutboxRow, posted: Posted, ports: Ports) -> None:
    """All that a new card needs before its row is sent. Raises ConcurrentChangeError if its row is
    another post by now, QueueUnavailableError."""
    thread = Thread(posted.channel, posted.ts)
    if row.post is None:
        link = Link(message_link(row.install, thread), row.ref, posted.place)
        ports.outbox.placed(row, posted, link)
    release_parked(row, thread, ports)


def show_card(row: OutboxRow, effect: ShowCard, ports: Ports) -> Result:
    """Raises ConcurrentChangeError, QueueUnavailableError."""
    if row.post is not None:
        known = Result(Sent(row.post.channel, row.post.ts))
        return _placed(row, known, effect, UNKNOWN_REVISION, ports)
    # A change committed since this was read or committed is not shown, but has its own row
    # further down this lane.
    ticket = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(ticket, Ticket):
        return DONE
    posted = _posted(row, effect, ticket, ports)
    if posted and not is_shown_at(ticket, effect.place, ports.settings.current()):
        if posted.revision >= ticket.private_since:
            return DONE  # it says nothing of the ticket, whatever changes
        undone = hide_copies(row, effect.place, ports)
        if undone is not None:
            return Result(undone)
    if posted is None:
        over = ticket.status in (Status.MERGED, Status.CANCELLED)
        return _post_card(row, effect, ticket, ports, wanted=not over)
    if posted.revision == ticket.card_revision and not effect.refresh:
        return DONE
    message = ports.renderer.card(ticket, effect.place)
    outcome = or_plain(
        message, lambda shown: ports.workspace.update(posted.channel, posted.ts, shown)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE):
            return _post_card(row, effect, ticket, ports, wanted=ticket.status.is_open)
        case Sent():
            return Result(Sent(), replace(posted, revision=ticket.card_revision))
        case _:
            return Result(outcome)


def _posted(row: OutboxRow, effect: ShowCard, ticket: Ticket, ports: Ports) -> Posted | None:
    if row.version == 1:
        return None  # no row comes before it in this place's lane, so none can have posted there
    posted = ports.aggregates.posted(row.ref, effect.place)
    if posted is None or posted.channel == effect.channel or is_direct(effect.channel):
        return posted
    # The card of a team that had it, whose channel does not even let us say so (retire_card.py).
    is_left = any((c.place, c.channel) == (effect.place, effect.channel) for c in ticket.cards)
    return None if is_left else posted


def _post_card(
    row: OutboxRow, effect: ShowCard, ticket: Ticket, ports: Ports, *, wanted: bool
) -> Result:
    """Posts the card anew; where it is not `wanted` any more, only finds an earlier attempt's."""
    earlier = read_back(row, effect.channel, effect.thread_ts, ports)
    if earlier is not None:
        return _placed(row, earlier, effect, UNKNOWN_REVISION, ports)
    if not wanted:
        return DONE
    message = ports.renderer.card(ticket, effect.place)
    result = post(row, effect.channel, effect.thread_ts, message, ports)
    return _placed(row, result, effect, ticket.card_revision, ports)


def _placed(
    row: OutboxRow, result: Result, effect: ShowCard, revision: int, ports: Ports
) -> Result:
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel is not None and ts is not None:
            place_card(row, Posted(effect.place, channel, ts, revision), ports)
    return result


def show_status(row: OutboxRow, effect: ShowStatus, ports: Ports) -> Result:
    message = effect.message
    if message is None:
        posted = ports.aggregates.posted(row.ref, effect.place)
        if posted is None:
            return DONE
        message = Thread(posted.channel, posted.ts)
    if effect.replaces:
        outcome = ports.workspace.unreact(message, effect.replaces)
        if not isinstance(outcome, Sent):
            return Result(outcome)
    if effect.emoji:
        return Result(ports.workspace.react(message, effect.emoji))
    return DONE
