"""Commands, shortcuts, buttons and modals: what the app is sent and what people then see."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tests.functional.fake_slack.harness import Received, Receiver, read_by
from tests.functional.fake_slack.modal_parts import option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "it_form",
    "title": text("New IT request"),
    "submit": text("Send"),
    "notify_on_close": True,
    "blocks": [
        question("request", {"type": "plain_text_input", "max_length": 20}),
        question(
            "office", {"type": "static_select", "options": [option("Berlin"), option("Seoul")]}
        ),
        question("manager", {"type": "users_select"}, optional=True),
        question("needed_by", {"type": "datepicker"}, optional=True),
    ],
}
FILLED = {"request": "A new mouse", "office": "Seoul", "manager": "lena", "needed_by": "2030-01-31"}
BUTTON = {
    "type": "actions",
    "block_id": "b",
    "elements": [
        {"type": "button", "action_id": "ticket.take", "text": text("Take"), "value": "T-1"}
    ],
}


def opens(web: WebClient, view: dict[str, Any]) -> Callable[[Received], Response]:
    def answer(received: Received) -> Response:
        fields = received.fields
        trigger = fields.get("trigger_id") or json.loads(fields["payload"])["trigger_id"]
        web.views_open(trigger_id=trigger, view=view)
        return Response()

    return answer


@pytest.fixture
def form(web: WebClient, fake: FakeSlackClient, receiver: Receiver) -> FakeSlackClient:
    """Ana has the form open."""
    receiver.on_command = opens(web, FORM)
    assert fake.act("ana", "slash", channel=IT, command="/it") == {"ok": True}
    return fake


def test_a_slash_command_has_slacks_fields(fake: FakeSlackClient, receiver: Receiver) -> None:
    fake.act("ben", "slash", channel="it-oncall", command="/it", text="for @ana in #it-happens")
    fields = receiver.of("commands")[0].fields
    assert fields["text"] == "for <@U0ANA00001> in <#C0ITHAPPEN|it-happens>"
    assert (fields["command"], fields["user_id"]) == ("/it", "U0BEN00001")
    assert fields["channel_name"] == "privategroup"
    assert fields["trigger_id"]
    assert fields["response_url"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "answer",
    [
        PlainTextResponse("On it"),
        JSONResponse({"text": "On it"}),
        JSONResponse({"response_type": "ephemeral", "text": "On it"}),
    ],
)
def test_a_commands_answer_is_for_the_person_alone(
    fake: FakeSlackClient, receiver: Receiver, answer: Response
) -> None:
    receiver.on_command = lambda _: answer
    fake.act("ana", "slash", channel=IT, command="/it")
    assert [one["text"] for one in fake.ephemerals("ana")] == ["On it"]
    assert fake.messages("it-happens") == []


def test_a_failing_command_is_told_in_the_channel(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_command = lambda _: Response("no", 500)
    seen = fake.act("ana", "slash", channel=IT, command="/it")
    assert seen == {"ok": False, "error": '/it failed with the error "dispatch_failed"'}
    fake.fault("delivery", "drop_first", kind="command", times=1)
    late = fake.act("ana", "slash", channel=IT, command="/it")
    assert late["error"] == '/it failed with the error "operation_timeout"'


def test_commands_are_not_for_threads_nor_for_people_from_next_door(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    in_thread = fake.act("ana", "slash", channel=IT, command="/it", thread_ts="1.000001")
    outside = fake.act("cora", "slash", channel="x-team", command="/it")
    unknown = fake.act("ana", "slash", channel=IT, command="/nothing")
    assert "not supported in threads" in in_thread["error"]
    assert "not a valid command" in outside["error"]
    assert "not a valid command" in unknown["error"]
    assert receiver.received == []


def test_the_command_opens_a_modal_for_that_person(form: FakeSlackClient) -> None:
    (view,) = form.views("ana")
    assert (view["callback_id"], view["root_view_id"]) == ("it_form", view["id"])
    assert form.views("ben") == []


def test_a_shortcut_opens_the_same_modal(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    receiver.on_interaction = opens(web, FORM)
    assert fake.act("ola", "global_shortcut", callback_id="it_form")["ok"]
    payload = receiver.of("interactions")[0].payload
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "it_form")
    assert "response_url" not in payload
    assert len(fake.views("ola")) == 1


def test_a_trigger_works_once_and_for_three_seconds(
    web: WebClient, form: FakeSlackClient, receiver: Receiver
) -> None:
    used = receiver.of("commands")[0].fields["trigger_id"]
    receiver.on_command = lambda _: Response()
    form.act("ana", "slash", channel=IT, command="/it")
    old = receiver.of("commands")[1].fields["trigger_id"]
    form.advance(4)
    refused = []
    for trigger in (used, old, "1.2.nonsense"):
        with pytest.raises(SlackApiError) as error:
            web.views_open(trigger_id=trigger, view=FORM)
        refused.append(error.value.response["error"])
    assert refused == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


def test_a_submission_carries_what_was_filled_in(form: FakeSlackClient, receiver: Receiver) -> None:
    assert form.act("ana", "submit", values=FILLED) == {"ok": True}
    payload = receiver.of("interactions")[0].payload
    values = payload["view"]["state"]["values"]
    assert payload["type"] == "view_submission"
    assert payload["user"]["team_id"] == "T0DESK0001"
    assert values["request"]["answer"] == {"type": "plain_text_input", "value": "A new mouse"}
    assert values["office"]["answer"]["selected_option"]["value"] == "Seoul"
    assert values["manager"]["answer"]["selected_user"] == "U0LENA0001"
    assert values["needed_by"]["answer"]["selected_date"] == "2030-01-31"
    assert form.views("ana") == []


def test_what_was_left_out_comes_as_null(form: FakeSlackClient, receiver: Receiver) -> None:
    form.act("ana", "submit", values={"request": "x", "office": "Berlin"})
    values = receiver.of("interactions")[0].payload["view"]["state"]["values"]
    assert values["manager"]["answer"] == {"type": "users_select", "selected_user": None}


def test_slacks_own_checks_come_before_anything_is_sent(
    form: FakeSlackClient, receiver: Receiver
) -> None:
    seen = form.act("ana", "submit", values={"request": "x" * 21})
    assert set(seen["errors"]) == {"request", "office"}
    assert receiver.of("interactions") == []


def test_slacks_own_checks_speak_the_persons_language(form: FakeSlackClient) -> None:
    said = {}
    for person in ("ana", "minjun", "ola"):
        form.act(person, "slash", channel=IT, command="/it")
        seen = form.act(person, "submit", values={"request": "x" * 21, "office": "Seoul"})
        said[person] = seen["errors"]["request"]
    assert said == {
        "ana": "Please shorten this to 20 characters.",
        "minjun": "20자 이내로 줄여 주세요.",
        "ola": "Skróć tekst: limit znaków to 20.",
    }


def test_the_apps_errors_show_beside_their_fields(
    form: FakeSlackClient, receiver: Receiver
) -> None:
    errors = {"request": "Say more"}
    receiver.on_interaction = lambda _: JSONResponse(
        {"response_action": "errors", "errors": errors}
    )
    seen = form.act("ana", "submit", values=FILLED)
    assert seen == {"ok": False, "errors": errors, "sent": True}
    assert len(form.views("ana")) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Response("no", 500),
        PlainTextResponse("ok"),
        JSONResponse({}),
        JSONResponse({"response_action": "errors", "errors": {"no_such_block": "x"}}),
        JSONResponse({"response_action": "update", "view": {**FORM, "blocks": []}}),
        JSONResponse({"response_action": "dance"}),
    ],
)
def test_a_bad_answer_keeps_the_modal_open_with_an_error(
    form: FakeSlackClient, receiver: Receiver, answer: Response
) -> None:
    receiver.on_interaction = lambda _: answer
    seen = form.act("ana", "submit", values=FILLED)
    assert seen["error"] == "We had some trouble connecting. Try again?"
    assert len(form.views("ana")) == 1


def test_update_push_and_clear_change_the_stack(form: FakeSlackClient, receiver: Receiver) -> None:
    def respond(**answer: Any) -> None:
        receiver.on_interaction = lambda _: JSONResponse(answer)
        assert form.act("ana", "submit", values=FILLED)["ok"]

    respond(response_action="update", view={**FORM, "title": text("Second")})
    assert [view["title"]["text"] for view in form.views("ana")] == ["Second"]
    respond(response_action="push", view={**FORM, "title": text("On top")})
    below, top = form.views("ana")
    assert (top["previous_view_id"], top["root_view_id"]) == (below["id"], below["id"])
    respond(response_action="clear")
    assert form.views("ana") == []


def test_the_stack_holds_three(form: FakeSlackClient, receiver: Receiver) -> None:
    pushed = {"response_action": "push", "view": FORM}
    receiver.on_interaction = lambda _: JSONResponse(pushed)
    assert [form.act("ana", "submit", values=FILLED)["ok"] for _ in range(3)] == [True, True, False]


def test_closing_is_told_where_the_app_asked_for_it(
    form: FakeSlackClient, receiver: Receiver
) -> None:
    form.act("ana", "close")
    payload = receiver.of("interactions")[0].payload
    assert (payload["type"], payload["is_cleared"]) == ("view_closed", False)
    assert form.views("ana") == []


def test_an_update_keeps_input_and_checks_the_hash(
    web: WebClient, form: FakeSlackClient, receiver: Receiver
) -> None:
    view = form.views("ana")[0]
    button = {"type": "actions", "block_id": "more", "elements": [BUTTON["elements"][0]]}
    changed = {**FORM, "blocks": [*FORM["blocks"], button]}
    web.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        web.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    form.act("ana", "click", action_id="ticket.take", values={"request": "typed"})
    web.views_update(view_id=view["id"], view=changed)
    kept = form.views("ana")[0]["state"]["values"]["request"]["answer"]["value"]
    payload = receiver.of("interactions")[0].payload
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["state"]["values"]["request"]["answer"]["value"] == "typed"
    assert kept == "typed"


def test_a_view_slack_would_refuse_is_refused(web: WebClient, form: FakeSlackClient) -> None:
    view_id = form.views("ana")[0]["id"]
    bad = {**FORM, "title": text("x" * 25)}
    with pytest.raises(SlackApiError) as refused:
        web.views_update(view_id=view_id, view=bad)
    told = refused.value.response["response_metadata"]["messages"]
    assert told == ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]


def test_a_button_tells_where_it_was_clicked(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    root = fake.say("ana", "it-happens", "help")
    card = web.chat_postMessage(channel=IT, text="card", blocks=[BUTTON], thread_ts=root)
    assert fake.act("ben", "click", channel=IT, ts=card["ts"], action_id="ticket.take")["ok"]
    payload = receiver.of("interactions")[0].payload
    assert payload["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": IT,
        "is_ephemeral": False,
        "thread_ts": root,
    }
    assert payload["actions"][0]["value"] == "T-1"
    assert payload["message"]["ts"] == card["ts"]
    assert payload["channel"] == {"id": IT, "name": "it-happens"}


def test_a_button_in_a_dm_with_the_app_tells_that_dm(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    card = web.chat_postMessage(channel=ANA, text="card", blocks=[BUTTON])
    dm = card["channel"]
    assert fake.act("ana", "click", channel=dm, ts=card["ts"], action_id="ticket.take")["ok"]
    payload = receiver.of("interactions")[0].payload
    assert payload["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": dm,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": dm, "name": "directmessage"}
    assert payload["message"]["ts"] == card["ts"]
    with pytest.raises(ValueError, match="sees no channel"):
        fake.act("ben", "click", channel=dm, ts=card["ts"], action_id="ticket.take")


def test_people_from_next_door_click_with_their_own_team(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    card = web.chat_postMessage(channel="C0XTEAM001", text="card", blocks=[BUTTON])
    fake.act("cora", "click", channel="x-team", ts=card["ts"], action_id="ticket.take")
    assert receiver.of("interactions")[0].payload["user"]["team_id"] == "T0ACME0001"


def test_a_click_can_arrive_three_times(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    card = web.chat_postMessage(channel=IT, text="card", blocks=[BUTTON])
    fake.fault("delivery", "duplicate", kind="interaction", copies=2, times=1)
    fake.act("ben", "click", channel=IT, ts=card["ts"], action_id="ticket.take")
    fake.wait()
    bodies = [one.body for one in receiver.of("interactions")]
    assert len(bodies) == 3
    assert len(set(bodies)) == 1


def test_an_ephemeral_is_replaced_and_deleted_through_its_response_url(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    web.chat_postEphemeral(channel=IT, user=ANA, text="sure?", blocks=[BUTTON])
    whisper = fake.ephemerals("ana")[0]
    fake.act("ana", "click", channel=IT, ts=whisper["ts"], action_id="ticket.take")
    payload = receiver.of("interactions")[0].payload
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    url = payload["response_url"]
    httpx.post(url, json={"replace_original": True, "text": "done"}, trust_env=False)
    assert [one["text"] for one in fake.ephemerals("ana")] == ["done"]
    httpx.post(url, json={"delete_original": True}, trust_env=False)
    assert fake.ephemerals("ana") == []


def test_a_response_url_works_five_times_within_half_an_hour(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    def use(url: str, **answer: Any) -> httpx.Response:
        return httpx.post(url, json={"text": "x", **answer}, trust_env=False)

    for _ in range(2):
        fake.act("ana", "slash", channel=IT, command="/it")
    first, second = [one.fields["response_url"] for one in receiver.of("commands")]
    assert use(first, blocks=[{"type": "header"}]).text == "invalid_blocks"
    assert [use(first).status_code for _ in range(5)] == [200, 200, 200, 200, 404]
    assert use(second, response_type="in_channel").status_code == 200
    assert fake.messages("it-happens")[0]["subtype"] == "bot_message"
    fake.advance(1801)
    assert use(second).json() == {"ok": False, "error": "expired_url"}


def test_a_plain_bolt_app_routes_every_interaction(
    bolt: App, web: WebClient, form: FakeSlackClient, receiver: Receiver
) -> None:
    card = web.chat_postMessage(channel=IT, text="card", blocks=[BUTTON])
    form.act("ana", "click", channel=IT, ts=card["ts"], action_id="ticket.take")
    form.act("ana", "submit", values=FILLED)
    form.act("ana", "slash", channel=IT, command="/it")
    form.act("ana", "close")
    form.act("ana", "global_shortcut", callback_id="it_form")
    routed = list[str]()
    listen(bolt, routed)
    requests = [*receiver.of("commands"), *receiver.of("interactions")]
    assert {read_by(bolt, request) for request in requests} == {200}
    assert routed == ["command", "command", "action", "submission", "closed", "shortcut"]


def listen(bolt: App, routed: list[str]) -> None:
    def listener(name: str) -> Callable[..., None]:
        def heard(ack: Callable[[], None]) -> None:
            ack()
            routed.append(name)

        return heard

    bolt.command("/it")(listener("command"))
    bolt.action("ticket.take")(listener("action"))
    bolt.view_submission("it_form")(listener("submission"))
    bolt.view_closed("it_form")(listener("closed"))
    bolt.global_shortcut("it_form")(listener("shortcut"))
