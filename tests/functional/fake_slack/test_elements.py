"""Every element: what the app receives when a person fills it in, leaves it out, or clears it."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, opens, option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT, ANA, BEN = "C0ITHAPPEN", "U0ANA00001", "U0BEN00001"
COLOURS = {"options": [option("red"), option("blue")]}
RED, BLUE = ({"text": {**text(value), "emoji": True}, "value": value} for value in ("red", "blue"))
GROUPED = {"option_groups": [{"label": text("Warm"), "options": [option("red")]}]}
Ask = Callable[..., dict[str, Any]]
CASES: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "static_select", **COLOURS}, "red", {"selected_option": RED}),
    ({"type": "static_select", **GROUPED}, "red", {"selected_option": RED}),
    ({"type": "multi_static_select", **COLOURS}, ["red"], {"selected_options": [RED]}),
    ({"type": "radio_buttons", **COLOURS}, "blue", {"selected_option": BLUE}),
    ({"type": "checkboxes", **COLOURS}, ["blue", "red"], {"selected_options": [BLUE, RED]}),
    ({"type": "users_select"}, "ben", {"selected_user": BEN}),
    ({"type": "multi_users_select"}, ["ana", BEN], {"selected_users": [ANA, BEN]}),
    ({"type": "channels_select"}, "it-happens", {"selected_channel": IT}),
    ({"type": "multi_channels_select"}, [IT], {"selected_channels": [IT]}),
    ({"type": "conversations_select"}, IT, {"selected_conversation": IT}),
    ({"type": "multi_conversations_select"}, [IT], {"selected_conversations": [IT]}),
    ({"type": "datepicker"}, "2030-01-31", {"selected_date": "2030-01-31"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_900_000_000, {"selected_date_time": 1_900_000_000}),
    ({"type": "plain_text_input"}, "hello", {"value": "hello"}),
    ({"type": "email_text_input"}, "ana@example.com", {"value": "ana@example.com"}),
    ({"type": "url_text_input"}, "https://example.com", {"value": "https://example.com"}),
    ({"type": "number_input", "is_decimal_allowed": True}, 1.5, {"value": "1.5"}),
    ({"type": "number_input", "is_decimal_allowed": False}, "-3", {"value": "-3"}),
]
EMPTY: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "static_select", **COLOURS}, {"selected_option": None}),
    ({"type": "multi_static_select", **COLOURS}, {"selected_options": []}),
    ({"type": "radio_buttons", **COLOURS}, {"selected_option": None}),
    ({"type": "checkboxes", **COLOURS}, {"selected_options": []}),
    ({"type": "external_select"}, {"selected_option": None}),
    ({"type": "multi_external_select"}, {"selected_options": []}),
    ({"type": "users_select"}, {"selected_user": None}),
    ({"type": "multi_users_select"}, {"selected_users": []}),
    ({"type": "channels_select"}, {"selected_channel": None}),
    ({"type": "multi_channels_select"}, {"selected_channels": []}),
    ({"type": "conversations_select"}, {"selected_conversation": None}),
    ({"type": "multi_conversations_select"}, {"selected_conversations": []}),
    ({"type": "datepicker"}, {"selected_date": None}),
    ({"type": "timepicker"}, {"selected_time": None}),
    ({"type": "datetimepicker"}, {"selected_date_time": None}),
    ({"type": "plain_text_input"}, {"value": None}),
    ({"type": "number_input", "is_decimal_allowed": False}, {"value": None}),
    ({"type": "rich_text_input"}, {"rich_text_value": None}),
    ({"type": "file_input"}, {"files": []}),
]


def name_of(case: Any) -> str | None:
    return str(case["type"]) if isinstance(case, dict) and "type" in case else None


@pytest.fixture
def ask(web: WebClient, fake: FakeSlackClient, receiver: Receiver) -> Ask:
    """Shows Ana a form with one element and sends it; what the app then has as its value."""

    def asked(element: dict[str, Any], **given: Any) -> dict[str, Any]:
        form = modal(question("it", element, optional=True))
        receiver.on_command = opens(web, form)
        assert fake.act("ana", "slash", channel=IT, command="/it")["ok"]
        assert fake.act("ana", "submit", values=given) == {"ok": True}
        values = receiver.of("interactions")[-1].payload["view"]["state"]["values"]
        told: dict[str, Any] = values["it"]["answer"]
        return told

    return asked


@pytest.mark.parametrize(("element", "given", "told"), CASES, ids=name_of)
def test_a_submission_tells_what_was_given(
    ask: Ask, element: dict[str, Any], given: Any, told: dict[str, Any]
) -> None:
    assert ask(element, it=given) == {"type": element["type"], **told}


@pytest.mark.parametrize(("element", "told"), EMPTY, ids=name_of)
def test_what_is_left_out_is_null_or_an_empty_list(
    ask: Ask, element: dict[str, Any], told: dict[str, Any]
) -> None:
    assert ask(element) == {"type": element["type"], **told}


@pytest.mark.parametrize(
    ("element", "told"),
    [
        ({"type": "static_select", **COLOURS, "initial_option": option("red")}, RED),
        ({"type": "multi_users_select", "initial_users": [BEN]}, [BEN]),
        ({"type": "datetimepicker", "initial_date_time": 1_900_000_000}, 1_900_000_000),
        ({"type": "external_select", "initial_option": option("red")}, RED),
        ({"type": "multi_external_select", "initial_options": [option("red")]}, [RED]),
        ({"type": "conversations_select", "initial_conversation": IT}, IT),
    ],
    ids=name_of,
)
def test_the_apps_own_first_choice_counts_until_it_is_cleared(
    ask: Ask, element: dict[str, Any], told: Any
) -> None:
    assert [*ask(element).values()][1] == told
    assert [*ask(element, it=None).values()][1] in (None, [])


def test_the_current_conversation_is_chosen_where_the_app_asks_for_it(ask: Ask) -> None:
    current = {"default_to_current_conversation": True}
    one = ask({"type": "conversations_select", **current})
    many = ask({"type": "multi_conversations_select", **current})
    assert (one["selected_conversation"], many["selected_conversations"]) == (IT, [IT])


def test_a_person_can_be_chosen_as_a_conversation(ask: Ask) -> None:
    told = ask({"type": "conversations_select"}, it="ben")
    assert told["selected_conversation"].startswith("D")


def test_rich_text_is_told_as_a_block(ask: Ask) -> None:
    told = ask({"type": "rich_text_input"}, it="for @ben")
    (section,) = told["rich_text_value"]["elements"]
    assert section["elements"][-1] == {"type": "user", "user_id": BEN}
    block = {"type": "rich_text", "elements": []}
    assert ask({"type": "rich_text_input"}, it=block)["rich_text_value"] == block


def test_a_files_input_tells_the_whole_files(ask: Ask, fake: FakeSlackClient) -> None:
    file = fake.act("ana", "upload", filename="shot.png", text="not really")["file"]
    (told,) = ask({"type": "file_input"}, it=[file])["files"]
    assert (told["id"], told["name"], told["filetype"]) == (file, "shot.png", "png")


@pytest.mark.parametrize(
    ("element", "given"),
    [
        ({"type": "static_select", **COLOURS}, "green"),
        ({"type": "users_select"}, "nobody"),
        ({"type": "channels_select"}, "it-oncall"),
        ({"type": "conversations_select"}, "it-oncall"),
        ({"type": "datepicker"}, "2030-02-31"),
        ({"type": "datepicker"}, "tomorrow"),
        ({"type": "timepicker"}, "25:00"),
        ({"type": "datetimepicker"}, "soon"),
        ({"type": "file_input"}, ["F0NOTTHERE"]),
        ({"type": "external_select"}, "never offered"),
    ],
    ids=name_of,
)
def test_what_the_client_does_not_offer_cannot_be_given(
    ask: Ask, element: dict[str, Any], given: Any
) -> None:
    with pytest.raises(ValueError, match=str(given if isinstance(given, str) else given[0])):
        ask(element, it=given)


MENU = {"type": "static_select", "placeholder": text("Colour"), **COLOURS}
ACTIONS: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "button", "text": text("Go"), "value": "1"}, None, {"value": "1", "style": None}),
    ({"type": "button", "text": text("Go"), "style": "danger"}, None, {"style": "danger"}),
    (MENU, "blue", {"selected_option": option("blue"), "placeholder": text("Colour")}),
    (
        {**MENU, "initial_option": option("red")},
        "blue",
        {"selected_option": option("blue"), "initial_option": option("red")},
    ),
    ({"type": "overflow", **COLOURS}, "red", {"selected_option": option("red")}),
    ({"type": "multi_static_select", **COLOURS}, ["red"], {"selected_options": [option("red")]}),
    ({"type": "checkboxes", **COLOURS}, ["red"], {"selected_options": [option("red")]}),
    ({"type": "radio_buttons", **COLOURS}, "red", {"selected_option": option("red")}),
    ({"type": "users_select", "initial_user": ANA}, "ben", {"selected_user": BEN}),
    ({"type": "conversations_select"}, "it-happens", {"selected_conversation": IT}),
    ({"type": "channels_select"}, "it-happens", {"selected_channel": IT}),
    ({"type": "datepicker"}, "2030-01-31", {"selected_date": "2030-01-31"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_900_000_000, {"selected_date_time": 1_900_000_000}),
]


@pytest.mark.parametrize(("element", "given", "told"), ACTIONS, ids=name_of)
def test_a_click_in_a_message_tells_the_element_and_its_value(
    web: WebClient,
    fake: FakeSlackClient,
    receiver: Receiver,
    element: dict[str, Any],
    given: Any,
    told: dict[str, Any],
) -> None:
    block = {"type": "actions", "block_id": "b", "elements": [{"action_id": "a", **element}]}
    card = web.chat_postMessage(channel=IT, text="card", blocks=[block])
    assert fake.act("ana", "click", channel=IT, ts=card["ts"], action_id="a", value=given)["ok"]
    payload = receiver.of("interactions")[0].payload
    (action,) = payload["actions"]
    ids = (action["type"], action["block_id"], action["action_id"])
    assert ids == (element["type"], "b", "a")
    assert {name: action.get(name) for name in told} == told
    assert action["action_ts"]
    holds = element["type"] not in ("button", "overflow")
    entry = {"type": element["type"], next(iter(told)): next(iter(told.values()))}
    assert payload["state"]["values"] == ({"b": {"a": entry}} if holds else {})


def test_feedback_tells_which_of_the_two_it_was(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    pair = {
        "type": "feedback_buttons",
        "action_id": "liked",
        "positive_button": {"text": text("Good"), "value": "yes"},
        "negative_button": {"text": text("Bad"), "value": "no"},
    }
    trash = {"type": "icon_button", "action_id": "gone", "icon": "trash", "text": text("Delete")}
    block = {"type": "context_actions", "elements": [pair, trash]}
    card = web.chat_postMessage(channel=IT, text="card", blocks=[block])["ts"]
    assert fake.act("ana", "click", channel=IT, ts=card, action_id="liked", value="no")["ok"]
    assert fake.act("ana", "click", channel=IT, ts=card, action_id="gone")["ok"]
    liked, gone = (one.payload["actions"][0] for one in receiver.of("interactions"))
    assert (liked["value"], liked["text"], gone["type"]) == ("no", text("Bad"), "icon_button")


def test_a_choice_in_a_message_is_remembered_for_the_next_click(
    web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    go = {"type": "button", "action_id": "go", "text": text("Go")}
    form = [
        {"type": "actions", "block_id": "b", "elements": [{"action_id": "a", **MENU}, go]},
        question("why", {"type": "plain_text_input"}),
    ]
    card = web.chat_postMessage(channel=IT, text="card", blocks=form)["ts"]
    fake.act("ana", "select", channel=IT, ts=card, action_id="a", value="red")
    fake.act("ana", "click", channel=IT, ts=card, action_id="go", values={"why": "because"})
    fake.act("ben", "click", channel=IT, ts=card, action_id="go")
    hers, his = (one.payload["state"]["values"] for one in receiver.of("interactions")[1:])
    assert hers["b"]["a"]["selected_option"] == option("red")
    assert hers["why"]["answer"]["value"] == "because"
    assert (his["b"]["a"]["selected_option"], his["why"]["answer"]["value"]) == (None, None)
