"""Keeps the one running fake workspace and replaces it on reset; the app's routes read it."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from tools.fake_slack.browser.changes import change_of
from tools.fake_slack.browser.hub import Hub
from tools.fake_slack.composition import Config, FakeSlack, compose
from tools.fake_slack.control import snapshots
from tools.fake_slack.control.coverage import Coverage
from tools.fake_slack.control.ticks import Ticks
from tools.fake_slack.control.traffic import Traffic
from tools.fake_slack.seed.world import World
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.state.messages import JsonObject


class Holder:
    def __init__(self, config: Config) -> None:
        self._config = config
        self._sender = Sender(config.signing_secret)
        self.slack: FakeSlack = compose(config, self._sender)
        self.traffic = Traffic(self.slack)
        self.hub = Hub()
        self.coverage = Coverage()
        self.ticks = Ticks(config.tick_command)
        self._running: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()

    async def start(self) -> None:
        self.slack.workspace.listen(lambda happening: self.hub.tell(change_of(happening)))
        self._running = asyncio.create_task(self.slack.timetable.run())

    async def stop(self) -> None:
        await self.ticks.stop()
        await self._stop_sending()
        await self._sender.close()

    async def reset(self, world: World | None = None) -> None:
        """Everything as at the start, in another world if one is given.

        Faults, logs and what was still to be sent are gone.
        """
        config = replace(self._config, world=world) if world else self._config
        await self._go_on_with(compose(config, self._sender))

    async def restore(self, snapshot: JsonObject) -> None:
        """Everything as it was then; raises BadSnapshotError, and then nothing has changed."""
        restored = compose(self._config, self._sender)
        snapshots.restore(snapshot, restored)
        await self._go_on_with(restored)

    async def _go_on_with(self, slack: FakeSlack) -> None:
        async with self._changing:
            await self._stop_sending()
            self.coverage.keep(self.slack.calls.outcomes)
            self.slack, self.traffic = slack, Traffic(slack)
            await self.start()
            self.hub.start_anew()

    async def _stop_sending(self) -> None:
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
