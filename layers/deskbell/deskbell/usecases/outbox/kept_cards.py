"""A card in one place that is brought up to date as often as it changes: an approver's, an
outage's, one that asks for a step of a request. `asks.py`, `incidents.py` and `tasks.py` call it.

    the card     post ── where it is and what it shows, in one transaction with: sent
    its change   where is it? ── shows it already? ── update
"""

from dataclasses import replace

from deskbell.domain.ids import PersonId, Ts
from deskbell.usecases.outbox.cards import UNKNOWN_REVISION
from deskbell.usecases.outbox.posting import DONE, Ports, Result, or_plain, post, read_back
from deskbell.usecases.ports import Asked, OutboxRow
from deskbell.usecases.slack_ports import Message, Never, Sent, Undelivered


def update_kept(shown: Asked, revision: int, message: Message, ports: Ports) -> Result:
    """`message` shows that revision. One that somebody has deleted stays away."""
    outcome = or_plain(
        message, lambda rendered: ports.workspace.update(shown.channel, shown.ts, rendered)
    )
    match outcome:
        case Never(why=Undelivered.MESSAGE_GONE, code=code):
            return Result(Sent(), dropped=code)
        case Sent():
            return Result(Sent(), replace(shown, revision=revision))
        case _:
            return Result(outcome)


def post_kept(
    row: OutboxRow,
    channel: str,
    thread_ts: Ts | None,
    revision: int,
    message: Message,
    ports: Ports,
    *,
    is_wanted: bool = True,
    found_shows: int = UNKNOWN_REVISION,
) -> Result:
    """`is_wanted`: one that is not there yet may come. `found_shows`: what one of an earlier
    attempt shows."""
    result, shows = read_back(row, channel, thread_ts, ports), found_shows
    if result is None:
        if not is_wanted:
            return DONE
        result, shows = post(row, channel, thread_ts, message, ports), revision
    match result.outcome:
        case Sent(channel=at, ts=ts) if at and ts:
            return Result(result.outcome, Asked(PersonId(channel), at, ts, shows))
        case _:
            return result
