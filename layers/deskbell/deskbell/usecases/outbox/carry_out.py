"""Makes one claimed outbox row come true in Slack or on the inbox; called by `send_outbox`.

An attempt may run twice: a lease can end while a slow call is still on its way. So every
branch is either harmless to repeat (an update, a reaction, a keyed input), or a post, which is
looked for first (`posting`).
"""

from dataclasses import replace
from typing import assert_never

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
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope, ThreadRead, Undelivered
from deskbell.usecases.outbox.cards import show_card, show_status
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.ports import Later, Never, OutboxRow, Outcome, Sent, Unknown


def carry_out(row: OutboxRow, ports: Ports) -> Result:
    """Asks Slack or the queue for what the row wants. Raises QueueUnavailableError."""
    match row.effect:
        case ShowCard():
            return show_card(row, row.effect, ports)
        case ShowStatus():
            return show_status(row, row.effect, ports)
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


# --- messages to people -----------------------------------------------------------------------


def _send_direct(row: OutboxRow, effect: SendDirect, ports: Ports) -> Result:
    channel = ports.workspace.direct_channel(effect.person)
    if not isinstance(channel, str):
        return Result(_unreachable(channel))
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone)
    result = read_back(row, channel, None, ports) or post(row, channel, None, message, ports)
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
    earlier = read_back(row, effect.channel, thread_ts, ports)
    if earlier is not None:
        return earlier
    message = ports.renderer.text(effect.text, None, None)
    return post(row, effect.channel, thread_ts, message, ports)


def _whisper(row: OutboxRow, effect: Whisper, ports: Ports) -> Result:
    """One attempt: a whisper that comes late answers something the person no longer asks."""
    if row.attempt > 1:
        return DONE
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone)
    outcome = ports.workspace.whisper(effect.channel, effect.person, effect.thread_ts, message)
    return DONE if isinstance(outcome, Sent) else Result(Sent(), dropped=outcome.code)


# --- inputs -----------------------------------------------------------------------------------


def _read_thread(row: OutboxRow, effect: ReadThread, ports: Ports) -> Result:
    read = ports.workspace.read_thread(effect.thread)
    match read:
        case Later():
            return Result(read)
        case Unknown(code=code):
            # Reading changes nothing, so there is no late effect to wait for.
            return Result(Later(None, code))
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
    waiting = ports.parked.waiting(row.install, effect.thread)
    for envelope in sorted(waiting, key=lambda one: one.occurred_at):
        # A crash between the two puts it again later; its key makes that harmless.
        ports.queue.put(replace(envelope, hops=envelope.hops + 1))
        ports.parked.drop(row.install, effect.thread, envelope.key)
    return DONE
