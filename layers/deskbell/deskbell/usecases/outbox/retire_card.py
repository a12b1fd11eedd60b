"""A card that its ticket has left says where the ticket went; `carry_out` calls it.

    the old card    update ── its place is free ── sent
    the new one     comes after it in the same lane, and finds no card there

Who dies in between finds the place free, or says the same once more. Where the channel takes
nothing any more, the old card stays as it is, its row is parked, and the new one is posted.

What was said of a private ticket leaves the old team with its card, all of it: the last of it comes
along to the new one (domain/tickets/moving_notes.py). Where Slack never said whether a copy stands
below the old card, it is looked for now: later, nobody knows the old thread.
"""

from contextlib import suppress

from deskbell.domain.directs import is_direct
from deskbell.domain.effects import RetireCard, copies_lane
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.domain.ids import Thread
from deskbell.domain.tickets.places import is_private
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.outbox.heal_echo import finish
from deskbell.usecases.outbox.hide_copies import hide_copies
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, read_back
from deskbell.usecases.ports import OutboxRow, Posted
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
    undone = _look_for_copy(row, posted, ports)
    if undone is None or _is_past(undone, effect):
        undone = _hide_private(row, effect, ports)
    if undone is not None and not _is_past(undone, effect):
        return Result(undone)
    ports.outbox.retired(row, posted)
    return Result(Sent(), dropped=outcome.code) if isinstance(outcome, Never) else DONE


def _look_for_copy(row: OutboxRow, posted: Posted, ports: Ports) -> Outcome | None:
    """Why nobody knows what stands below the card, or None. What is found is written down, as by
    its echo: then it goes where all others go."""
    # Of a lane, only what comes first was ever tried; what the move brings along was not.
    waiting = ports.outbox.pending(row.ref, copies_lane(posted.place))[:1]
    for copy in (one for one in waiting if one.version < row.version):
        match read_back(copy, posted.channel, posted.ts, ports):
            case Result(outcome=Sent(channel=channel, ts=ts)) if channel and ts:
                with suppress(ConcurrentChangeError):  # another relay finds it, or its echo tells
                    finish(copy, Thread(channel, ts), ports)
            case Result(outcome=unknown):
                return unknown
    return None


def _hide_private(row: OutboxRow, effect: RetireCard, ports: Ports) -> Outcome | None:
    ticket = row.aggregate or ports.aggregates.load(row.ref)
    if isinstance(ticket, Ticket) and is_private(ticket.privacy):
        return hide_copies(row, effect.place, ports)
    return None


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
