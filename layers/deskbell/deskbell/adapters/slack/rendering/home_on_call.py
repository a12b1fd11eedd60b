"""What somebody's Home tab says of their being on call: now, or when next (C-16)."""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.inputs import Dialog
from deskbell.domain.texts import Text

MOST_SHOWN = 8


def on_call_blocks(
    duty: Sequence[Text], language: str, zone: str, people: People
) -> dict[str, Block]:
    """Nothing at all for those who take no turns."""
    if not duty:
        return {}
    told = [render_text(one, language, zone, people) for one in duty[:MOST_SHOWN]]
    words = translate("button.oncall_cover", language)
    return {
        "on_call.duty": blocks.section("\n".join(told)),
        "on_call.cover": blocks.actions(
            [blocks.button(Dialog.ONCALL_COVER.value, words, words, "")]
        ),
    }
