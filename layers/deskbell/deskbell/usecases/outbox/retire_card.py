"""A card that its ticket has left says where the ticket went; `carry_out` calls it.

    the old card    update ── its place is free ── sent
    the new one     comes after it in the same lane, and finds no card there

Who dies in between finds the place free, or says the same once more. Where the channel takes
nothing any more, the old card stays as it is, its row is parked, and the new one is posted.

What was said of a private ticket leaves the old team with its card, all of it: the last of it comes
along to the new one (domain/tickets/moving_notes.py).
"""

from deskbell.domain.directs import is_direct
from deskbell.domain.effects import RetireCard
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.outbox.hide_copies import hide_copies
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Never, Outcome, Sent, Undelivered


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
    if not _is_past(outcome, effect):
        return Result(outcome)
    ticket = row.aggregate or ports.aggregates.load(row.ref)
    if isinstance(ticket, Ticket) and is_private(ticket.privacy):
        undone = hide_copies(row, effect.place, ports)
        if undone is not None and not _is_past(undone, effect):
            return Result(undone)
    ports.outbox.retired(row, posted)
    return Result(Sent(), dropped=outcome.code) if isinstance(outcome, Never) else DONE


def _is_past(outcome: Outcome, effect: RetireCard) -> bool:
    """Whether it is done, or there is nothing to do it to: a post that is gone, somebody's direct
    messages that are closed."""
    match outcome:
        case Sent() | Never(why=Undelivered.MESSAGE_GONE):
            return True
        case Never():
            return is_direct(effect.channel)
        case _:
            return False
