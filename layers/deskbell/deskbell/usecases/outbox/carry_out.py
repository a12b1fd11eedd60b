"""Makes one claimed outbox row come true in Slack or on the inbox; called by `send_outbox`.

An attempt may run twice: a lease can end while a slow call is still on its way. So every
branch is either harmless to repeat (an update, a reaction, a keyed input), or a post, which
carries the row's id and is looked for first when an earlier attempt had no answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Link, message_link
from deskbell.domain.effects import (
    FollowUp,
    ReadThread,
    ReleaseParked,
    SendDirect,
    SendNotice,
    ShowCard,
    ShowStatus,
    Whisper,
)
from deskbell.domain.ids import EventKey, Thread, Ts
from deskbell.domain.inputs import Envelope, ThreadRead, Undelivered
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.ports import (
    Aggregates,
    InputQueue,
    Later,
    Message,
    Never,
    Outbox,
    OutboxRow,
    Outcome,
    Parked,
    People,
    Posted,
    Renderer,
    Sent,
    Unknown,
    Workspace,
)

CLOCKS_APART = 5.0
"""Seconds that Slack's clock may be behind ours when we look for a post of ours."""
UNKNOWN_REVISION = 0
"""Of a card that we found in Slack instead of being told of it: its next change updates it."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What the relay reaches. `wall` is in epoch seconds, `now` in the domain's time."""

    outbox: Outbox
    aggregates: Aggregates
    workspace: Workspace
    people: People
    parked: Parked
    queue: InputQueue
    renderer: Renderer
    wall: Callable[[], float]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it; `posted` is the card that is new or shows another revision now."""

    outcome: Outcome
    posted: Posted | None = None


DONE = Result(Sent())


def carry_out(row: OutboxRow, ports: Ports) -> Result:
    """Asks Slack or the queue for what the row wants. Raises QueueUnavailableError."""
    match row.effect:
        case ShowCard():
            return _show_card(row, row.effect, ports)
        case ShowStatus():
            return _show_status(row, row.effect, ports)
        case SendDirect():
            return _send_direct(row, row.effect, ports)
        case SendNotice():
            return _send_notice(row, row.effect, ports)
        case Whisper():
            return _whisper(row, row.effect, ports)
        case ReadThread():
            return _read_thread(row, row.effect, ports)
        case ReleaseParked():
            return _release_parked(row, row.effect, ports)
        case FollowUp():
            ports.queue.put(row.effect.envelope)
            return DONE
        case _:
            assert_never(row.effect)


def card_link(row: OutboxRow, posted: Posted) -> Link:
    """What finds the aggregate again from a message in the thread of its card."""
    thread = Thread(posted.channel, posted.ts)
    return Link(message_link(row.install, thread), row.ref, posted.place)


# --- cards and status -------------------------------------------------------------------------


def _show_card(row: OutboxRow, effect: ShowCard, ports: Ports) -> Result:
    # A change committed between this read and the call is not shown by it, but has its own
    # row further down this lane.
    ticket = ports.aggregates.load(row.ref)
    if not isinstance(ticket, Ticket):
        return DONE
    posted = ports.aggregates.posted(row.ref, effect.place)
    if posted is None:
        over = ticket.status in (Status.MERGED, Status.CANCELLED)
        return _post_card(row, effect, ticket, ports, wanted=not over)
    if posted.revision == ticket.card_revision and not effect.refresh:
        return DONE
    message = ports.renderer.card(ticket, effect.place)
    outcome = _or_plain(
        message, lambda shown: ports.workspace.update(posted.channel, posted.ts, shown)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE):
            return _post_card(row, effect, ticket, ports, wanted=ticket.status.is_open)
        case Sent():
            return Result(Sent(), replace(posted, revision=ticket.card_revision))
        case _:
            return Result(outcome)


def _post_card(
    row: OutboxRow, effect: ShowCard, ticket: Ticket, ports: Ports, *, wanted: bool
) -> Result:
    """Posts the card anew; where it is not `wanted` any more, only finds an earlier attempt's."""
    earlier = _read_back(row, effect.channel, effect.thread_ts, ports)
    if earlier is not None:
        return _with_card(earlier, effect, UNKNOWN_REVISION)
    if not wanted:
        return DONE
    message = ports.renderer.card(ticket, effect.place)
    result = _post(row, effect.channel, effect.thread_ts, message, ports)
    return _with_card(result, effect, ticket.card_revision)


