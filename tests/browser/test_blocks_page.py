"""What people do with the elements of a message, and what the app then receives."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.browser.choosing import choose, chosen, gesture
from tests.browser.workspace import IT, Window
from tests.functional.fake_slack.harness import Received, Receiver
from tests.functional.fake_slack.modal_parts import option, text

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
NINE_IN_NEW_YORK = 1_795_356_000
"""2026-11-22, 09:00 for Ana."""
Element = dict[str, Any]


@pytest.fixture
def ana(window: Window) -> Page:
    return window("ana")


@pytest.fixture
def asked(ana: Page, web: WebClient) -> Callable[..., Locator]:
    """Posts one element in a message and finds it in Ana's window."""

    def post(element: Element, kind: str = "actions") -> Locator:
        spec = {"action_id": "it", **element}
        block = {"type": kind, "block_id": "asked", "elements": [spec]}
        said = web.chat_postMessage(channel=IT, text="asked", blocks=[block])
        return ana.get_by_test_id(f"action-{said['ts']}-it")

    return post


def told(receiver: Receiver) -> dict[str, Any]:
    """The one action the app was told of, without the time it happened."""
    (received,) = receiver.of("interactions")
    (action,) = received.payload["actions"]
    del action["action_ts"]
    assert (action.pop("action_id"), action.pop("block_id")) == ("it", "asked")
    return dict(action)


def size(node: Locator) -> tuple[float, float]:
    box = node.bounding_box()
    assert box
    return box["width"], box["height"]


