"""What a test may wait for, so that it need not sleep; delivery_routes.py asks."""

import asyncio
import json

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state import shapes
from tools.fake_slack.state.messages import Json, JsonObject

UNTIL = ("idle", "message", "view", "home", "call")
IN_THE_WORKSPACE = ("message", "view", "home")
"""What only changes with a happening, and takes long to look through."""
LOOK_EVERY_S = 0.002


async def reached(slack: FakeSlack, wanted: JsonObject) -> bool:
    """Whether it happened within `timeout` seconds."""
    try:
        async with asyncio.timeout(float(wanted.get("timeout", 5))):
            while not _is_so(slack, wanted):
                await _until_another_look_pays(slack, wanted["until"])
    except TimeoutError:
        return False
    return True


async def _until_another_look_pays(slack: FakeSlack, until: str) -> None:
    looked_at = slack.workspace.happenings
    await asyncio.sleep(LOOK_EVERY_S)
    while until in IN_THE_WORKSPACE and slack.workspace.happenings == looked_at:
        await asyncio.sleep(LOOK_EVERY_S)


def _is_so(slack: FakeSlack, wanted: JsonObject) -> bool:
    count, contains = int(wanted.get("count", 1)), wanted.get("contains", "")
    match wanted["until"]:
        case "idle":
            return slack.deliveries.idle
        case "message":
            channel = slack.workspace.channel(wanted.get("channel", ""))
            messages = channel.messages.values() if channel else ()
            shown = (shapes.message_object(slack.workspace, message) for message in messages)
            return sum(contains in _as_text(message) for message in shown) >= count
        case "view":
            person = slack.workspace.world.person(wanted.get("user", ""))
            return person is not None and len(slack.views.stack(person.id)) >= count
        case "home":
            person = slack.workspace.world.person(wanted.get("user", ""))
            home = slack.views.home(person.id) if person else None
            return home is not None and contains in _as_text(home.blocks)
        case _:
            method = wanted.get("method")
            return slack.calls.count(method) >= count


def _as_text(shown: Json) -> str:
    return json.dumps(shown, ensure_ascii=False)
