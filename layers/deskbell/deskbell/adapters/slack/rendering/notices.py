"""One Text as a post: a direct message, a notice in a channel, a whisper. The relay calls it."""

from deskbell.adapters.slack.rendering.blocks import identified, section
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.graphemes import cut
from deskbell.domain.texts import Text
from deskbell.usecases.slack_ports import Message

MESSAGE_TEXT_LIMIT = 4_000
"""Slack updates no message with a longer `text` (slack.md 5.4)."""


def notice(text: Text, language: str, zone: str, people: People) -> Message:
    """`text` in the reader's language; `zone` only serves clients that cannot show times."""
    shown = render_text(text, language, zone, people)
    return Message(
        text=cut(shown, MESSAGE_TEXT_LIMIT), blocks=identified({"notice": section(shown)})
    )
