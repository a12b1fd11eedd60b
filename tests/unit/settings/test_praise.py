"""Where people praise each other, and when, as an admin writes it down (A1-21)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deskbell.adapters import wire
from deskbell.domain.praise.policy import ROUND_UP
from deskbell.domain.settings.desk import Desk, EmojiAction
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed


def document(**more: Any) -> dict[str, Any]:
    return changed("praise", {"channel": "hr", **more})


def test_without_it_nobody_is_praised() -> None:
    assert parse(SOUND).praise is None


def test_the_round_up_is_on_friday_afternoon_unless_the_settings_say_otherwise() -> None:
    praise = parse(document()).praise
    assert praise
    assert praise.round_up == ROUND_UP
    praise = parse(document(round_up="mon 09:30")).praise
    assert praise
    assert praise.round_up == Appointment(Weekday.MON, Weekday.MON, "09:30")


def test_it_survives_the_way_to_the_functions() -> None:
    desk = parse(document(round_up="mon 09:30"))
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"channel": "nowhere"}, "channel"),
        ({"round_up": "mon-fri 09:00"}, "round_up"),
        ({"round_up": "weekly"}, "round_up"),
        ({"more": "x"}, "more"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidDeskError) as refused:
        parse(document(**wrong))
    assert [one.path for one in refused.value.faults] == [("praise", place)]


def test_no_channel_with_another_company_is_one_for_praise() -> None:
    partner = {"name": "P", "channel": "it-happens", "team": "T0ACME0001", "owner": "ben"}
    shared = {"partners": {"acme": {**partner, "backup": "lena"}}}
    with pytest.raises(InvalidDeskError) as refused:
        parse(document(channel="it-happens") | shared)
    assert any("another company" in one.wrong for one in refused.value.faults)


def test_the_example_can_be_used_as_it_stands() -> None:
    text = (Path(__file__).parents[3] / "docs" / "praise.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    channels = SOUND["channels"] | {"kudos": "C0KUDOS001"}
    desk = parse(SOUND | {"channels": channels} | yaml.safe_load(example))
    assert desk.praise
    assert EmojiAction.PRAISE in desk.emoji.values()
