"""Makes one claimed outbox row come true in Slack or on the inbox; called by `send_outbox`.

An attempt may run twice: a lease can end while a slow call is still on its way. So every
branch is either harmless to repeat (an update, a reaction, a keyed input), or a post, which is
looked for first (`posting`).
"""

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
from deskbell.usecases.outbox.cards import show_card, show_status
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.outbox.read_thread import read_thread
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Sent


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
            return read_thread(row, row.effect, ports)
        case ReleaseParked():
            release_parked(row.install, row.effect.thread, ports)
            return DONE
        case FollowUp():
            ports.queue.put(row.effect.envelope)
            return DONE
        case _:
            assert_never(row.effect)


def _send_direct(row: OutboxRow, effect: SendDirect, ports: Ports) -> Result:
    channel = ports.workspace.direct_channel(effect.person)
    if not isinstance(channel, str):
        return Result(channel)
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone)
    return read_back(row, channel, None, ports) or post(row, channel, None, message, ports)


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
