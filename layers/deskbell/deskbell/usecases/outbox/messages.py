"""What is said to people beside the cards: direct messages, notices, whispers.

`carry_out` calls it; cards have their own module.
"""

from deskbell.domain.directs import person_of
from deskbell.domain.effects import SendDirect, SendGuide, SendNotice, TextEffect, Whisper
from deskbell.domain.ids import PersonId
from deskbell.domain.mail.addresses import address_of
from deskbell.usecases.loans.visit_times import with_times
from deskbell.usecases.outbox.mails import send_mail
from deskbell.usecases.outbox.posting import DONE, Ports, Result, post, read_back
from deskbell.usecases.outbox.withheld import is_withheld
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Message, Sent

WHISPERED_WITHIN = 120.0
"""Seconds: time enough for the sweep where the fast path had none."""


def send_text(row: OutboxRow, effect: TextEffect, ports: Ports) -> Result:
    match effect:
        case SendDirect():
            return _send_direct(row, effect, ports)
        case SendGuide():
            return _send_guide(row, effect, ports)
        case SendNotice():
            return _send_notice(row, effect, ports)
        case Whisper():
            return _whisper(row, effect, ports)


def _send_direct(row: OutboxRow, effect: SendDirect, ports: Ports) -> Result:
    if address_of(effect.person):
        return send_mail(row, effect, ports)
    reader = ports.people.get(row.install, effect.person)
    offers = with_times(effect.offers, ports.settings.current(), ports.aggregates, ports.now())
    message = ports.renderer.text(effect.text, reader.locale, reader.zone, offers)
    return _direct(row, effect.person, message, ports)


def _send_guide(row: OutboxRow, effect: SendGuide, ports: Ports) -> Result:
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.guide(effect.channel, reader)
    if message is None:
        return Result(Sent(), dropped="no_welcome_here")
    return _direct(row, effect.person, message, ports)


def _direct(row: OutboxRow, person: PersonId, message: Message, ports: Ports) -> Result:
    earlier = read_back(row, person, None, ports)
    return post(row, person, None, message, ports) if earlier is None else earlier


def _send_notice(row: OutboxRow, effect: SendNotice, ports: Ports) -> Result:
    thread_ts = effect.thread_ts
    if effect.under is not None:
        card = ports.aggregates.posted(row.ref, effect.under)
        if card is not None and card.channel == effect.channel:
            thread_ts = card.ts
    earlier = read_back(row, effect.channel, thread_ts, ports)
    if earlier is not None:
        return earlier
    if is_withheld(row, effect.channel, ports):
        return Result(Sent(), dropped="private")
    message = ports.renderer.text(effect.text, None, None, effect.offers)
    return post(row, effect.channel, thread_ts, message, ports)


def _whisper(row: OutboxRow, effect: Whisper, ports: Ports) -> Result:
    """One attempt, and soon: a late whisper answers something the person no longer asks."""
    if row.doubtful or ports.wall() - row.created > WHISPERED_WITHIN:
        return Result(Sent(), dropped="late")
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.text(effect.text, reader.locale, reader.zone, effect.offers)
    if person_of(effect.channel):
        # Whoever acts from outside Slack is in no channel: they are told by direct message.
        return _direct(row, effect.person, message, ports)
    outcome = ports.workspace.whisper(effect.channel, effect.person, effect.thread_ts, message)
    return DONE if isinstance(outcome, Sent) else Result(Sent(), dropped=outcome.code)
