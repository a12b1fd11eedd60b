"""The relay with its threads: one a lane, so that a slow thread of Slack's holds up no other.

Used by the intake right after a commit (the fast path), by the table's stream and by the sweep.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from time import sleep
from typing import Protocol

from aws_lambda_powertools import Logger

from deskbell.domain.effects import COPIES
from deskbell.domain.errors import StoreUnavailableError, told
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import (
    Attempt,
    Fate,
    Lane,
    due,
    lanes_of,
    longest_unsent,
    look_at,
    send_held,
    send_lane,
)
from deskbell.usecases.ports import OutboxRow

THREADS = 8
PACE = 1.0
"""Seconds between two looks of one sweep: Slack takes one post a second and channel."""

logger = Logger(child=True)


class Pool(Protocol):
    """What runs lanes beside each other: threads, or the simulation's tasks."""

    def map(
        self, work: Callable[[Lane], list[Attempt]], lanes: Iterable[Lane], /
    ) -> Iterable[list[Attempt]]: ...


class Relay:
    """`seconds` bounds a call; what is not sent by then is found by the sweep.

    `pool` makes the threads for so many lanes.
    """

    def __init__(
        self,
        ports: Ports,
        pause: Callable[[float], None] = sleep,
        pool: Callable[[int], AbstractContextManager[Pool]] = ThreadPoolExecutor,
    ) -> None:
        self.ports = ports
        self._pause = pause
        self._pool = pool

    def send_held(self, rows: Sequence[OutboxRow], seconds: float) -> list[Attempt]:
        """The fast path: sends what this process has just committed, and reads back none of it."""
        until = self.ports.wall() + seconds
        newest = {row.ref: row.aggregate for row in rows}
        held: dict[Lane, list[OutboxRow]] = {}
        for row in rows:
            current = replace(row, aggregate=newest[row.ref])
            held.setdefault(Lane(row.ref, row.lane), []).append(current)
        return self._beside(held, lambda lane: send_held(held[lane], self.ports, until))

    def send(self, row_ids: Iterable[str], seconds: float) -> list[Attempt]:
        """Sends the lanes of these rows as far as they go. Raises StoreUnavailableError."""
        return self._send(row_ids, self.ports.wall() + seconds)

    def longest_unsent(self) -> float:
        """For how many seconds the oldest row has been neither sent nor parked; 0 if none is."""
        return longest_unsent(self.ports)

    def sweep(self, seconds: float) -> list[Attempt]:
        """Sends what is due, whoever has left it behind, and what will be in time: of a burst of
        posts Slack takes only the first few at once, the others one by one (429)."""
        until = self.ports.wall() + seconds
        attempts = self._send(due(self.ports), until)
        while self.ports.wall() + PACE < until and self.ports.outbox.due(until, limit=1):
            self._pause(PACE)
            attempts += self._send(due(self.ports), until)
        return attempts

    def _send(self, row_ids: Iterable[str], until: float) -> list[Attempt]:
        lanes, others = lanes_of(list(row_ids), self.ports)
        failed, looks_until = list[Attempt](), (self.ports.wall() + until) / 2
        for row_id in others:
            if lanes and self.ports.wall() > looks_until:
                break  # what is left is due a minute later as well; these are sent now
            failed += self._look_at(row_id)
        return failed + self._beside(lanes, lambda lane: send_lane(lane, self.ports, until))

    def _look_at(self, row_id: str) -> list[Attempt]:
        try:
            look_at(row_id, self.ports)
        except StoreUnavailableError:
            raise
        except Exception as fault:
            # It may be of a release that was rolled back. The others go on.
            ref = row_id.rsplit("/", 2)[0]
            known = {"ref": ref, "row": row_id}
            logger.error("RowFailed", extra={**known, **told(fault)})  # noqa: TRY400 - no texts
            return [Attempt(ref, row_id, "", Fate.FAILED, type(fault).__name__)]
        return []

    def _beside(
        self, todo: Collection[Lane], send: Callable[[Lane], list[Attempt]]
    ) -> list[Attempt]:
        """Each lane beside the others, but copies after the cards that they stand below: one that
        finds no card waits for the sweep, up to a minute."""
        copies = [lane for lane in todo if lane.name.startswith(COPIES)]
        others = [lane for lane in todo if lane not in copies]
        return self._at_once(others, send) + self._at_once(copies, send)

    def _at_once(
        self, todo: Sequence[Lane], send: Callable[[Lane], list[Attempt]]
    ) -> list[Attempt]:
        sending = partial(self._safely, send)
        if len(todo) < 2:
            return [attempt for lane in todo for attempt in sending(lane)]
        with self._pool(min(THREADS, len(todo))) as pool:
            return [attempt for attempts in pool.map(sending, todo) for attempt in attempts]

    def _safely(self, send: Callable[[Lane], list[Attempt]], lane: Lane) -> list[Attempt]:
        try:
            return send(lane)
        except Exception as fault:
            # Whatever is wrong with one lane, the others go on; its lowest row keeps its lease
            # and is tried again by the sweep.
            known = {"ref": str(lane.ref), "lane": lane.name}
            logger.error("LaneFailed", extra={**known, **told(fault)})  # noqa: TRY400 - no texts
            return [Attempt(known["ref"], lane.name, "", Fate.FAILED, type(fault).__name__)]