def test_a_button_tells_its_value(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    with gesture(ana):
        asked({"type": "button", "text": text("Take"), "value": "IT-1"}).click()
    assert told(receiver)["value"] == "IT-1"


def test_a_button_is_pressed_with_the_keyboard(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    asked({"type": "button", "text": text("Take"), "value": "IT-1"}).focus()
    with gesture(ana):
        ana.keyboard.press("Space")
    assert told(receiver)["type"] == "button"


def test_an_overflow_menu_tells_the_chosen_option(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    asked({"type": "overflow", "options": [option("Close"), option("Merge")]}).click()
    with gesture(ana):
        ana.get_by_test_id("option-Merge").click()
    assert told(receiver)["selected_option"]["value"] == "Merge"


@pytest.mark.parametrize(
    ("kind", "label", "selected"),
    [
        ("users_select", "Kim Minjun", {"selected_user": "U0MINJUN01"}),
        ("channels_select", "x-team", {"selected_channel": "C0XTEAM001"}),
        ("conversations_select", "it-happens", {"selected_conversation": IT}),
    ],
)
def test_people_and_places_are_chosen_by_name_and_told_by_id(
    ana: Page,
    asked: Callable[..., Locator],
    receiver: Receiver,
    kind: str,
    label: str,
    selected: dict[str, str],
) -> None:
    select = asked({"type": kind, "placeholder": text("Who or where")})
    expect(select).to_have_text("Who or where")
    with gesture(ana):
        choose(ana, select, label)
    assert told(receiver).items() >= {"type": kind, **selected}.items()
    expect(select).to_contain_text(label)


@pytest.mark.parametrize(
    ("kind", "labels", "selected"),
    [
        ("multi_users_select", ["Ben", "Lena"], {"selected_users": ["U0BEN00001", "U0LENA0001"]}),
        ("multi_channels_select", ["x-team"], {"selected_channels": ["C0XTEAM001"]}),
        ("multi_conversations_select", ["it-happens"], {"selected_conversations": [IT]}),
    ],
)
def test_several_people_and_places_are_told_together(
    ana: Page,
    web: WebClient,
    receiver: Receiver,
    kind: str,
    labels: list[str],
    selected: dict[str, list[str]],
) -> None:
    menu = {"type": kind, "action_id": "it", "placeholder": text("Choose")}
    section = {"type": "section", "block_id": "asked", "text": text("Who?"), "accessory": menu}
    said = web.chat_postMessage(channel=IT, text="asked", blocks=[section])
    with gesture(ana):
        choose(ana, ana.get_by_test_id(f"action-{said['ts']}-it"), *labels)
    assert told(receiver).items() >= {"type": kind, **selected}.items()


def test_a_static_select_tells_the_option_and_its_group_is_shown(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    groups = [{"label": text("Europe"), "options": [option("Berlin"), option("Warsaw")]}]
    select = asked({"type": "static_select", "option_groups": groups})
    select.click()
    expect(ana.get_by_role("group", name="Europe")).to_be_visible()
    ana.keyboard.type("wars")
    with gesture(ana):
        ana.keyboard.press("Enter")
    assert told(receiver)["selected_option"]["value"] == "Warsaw"


def test_an_external_select_shows_what_the_app_answers_to_what_is_typed(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    def suggest(received: Received) -> Response:
        if received.payload["type"] != "block_suggestion":
            return Response()
        return JSONResponse({"options": [option(f"{received.payload['value']}-1")]})

    receiver.on_interaction = suggest
    select = asked({"type": "external_select", "min_query_length": 2})
    with gesture(ana):
        choose(ana, select, "IT")
    expect(select).to_have_text("IT-1")
    action = receiver.of("interactions")[-1].payload["actions"][0]
    assert action["selected_option"]["value"] == "IT-1"


@pytest.mark.parametrize(
    ("element", "given", "selected"),
    [
        ({"type": "datepicker"}, "2026-12-24", {"selected_date": "2026-12-24"}),
        ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ],
)
def test_a_day_and_an_hour_are_told_as_given(
    ana: Page,
    asked: Callable[..., Locator],
    receiver: Receiver,
    element: Element,
    given: str,
    selected: dict[str, str],
) -> None:
    with gesture(ana):
        asked(element).fill(given)
    assert told(receiver).items() >= selected.items()


def test_a_moment_is_told_in_seconds(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    moment = asked({"type": "datetimepicker"})
    moment.locator("[type=date]").fill("2026-11-22")
    with gesture(ana):
        moment.locator("[type=time]").fill("09:00")
    assert told(receiver)["selected_date_time"] == NINE_IN_NEW_YORK


def test_checkboxes_and_radio_buttons_start_as_the_app_wants_and_tell_what_is_chosen(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    options = [option("VPN"), option("Mail")]
    boxes = asked({"type": "checkboxes", "options": options, "initial_options": options[:1]})
    expect(boxes.get_by_label("VPN")).to_be_checked()
    with gesture(ana):
        boxes.get_by_label("Mail").check()
    assert [one["value"] for one in told(receiver)["selected_options"]] == ["VPN", "Mail"]
    receiver.clear()
    radio = asked({"type": "radio_buttons", "options": options})
    with gesture(ana):
        radio.get_by_label("VPN").check()
    assert told(receiver)["selected_option"]["value"] == "VPN"


def test_feedback_and_icon_buttons_tell_what_was_pressed(
    ana: Page, web: WebClient, receiver: Receiver
) -> None:
    pair = {
        "type": "feedback_buttons",
        "action_id": "it",
        "positive_button": {"text": text("Good"), "value": "good"},
        "negative_button": {"text": text("Bad"), "value": "bad"},
    }
    block = {"type": "context_actions", "block_id": "asked", "elements": [pair]}
    web.chat_postMessage(channel=IT, text="asked", blocks=[block])
    with gesture(ana):
        ana.get_by_role("button", name="Bad").click()
    assert told(receiver)["value"] == "bad"


def test_a_click_that_the_app_does_not_answer_leaves_a_warning_with_words(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    receiver.on_interaction = lambda _: Response("no", 500)
    button = asked({"type": "button", "text": text("Take")})
    before = size(button)
    button.click()
    expect(ana.get_by_test_id("failure-it")).to_contain_text("did not work")
    assert size(button) == before
    receiver.on_interaction = lambda _: Response()
    button.click()
    expect(ana.get_by_test_id("failure-it")).to_have_count(0)


def test_a_click_shows_that_it_is_on_its_way(
    ana: Page, asked: Callable[..., Locator], receiver: Receiver
) -> None:
    seen: list[str | None] = []
    button = asked({"type": "button", "text": text("Take")})
    ana.expose_function("seen_busy", lambda busy: seen.append(busy))
    button.evaluate(
        """node => new MutationObserver(() => seen_busy(node.getAttribute('aria-busy')))
            .observe(node, {attributes: true, attributeFilter: ['aria-busy']})"""
    )
    button.click()
    expect(button).not_to_have_attribute("aria-busy", "true")
    ana.wait_for_function("true")
    assert seen[0] == "true"


def test_a_choice_stays_when_the_app_changes_the_message(
    ana: Page, web: WebClient, receiver: Receiver
) -> None:
    options = [option("VPN"), option("Mail")]
    menu = {"type": "multi_static_select", "action_id": "it", "options": options}
    section = {"type": "section", "block_id": "asked", "text": text("What?"), "accessory": menu}
    said = web.chat_postMessage(channel=IT, text="asked", blocks=[section])
    select = ana.get_by_test_id(f"action-{said['ts']}-it")
    choose(ana, select, "VPN", "Mail")
    header = {"type": "header", "text": text("Heard")}
    web.chat_update(channel=IT, ts=said["ts"], text="asked", blocks=[header, section])
    expect(ana.get_by_test_id("messages")).to_contain_text("Heard")
    assert chosen(select) == ["VPN", "Mail"]


@pytest.mark.parametrize(
    ("stored", "verbatim", "links"),
    [
        ("&lt;https://example.com&gt;", False, ["https://example.com/"]),
        ("see https://example.com/?a=1&amp;b=2, or", False, ["https://example.com/?a=1&b=2"]),
        ("<https://example.com/a|https://example.com/b>", False, ["https://example.com/a"]),
        ("https://example.com and <https://example.com/a>", True, ["https://example.com/a"]),
    ],
)
def test_an_address_is_a_link_as_far_as_it_goes(
    ana: Page, web: WebClient, stored: str, verbatim: bool, links: list[str]
) -> None:
    words = {"type": "mrkdwn", "text": stored, "verbatim": verbatim}
    said = web.chat_postMessage(channel=IT, text="a", blocks=[{"type": "section", "text": words}])
    shown = ana.get_by_test_id(f"message-{said['ts']}")
    expect(shown.get_by_role("link")).to_have_count(len(links))
    assert [one.evaluate("node => node.href") for one in shown.get_by_role("link").all()] == links
