"""A card that its ticket has left says where the ticket went; `carry_out` calls it.

    the old card    update ── its place is free ── sent
    the new one     comes after it in the same lane, and finds no card there

Who dies in between finds the place free, or says the same once more. Where the channel takes
nothing any more, the old card stays as it is, its row is parked, and the new one is posted.
"""

from deskbell.domain.directs import is_direct
from deskbell.domain.effects import RetireCard
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Never, Sent, Undelivered


def retire_card(row: OutboxRow, effect: RetireCard, ports: Ports) -> Result:
    """A card that was never posted, or has been taken away, need not say anything; nor has one in
    another channel, which another relay has put there since."""
    posted = ports.aggregates.posted(row.ref, effect.place)
    if posted is None or (not is_direct(effect.channel) and posted.channel != effect.channel):
        return DONE
    message = ports.renderer.text(effect.text, None, None)
    outcome = or_plain(
        message, lambda shown: ports.workspace.update(posted.channel, posted.ts, shown)
    )
    match outcome:
        case Sent():
            ports.outbox.retired(row, posted)
            return DONE
        case Never(why=why, code=code) if why is Undelivered.MESSAGE_GONE or is_direct(
            effect.channel
        ):
            ports.outbox.retired(row, posted)
            return Result(Sent(), dropped=code)
        case _:
            return Result(outcome)
