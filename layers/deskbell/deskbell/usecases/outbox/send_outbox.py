"""The relay: sends an aggregate's outbox rows, in the order of their lane.

Called by the fast path right after a commit, by the table's stream and by the one-minute sweep;
any of them may run at the same time for the same row (reliability.md 2.4).
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import assert_never

from deskbell.domain.errors import (
    ConcurrentChangeError,
    QueueUnavailableError,
    UnreadableRowError,
)
from deskbell.domain.ids import EventKey, Ref, Thread
from deskbell.domain.inputs import PostParked
from deskbell.domain.paging.effects import SendPages
from deskbell.usecases.outbox.carry_out import carry_out
from deskbell.usecases.outbox.held import held_until
from deskbell.usecases.outbox.links import link_of
from deskbell.usecases.outbox.posting import Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow, RowState
from deskbell.usecases.slack_ports import Later, Never, Sent, Unknown

LEASE = timedelta(seconds=120)
"""Longer than the relay's time limit, Slack's late apply, its history's lag and clock skew."""
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 900.0
FIRST_BACKOFF = 15.0
PAGES_WAIT = 60.0
"""However long Slack is away: whoever is called is called when it is back."""
SWEPT = 200
"""Rows a sweep looks at; what is left is still due a minute later."""
UNREADABLE_FOR = 180.0
"""How long a row that cannot be read is left alone: not the first one in each sweep, and still a
fault in each five minutes that `FaultsAlarm` looks at."""


class Fate(StrEnum):
    """How one attempt at a row ended; it is logged under this name."""

    SENT = "OutboxSent"
    DROPPED = "OutboxDropped"
    HELD = "OutboxHeld"
    DELAYED = "OutboxDelayed"
    UNKNOWN = "OutboxUnknown"
    PARKED = "OutboxParked"
    TAKEN_OVER = "OutboxTakenOver"
    FAILED = "OutboxFailed"


FINISHED = frozenset({Fate.SENT, Fate.DROPPED, Fate.PARKED})
"""The row does not wait any more, and what is behind it in its lane need not either."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, for the log and the counters: whose row, which input (`key`) caused it.

    `code` is Slack's, empty if it said none. `ref` as it is written: a row that failed may be of
    a kind that this release does not know.
    """

    ref: str
    row: str
    effect: str
    fate: Fate
    code: str = ""
    key: EventKey | None = None


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """What is sent one after the other, and what may go on beside every other lane."""

    ref: Ref
    name: str


def lanes_of(row_ids: Sequence[str], ports: Ports) -> tuple[Sequence[Lane], Sequence[str]]:
    """The lanes of those rows that still have to be sent, and the rows that are gone or cannot be
    read (`look_at`).

    All are looked up at once: a sweep that reads one of many after the other has no time left to
    send any.
    """
    found = ports.outbox.rows(row_ids)
    waiting = [row for row_id in row_ids if (row := found.get(row_id)) and _waits(row)]
    lanes = dict.fromkeys(Lane(row.ref, row.lane) for row in waiting)
    return list(lanes), [row_id for row_id in row_ids if row_id not in found]


def look_at(row_id: str, ports: Ports) -> None:
    """Raises UnreadableRowError for a row of another release, which is left alone for a while."""
    try:
        ports.outbox.row(row_id)
    except UnreadableRowError:
        ports.outbox.postpone(row_id, ports.wall() + UNREADABLE_FOR)
        raise


def send_lane(lane: Lane, ports: Ports, until: float) -> list[Attempt]:
    """Sends the lane's rows, lowest first, until it is empty, blocked, or the time is `until`.

    A blocked row (it waits, or somebody else holds it) blocks all behind it; a parked one does
    not. Raises StoreUnavailableError; the sweep finds the row again when its lease has ended.
    """
    attempts: list[Attempt] = []
    while ports.wall() < until and (row := _claim_lowest(lane, ports)):
        attempts.append(_send(row, ports))
    return attempts


def send_held(held: Sequence[OutboxRow], ports: Ports, until: float) -> list[Attempt]:
    """The fast path: sends rows of one lane that this process has claimed with their commit, in
    order, and then what else waits in that lane.

    Where its turn has not come, or the time is up, a row is given back as one that was never
    tried. Two intakes may commit into one lane:

        intake A   commits row 1 ── sends ──────────────── sent ── looks again: row 2? ── sends it
        intake B          commits row 2 ── row 1 waits ── gives row 2 back ── looks again

    Whichever looks later sees what the other has done, so row 2 does not wait for the sweep.
    """
    waiting, attempts = deque(held), list[Attempt]()
    last: OutboxRow | None = None
    while waiting and ports.wall() < until and _is_next(waiting[0], last, ports):
        last = waiting.popleft()
        attempts.append(_send(last, ports))
        if attempts[-1].fate not in FINISHED:
            break
    for row in waiting:
        ports.outbox.release(row, ports.wall())
    return attempts + send_lane(Lane(held[0].ref, held[0].lane), ports, until)


