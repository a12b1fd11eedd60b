"""What Slack's own client says about a form before the app hears of it, in three languages."""

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import Receiver
from tests.functional.fake_slack.modal_parts import modal, opens, option, question
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket
IT = "C0ITHAPPEN"
WHOLE = {"type": "number_input", "is_decimal_allowed": False}
LENGTHS = {"type": "plain_text_input", "min_length": 3, "max_length": 5}
MENU = {"type": "multi_static_select", "options": [option("a"), option("b")]}


def said(
    fake: FakeSlackClient,
    web: WebClient,
    receiver: Receiver,
    element: dict[str, Any],
    given: Any,
    person: str = "ana",
) -> str | None:
    receiver.on_command = opens(web, modal(question("it", element)))
    fake.act(person, "slash", channel=IT, command="/it")
    seen = fake.act(person, "submit", values={"it": given})
    if seen["ok"]:
        return None
    words: str = seen["errors"]["it"]
    return words


@pytest.mark.parametrize(
    ("element", "wrong", "right", "words"),
    [
        ({"type": "plain_text_input"}, " ", "x", "required"),
        ({"type": "plain_text_input"}, "x" * 3001, "x" * 3000, "3000"),
        (LENGTHS, "ab", "abc", "at least 3"),
        (LENGTHS, "abcdef", "abcde", "5 characters"),
        ({"type": "email_text_input"}, "ana at home", "ana@example.com", "email"),
        ({"type": "url_text_input"}, "example.com", "https://example.com/a?b", "URL"),
        ({"type": "url_text_input"}, "javascript:alert(1)", "http://intranet", "URL"),
        (WHOLE, "many", "7", "enter a number."),
        (WHOLE, "1.5", "-1", "whole number"),
        ({**WHOLE, "min_value": "2"}, "1", "2", "no less than 2"),
        ({**WHOLE, "max_value": "2"}, "3", "2", "no greater than 2"),
        ({**WHOLE, "is_decimal_allowed": True, "max_value": "0.5"}, "0.51", "0.5", "0.5"),
        ({**MENU, "max_selected_items": 1}, ["a", "b"], ["a"], "no more than 1"),
        ({"type": "checkboxes", "options": [option("a")]}, [], ["a"], "required"),
        ({"type": "datepicker"}, None, "2030-01-31", "required"),
    ],
)
def test_the_client_checks_each_kind_of_field(
    fake: FakeSlackClient,
    web: WebClient,
    receiver: Receiver,
    element: dict[str, Any],
    wrong: Any,
    right: Any,
    words: str,
) -> None:
    assert words in (said(fake, web, receiver, element, wrong) or "nothing")
    assert receiver.of("interactions") == []
    assert said(fake, web, receiver, element, right) is None
    assert len(receiver.of("interactions")) == 1


def test_files_are_counted_and_their_types_looked_at(
    fake: FakeSlackClient, web: WebClient, receiver: Receiver
) -> None:
    names = ("a.txt", "b.PNG", "c.exe")
    a, b, c = (fake.act("ana", "upload", filename=name, text="x")["file"] for name in names)
    some = {"type": "file_input", "max_files": 1, "filetypes": ["png", "txt"]}
    assert "no more than 1" in (said(fake, web, receiver, some, [a, b]) or "nothing")
    assert "png, txt" in (said(fake, web, receiver, some, [c]) or "nothing")
    assert said(fake, web, receiver, some, [a]) is None
    assert said(fake, web, receiver, some, [b]) is None


@pytest.mark.parametrize(
    ("element", "wrong"),
    [
        ({"type": "url_text_input"}, "nowhere"),
        (WHOLE, "x"),
        (WHOLE, "1.5"),
        ({**WHOLE, "min_value": "2"}, "1"),
        ({**WHOLE, "max_value": "2"}, "3"),
        ({**MENU, "max_selected_items": 1}, ["a", "b"]),
        ({"type": "email_text_input"}, "x"),
    ],
)
def test_the_client_speaks_the_persons_language(
    fake: FakeSlackClient,
    web: WebClient,
    receiver: Receiver,
    element: dict[str, Any],
    wrong: Any,
) -> None:
    words = {
        who: said(fake, web, receiver, element, wrong, who) for who in ("ana", "minjun", "ola")
    }
    assert len(set(words.values())) == 3
    assert None not in words.values()


def test_a_failing_click_is_told_in_the_persons_language(
    fake: FakeSlackClient, receiver: Receiver
) -> None:
    fake.fault("delivery", "drop_first", kind="interaction", times=3)
    seen = [
        fake.act(who, "global_shortcut", callback_id="it_form")["error"]
        for who in ("ana", "minjun", "ola")
    ]
    assert seen[0] == "That shortcut did not work. Try again."
    assert len(set(seen)) == 3
