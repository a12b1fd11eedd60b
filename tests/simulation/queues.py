"""SQS and Lambda's pollers of it: order within a group, receives that count, dead letters.

A FIFO queue is one queue a message group here: what waits behind a message that somebody has got
is not handed out (AWS, "FIFO queue logic"). A standard queue has a group a message.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.faults import Mishap
from tests.simulation.wiring import Queue, QueueSource
from tests.simulation.world import World

DEDUPED_FOR = 300.0
AT_ONCE = 5
"""Batches that Lambda has in hand at a time."""

Invoke = Callable[[str, Any, Callable[[Any], object]], None]
"""A function by name, its event, and who hears what came of it: an answer or an exception."""


@dataclass(slots=True)
class Message:
    id: str
    body: str
    group: str
    receives: int = 0


@dataclass(slots=True)
class SimulatedQueue:
    """`messages` by group; a group in `hidden` is not handed out until then."""

    world: World
    wiring: Queue
    messages: dict[str, deque[Message]] = field(default_factory=dict)
    hidden: dict[str, float] = field(default_factory=dict)
    wake: Callable[[], object] = lambda: None
    dead: SimulatedQueue | None = None
    _known: dict[tuple[str, str], float] = field(default_factory=dict)
    _count: int = 0

    def put(self, body: str, group: str = "", key: str = "") -> None:
        """Of a FIFO queue, the same key within five minutes is taken and dropped."""
        now = self.world.scheduler.now
        self._count += 1
        if not self.wiring.fifo:
            group = str(self._count)
        elif self._known.get((group, key), 0.0) > now:
            return
        self._known[group, key] = now + DEDUPED_FOR
        message = Message(f"{self.wiring.name}-{self._count}", body, group)
        self.messages.setdefault(group, deque()).append(message)
        self.wake()

    def __len__(self) -> int:
        return sum(map(len, self.messages.values()))

    def take(self, most: int) -> list[Message]:
        """The next ones, which nobody else gets until they are settled."""
        now, taken = self.world.scheduler.now, list[Message]()
        for group, waiting in list(self.messages.items()):
            if self.hidden.get(group, 0.0) > now:
                continue
            for message in list(waiting):
                if len(taken) == most:
                    return taken
                message.receives += 1
                if self.dead and message.receives > self.wiring.receives:
                    waiting.remove(message)
                    self.dead.put(message.body, message.group, message.id)
                    continue
                taken.append(message)
                self.hidden[group] = now + self.wiring.visible_after
            if not waiting:
                del self.messages[group]
        return taken

    def settle(self, taken: list[Message], again: set[str]) -> None:
        """The rest of them is done; those of `again` come when their time of hiding is over."""
        for group in dict.fromkeys(message.group for message in taken):
            left = [m for m in taken if m.group == group and m.id in again]
            waiting = self.messages[group]
            for message in taken:
                if message.group == group and message.id not in again:
                    waiting.remove(message)
            if not left:
                self.hidden.pop(group, None)
            if not waiting:
                del self.messages[group]

    def redrive(self, to: SimulatedQueue) -> None:
        """The operator sends all of it back."""
        moved = [message for waiting in self.messages.values() for message in waiting]
        self.messages.clear()
        for message in moved:
            to.put(message.body, message.group, f"redriven:{message.id}")


class QueuePoller:
    """Lambda's: hands batches of one queue to one function."""

    def __init__(
        self, world: World, source: QueueSource, queue: SimulatedQueue, invoke: Invoke
    ) -> None:
        self._world = world
        self._source = source
        self._queue = queue
        self._invoke = invoke
        self._in_hand = 0
        self._woken = False
        self.stopped = False
        queue.wake = self.wake

    def wake(self, seconds: float = 0.0) -> None:
        if not self._woken or seconds:
            self._woken = self._woken or not seconds
            delay = seconds or self._world.random.uniform(0.001, 0.03)
            self._world.scheduler.after(delay, self._look)

    def _look(self) -> None:
        self._woken = False
        if self.stopped or self._in_hand >= AT_ONCE:
            return
        taken = self._queue.take(self._source.batch)
        if not taken:
            return
        self._in_hand += 1
        records = [_record(message) for message in taken]
        self._invoke(self._source.function, {"Records": records}, lambda a: self._done(taken, a))
        self.wake()

    def _done(self, taken: list[Message], answer: object) -> None:
        self._in_hand -= 1
        if isinstance(answer, dict) and self._source.reports_failures:
            again = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
            if self._world.faults.happens(Mishap.NOT_DELETED):
                again |= {taken[0].id}
        else:
            again = {message.id for message in taken}
        self._queue.settle(taken, again)
        if again:
            self.wake(self._queue.wiring.visible_after)
        self.wake()


def _record(message: Message) -> dict[str, Any]:
    return {
        "messageId": message.id,
        "receiptHandle": message.id,
        "body": message.body,
        "attributes": {
            "MessageGroupId": message.group,
            "ApproximateReceiveCount": str(message.receives),
        },
        "eventSource": "aws:sqs",
    }
