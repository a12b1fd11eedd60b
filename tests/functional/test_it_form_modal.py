"""The IT form from Slack's side: opened, filled in, sent, and what people are told on the way."""

from typing import Any

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.ids import FormId, PersonId
from deskbell.domain.inputs import FormSubmitted
from tests.api_gateway import (
    a_message_event,
    a_submission,
    an_interaction,
    command_request,
    event_request,
    interaction_request,
)
from tests.block_kit import block_faults
from tests.builders import INSTALL
from tests.ingress import Ingress

MINJUN = PersonId("U0MINJUN01")


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


def press_open(form: str = "it", action: str = "it_form.open", **place: Any) -> dict[str, Any]:
    """Below an answer to the command, unless `place` says otherwise."""
    under = {"type": "message", "channel_id": "C0ITHAPPEN", "is_ephemeral": True}
    pressed = {"type": "button", "action_id": action, "value": form}
    payload = {"container": under, "actions": [pressed], **place}
    return interaction_request(an_interaction("block_actions", **payload))


IN_THE_GUIDE: dict[str, Any] = {
    "container": {
        "type": "message",
        "message_ts": "1795424458.000200",
        "channel_id": "D0MINJUN01",
        "is_ephemeral": False,
    },
    "channel": {"id": "D0MINJUN01", "name": "directmessage"},
    "message": {"type": "message", "user": "U0BOT00001", "ts": "1795424458.000200"},
}
"""A direct message of the app's."""
ON_THE_HOME_TAB: dict[str, Any] = {
    "container": {"type": "view", "view_id": "V0HOME0001"},
    "view": {"id": "V0HOME0001", "type": "home", "team_id": "T0DESK0001"},
}


def shortcut(callback_id: str = "it_form") -> dict[str, Any]:
    return interaction_request(an_interaction("shortcut", callback_id=callback_id))


def errors_after(ingress: Ingress, submission: dict[str, Any]) -> dict[str, str]:
    answer = ingress.send(interaction_request(submission))
    assert answer.status == 200
    assert answer.json["response_action"] == "errors"
    found: dict[str, str] = answer.json["errors"]
    return found


@pytest.mark.parametrize(
    "gesture", [command_request(), shortcut(), press_open()], ids=["command", "shortcut", "button"]
)
def test_the_form_opens_in_the_language_of_whoever_asks(
    gesture: dict[str, Any], ingress: Ingress
) -> None:
    answer = ingress.send(gesture)

    assert (answer.status, answer.body) == (200, "")
    [(trigger, view)] = ingress.slack.opened
    assert trigger == "1.2.fake"
    assert view["callback_id"] == "it_form"
    assert view["title"]["text"] == "새 IT 요청"
    assert [block["block_id"] for block in view["blocks"]] == [
        "request",
        "location",
        "manager",
        "help",
        "urgency",
        "needed_by",
    ]
    assert ingress.inputs == []


@pytest.mark.parametrize(
    ("gesture", "urgency"),
    [
        (press_open(**IN_THE_GUIDE), "normal"),
        (press_open(action="it_form.open_urgent", **IN_THE_GUIDE), "high"),
        (press_open(**ON_THE_HOME_TAB), "normal"),
    ],
    ids=["guide", "guide, urgent", "home tab"],
)
def test_a_button_of_the_guide_or_the_home_tab_opens_the_form_with_its_urgency_chosen(
    gesture: dict[str, Any], urgency: str, ingress: Ingress
) -> None:
    answer = ingress.send(gesture)

    assert (answer.status, *answer.outcome) == (200, "answered", "form_opened")
    [(_, view)] = ingress.slack.opened
    elements = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert elements["urgency"]["initial_option"]["value"] == urgency
    assert elements["urgency"]["initial_option"] in elements["urgency"]["options"]


def test_the_form_opens_in_the_language_that_was_chosen_on_the_home_tab(ingress: Ingress) -> None:
    key = keys.person(INSTALL, MINJUN)
    ingress.table.rows[key.pk, key.sk] = {"locale": "ko-KR", "language": "pl"}

    ingress.send(command_request())

    [(_, view)] = ingress.slack.opened
    assert view["close"]["text"] == "Anuluj"


def test_slack_is_asked_for_a_language_only_if_the_table_does_not_know(ingress: Ingress) -> None:
    key = keys.person(INSTALL, MINJUN)
    ingress.table.rows[key.pk, key.sk] = {"locale": "pl-PL"}

    ingress.send(command_request())

    [(_, view)] = ingress.slack.opened
    assert view["close"]["text"] == "Anuluj"
    assert ingress.slack.asked == []


def test_slack_is_asked_once_for_a_person(ingress: Ingress) -> None:
    ingress.send(command_request("help"))
    ingress.send(command_request("help"))

    assert ingress.slack.asked == [MINJUN]


