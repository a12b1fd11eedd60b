"""Reads Slack for a decision while there is time for it; the intake's batch shares ten seconds.

With Slack slow, the first messages of a batch wait for it and the others do not: their tickets
say "text pending" and the relay reads later (architecture.md, idea 5).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deskbell.domain.ids import ChannelId, PersonId, Thread
from deskbell.domain.inputs import MessagePosted
from deskbell.usecases.slack_ports import Later, Never, Threads, Unknown


@dataclass(frozen=True, slots=True)
class HastyThreads:
    """ports.Threads; `needed` are the seconds that must be left to begin."""

    threads: Threads
    seconds_left: Callable[[], float]
    needed: float

    def read_thread(self, thread: Thread) -> Sequence[MessagePosted] | Later | Unknown | Never:
        if self.seconds_left() < self.needed:
            return Unknown("no_time")
        return self.threads.read_thread(thread)

    def is_shared(self, channel: ChannelId) -> bool | Later | Unknown | Never:
        if self.seconds_left() < self.needed:
            return Unknown("no_time")
        return self.threads.is_shared(channel)

    def channel_members(self, channel: ChannelId) -> tuple[PersonId, ...] | Later | Unknown | Never:
        if self.seconds_left() < self.needed:
            return Unknown("no_time")
        return self.threads.channel_members(channel)
