"""The relay with its threads: one a lane, so that a slow thread of Slack's holds up no other.

Used by the intake right after a commit (the fast path), by the table's stream and by the sweep.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from aws_lambda_powertools import Logger

from deskbell.usecases.outbox.posting import Ports
from deskbell.usecases.outbox.send_outbox import Attempt, Fate, Lane, due, lanes, send_lane

THREADS = 8

logger = Logger(child=True)


class Relay:
    """`seconds` bounds a call; what is not sent by then is found by the sweep."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def send(self, row_ids: Iterable[str], seconds: float) -> list[Attempt]:
        """Sends the lanes of these rows as far as they go."""
        return self._send(lanes(row_ids, self.ports), seconds)

    def sweep(self, seconds: float) -> list[Attempt]:
        """Sends what is due, whoever has left it behind."""
        return self._send(due(self.ports), seconds)

    def _send(self, todo: list[Lane], seconds: float) -> list[Attempt]:
        send = partial(self._send_lane, until=self.ports.wall() + seconds)
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
            logger.exception("a lane failed", extra={"ref": str(lane.ref), "lane": lane.name})
            return [Attempt(str(lane.ref), lane.name, Fate.FAILED, type(fault).__name__)]
