"""Modals: what people give, what stands beside it, and what the app receives."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from starlette.responses import JSONResponse, Response

from tests.browser.choosing import choose, chosen, gesture
from tests.browser.workspace import Window
from tests.functional.fake_slack.harness import Received, Receiver
from tests.functional.fake_slack.modal_parts import option, question, text
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
Blocks = list[dict[str, Any]]
Opener = Callable[..., Page]


@pytest.fixture
def opened(window: Window, web: WebClient, receiver: Receiver) -> Opener:
    """A window of a person for whom the app has just opened a modal with these blocks."""

    def open_for(blocks: Blocks, person: str = "ana", width: int = 1280, **more: Any) -> Page:
        def answer(received: Received) -> Response:
            if received.payload["type"] == "shortcut":
                web.views_open(
                    trigger_id=received.payload["trigger_id"], view=modal(blocks, **more)
                )
            return Response()

        receiver.on_interaction = answer
        page = window(person, width=width)
        page.get_by_test_id("shortcuts-button").click()
        page.get_by_test_id("shortcut-it_form").click()
        expect(page.get_by_test_id("modal")).to_be_visible()
        return page

    return open_for


def modal(blocks: Blocks, **more: Any) -> dict[str, Any]:
    frame = {"type": "modal", "title": text("Ask IT"), "submit": text("Send")}
    return {**frame, "callback_id": "ask", "blocks": blocks, **more}


def submitted(page: Page, receiver: Receiver, block_id: str) -> dict[str, Any]:
    """What the app receives of one input when the modal is sent."""
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("modal")).to_be_hidden()
    (sent,) = (one for one in payloads(receiver) if one["type"] == "view_submission")
    value = sent["view"]["state"]["values"][block_id]["answer"]
    return {name: part for name, part in value.items() if name != "type"}


def payloads(receiver: Receiver) -> list[dict[str, Any]]:
    return [received.payload for received in receiver.of("interactions")]


def current(fake: FakeSlackClient, person: str = "ana") -> dict[str, Any]:
    return fake.views(person)[-1]


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ({"type": "plain_text_input"}, "A mouse", "A mouse"),
        ({"type": "plain_text_input", "multiline": True}, "Two\nlines", "Two\nlines"),
        ({"type": "email_text_input"}, "ana@example.com", "ana@example.com"),
        ({"type": "url_text_input"}, "https://example.com", "https://example.com"),
        ({"type": "number_input", "is_decimal_allowed": True}, "2.5", "2.5"),
    ],
)
def test_what_is_typed_reaches_the_app(
    opened: Opener, receiver: Receiver, kind: dict[str, Any], given: str, value: str
) -> None:
    page = opened([question("asked", kind)])
    page.get_by_test_id("field-answer").fill(given)
    assert submitted(page, receiver, "asked") == {"value": value}


def test_everything_that_is_chosen_reaches_the_app(opened: Opener, receiver: Receiver) -> None:
    options = [option("VPN"), option("Mail"), option("Wi-Fi")]
    page = opened(
        [
            question("one", {"type": "static_select", "options": options}),
            question("some", {"type": "multi_static_select", "options": options}),
            question("people", {"type": "multi_users_select"}),
            question("place", {"type": "conversations_select"}),
            question("day", {"type": "datepicker"}),
            question("boxes", {"type": "checkboxes", "options": options}),
        ]
    )
    one, some, people, place, day = page.get_by_test_id("field-answer").all()[:5]
    choose(page, one, "Mail")
    choose(page, some, "VPN", "Wi-Fi")
    choose(page, people, "Ben Carter")
    choose(page, place, "it-happens")
    day.fill("2026-12-24")
    page.get_by_role("checkbox", name="Mail").check()
    assert submitted(page, receiver, "one")["selected_option"]["value"] == "Mail"
    told = payloads(receiver)[-1]["view"]["state"]["values"]
    some = told["some"]["answer"]["selected_options"]
    assert [one["value"] for one in some] == ["VPN", "Wi-Fi"]
    assert told["people"]["answer"]["selected_users"] == ["U0BEN00001"]
    assert told["place"]["answer"]["selected_conversation"] == "C0ITHAPPEN"
    assert told["day"]["answer"]["selected_date"] == "2026-12-24"
    boxes = told["boxes"]["answer"]["selected_options"]
    assert [one["value"] for one in boxes] == ["Mail"]


def test_formatted_text_reaches_the_app_with_its_meaning(
    opened: Opener, receiver: Receiver
) -> None:
    page = opened([question("asked", {"type": "rich_text_input"})])
    area = page.get_by_test_id("field-answer")
    area.click()
    page.get_by_test_id("rich-bold").click()
    page.keyboard.type("Urgent")
    page.get_by_test_id("rich-bold").click()
    page.keyboard.type(" for @ben :ticket:")
    page.keyboard.press("Enter")
    page.get_by_test_id("rich-bullets").click()
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    section, bullets = submitted(page, receiver, "asked")["rich_text_value"]["elements"]
    assert section["elements"] == [
        {"type": "text", "text": "Urgent", "style": {"bold": True}},
        {"type": "text", "text": " for "},
        {"type": "user", "user_id": "U0BEN00001"},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "ticket"},
    ]
    assert bullets["style"] == "bullet"
    assert [item["elements"][0]["text"] for item in bullets["elements"]] == ["one", "two"]


def test_files_are_uploaded_and_told_to_the_app(opened: Opener, receiver: Receiver) -> None:
    page = opened([question("asked", {"type": "file_input", "filetypes": ["txt"]})])
    picker = page.get_by_test_id("field-answer").locator("input[type=file]")
    picker.set_input_files({"name": "log.txt", "mimeType": "text/plain", "buffer": b"it broke"})
    expect(page.get_by_test_id("field-answer").get_by_role("listitem")).to_contain_text("log.txt")
    (file,) = submitted(page, receiver, "asked")["files"]
    assert file["name"] == "log.txt"


def test_an_external_select_is_answered_by_the_app(opened: Opener, receiver: Receiver) -> None:
    page = opened([question("asked", {"type": "external_select", "min_query_length": 1})])

    def suggest(received: Received) -> Response:
        if received.payload["type"] != "block_suggestion":
            return Response()
        return JSONResponse({"options": [option(f"{received.payload['value']}-7")]})

    receiver.on_interaction = suggest
    choose(page, page.get_by_test_id("field-answer"), "IT")
    assert submitted(page, receiver, "asked")["selected_option"]["value"] == "IT-7"


def test_an_app_without_an_answer_leaves_the_list_empty(opened: Opener, receiver: Receiver) -> None:
    page = opened([question("asked", {"type": "external_select", "min_query_length": 0})])
    receiver.on_interaction = lambda _: Response("no", 500)
    page.get_by_test_id("field-answer").click()
    expect(page.get_by_test_id("option-hint")).not_to_be_empty()
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(0)


def test_the_clients_own_checks_stand_beside_their_fields_and_nothing_is_sent(
    opened: Opener, receiver: Receiver
) -> None:
    page = opened(
        [
            question("mail", {"type": "email_text_input"}),
            question("size", {"type": "number_input", "is_decimal_allowed": False}),
            question("more", {"type": "plain_text_input"}, optional=True),
        ]
    )
    page.get_by_test_id("field-answer").first.fill("nobody")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error-mail")).to_contain_text("email")
    expect(page.get_by_test_id("field-error-size")).to_be_visible()
    expect(page.get_by_test_id("field-error-more")).to_be_hidden()
    first = page.get_by_test_id("field-answer").first
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-invalid", "true")
    assert [one["type"] for one in payloads(receiver)] == ["shortcut"]
    first.press("Backspace")
    expect(page.get_by_test_id("field-error-mail")).to_be_hidden()
    expect(first).to_have_attribute("aria-invalid", "false")
    expect(page.get_by_test_id("field-error-size")).to_be_visible()


def test_an_error_goes_when_something_is_chosen(opened: Opener) -> None:
    options = [option("VPN"), option("Mail")]
    page = opened([question("asked", {"type": "static_select", "options": options})])
    page.get_by_test_id("modal-submit").click()
    error = page.get_by_test_id("field-error-asked")
    expect(error).to_be_visible()
    choose(page, page.get_by_test_id("field-answer"), "Mail")
    expect(error).to_be_hidden()


def test_the_apps_errors_stand_beside_their_fields_and_typing_stays(
    opened: Opener, receiver: Receiver
) -> None:
    page = opened([question("asked", {"type": "plain_text_input"})])
    receiver.on_interaction = lambda _: JSONResponse(
        {"response_action": "errors", "errors": {"asked": "Please say more"}}
    )
    page.get_by_test_id("field-answer").fill("A mouse")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error-asked")).to_have_text("Please say more")
    expect(page.get_by_test_id("field-answer")).to_have_value("A mouse")
    receiver.on_interaction = lambda _: Response("no", 500)
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("modal-error")).to_contain_text("trouble connecting")
    expect(page.get_by_test_id("field-error-asked")).to_be_hidden()


def test_a_view_that_the_app_changes_keeps_typing_focus_and_caret(
    opened: Opener, web: WebClient, fake: FakeSlackClient
) -> None:
    asked = question("asked", {"type": "plain_text_input"})
    page = opened([asked])
    field = page.get_by_test_id("field-answer")
    field.press_sequentially("A mouse")
    field.press("Home")
    header = {"type": "header", "text": text("Answer within a day")}
    web.views_update(view_id=current(fake)["id"], view=modal([header, asked]))
    expect(page.get_by_test_id("modal")).to_contain_text("Answer within a day")
    page.keyboard.type("Only ")
    expect(field).to_have_value("Only A mouse")


def test_a_changed_field_keeps_what_was_typed_and_a_new_one_starts_anew(
    opened: Opener, web: WebClient, fake: FakeSlackClient
) -> None:
    page = opened([question("asked", {"type": "plain_text_input"})])
    page.get_by_test_id("field-answer").fill("A mouse")
    longer = {**question("asked", {"type": "plain_text_input", "multiline": True})}
    web.views_update(view_id=current(fake)["id"], view=modal([longer]))
    expect(page.locator("textarea[data-block=asked]")).to_have_value("A mouse")
    expect(page.locator("textarea[data-block=asked]")).to_be_focused()
    web.views_update(
        view_id=current(fake)["id"], view=modal([question("again", {"type": "plain_text_input"})])
    )
    expect(page.get_by_test_id("field-answer")).to_have_value("")


def test_what_was_typed_into_a_field_that_is_gone_is_not_sent(
    opened: Opener, web: WebClient, fake: FakeSlackClient, receiver: Receiver
) -> None:
    field = {"type": "plain_text_input"}
    page = opened([question("asked", field), question("gone", field)])
    page.locator("input[data-block=asked]").fill("A mouse")
    page.locator("input[data-block=gone]").fill("A cat")
    web.views_update(view_id=current(fake)["id"], view=modal([question("asked", field)]))
    expect(page.locator("input[data-block=gone]")).to_have_count(0)
    assert submitted(page, receiver, "asked") == {"value": "A mouse"}


def test_a_pushed_view_has_a_way_back_to_what_was_typed(
    opened: Opener, web: WebClient, receiver: Receiver
) -> None:
    button = {"type": "button", "action_id": "more", "text": text("More")}
    page = opened(
        [
            question("asked", {"type": "plain_text_input"}),
            question("some", {"type": "multi_users_select"}, optional=True),
            {"type": "actions", "elements": [button]},
        ]
    )
    answer, people = page.get_by_test_id("field-answer").all()
    answer.fill("A mouse")
    choose(page, people, "Ben Carter")
    second = modal([question("detail", {"type": "plain_text_input"})], title=text("Details"))

    def push(received: Received) -> Response:
        if received.payload["type"] == "block_actions":
            web.views_push(trigger_id=received.payload["trigger_id"], view=second)
        return Response()

    receiver.on_interaction = push
    page.get_by_test_id("field-more").click()
    expect(page.get_by_test_id("modal-title")).to_have_text("Details")
    page.get_by_test_id("modal-back").click()
    expect(page.get_by_test_id("modal-title")).to_have_text("Ask IT")
    expect(page.get_by_test_id("field-answer").first).to_have_value("A mouse")
    assert chosen(page.get_by_test_id("field-answer").last) == ["Ben Carter"]


def test_the_app_hears_of_a_closed_view_only_if_it_asked(
    opened: Opener, receiver: Receiver
) -> None:
    page = opened([question("asked", {"type": "plain_text_input"})], notify_on_close=True)
    with gesture(page, "close"):
        page.get_by_test_id("modal-dismiss").click()
    expect(page.get_by_test_id("modal")).to_be_hidden()
    assert payloads(receiver)[-1]["type"] == "view_closed"


def test_escape_closes_an_open_list_first_and_then_the_view(
    opened: Opener, fake: FakeSlackClient
) -> None:
    page = opened([question("asked", {"type": "users_select"})])
    page.get_by_test_id("field-answer").click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("option-search")).to_have_count(0)
    expect(page.get_by_test_id("modal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("modal")).to_be_hidden()
    assert fake.views("ana") == []


def test_the_focus_stays_inside_and_goes_back_where_it_was(opened: Opener) -> None:
    page = opened(
        [
            question("first", {"type": "plain_text_input"}),
            question("second", {"type": "plain_text_input", "focus_on_load": True}),
        ]
    )
    expect(page.get_by_test_id("field-answer").last).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            """() => document.activeElement === document.body
                || Boolean(document.activeElement.closest('dialog'))"""
        )
        assert inside
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("shortcuts-button")).to_be_focused()


def test_a_modal_fills_a_phone_and_its_buttons_stay_in_sight(opened: Opener) -> None:
    many = [question(f"q{number}", {"type": "plain_text_input"}) for number in range(20)]
    page = opened(many, width=320)
    box = page.get_by_test_id("modal").bounding_box()
    assert box
    assert (box["width"], box["x"]) == (320, 0)
    expect(page.get_by_test_id("modal-submit")).to_be_in_viewport()


def test_sending_shows_that_it_is_on_its_way(opened: Opener, receiver: Receiver) -> None:
    page = opened([question("asked", {"type": "plain_text_input"})])
    seen: list[str | None] = []
    page.expose_function("seen_busy", lambda busy: seen.append(busy))
    page.get_by_test_id("modal-submit").evaluate(
        """node => new MutationObserver(() => seen_busy(node.getAttribute('aria-busy')))
            .observe(node, {attributes: true, attributeFilter: ['aria-busy']})"""
    )
    receiver.on_interaction = lambda _: Response("no", 500)
    page.get_by_test_id("field-answer").fill("A mouse")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("modal-error")).to_be_visible()
    assert seen == ["true", "false"]


def test_the_clients_words_are_in_the_persons_language(opened: Opener) -> None:
    for person, optional, cancel in (
        ("minjun", "선택 사항", "취소"),
        ("ola", "opcjonalnie", "Anuluj"),
    ):
        page = opened([question("asked", {"type": "plain_text_input"}, optional=True)], person)
        expect(page.get_by_test_id("block-asked")).to_contain_text(f"({optional})")
        expect(page.get_by_test_id("modal-close")).to_have_text(cancel)
