"""The referee itself: the wrong blocks of slack.md 12.1 are refused, right ones are not.

Whatever breaks a rule of slack.md 12.2 is refused by the code of that rule.
"""

import pytest

from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes, block_faults, error_faults, faults_of
from tests.unit.rendering.block_parts import (
    TABLE,
    Json,
    actions,
    button,
    buttons,
    form_field,
    groups,
    home,
    menu,
    modal,
    mrkdwn,
    option,
    options,
    refused,
    said,
    section,
    select,
    typed,
    words,
)
from tools.fake_slack.blocks.rules import faults_in_blocks

WRONG = {
    "unknown block type": {"type": "sektion", "text": words()},
    "section text 3001": section(text=words(3001)),
    "section text empty": section(text=words(0)),
    "section without text and fields": section(),
    "11 fields": section(fields=[words()] * 11),
    "field of 2001": section(fields=[words(2001)]),
    "header 151": {"type": "header", "text": words(151)},
    "header with mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "26 action elements": actions(*buttons(26)),
    "two elements with one action_id": actions(button(), button()),
    "button text 76": actions(button(text=words(76))),
    "button value 2001": actions(button(value="v" * 2001)),
    "button style blue": actions(button(style="blue")),
    "11 context elements": {"type": "context", "elements": [words()] * 11},
    "overflow with 6 options": menu(*(option(n) for n in range(6)), kind="overflow"),
    "static select with no option": menu(),
    "static select with 101": menu(*(option(n) for n in range(101))),
    "option text 76": menu(option(text=76)),
    "option value 151": menu(option(value=150)),
    "block_id of 256": {"type": "divider", "block_id": "b" * 256},
    "divider with an unknown property": {"type": "divider", "colour": "red"},
    "image without alt text": {"type": "image", "image_url": "https://example.com/a.png"},
    "markdown 12001": {"type": "markdown", "text": "x" * 12_001},
    "task_card without status": {"type": "task_card", "task_id": "t", "title": "x"},
    "container without title and children": {"type": "container"},
    "data_table without rows and caption": {"type": "data_table"},
}
RIGHT = {
    "section": section(text=words(3000)),
    "fields": section(fields=[words(2000)] * 4),
    "header": {"type": "header", "text": words(150)},
    "buttons": actions(*buttons(25)),
    "menu": menu(*(option(n, text=75, value=140) for n in range(100))),
    "table": TABLE,
    "alert": {"type": "alert", "text": {"type": "mrkdwn", "text": "x"}, "level": "info"},
}


@pytest.mark.parametrize("name", WRONG)
def test_each_of_the_26_wrong_blocks_is_refused(name: str) -> None:
    assert block_faults([WRONG[name]])
    assert faults_of(home(WRONG[name]))


def test_there_are_26_wrong_blocks() -> None:
    assert len(WRONG) == 26


@pytest.mark.parametrize("name", WRONG)
def test_the_fake_slack_refuses_each_of_them_too(name: str) -> None:
    assert faults_in_blocks([WRONG[name]])


@pytest.mark.parametrize("name", RIGHT)
def test_right_blocks_at_their_limits_are_accepted(name: str) -> None:
    assert block_faults([RIGHT[name]]) == []


