"""The stand-up that docs/standups.md shows is sound."""

import re
from datetime import date
from pathlib import Path

import yaml

from deskbell.domain.settings.parse import parse
from deskbell.domain.standups.dates import stand_ups
from tests.unit.settings.documents import SOUND

TEXT = (Path(__file__).parents[3] / "docs" / "standups.md").read_text(encoding="utf-8")


def test_the_example_can_be_used_as_it_stands() -> None:
    [example] = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    people = SOUND["people"] | {name: f"U0{name.upper()}" for name in ("jiwoo", "xena", "ola")}
    channels = SOUND["channels"] | {"x-team": "C0XTEAM001"}
    document = (
        SOUND | {"people": people, "channels": channels} | yaml.load(example, yaml.BaseLoader)
    )
    [plan] = parse(document).standups.values()
    week = stand_ups(plan, date(2026, 9, 21), date(2026, 9, 27))
    assert [f"{one.day:%a}" for one in week] == ["Tue", "Wed"]
