"""The schedules that docs/oncall.md shows are sound, and leave nobody without somebody on call."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from deskbell.domain.oncall.coverage import first_gap
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND

TEXT = (Path(__file__).parents[3] / "docs" / "oncall.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
PEOPLE = SOUND["people"] | {"jiwoo": "U0JIWOO001", "ola": "U0OLA00001"}


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_can_be_used_as_it_stands(example: str) -> None:
    document = SOUND | {"people": PEOPLE, "holidays": ["2026-12-25"]} | yaml.safe_load(example)
    [schedule] = parse(document).schedules.values()
    assert first_gap(schedule, datetime(2026, 11, 27, tzinfo=UTC)) is None


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2
