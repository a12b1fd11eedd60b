"""An approver's card in their direct messages, as the relay brings it up to date; `carry_out` calls
it.

    the card     post ── where it is and what it shows, in one transaction with: sent
    its change   where is it? ── shows it already? ── update
"""

from dataclasses import replace

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.effects import ShowAsk
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.ports import Asked, OutboxRow
from deskbell.usecases.slack_ports import Message, Never, Sent, Undelivered


def show_ask(row: OutboxRow, effect: ShowAsk, ports: Ports) -> Result:
    """Whoever has no card yet when all is over is asked nothing any more."""
    approval = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(approval, Approval):
        return DONE
    asked = ports.aggregates.asked(row.ref, effect.person)
    if asked and asked.revision >= approval.version:
        return DONE
    reader = ports.people.get(row.install, effect.person)
    message = ports.renderer.asked(approval, reader)
    return (
        _updated(asked, approval, message, ports)
        if asked
        else _posted(row, effect, approval, message, ports)
    )


def _updated(asked: Asked, approval: Approval, message: Message, ports: Ports) -> Result:
    outcome = or_plain(
        message, lambda shown: ports.workspace.update(asked.channel, asked.ts, shown)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE, code=code):
            return Result(Sent(), dropped=code)
        case Sent():
            return Result(Sent(), replace(asked, revision=approval.version))
        case _:
            return Result(outcome)


def _posted(
    row: OutboxRow, effect: ShowAsk, approval: Approval, message: Message, ports: Ports
) -> Result:
    result, revision = read_back(row, effect.person, None, ports), UNKNOWN_REVISION
    if result is None:
        if not approval.is_open:
            return DONE
        result, revision = post(row, effect.person, None, message, ports), approval.version
    match result.outcome:
        case Sent(channel=channel, ts=ts) if channel and ts:
            return Result(result.outcome, Asked(effect.person, channel, ts, revision))
        case _:
            return result
