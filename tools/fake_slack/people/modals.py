"""Gestures on modals: send and close; gestures.py lists them."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.clicking import GONE, InView, fill
from tools.fake_slack.people.sight import modal_of, refused
from tools.fake_slack.seed.world import Person
from tools.fake_slack.state.messages import JsonObject


async def submit(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = modal_of(slack, person, raw)
    if not view.occasion.install.is_active:
        return refused(GONE)
    fill(InView(slack, person, view), raw.get("values", {}))
    return await slack.submissions.submit(person, view)


async def close(slack: FakeSlack, person: Person, raw: JsonObject) -> JsonObject:
    view = modal_of(slack, person, raw)
    return await slack.submissions.close(person, view, everything=bool(raw.get("everything")))
