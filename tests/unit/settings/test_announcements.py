"""Who may announce what to whom, as an admin writes it down (A1-20)."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from deskbell.adapters import wire
from deskbell.domain.announcements.policy import REMIND_AFTER, AnnouncementSettings
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import SOUND, changed

STAFF: dict[str, Any] = {"name": "Staff", "channel": "hr", "authors": ["lena"]}


def document(**more: Any) -> dict[str, Any]:
    return changed("announcements", {"audiences": {"staff": STAFF}, **more})


def read(**more: Any) -> AnnouncementSettings:
    found = parse(document(**more)).announcements
    assert found
    return found


def faults(document: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidDeskError) as refused:
        parse(document)
    return [f"{'.'.join(one.path)}: {one.wrong}" for one in refused.value.faults]


def test_without_it_nobody_announces_anything() -> None:
    assert parse(SOUND).announcements is None


def test_only_the_authors_of_an_audience_announce_there() -> None:
    settings = read()
    [audience] = settings.audiences.values()
    [lena] = audience.authors
    assert [one.id for one in settings.open_to(lena)] == ["staff"]
    assert settings.open_to(type(lena)("U0BEN00001")) == ()
    assert settings.remind_after == REMIND_AFTER
    assert read(remind_after="2d").remind_after == timedelta(days=2)


def test_it_survives_the_way_to_the_functions() -> None:
    desk = parse(document(audiences={"staff": {**STAFF, "lead": "ben"}}))
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"authors": []}, "authors"),
        ({"authors": ["nobody"]}, "authors"),
        ({"lead": "nobody"}, "lead"),
        ({"channel": "nowhere"}, "channel"),
        ({"name": "x" * 41}, "name"),
        ({"more": "x"}, "more"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong: dict[str, Any], place: str) -> None:
    [fault] = faults(document(audiences={"staff": {**STAFF, **wrong}}))
    assert fault.startswith(f"announcements.audiences.staff.{place}")


def test_no_channel_with_another_company_is_an_audience() -> None:
    partner = {"name": "P", "channel": "it-happens", "team": "T0ACME0001", "owner": "ben"}
    shared = {"partners": {"acme": {**partner, "backup": "lena"}}}
    audiences = {"staff": {**STAFF, "channel": "it-happens"}}
    assert any("another company" in one for one in faults(document(audiences=audiences) | shared))


def test_the_example_can_be_used_as_it_stands() -> None:
    text = (Path(__file__).parents[3] / "docs" / "announcements.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    channels = SOUND["channels"] | {"x-team-announcements": "C0XTEAMANN"}
    people = SOUND["people"] | {"xena": "U0XENA0001"}
    whole = SOUND | {"channels": channels, "people": people} | yaml.safe_load(example)
    assert parse(whole).announcements
