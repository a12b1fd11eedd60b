"""The guide beside the workflows names everything that can be written in one."""

import re

from deskbell.domain.catalogue.fields import FieldKind
from deskbell.domain.catalogue.read_steps import KINDS
from deskbell.domain.catalogue.step_parts import Ending, Result, WhoKind
from tests.unit.catalogue.definitions import SHIPPED

GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", GUIDE))
BAD_ENDS = ("expired", "rejected", "unavailable", "refused", "failed")


def test_every_step_field_and_end_is_in_the_guide() -> None:
    assert {*KINDS, *FieldKind, *Ending} <= NAMED
    assert {f"if_{Result(end)}" for end in BAD_ENDS} <= NAMED
    assert {name.partition(" ")[0] for name in NAMED} >= set(WhoKind)
