"""The menu of times for a visit, in the reader's time zone; below a text, and in the Home tab."""

import json
from zoneinfo import ZoneInfo

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.domain.inputs import Button
from deskbell.domain.loans.visit_claim import VisitClaim, VisitTimes

ROOM = 7_000
"""For the options, in characters of JSON: all blocks of a message have 10,000 (slack.md 5.4)."""
OPTION_LIMIT = 75
PLACEHOLDER_LIMIT = 150
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def times_menu(times: VisitTimes, language: str, zone: str, room: int = ROOM) -> Block | None:
    """None where no time is free. As many of the next ones as there is room for."""
    options: list[Block] = []
    for claim in times.starts:
        option = _option(claim, times, language, zone)
        room -= len(json.dumps(option))
        if room < 0:
            break
        options.append(option)
    if not options:
        return None
    return {
        "type": "static_select",
        "action_id": Button.LOAN_SLOT.value,
        "placeholder": blocks.plain(translate("button.loan_slot", language), PLACEHOLDER_LIMIT),
        "options": options,
    }


def _option(claim: VisitClaim, times: VisitTimes, language: str, zone: str) -> Block:
    """Such as `Mon 2026-11-23 09:00–09:30 PST`."""
    start = claim.start.astimezone(ZoneInfo(zone))
    day = translate(f"weekday.{_DAYS[start.weekday()]}", language)
    end = (claim.start + times.length).astimezone(ZoneInfo(zone))
    text = f"{day} {start:%Y-%m-%d %H:%M}–{end:%H:%M} {start:%Z}"
    return {"text": blocks.plain(text, OPTION_LIMIT), "value": claim.written()}
