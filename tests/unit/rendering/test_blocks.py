"""Every builder of a block cuts what it is given to Slack's limit, not one character earlier."""

from collections.abc import Callable
from typing import Any

import pytest

from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import MESSAGE_TEXT_LIMIT, notice
from deskbell.domain.texts import Text
from deskbell.usecases.slack_ports import Message
from tests.block_kit import assert_slack_takes
from tests.unit.rendering.people import people

Build = Callable[[str], Any]
BUILDERS: dict[str, tuple[int, Build, Callable[[Any], str]]] = {
    "header": (150, blocks.header, lambda block: block["text"]["text"]),
    "section": (3_000, blocks.section, lambda block: block["text"]["text"]),
    "context": (2_000, blocks.context, lambda block: block["elements"][0]["text"]),
    "a button": (
        *(75, lambda text: _row(blocks.button("ticket.take", text, "Take it", "T#1|1"))),
        lambda block: block["elements"][0]["text"]["text"],
    ),
    "a button's label": (
        *(75, lambda text: _row(blocks.button("ticket.take", "Take", text, "T#1|1"))),
        lambda block: block["elements"][0]["accessibility_label"],
    ),
}


def _row(button: Block) -> Block:
    return blocks.actions([button])


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_text_that_just_fits_is_shown_whole_and_a_longer_one_is_cut(builder: str) -> None:
    limit, build, text_of = BUILDERS[builder]
    for length, shown in ((limit, "x" * limit), (limit + 1, "x" * (limit - 1) + "…")):
        block = build("x" * length)
        assert text_of(block) == shown
        assert_slack_takes(Message("Ticket 7", blocks.identified({"only": block})))


def test_a_notice_that_is_too_long_is_cut_in_its_notification_too() -> None:
    # An audit row may name a key that is gone; it is then shown as it is, however long.
    said = notice(Text("x" * (MESSAGE_TEXT_LIMIT + 1)), "en", "UTC", people)
    assert said.text == "x" * (MESSAGE_TEXT_LIMIT - 1) + "…"
    assert_slack_takes(said)
