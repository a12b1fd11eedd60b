"""Keeps the one running fake workspace and replaces it on reset; the app's routes read it."""

import asyncio
from contextlib import suppress

from tools.fake_slack.browser.hub import Hub
from tools.fake_slack.composition import Config, FakeSlack, compose
from tools.fake_slack.sending.outbound import Sender


class Holder:
    def __init__(self, config: Config) -> None:
        self._sender = Sender(config.signing_secret)
        self.slack: FakeSlack = compose(config, self._sender)
        self.hub = Hub()
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.slack.workspace.listen(lambda _happening: self.hub.ring())
        self._running = asyncio.create_task(self.slack.timetable.run())

    async def stop(self) -> None:
        await self._stop_sending()
        await self._sender.close()

    async def reset(self) -> None:
        """Everything as at the start; faults, logs and what was still to be sent are gone."""
        await self._stop_sending()
        self.slack = compose(self.slack.config, self._sender)
        await self.start()
        self.hub.ring()

    async def _stop_sending(self) -> None:
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
