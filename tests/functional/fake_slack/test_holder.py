"""The one workspace that runs, however often it is replaced."""

import asyncio

from tests.functional.fake_slack.harness import ROOT, config_of
from tools.fake_slack.holder import Holder
from tools.fake_slack.seed.manifest import load_manifest

URL = "http://desk.example"


def test_resets_at_the_same_time_leave_one_timetable_running() -> None:
    async def running_after(resets: int) -> int:
        holder = Holder(config_of(URL, load_manifest(ROOT / "slack_manifest.yaml", URL)))
        await holder.start()
        await asyncio.gather(*(holder.reset() for _ in range(resets)))
        running = len(asyncio.all_tasks()) - 1
        await holder.stop()
        return running

    assert asyncio.run(running_after(resets=5)) == 1