def test_words_behind_the_command_are_answered_with_help_and_a_button(ingress: Ingress) -> None:
    answer = ingress.send(command_request("my laptop is on fire"))

    assert answer.status == 200
    assert answer.json["response_type"] == "ephemeral"
    assert block_faults(answer.json["blocks"]) == []
    [_, actions] = answer.json["blocks"]
    assert actions["elements"][0]["action_id"] == "it_form.open"
    assert ingress.slack.opened == []
    assert "fire" not in answer.body


@pytest.mark.parametrize(
    ("gesture", "reason"),
    [
        (command_request(command="/hr"), "unknown_command"),
        (shortcut("hr_form"), "unknown_form"),
        (press_open("hr"), "unknown_form"),
    ],
)
def test_a_form_that_the_desk_does_not_have_is_ignored(
    gesture: dict[str, Any], reason: str, ingress: Ingress
) -> None:
    answer = ingress.send(gesture)

    assert (answer.status, *answer.outcome) == (200, "ignored", reason)


def test_a_good_answer_closes_the_form_and_reaches_the_inbox(ingress: Ingress) -> None:
    answer = ingress.send(interaction_request(a_submission()))

    assert (answer.status, answer.body) == (200, "")
    [envelope] = ingress.envelopes
    assert envelope.key == "view:T0DESK0001:V0DESK0001:1795424459.abcdef"
    assert envelope.input == FormSubmitted(
        form=FormId("it"),
        person=MINJUN,
        view_id="V0DESK0001",
        values={
            "request": "A new monitor",
            "location": "warsaw",
            "manager": "U0LENA0001",
            "help": "Mine flickers",
            "urgency": "high",
            "needed_by": "2026-12-01",
        },
    )


def test_an_answer_left_out_is_left_out(ingress: Ingress) -> None:
    ingress.send(
        interaction_request(
            a_submission(
                needed_by={"type": "datepicker", "selected_date": None},
                urgency={"type": "static_select", "selected_option": None},
            )
        )
    )

    [submitted] = ingress.inputs
    assert isinstance(submitted, FormSubmitted)
    assert "needed_by" not in submitted.values
    assert submitted.values["urgency"] == "normal"


def test_what_is_wrong_stands_beside_its_field_in_the_persons_language(ingress: Ingress) -> None:
    errors = errors_after(
        ingress,
        a_submission(
            request={"type": "plain_text_input", "value": None},
            location={"type": "static_select", "selected_option": {"value": "atlantis"}},
            manager={"type": "users_select", "selected_user": MINJUN},
            help={"type": "plain_text_input", "value": "가" * 3001},
            urgency={"type": "static_select", "selected_option": {"value": "fire"}},
            needed_by={"type": "datepicker", "selected_date": "2020-01-01"},
        ),
    )

    assert set(errors) == {"request", "location", "manager", "help", "urgency", "needed_by"}
    assert all(any("가" <= sign <= "힣" for sign in text) for text in errors.values())
    assert "3000" in errors["help"]
    assert ingress.inputs == []


def test_if_the_inbox_refuses_the_person_is_asked_to_send_again(ingress: Ingress) -> None:
    ingress.queue.available = False

    errors = errors_after(ingress, a_submission())

    assert "다시" in errors["request"]


def test_if_the_inbox_refuses_slack_is_asked_to_send_the_event_again(ingress: Ingress) -> None:
    ingress.queue.available = False

    answer = ingress.send(event_request(a_message_event()))

    assert (answer.status, *answer.outcome) == (500, "failed", "QueueUnavailableError")


def test_if_the_settings_cannot_be_read_slack_is_asked_to_send_again(ingress: Ingress) -> None:
    ingress.fault = StoreUnavailableError("ThrottlingException")

    answer = ingress.send(event_request(a_message_event()))

    assert (answer.status, *answer.outcome) == (500, "failed", "StoreUnavailableError")
    assert answer.log["why"] == "ThrottlingException"


def test_a_bug_is_a_500_and_its_log_tells_where_but_not_what_was_sent(ingress: Ingress) -> None:
    ingress.fault = KeyError("My laptop does not start")

    answer = ingress.send(event_request(a_message_event()))

    assert (answer.status, *answer.outcome) == (500, "failed", "KeyError")
    assert answer.log["where"].startswith("_desk:")
    assert "laptop" not in answer.logged


@pytest.mark.parametrize("kind", ["view_closed", "message_action", "block_suggestion"])
def test_interactions_that_need_no_answer_get_an_empty_one(kind: str, ingress: Ingress) -> None:
    answer = ingress.send(interaction_request(an_interaction(kind)))

    assert (answer.status, answer.body) == (200, "")
    assert ingress.inputs == []
