"""Makes one claimed outbox row come true in Slack or on the inbox; called by `send_outbox`.

An attempt may run twice: a lease can end while a slow call is still on its way. So every
branch is either harmless to repeat (an update, a reaction, a keyed input), or a post, which is
looked for first (`posting`).
"""

from dataclasses import replace
from typing import assert_never

from deskbell.domain.effects import (
    FollowUp,
    MailComment,
    ReadPerson,
    ReadThread,
    ReleaseParked,
    RetireCard,
    SendDirect,
    SendGuide,
    SendMail,
    SendNotice,
    ShowAsk,
    ShowCard,
    ShowComment,
    ShowFound,
    ShowHome,
    ShowStatus,
    Whisper,
)
from deskbell.usecases.outbox.asks import show_ask
from deskbell.usecases.outbox.cards import show_card, show_status
from deskbell.usecases.outbox.comments import show_comment
from deskbell.usecases.outbox.mails import send_mail
from deskbell.usecases.outbox.messages import send_direct, send_guide, send_notice, whisper
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.outbox.read_person import read_person
from deskbell.usecases.outbox.read_thread import read_thread
from deskbell.usecases.outbox.release_parked import release_parked
from deskbell.usecases.outbox.retire_card import retire_card
from deskbell.usecases.outbox.show_found import show_found
from deskbell.usecases.outbox.show_home import show_home
from deskbell.usecases.ports import OutboxRow


def carry_out(row: OutboxRow, ports: Ports) -> Result:  # noqa: C901 - one line an effect
    """Asks Slack or the queue for what the row wants. Raises QueueUnavailableError, and
    ConcurrentChangeError if somebody else has the row by now."""
    match row.effect:
        case ShowCard():
            return show_card(row, row.effect, ports)
        case ShowComment():
            return show_comment(row, row.effect, ports)
        case RetireCard():
            return retire_card(row, row.effect, ports)
        case ShowStatus():
            return show_status(row, row.effect, ports)
        case SendDirect():
            return send_direct(row, row.effect, ports)
        case SendMail() | MailComment():
            return send_mail(row, row.effect, ports)
        case ShowAsk():
            return show_ask(row, row.effect, ports)
        case SendGuide():
            return send_guide(row, row.effect, ports)
        case ShowHome():
            return show_home(row, row.effect, ports)
        case ShowFound():
            return show_found(row, row.effect, ports)
        case SendNotice():
            return send_notice(row, row.effect, ports)
        case Whisper():
            return whisper(row, row.effect, ports)
        case ReadThread():
            return read_thread(row, row.effect, ports)
        case ReadPerson():
            return read_person(row, row.effect, ports)
        case ReleaseParked():
            release_parked(row, row.effect.thread, ports, row.effect.since)
            return DONE
        case FollowUp():
            ports.queue.put(replace(row.effect.envelope, hops=row.hops + 1))
            return DONE
        case _:
            assert_never(row.effect)
