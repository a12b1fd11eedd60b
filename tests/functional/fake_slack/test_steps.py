"""Custom workflow steps: run by a person, told to the app, ended by it, and what is between."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import Receiver, read_by
from tests.functional.fake_slack.modal_parts import modal, question, text
from tests.functional.fake_slack.org_harness import client_of
from tests.functional.fake_slack.refusals import code, refusal
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA = "C0ITHAPPEN", "U0ANA00001"
GO = {"type": "button", "action_id": "go", "text": text("Go")}
CARD = [{"type": "actions", "block_id": "b", "elements": [GO]}]
INPUTS = {"person": "ana", "note": "new mouse"}
DONE = {"ticket": "T-1"}


@pytest.fixture
def executed(fake: FakeSlackClient, receiver: Receiver) -> dict[str, Any]:
    """The event of a step that Ana has started."""
    assert fake.act("ana", "run_step", callback_id="ask_it", inputs=INPUTS)["ok"]
    fake.wait()
    (event,) = receiver.events("function_executed")
    return event


@pytest.fixture
def step_web(fake: FakeSlackClient, executed: dict[str, Any]) -> WebClient:
    """With the step's own token."""
    return client_of(fake, executed["bot_access_token"])


def run_of(fake: FakeSlackClient, executed: dict[str, Any]) -> dict[str, Any]:
    return fake.step(executed["function_execution_id"])


def finish(web: WebClient, executed: dict[str, Any], **outputs: Any) -> Any:
    return web.functions_completeSuccess(
        function_execution_id=executed["function_execution_id"], outputs=outputs
    )


def test_running_a_step_tells_the_app_its_inputs_and_a_token(
    fake: FakeSlackClient, executed: dict[str, Any]
) -> None:
    assert executed["inputs"] == {"person": ANA, "note": "new mouse"}
    function = executed["function"]
    assert (function["callback_id"], function["app_id"]) == ("ask_it", "A0DESK0001")
    assert [one["name"] for one in function["input_parameters"]] == ["person", "note", "copies"]
    assert [one["is_required"] for one in function["output_parameters"]] == [True, False]
    assert executed["bot_access_token"].startswith("xwfp-")
    assert executed["function_execution_id"].startswith("Fx")
    assert executed["workflow_execution_id"].startswith("Wx")
    run = run_of(fake, executed)
    assert (run["state"], run["user"], run["callback_id"]) == ("running", ANA, "ask_it")


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"note": "x"}, "missing required field: person"),
        ({**INPUTS, "note": "x" * 21}, "[json-pointer:/note]"),
        ({**INPUTS, "note": 7}, "[json-pointer:/note]"),
        ({**INPUTS, "copies": 0}, "[json-pointer:/copies]"),
        ({**INPUTS, "colour": "red"}, "invalid additional property: colour"),
    ],
)
def test_inputs_must_be_what_the_manifest_asks_for(
    fake: FakeSlackClient, receiver: Receiver, inputs: dict[str, Any], told: str
) -> None:
    seen = fake.act("ana", "run_step", callback_id="ask_it", inputs=inputs)
    assert (seen["ok"], told in seen["error"]) == (False, True)
    fake.wait()
    assert receiver.events("function_executed") == []


def test_steps_are_for_colleagues_and_must_exist(fake: FakeSlackClient) -> None:
    refused = fake.act("cora", "run_step", callback_id="ask_it", inputs=INPUTS)
    assert "org-ready" in refused["error"]
    with pytest.raises(ValueError, match="ask_it"):
        fake.act("ana", "run_step", callback_id="something")


@pytest.mark.parametrize("own_token", [True, False])
def test_the_app_ends_a_step_with_its_outputs(
    web: WebClient,
    step_web: WebClient,
    fake: FakeSlackClient,
    executed: dict[str, Any],
    own_token: bool,
) -> None:
    assert finish(step_web if own_token else web, executed, **DONE, urgent=True)["ok"]
    run = run_of(fake, executed)
    assert (run["state"], run["outputs"]) == ("completed", {"ticket": "T-1", "urgent": True})


def test_the_app_ends_a_step_with_an_error(
    step_web: WebClient, fake: FakeSlackClient, executed: dict[str, Any]
) -> None:
    run_id = executed["function_execution_id"]
    step_web.functions_completeError(function_execution_id=run_id, error="No mice left")
    run = run_of(fake, executed)
    assert (run["state"], run["error"], run["outputs"]) == ("failed", "No mice left", None)


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ({}, "missing required field: ticket"),
        ({"ticket": 1}, "[json-pointer:/ticket]"),
        ({**DONE, "urgent": "very"}, "[json-pointer:/urgent]"),
        ({**DONE, "more": 1}, "invalid additional property: more"),
    ],
)
def test_outputs_must_be_what_the_manifest_promises(
    step_web: WebClient, executed: dict[str, Any], outputs: dict[str, Any], told: str
) -> None:
    answer = refusal(lambda: finish(step_web, executed, **outputs))
    assert answer["error"] == "parameter_validation_failed"
    assert told in answer["response_metadata"]["messages"][0]