def _with_card(result: Result, effect: ShowCard, revision: int) -> Result:
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel is not None and ts is not None:
            return replace(result, posted=Posted(effect.place, channel, ts, revision))
        case _:
            return result


def _show_status(row: OutboxRow, effect: ShowStatus, ports: Ports) -> Result:
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


# --- messages to people -----------------------------------------------------------------------


def _send_direct(row: OutboxRow, effect: SendDirect, ports: Ports) -> Result:
    channel = ports.workspace.direct_channel(effect.person)
    if not isinstance(channel, str):
        return Result(_unreachable(channel))
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone)
    result = _read_back(row, channel, None, ports) or _post(row, channel, None, message, ports)
    return replace(result, outcome=_unreachable(result.outcome))


def _unreachable(outcome: Outcome) -> Outcome:
    """Whatever keeps a DM from its person, unless it is the message itself, is the person."""
    match outcome:
        case Never(why=why, code=code) if why is not Undelivered.REJECTED:
            return Never(Undelivered.PERSON_UNREACHABLE, code)
        case _:
            return outcome


def _send_notice(row: OutboxRow, effect: SendNotice, ports: Ports) -> Result:
    thread_ts = None
    if effect.under is not None:
        card = ports.aggregates.posted(row.ref, effect.under)
        if card is not None and card.channel == effect.channel:
            thread_ts = card.ts
    earlier = _read_back(row, effect.channel, thread_ts, ports)
    if earlier is not None:
        return earlier
    message = ports.renderer.text(effect.text, None, None)
    return _post(row, effect.channel, thread_ts, message, ports)


def _whisper(row: OutboxRow, effect: Whisper, ports: Ports) -> Result:
    """One attempt: a whisper that comes late answers something the person no longer asks."""
    if row.attempt > 1:
        return DONE
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone)
    ports.workspace.whisper(effect.channel, effect.person, effect.thread_ts, message)
    return DONE


# --- posting once -----------------------------------------------------------------------------


def _read_back(row: OutboxRow, channel: str, thread_ts: Ts | None, ports: Ports) -> Result | None:
    """None: there is nothing of an earlier attempt, post. Else its post, or why nobody knows.

    The lease has ended before this runs, so an earlier call has either arrived or never will
    (reliability.md 2.4).
    """
    if not row.doubtful:
        return None
    since = row.created - CLOCKS_APART
    earlier = ports.workspace.find_post(channel, thread_ts, row.id, since)
    return None if earlier is None else Result(earlier)


def _post(
    row: OutboxRow, channel: str, thread_ts: Ts | None, message: Message, ports: Ports
) -> Result:
    outcome = _or_plain(
        message, lambda shown: ports.workspace.post(channel, thread_ts, shown, row.id)
    )
    return Result(outcome)


def _or_plain(message: Message, say: Callable[[Message], Outcome]) -> Outcome:
    """Says it; if Slack finds our blocks wrong, says the bare text instead (bad input 107)."""
    outcome = say(message)
    match outcome:
        case Never(why=Undelivered.REJECTED):
            return say(Message(message.text, []))
        case _:
            return outcome


# --- inputs -----------------------------------------------------------------------------------


def _read_thread(row: OutboxRow, effect: ReadThread, ports: Ports) -> Result:
    read = ports.workspace.read_thread(effect.thread)
    match read:
        case Later() | Unknown():
            return Result(read)
        case Never(code=code):
            answer = ThreadRead(row.ref, effect.thread, (), failure=code)
        case messages:
            answer = ThreadRead(row.ref, effect.thread, tuple(messages))
    thread = effect.thread
    ports.queue.put(
        Envelope(
            key=EventKey(f"read:{row.id}"),
            install=row.install,
            group=f"{row.install}:{thread.channel}:{thread.ts}",
            occurred_at=ports.now(),
            received_at=ports.now(),
            input=answer,
            hops=row.hops + 1,
        )
    )
    return DONE


def _release_parked(row: OutboxRow, effect: ReleaseParked, ports: Ports) -> Result:
    waiting: Sequence[Envelope] = ports.parked.waiting(row.install, effect.thread)
    for envelope in sorted(waiting, key=lambda one: one.occurred_at):
        # A crash between the two puts it again later; its key makes that harmless.
        ports.queue.put(replace(envelope, hops=envelope.hops + 1))
        ports.parked.drop(row.install, effect.thread, envelope.key)
    return DONE
