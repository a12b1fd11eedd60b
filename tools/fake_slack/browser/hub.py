"""Tells open pages what changed; holder.py feeds it, the page's stream of changes reads it."""

import asyncio
from collections.abc import AsyncIterator

from tools.fake_slack.browser.changes import Change, Changes

TOGETHER_S = 0.02
HEARTBEAT_S = 15.0


class _Listener:
    def __init__(self, user: str) -> None:
        self.bell = asyncio.Event()
        self.pending = Changes(user)

    def take(self) -> Changes:
        taken, self.pending = self.pending, Changes(self.pending.user)
        self.bell.clear()
        return taken


class Hub:
    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()
        self._closed = False

    def tell(self, change: Change) -> None:
        for listener in self._listeners:
            if listener.pending.add(change):
                listener.bell.set()

    def start_anew(self) -> None:
        """To be called when the whole workspace was replaced."""
        for listener in self._listeners:
            listener.pending.everything = True
            listener.bell.set()

    def close(self) -> None:
        """Ends what the open pages listen to, so that the server can stop."""
        self._closed = True
        for listener in self._listeners:
            listener.bell.set()

    async def changes(self, user: str) -> AsyncIterator[Changes | None]:
        """For a page of this person: all that comes together, and None now and then in silence."""
        listener = _Listener(user)
        self._listeners.add(listener)
        try:
            while not self._closed:
                try:
                    async with asyncio.timeout(HEARTBEAT_S):
                        await listener.bell.wait()
                except TimeoutError:
                    yield None
                    continue
                await asyncio.sleep(TOGETHER_S)
                yield listener.take()
        finally:
            self._listeners.discard(listener)
