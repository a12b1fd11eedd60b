"""Who uses what we make each month, as an admin writes it down (A3-04)."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from deskbell.adapters import wire
from deskbell.domain.dogfooding.plan import GRACE, DogfoodingPlan
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed
from tests.unit.standups.people import appointments

LEAST: dict[str, Any] = {
    "name": "Order",
    "why": "We feel it",
    "what": "order something",
    "owner": "lena",
    "channel": "hr",
    "departments": {"it": {"name": "IT", "people": ["ben", "lena"]}},
}
FEEDBACK = {"channel": "hr", "broadcast": "all-hands"}
CHANNELS = {**SOUND["channels"], "all-hands": "C0ALLHANDS"}


def document(**more: Any) -> dict[str, Any]:
    whole = changed("dogfooding", {**LEAST, **more})
    return whole | {"channels": CHANNELS, "feedback": FEEDBACK}


def read(**more: Any) -> DogfoodingPlan:
    found = parse(document(**more)).dogfooding
    assert found
    return found


def test_without_the_setting_nobody_owes_it() -> None:
    assert parse(SOUND).dogfooding is None


def test_who_what_and_where_is_enough() -> None:
    plan = read()
    assert (plan.grace, plan.slots, plan.exempt) == (GRACE, (), frozenset())


def test_everything_may_be_said_and_comes_back_from_the_table_as_it_was() -> None:
    desk = parse(
        document(
            slots=["tue 10:00", "mon-fri 16:00"],
            grace="10d",
            joined={"ben": "2026-11-20"},
            leave={"lena": ["2026-11-02..2026-11-20"]},
            exempt=["adam"],
        )
    )
    plan, people = desk.dogfooding, desk.people
    assert plan
    assert plan.slots[:1] == appointments("tue 10:00")
    assert plan.grace == timedelta(days=10)
    assert plan.joined == {people["ben"]: "2026-11-20"}
    assert plan.leave == {people["lena"]: ("2026-11-02..2026-11-20",)}
    assert plan.exempt == {people["adam"]}
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"owner": "bob"}, '"bob" is nobody in people'),
        ({"channel": "nowhere"}, '"nowhere" is no channel'),
        ({"slots": ["10:00"]}, "is not days and a time"),
        ({"grace": "29d"}, "nobody would owe it in February"),
        ({"joined": {"ben": "20.11.2026"}}, "is not a day of the calendar"),
        ({"joined": {"bob": "2026-11-20"}}, '"bob" is nobody in people'),
        ({"leave": {"ben": ["2026-11-20..2026-11-02"]}}, "is no leave"),
        ({"leave": {"ben": ["2026-11-20"]}}, "is no leave"),
        ({"exempt": ["bob"]}, '"bob" is nobody in people'),
        ({"wy": "x"}, "there is no such setting"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(more: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InvalidDeskError) as found:
        parse(document(**more))
    assert wrong in "\n".join(map(str, found.value.faults))


def test_what_people_find_needs_somebody_who_reads_it() -> None:
    with pytest.raises(InvalidDeskError, match="set up `feedback` as well"):
        parse(changed("dogfooding", LEAST))


def test_the_example_of_the_document_can_be_used_as_it_stands() -> None:
    text = (Path(__file__).parents[3] / "docs" / "dogfooding.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    whole = document() | yaml.load(example, yaml.BaseLoader)
    whole["people"] = SOUND["people"] | {"jiwoo": "U0JIWOO001"}
    whole["channels"] = CHANNELS | {"x-team": "C0XTEAM001"}
    assert parse(whole).dogfooding