def test_outputs_must_be_an_object(step_web: WebClient, executed: dict[str, Any]) -> None:
    run_id = executed["function_execution_id"]
    for outputs in ("[]", "{"):
        wrong = {"function_execution_id": run_id, "outputs": outputs}
        refused = code(lambda: step_web.api_call("functions.completeSuccess", params=wrong))  # noqa: B023
        assert refused == "parameter_validation_failed"


def test_a_step_ends_once(
    web: WebClient, step_web: WebClient, fake: FakeSlackClient, executed: dict[str, Any]
) -> None:
    finish(step_web, executed, **DONE)
    again = code(lambda: finish(step_web, executed, **DONE))
    assert again == "execution_not_in_running_state"
    run_id = executed["function_execution_id"]
    late = code(lambda: web.functions_completeError(function_execution_id=run_id, error="late"))
    assert late == "execution_not_in_running_state"
    fake.advance(601)
    assert code(lambda: finish(step_web, executed, **DONE)) == "token_expired"


def test_a_run_is_known_to_its_own_app_and_token_only(
    web: WebClient,
    step_web: WebClient,
    fake: FakeSlackClient,
    receiver: Receiver,
    executed: dict[str, Any],
) -> None:
    unknown = {"function_execution_id": "Fx0NOTTHERE"}
    assert code(lambda: finish(web, unknown)) == "function_execution_not_found"
    wrong = code(lambda: web.functions_completeError(**unknown, error="x"))
    assert wrong == "function_execution_not_found"
    theirs = client_of(fake, fake.install(team="T0ACME0001")["token"])
    assert code(lambda: finish(theirs, executed, **DONE)) == "function_execution_not_found"
    fake.act("ana", "run_step", callback_id="ask_it", inputs=INPUTS)
    fake.wait()
    second = receiver.events("function_executed")[-1]
    assert code(lambda: finish(step_web, second, **DONE)) == "function_execution_not_found"


def test_clicks_in_a_steps_message_carry_the_step_and_a_pointer(
    step_web: WebClient, fake: FakeSlackClient, receiver: Receiver, executed: dict[str, Any]
) -> None:
    ts = step_web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert "trigger_id" not in payload
    assert "response_url" not in payload
    assert payload["bot_access_token"] == executed["bot_access_token"]
    assert payload["function_data"] == {
        "execution_id": executed["function_execution_id"],
        "function": {"callback_id": "ask_it"},
        "inputs": executed["inputs"],
    }
    assert payload["interactivity"]["interactor"]["id"] == ANA


def test_clicks_in_other_messages_of_the_app_do_not(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver, executed: dict[str, Any]
) -> None:
    ts = web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    payload = receiver.of("interactions")[0].payload
    assert {"trigger_id", "response_url"} <= set(payload)
    assert "function_data" not in payload


def test_the_pointer_opens_a_modal_that_stays_part_of_the_step(
    step_web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    step_web.chat_postEphemeral(channel=IT, user=ANA, text="card", blocks=CARD)
    ts = fake.ephemerals("ana")[0]["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    pointer = receiver.of("interactions")[0].payload["interactivity"]["interactivity_pointer"]
    form = modal(question("why", {"type": "plain_text_input"}), notify_on_close=True)
    assert step_web.views_open(interactivity_pointer=pointer, view=form)["ok"]
    again = code(lambda: step_web.views_open(interactivity_pointer=pointer, view=form))
    assert again == "exchanged_trigger_id"
    fake.act("ana", "submit", values={"why": "x"})
    payload = receiver.of("interactions")[1].payload
    assert payload["function_data"]["function"] == {"callback_id": "ask_it"}
    assert "trigger_id" not in payload
    pointer = payload["interactivity"]["interactivity_pointer"]
    step_web.views_open(interactivity_pointer=pointer, view=form)
    fake.act("ana", "close")
    closed = receiver.of("interactions")[2].payload
    assert (closed["type"], "bot_access_token" in closed) == ("view_closed", True)


def test_bolt_reads_a_step_and_its_clicks(
    bolt: App, step_web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    routed = list[str]()

    def step(inputs: dict[str, Any]) -> None:
        routed.append(str(inputs["note"]))

    def click(ack: Any, context: dict[str, Any]) -> None:
        ack()
        routed.append(str(context["function_bot_access_token"])[:5])

    bolt.function("ask_it", auto_acknowledge=True, ack_timeout=3)(step)
    bolt.action("go")(click)
    ts = step_web.chat_postMessage(channel=IT, text="card", blocks=CARD)["ts"]
    fake.act("ana", "click", channel=IT, ts=ts, action_id="go")
    event = next(one for one in receiver.of("events") if one.event["type"] == "function_executed")
    assert [read_by(bolt, event), read_by(bolt, receiver.of("interactions")[0])] == [200, 200]
    assert routed == ["new mouse", "xwfp-"]


def test_an_unknown_run_is_a_mistake_of_the_test(fake: FakeSlackClient) -> None:
    with pytest.raises(ValueError, match="Fx0NOTTHERE"):
        fake.step("Fx0NOTTHERE")
