"""One Text as a post: a direct message, a notice in a channel, a whisper. The relay calls it."""

from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.blocks import Block, actions, button, identified, section
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.effects import Offer
from deskbell.domain.graphemes import cut
from deskbell.domain.texts import Text
from deskbell.usecases.slack_ports import Message

MESSAGE_TEXT_LIMIT = 4_000
"""Slack updates no message with a longer `text` (slack.md 5.4)."""


def notice(
    text: Text, language: str, zone: str, people: People, offers: Sequence[Offer] = ()
) -> Message:
    """`text` in the reader's language, with a button each below it for what is offered; `zone` only
    serves clients that cannot show times."""
    shown = render_text(text, language, zone, people)
    said = {"notice": section(shown)}
    if offers:
        said["offers"] = actions([_button(offer, language) for offer in offers])
    return Message(text=cut(shown, MESSAGE_TEXT_LIMIT), blocks=identified(said))


def _button(offer: Offer, language: str) -> Block:
    label = translate(offer.label.key, language, **offer.label.args)
    return button(offer.button, label, label, offer.value)
