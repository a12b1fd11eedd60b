"""The workspace as one JSON document: taken, thrown away, and put back as it was."""

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient
from starlette.responses import Response

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    Receiver,
    running,
)
from tests.functional.fake_slack.modal_parts import question, text
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "it_form",
    "title": text("New IT request"),
    "submit": text("Send"),
    "blocks": [question("request", {"type": "plain_text_input"})],
}
BUTTON = {"type": "button", "action_id": "ticket.take", "text": text("Take"), "value": "1"}


def seen(fake: FakeSlackClient) -> dict[str, Any]:
    """What people see, as a snapshot ought to bring it back."""
    return {
        "world": fake.world(),
        "messages": fake.messages("it-happens"),
        "dms": fake.dms("ana"),
        "ephemerals": fake.ephemerals("ana"),
        "views": fake.views("ana"),
        "home": fake.home("ben"),
    }


def lived_in(fake: FakeSlackClient, web: WebClient, receiver: Receiver) -> str:
    """A workspace in which something of everything happened; the ts of a card with a button."""
    receiver.on_command = lambda received: Response(
        web.views_open(trigger_id=received.fields["trigger_id"], view=MODAL) and b""
    )
    root = fake.say("ana", "it-happens", "노트북이 느려요")
    card = web.chat_postMessage(
        channel=IT,
        text="card",
        thread_ts=root,
        blocks=[{"type": "actions", "elements": [BUTTON]}],
        metadata={"event_type": "desk_outbox", "event_payload": {"ticket": 1}},
    )
    web.reactions_add(channel=IT, timestamp=root, name="eyes")
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="only you")
    web.chat_postMessage(channel="U0ANA00001", text="direct")
    web.views_publish(user_id="U0BEN00001", view={"type": "home", "blocks": [{"type": "divider"}]})
    fake.act("adam", "deactivate", user="ola")
    fake.act("adam", "create", name="war-room")
    fake.act("ana", "slash", channel="it-happens", command="/it", text="")
    fake.wait()
    return str(card["ts"])


def test_a_snapshot_brings_everything_back(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    lived_in(fake, web, receiver)
    before, snapshot = seen(fake), json.loads(json.dumps(fake.snapshot()))
    assert before["views"]
    assert before["ephemerals"]
    fake.reset()
    assert seen(fake) != before
    fake.restore(snapshot)
    assert seen(fake) == before


def test_after_it_life_goes_on_where_it_stood(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    card = lived_in(fake, web, receiver)
    snapshot = fake.snapshot()
    fake.reset()
    fake.restore(snapshot)
    receiver.clear()
    fake.act("ana", "submit", values={"request": "a new one"})
    fake.act("ben", "click", channel="it-happens", ts=card, action_id="ticket.take")
    fake.say("ana", "it-happens", "still there?")
    fake.wait()
    kinds = [one.payload["type"] for one in receiver.of("interactions")]
    assert kinds == ["view_submission", "block_actions"]
    assert receiver.events("message")[-1]["text"] == "still there?"
    ids = [one["ts"] for one in fake.messages("it-happens")]
    assert ids == sorted(set(ids))
    fresh = web.chat_postMessage(channel=IT, text="more", blocks=[{"type": "divider"}])
    assert fresh["message"]["blocks"][0]["block_id"] not in json.dumps(snapshot)


def test_the_clock_is_as_far_ahead_as_it_was(fake: FakeSlackClient) -> None:
    fake.advance(86_400)
    snapshot = fake.snapshot()
    fake.reset()
    assert fake.clock()["now"] - fake.clock()["wall"] < 60
    fake.restore(snapshot)
    clock = fake.clock()
    assert 86_390 < clock["now"] - clock["wall"] < 86_410


def test_another_run_takes_it_over_with_its_own_token(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    lived_in(fake, web, receiver)
    before, snapshot = seen(fake), fake.snapshot()
    token = f"{BOT_TOKEN}-of-another-run"
    for other in running(receiver, lambda usual: replace(usual, bot_token=token)):
        other.restore(snapshot)
        assert seen(other) == before
        assert client_of(other, token).auth_test()["user_id"] == "U0BOT00001"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda whole: whole.update(format=99), "no snapshot of the fake Slack"),
        (lambda whole: whole["parts"].pop("views"), "no snapshot of the fake Slack"),
        (lambda whole: whole["parts"]["ids"].update(more=1), "ids is of another version"),
        (
            lambda whole: whole["parts"]["workspace"].update(
                app={"$": "object", "of": "os:system", "number": 0, "has": {}}
            ),
            "there is no 'os:system' in this version",
        ),
        (
            lambda whole: whole["parts"]["workspace"]["world"]["has"].update(colour="red"),
            "has other fields in this version",
        ),
        (lambda whole: whole["parts"]["workspace"].update(app={"$": "magic"}), "unknown kind"),
    ],
)
def test_what_is_no_snapshot_is_refused_and_changes_nothing(
    fake: FakeSlackClient, spoil: Any, words: str
) -> None:
    ts = fake.say("ana", "it-happens", "here")
    snapshot = fake.snapshot()
    spoil(snapshot)
    with pytest.raises(ValueError, match=words):
        fake.restore(snapshot)
    assert fake.messages("it-happens")[-1]["ts"] == ts


def test_another_world_can_be_seeded_until_the_next_reset(
    fake: FakeSlackClient, web: WebClient
) -> None:
    fake.seed(
        {
            "team": {"id": "T0OTHER001", "name": "Other", "domain": "other"},
            "app": {"id": "A0OTHER001", "bot_id": "B0OTHER001", "bot_user": "U0OTHERBOT"},
            "people": [
                {"key": "zoe", "id": "U0ZOE00001", "name": "Zoe", "title": "Boss", "tz": "UTC"}
            ],
            "channels": [{"id": "C0LOBBY001", "name": "lobby", "members": ["zoe"]}],
        }
    )
    assert fake.state()["users"] == {"zoe": "U0ZOE00001"}
    assert web.auth_test()["team_id"] == "T0OTHER001"
    fake.reset()
    assert "ana" in fake.state()["users"]
    with pytest.raises(ValueError, match="an entry is missing or misspelt"):
        fake.seed({"team": {}})
