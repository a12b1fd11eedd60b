"""The app's Home tab: opened by people, published by the app, clicked on without a channel."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.functional.fake_slack.harness import (
    BOT_TOKEN,
    Received,
    Receiver,
    read_by,
    running,
    with_manifest,
)
from tests.functional.fake_slack.modal_parts import option, question, text
from tests.functional.fake_slack.org_harness import client_of
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
ANA = "U0ANA00001"
LANGUAGE = {
    "type": "static_select",
    "action_id": "home.language",
    "options": [option("en"), option("ko")],
}
NEW = {"type": "button", "action_id": "home.new", "text": text("New request"), "value": "new"}


def home_of(words: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "home",
        "blocks": [
            {
                "type": "section",
                "block_id": "hello",
                "text": {"type": "mrkdwn", "text": words},
                "accessory": LANGUAGE,
            },
            {"type": "actions", "block_id": "buttons", "elements": [NEW]},
        ],
        **more,
    }


def publish(web: WebClient, words: str, **more: Any) -> dict[str, Any]:
    view: dict[str, Any] = web.views_publish(user_id=ANA, view=home_of(words), **more)["view"]
    return view


def test_the_first_visit_shows_an_empty_home_and_tells_the_app(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    seen = fake.act("ana", "open_home")
    fake.wait()
    (event,) = receiver.events("app_home_opened")
    assert seen == {"ok": True, "channel": "D0ANA00001", "view": None}
    assert fake.home("ana") is None
    assert set(event) == {"type", "user", "channel", "tab", "event_ts"}
    assert (event["user"], event["channel"], event["tab"]) == (ANA, "D0ANA00001", "home")


def test_a_later_visit_tells_the_app_what_is_shown(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    published = publish(web, "Hello Ana", hash=None)
    fake.act("ana", "open_home")
    fake.wait("home", user="ana", contains="Hello Ana")
    fake.wait()
    (event,) = receiver.events("app_home_opened")
    assert event["view"] == published == fake.home("ana")
    assert (published["type"], published["root_view_id"]) == ("home", published["id"])
    assert published["app_installed_team_id"] == "T0DESK0001"


def test_each_person_has_a_home_of_their_own(web: WebClient, fake: FakeSlackClient) -> None:
    publish(web, "Hello Ana")
    assert fake.home("ben") is None
    with pytest.raises(TimeoutError):
        fake.wait("home", timeout=0.05, user="ben")


def test_a_home_that_changed_meanwhile_is_not_overwritten(
    web: WebClient, fake: FakeSlackClient
) -> None:
    first = publish(web, "one")
    second = publish(web, "two", hash=first["hash"])
    assert (second["id"], second["hash"] != first["hash"]) == (first["id"], True)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        publish(web, "three", hash=first["hash"])
    assert "two" in str(fake.home("ana"))


def test_a_hash_for_a_home_that_was_never_published_is_a_conflict(
    web: WebClient, fake: FakeSlackClient
) -> None:
    with pytest.raises(SlackApiError, match="hash_conflict"):
        publish(web, "one", hash="1.abc")
    assert fake.home("ana") is None


@pytest.mark.parametrize(
    ("user", "view", "told"),
    [
        (ANA, {"type": "modal"}, "must be home"),
        (ANA, home_of("x" * 3_001), "json-pointer:/view/blocks/0/text/text"),
        (ANA, home_of("x", title=text("x")), "invalid additional property: title"),
        (ANA, {"type": "home", "blocks": []}, "no fewer than 1 items"),
        (ANA, {"type": "home", "blocks": [{"type": "divider"}] * 101}, "no more than 100 items"),
        ("ana", home_of("x"), "invalid `user_id`"),
        ("U0CORA0001", home_of("x"), "invalid `user_id`"),
        ("U0BOT00001", home_of("x"), "invalid `user_id`"),
    ],
)
@pytest.mark.usefixtures("fake")
def test_a_home_slack_would_refuse_is_refused(
    web: WebClient, user: str, view: dict[str, Any], told: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        web.views_publish(user_id=user, view=view)
    assert refused.value.response["error"] == "invalid_arguments"
    assert told in str(refused.value.response["response_metadata"]["messages"])


def test_a_button_in_the_home_has_a_trigger_but_no_channel(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    published = publish(web, "Hello")
    assert fake.act("ana", "click", action_id="home.new")["ok"]
    payload = receiver.of("interactions")[0].payload
    assert payload["container"] == {"type": "view", "view_id": published["id"]}
    assert payload["view"] == published
    assert payload["trigger_id"]
    assert not {"channel", "message", "response_url"} & set(payload)
    assert payload["actions"][0]["value"] == "new"


def test_a_choice_in_the_home_is_in_the_state_and_stays(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    publish(web, "Hello")
    assert fake.act("ana", "select", action_id="home.language", value="ko")["ok"]
    payload = receiver.of("interactions")[0].payload
    assert payload["actions"][0]["selected_option"]["value"] == "ko"
    for view in (payload["view"], publish(web, "안녕하세요")):
        chosen = view["state"]["values"]["hello"]["home.language"]["selected_option"]
        assert chosen["value"] == "ko"


def test_a_modal_opened_from_the_home_lies_over_it(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    publish(web, "Hello")
    ask = question("request", {"type": "plain_text_input"})
    form = {"type": "modal", "title": text("New"), "submit": text("Send"), "blocks": [ask]}

    def open_form(received: Received) -> Any:
        web.views_open(trigger_id=received.payload["trigger_id"], view=form)
        return Receiver().on_event(received)

    receiver.on_interaction = open_form
    fake.act("ana", "click", action_id="home.new")
    assert [view["type"] for view in fake.views("ana")] == ["modal"]
    with pytest.raises(ValueError, match="no element"):
        fake.act("ana", "click", action_id="home.new")
    home = fake.home("ana")
    assert home
    assert fake.act("ana", "click", action_id="home.new", view_id=home["id"])["ok"]


def test_people_from_next_door_have_no_home(fake: FakeSlackClient, receiver: Receiver) -> None:
    assert not fake.act("cora", "open_home")["ok"]
    fake.wait()
    assert receiver.events("app_home_opened") == []


def test_a_plain_bolt_app_takes_what_happens_in_the_home(
    bolt: App, web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    heard = list[str]()

    def clicked(ack: Callable[[], None], body: dict[str, Any]) -> None:
        ack()
        heard.append(body["container"]["type"])

    bolt.event("app_home_opened")(lambda event: heard.append(event["view"]["type"]))
    bolt.action("home.new")(clicked)
    publish(web, "Hello")
    fake.act("ana", "open_home")
    fake.act("ana", "click", action_id="home.new")
    fake.wait()
    assert {read_by(bolt, one) for one in receiver.received} == {200}
    assert sorted(heard) == ["home", "view"]


@pytest.fixture
def without_home(receiver: Receiver) -> Iterator[FakeSlackClient]:
    """A fake whose manifest has the Home tab switched off."""
    yield from running(receiver, lambda usual: with_manifest(usual, home_tab=False))


def test_a_home_tab_that_is_off_in_the_manifest_is_refused(without_home: FakeSlackClient) -> None:
    with pytest.raises(SlackApiError, match="not_enabled"):
        publish(client_of(without_home, BOT_TOKEN), "Hello")
    seen = without_home.act("ana", "open_home")
    assert seen == {"ok": False, "error": "Deskbell has no Home tab for you."}
