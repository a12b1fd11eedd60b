"""The relay with its threads: one a lane, so that a slow thread of Slack's holds up no other.

Used by the intake right after a commit (the fast path), by the table's stream and by the sweep.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import sleep

from aws_lambda_powertools import Logger

from deskbell.domain.errors import told
from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import Attempt, Fate, Lane, due, lanes, send_lane

THREADS = 8
PACE = 1.0
"""Seconds between two looks of one sweep: Slack takes one post a second and channel."""

logger = Logger(child=True)


class Relay:
    """`seconds` bounds a call; what is not sent by then is found by the sweep."""

    def __init__(self, ports: Ports, pause: Callable[[float], None] = sleep) -> None:
        self.ports = ports
        self._pause = pause

    def send(self, row_ids: Iterable[str], seconds: float) -> list[Attempt]:
        """Sends the lanes of these rows as far as they go."""
        return self._send(lanes(row_ids, self.ports), self.ports.wall() + seconds)

    def sweep(self, seconds: float) -> list[Attempt]:
        """Sends what is due, whoever has left it behind, and what will be in time: of a burst of
        posts Slack takes only the first few at once, the others one by one (429)."""
        until = self.ports.wall() + seconds
        attempts = self._send(due(self.ports), until)
        while self.ports.wall() + PACE < until and self.ports.outbox.due(until, limit=1):
            self._pause(PACE)
            attempts += self._send(due(self.ports), until)
        return attempts

    def _send(self, todo: list[Lane], until: float) -> list[Attempt]:
        send = partial(self._send_lane, until=until)
        if len(todo) < 2:
            return [attempt for lane in todo for attempt in send(lane)]
        with ThreadPoolExecutor(min(THREADS, len(todo))) as pool:
            return [attempt for attempts in pool.map(send, todo) for attempt in attempts]

    def _send_lane(self, lane: Lane, until: float) -> list[Attempt]:
        try:
            return send_lane(lane, self.ports, until)
        except Exception as fault:
            # Whatever is wrong with one lane, the others go on; its lowest row keeps its lease
            # and is tried again by the sweep.
            known = {"ref": str(lane.ref), "lane": lane.name}
            logger.error("LaneFailed", extra={**known, **told(fault)})  # noqa: TRY400 - no texts
            return [Attempt(str(lane.ref), lane.name, Fate.FAILED, type(fault).__name__)]
