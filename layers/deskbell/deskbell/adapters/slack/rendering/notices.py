"""One Text as a post: a direct message, a notice in a channel, a whisper. The relay calls it."""

import json
from collections.abc import Sequence

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering.blocks import (
    TEXT_LIMIT,
    Block,
    actions,
    button,
    context,
    identified,
    section,
)
from deskbell.adapters.slack.rendering.texts import render_text
from deskbell.adapters.slack.rendering.visit_times import ROOM as TIMES_ROOM
from deskbell.adapters.slack.rendering.visit_times import times_menu
from deskbell.adapters.slack.rendering.words import People
from deskbell.domain.effects import Offer
from deskbell.domain.graphemes import cut
from deskbell.domain.loans.visit_claim import VisitTimes
from deskbell.domain.texts import Text
from deskbell.usecases.slack_ports import Message

ROOM = 8_000
"""For the lines, in characters of JSON: all blocks of a message have 10,000 (slack.md 5.4)."""
ROOM_WITH_TIMES = 9_000
"""For the lines and the times to choose from below them; the buttons have the rest."""
MESSAGE_TEXT_LIMIT = 4_000
"""Slack updates no message with a longer `text` (slack.md 5.4)."""


def notice(
    text: Text,
    language: str,
    zone: str,
    people: People,
    offers: Sequence[Offer | VisitTimes] = (),
) -> Message:
    """`text` in the reader's language, with a button each below it for what is offered, and a menu
    for times to choose from."""
    shown = render_text(text, language, zone, people)
    said = _sections(shown)
    room = ROOM_WITH_TIMES - len(json.dumps([*said.values()], ensure_ascii=False))
    said |= offered(offers, language, zone, min(room, TIMES_ROOM))
    return Message(text=_short(shown), blocks=identified(said))


def _short(shown: str) -> str:
    """As many whole lines as fit, or what fits of the first one."""
    if len(shown) <= MESSAGE_TEXT_LIMIT:
        return shown
    lines, _, _ = shown[:MESSAGE_TEXT_LIMIT].rpartition("\n")
    return lines or cut(shown, MESSAGE_TEXT_LIMIT)


def _sections(shown: str) -> dict[str, Block]:
    """A list that is too long for one section goes on in the next, with its next line; one that is
    too long for a message ends."""
    parts, room = [""], ROOM
    for line in shown.splitlines(keepends=True):
        room -= len(json.dumps(line))
        if room < 0 and parts[-1]:
            parts[-1] += "…"
            break
        if parts[-1] and len(parts[-1]) + len(line) > TEXT_LIMIT:
            parts.append("")
        parts[-1] += line
    return {f"notice_{n}" if n else "notice": section(part) for n, part in enumerate(parts)}


def offered(
    offers: Sequence[Offer | VisitTimes], language: str, zone: str, room: int = TIMES_ROOM
) -> dict[str, Block]:
    """What stands below a text or a loan for what can be done about it; times have so much
    `room`."""
    said: dict[str, Block] = {}
    elements: list[Block] = []
    for offer in offers:
        if isinstance(offer, Offer):
            elements.append(_button(offer, language))
        elif menu := times_menu(offer, language, zone, room):
            elements.append(menu)
        else:
            said["no_times"] = context(translate("menu.loan_no_slot", language))
    if elements:
        said["offers"] = actions(elements)
    return said


def _button(offer: Offer, language: str) -> Block:
    label = translate(offer.label.key, language, **offer.label.args)
    return button(offer.button, label, label, offer.value)