BROKEN: dict[str, tuple[str, Message | Json]] = {
    "a blank text": ("T1", said(section(text=mrkdwn(" \n")))),
    "a blank field": ("T1", said(section(fields=[mrkdwn(" ")]))),
    "a blank button": ("T1", said(actions(button(text=words(0))))),
    "a blank label": ("T1", modal(form_field(typed(), label=words(0)))),
    "a blank title": ("T1", modal(title=words(0))),
    "an empty menu": ("O3", said(menu())),
    "a menu of empty groups": ("O3", said(actions(select(option_groups=[])))),
    "two options of one value": ("O4", said(menu(option(), option()))),
    "two of one value in two groups": (
        *("O4",),
        said(actions(select(option_groups=groups(1) * 2))),
    ),
    "an initial option of another text": (
        *("O5",),
        said(actions(select(options=options(2), initial_option=option(text=5)))),
    ),
    "an initial checkbox that is not there": (
        *("O5",),
        said(
            actions(
                {"type": "checkboxes", "action_id": "a", "options": options(2)}
                | {"initial_options": [option(), option(7)]}
            )
        ),
    ),
    "two elements of one action": ("A1", said(actions(button(), button()))),
    "two blocks of one id": ("B1", said(*[{"type": "divider", "block_id": "b"}] * 2)),
    "two blocks of one id in a view": ("B1", home(*[{"type": "divider", "block_id": "b"}] * 2)),
    "an input and no submit": ("V1", modal(submit=None)),
    "no text": ("M4", Message(" ", [])),
    "markdown beside text": ("M5", {"text": "x", "markdown_text": "*x*"}),
    "an unknown property": ("S1", said({"type": "divider", "colour": "red"})),
    "emoji on mrkdwn": ("S1", said(section(text=mrkdwn("x") | {"emoji": False}))),
    "an unknown property of a view": ("S1", modal(colour="red")),
    "an unknown property in a view": ("S1", home({"type": "divider", "colour": "red"})),
    "a view of no kind": ("S1", home({"type": "divider"}) | {"type": "dialog"}),
    "a modal without a title": ("S1", modal(title=None)),
    "a Home tab with a title": ("S1", home({"type": "divider"}) | {"title": words()}),
    "a Home tab without blocks": ("slack_sdk", home()),
    "a ping in the text": ("X1", Message("<!here> help", [])),
    "a ping in a section": ("X1", said(section(text=mrkdwn("<!channel>")))),
    "a ping in a field": ("X1", said(section(fields=[mrkdwn("<!everyone|all>")]))),
    "a ping on a Home tab": ("X1", home(section(text=mrkdwn("<!subteam^S1>")))),
    "a ping after a date": ("X1", Message("<!date^1^{time}|now> <!here>", [])),
    "a date that is none": ("X1", Message("<!date^soon^{time}|now>", [])),
    "a text that is no object": ("S1", said(section(text="x"))),
    "a field without a text": ("S1", said(section(fields=[{}]))),
    "elements that are no list": ("S1", said({"type": "actions", "elements": "x"})),
    "an option without a text": ("S1", said(menu({"value": "v"}))),
    "a text that is null": ("S1", said(section(text={"type": "mrkdwn", "text": None}))),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_breaks_a_rule_is_refused_by_the_code_of_the_rule(what: str) -> None:
    code, sent = BROKEN[what]
    assert refused(sent, code)
    with pytest.raises(AssertionError, match=f"{code}:"):
        assert_slack_takes(sent)


def test_a_date_token_pings_nobody_and_plain_text_cannot() -> None:
    assert_slack_takes(Message("<!date^1^{time}|now>", []))
    here = {"type": "plain_text", "text": "<!here>"}
    assert_slack_takes(said({"type": "header", "text": here}))


def test_the_same_action_in_two_blocks_and_one_value_in_two_menus_are_fine() -> None:
    assert_slack_takes(said(actions(button()), actions(button())))
    assert_slack_takes(said(menu(option()), menu(option())))


def test_errors_stand_beside_input_blocks_of_the_view_and_say_something() -> None:
    view = modal(section(text=words(), block_id="words"))

    def faults(**errors: str) -> list[str]:
        return error_faults({"response_action": "errors", "errors": errors}, view)

    assert faults(field="Please fill this in.") == []
    assert faults(field="x" * 3_000) == []
    assert faults(field="x" * 3_001) == ["T2: long error at field"]
    assert faults(field=" ") == ["T1: empty error at field"]
    assert faults(words="Not here") == ["no input block: words"]
    assert faults() == ["no error at all"]
    assert error_faults({"response_action": "error", "errors": {"field": "x"}}, view)
    assert error_faults({"response_action": "errors", "errors": {"field": "x"}, "ok": 1}, view)
