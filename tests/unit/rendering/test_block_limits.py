"""Each length and count of slack.md 10 and 12.2 holds at its limit and not one beyond it."""

import json
from collections.abc import Callable

import pytest

from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes
from tests.unit.rendering.block_parts import (
    TABLE,
    Json,
    actions,
    button,
    buttons,
    confirm,
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

Sized = Callable[[int], Message | Json]
LIMITS: dict[str, tuple[str, int, Sized]] = {
    "a text": ("T2", 3_000, lambda n: said({"type": "context", "elements": [words(n)]})),
    "a section's text": ("slack_sdk", 3_000, lambda n: said(section(text=words(n)))),
    "a field": ("F1", 2_000, lambda n: said(section(fields=[words(n)]))),
    "fields": ("slack_sdk", 10, lambda n: said(section(fields=[words()] * n))),
    "a header": ("slack_sdk", 150, lambda n: said({"type": "header", "text": words(n)})),
    "actions": ("slack_sdk", 25, lambda n: said(actions(*buttons(n)))),
    "context": ("slack_sdk", 10, lambda n: said({"type": "context", "elements": [words()] * n})),
    "a button": ("slack_sdk", 75, lambda n: said(actions(button(text=words(n))))),
    "a button's value": ("slack_sdk", 2_000, lambda n: said(actions(button(value="v" * n)))),
    "a button's label": (
        *("slack_sdk", 75),
        lambda n: said(actions(button(accessibility_label="x" * n))),
    ),
    "an option": ("O1", 75, lambda n: said(menu(option(text=n)))),
    "an option's value": ("O2", 150, lambda n: said(menu(option(value=n - 1)))),
    "an option's description": (
        *("L", 75),
        lambda n: said(menu(option() | {"description": words(n)})),
    ),
    "options": ("O3", 100, lambda n: said(menu(*options(n)))),
    "options of an overflow": ("O3", 5, lambda n: said(menu(*options(n), kind="overflow"))),
    "checkboxes": ("O3", 10, lambda n: said(menu(*options(n), kind="checkboxes"))),
    "radio buttons": ("O3", 10, lambda n: said(menu(*options(n), kind="radio_buttons"))),
    "groups": ("O3", 100, lambda n: modal(form_field(select(option_groups=groups(*[1] * n))))),
    "options of a group": (
        *("O3", 100),
        lambda n: said(actions(select(option_groups=groups(1, n)))),
    ),
    "a group's label": (
        *("L", 75),
        lambda n: said(actions(select(option_groups=groups(1, label=n)))),
    ),
    "a placeholder": (
        *("slack_sdk", 150),
        lambda n: said(actions(select(options=options(1), placeholder=words(n)))),
    ),
    "a confirmation's title": ("slack_sdk", 100, lambda n: said(confirm(title=words(n)))),
    "a confirmation": ("slack_sdk", 300, lambda n: said(confirm(text=words(n)))),
    "a confirmation's button": ("slack_sdk", 30, lambda n: said(confirm(deny=words(n)))),
    "an action_id": ("L", 255, lambda n: said(actions(button(action_id="a" * n)))),
    "a block_id": ("L", 255, lambda n: said({"type": "divider", "block_id": "b" * n})),
    "blocks of a message": ("M1", 50, lambda n: said(*[{"type": "divider"}] * n)),
    "markdown in two blocks": (
        *("M2", 12_000),
        lambda n: home(*({"type": "markdown", "text": "x" * part} for part in (9_000, n - 9_000))),
    ),
    "serialised blocks": (
        *("M3", 10_000),
        lambda n: said(*(section(text=mrkdwn("x" * part)) for part in _in_sections(n))),
    ),
    "the text of a message": ("M4", 4_000, lambda n: Message("x" * n, [])),
    "tables": ("M6", 1, lambda n: said(*[TABLE] * n)),
    "a modal's title": ("slack_sdk", 24, lambda n: modal(title=words(n))),
    "a modal's submit": ("slack_sdk", 24, lambda n: modal(submit=words(n))),
    "a modal's close": ("slack_sdk", 24, lambda n: modal(close=words(n))),
    "a modal's callback_id": ("L", 255, lambda n: modal(callback_id="c" * n)),
    "a modal's external_id": ("L", 255, lambda n: modal(external_id="e" * n)),
    "private_metadata": ("V3", 3_000, lambda n: modal(private_metadata="x" * n)),
    "blocks of a modal": ("slack_sdk", 100, lambda n: modal(*[{"type": "divider"}] * (n - 1))),
    "blocks of a Home tab": ("slack_sdk", 100, lambda n: home(*[{"type": "divider"}] * n)),
    "a label": ("slack_sdk", 2_000, lambda n: modal(form_field(typed(), label=words(n)))),
    "a hint": ("slack_sdk", 2_000, lambda n: modal(form_field(typed(), hint=words(n)))),
    "the length of an answer": ("L", 3_000, lambda n: modal(form_field(typed(max_length=n)))),
    "an initial answer": ("L", 3_000, lambda n: modal(form_field(typed(initial_value="x" * n)))),
    "files": ("L", 10, lambda n: modal(form_field({"type": "file_input", "max_files": n}))),
}


def _in_sections(size: int) -> list[int]:
    """The lengths of four texts whose sections take `size` characters of JSON together."""
    around = len(json.dumps([section(text=mrkdwn("")) for _ in range(4)]))
    return [2_500, 2_500, 2_500, size - around - 7_500]


@pytest.mark.parametrize("what", LIMITS)
def test_each_length_and_count_holds_at_its_limit_and_not_beyond(what: str) -> None:
    code, limit, sized = LIMITS[what]
    assert_slack_takes(sized(limit))
    assert refused(sized(limit + 1), code)


def test_a_view_has_at_most_250_kilobytes_in_utf_8() -> None:
    sections = [section(text=mrkdwn("가" * 3_000)) for _ in range(27)]
    assert_slack_takes(home(*sections))
    assert refused(home(*sections, sections[0]), "V2")
