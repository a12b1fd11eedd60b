"""Tells open pages that something changed; they then ask for what they show."""

import asyncio
from collections.abc import AsyncIterator

TOGETHER_S = 0.02
HEARTBEAT_S = 15.0


class Hub:
    def __init__(self) -> None:
        self._bells: set[asyncio.Event] = set()
        self._closed = False

    def ring(self) -> None:
        for bell in self._bells:
            bell.set()

    def close(self) -> None:
        """Ends what the open pages listen to, so that the server can stop."""
        self._closed = True
        self.ring()

    async def changes(self) -> AsyncIterator[str]:
        """Server-sent events, one for all changes that come together."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield "event: hello\ndata: {}\n\n"
            while not self._closed:
                try:
                    async with asyncio.timeout(HEARTBEAT_S):
                        await bell.wait()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                await asyncio.sleep(TOGETHER_S)
                bell.clear()
                yield "event: change\ndata: {}\n\n"
        finally:
            self._bells.discard(bell)