def _is_next(row: OutboxRow, last: OutboxRow | None, ports: Ports) -> bool:
    """Whether nothing waits before it in its lane; `last` is what has just been finished there."""
    if last is None and row.version == 1:
        return True
    if last is not None and row.version == last.version:
        return True  # written side by side
    lowest = ports.outbox.pending(row.ref, row.lane)[:1]
    return [one.id for one in lowest] == [row.id]


def due(ports: Ports) -> Sequence[str]:
    """The rows whose time has come: what the fast path and the stream left behind."""
    return ports.outbox.due(ports.wall(), SWEPT)


def longest_unsent(ports: Ports) -> float:
    """For how many seconds the oldest row has been neither sent nor parked (I10); 0 if none is.

    Since its commit, and among all that wait: Slack's refusals move a row's `due` on and on.
    """
    now = ports.wall()
    waiting = ports.outbox.rows(ports.outbox.due(now + LONGEST_WAIT, SWEPT))
    return max((now - row.waits_since for row in waiting.values() if _waits(row)), default=0.0)


def _waits(row: OutboxRow) -> bool:
    return row.state is RowState.PENDING


def _claim_lowest(lane: Lane, ports: Ports) -> OutboxRow | None:
    # Two relays may read the same lowest row; `claim` is conditional on what they read, so one
    # of them gets None and leaves the lane to the other. No lower row can appear behind our
    # back: rows are written in the order of the aggregate's versions.
    pending = ports.outbox.pending(lane.ref, lane.name)
    now = ports.wall()
    if not pending or pending[0].due > now or pending[0].lease_until > now:
        return None
    return ports.outbox.claim(pending[0], now, LEASE)


def _send(row: OutboxRow, ports: Ports) -> Attempt:
    # A crash anywhere in here leaves the lease, and the next attempt finds the row doubtful:
    # before the call nothing is found in Slack and it is sent; after it the post is found.
    try:
        if morning := held_until(row, ports):
            ports.outbox.release(replace(row, held=morning), morning)
            return _attempt(row, Fate.HELD)
        return _settle(row, _carried_out(row, ports), ports)
    except ConcurrentChangeError:
        # Our lease ended while we were busy, and another relay claimed the row. If both
        # posted, the echo of the post that lost removes it (heal_echo).
        return _attempt(row, Fate.TAKEN_OVER)


def _carried_out(row: OutboxRow, ports: Ports) -> Result:
    try:
        result = carry_out(row, ports)
        if isinstance(result.outcome, Never):
            # Told before it is parked: a crash between the two tells it twice under one key,
            # never not at all.
            told = PostParked(row.ref, row.id, result.outcome.code)
            tell_inbox(row, f"parked:{row.id}", str(row.ref), told, ports)
    except QueueUnavailableError:
        return Result(Later(None, "queue_unavailable"))
    return result


def _settle(row: OutboxRow, result: Result, ports: Ports) -> Attempt:
    match result.outcome:
        case Sent() as sent:
            done = _posted_as(row, sent)
            ports.outbox.sent(done, result.posted, link_of(done))
            return _attempt(row, Fate.DROPPED if result.dropped else Fate.SENT, result.dropped)
        case Later(seconds=seconds, code=code):
            wait = _backoff(row) if seconds is None else seconds
            wait = min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)
            delayed = replace(row, delays=row.delays + 1)
            ports.outbox.release(delayed, ports.wall() + wait)
            return _attempt(row, Fate.DELAYED, code)
        case Unknown(code=code):
            # The lease stays: until it ends, Slack may still do what we asked for.
            return _attempt(row, Fate.UNKNOWN, code)
        case Never(code=code):
            ports.outbox.park(row, code)
            return _attempt(row, Fate.PARKED, code)
        case _:
            assert_never(result.outcome)


def _posted_as(row: OutboxRow, sent: Sent) -> OutboxRow:
    if sent.channel is None or sent.ts is None:
        return row
    return replace(row, post=Thread(sent.channel, sent.ts))


def _backoff(row: OutboxRow) -> float:
    """Doubles each time, up to `LONGEST_WAIT`; a page is tried each minute."""
    longest = PAGES_WAIT if isinstance(row.effect, SendPages) else LONGEST_WAIT
    return min(FIRST_BACKOFF * 2.0 ** min(row.delays, 6), longest)


def _attempt(row: OutboxRow, fate: Fate, code: str = "") -> Attempt:
    return Attempt(str(row.ref), row.id, type(row.effect).__name__, fate, code, row.cause)
