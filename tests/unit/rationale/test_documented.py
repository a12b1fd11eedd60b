"""The rule that docs/changes.md shows is sound, and says what `push` asks for (A3-06)."""

import re
from pathlib import Path

import yaml

from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND

TEXT = (Path(__file__).parents[3] / "docs" / "changes.md").read_text(encoding="utf-8")


def test_the_example_can_be_used_as_it_stands() -> None:
    [example] = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    channels = SOUND["channels"] | {"desk-changes": "C0CHANGES0"}
    desk = parse(SOUND | {"channels": channels} | yaml.load(example, yaml.BaseLoader))
    [rule] = desk.rules
    assert desk.changes_channel == "C0CHANGES0"
    assert (rule.why != "", rule.chosen_by) == (True, desk.people["lena"])
