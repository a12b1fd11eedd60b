"""Who meets on which days, as an admin writes it down (A3-05)."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from deskbell.domain.standups.plan import (
    CLOSE_AFTER,
    Department,
    HolidayRule,
    Question,
    StandUpId,
    StandUpPlan,
)
from tests.unit.settings.documents import SOUND, changed
from tests.unit.standups.people import appointments

LEAST: dict[str, Any] = {
    "name": "Round",
    "why": "We wait for each other less",
    "owner": "lena",
    "channel": "hr",
    "inbox": "it",
    "departments": {
        "it": {"name": "IT", "people": ["ben"]},
        "hr": {"name": "HR", "people": ["lena", "adam"]},
    },
    "when": ["tue 09:30", "thu 14:00"],
}


def document(**more: Any) -> dict[str, Any]:
    return changed("standups", {"round": {**LEAST, **more}})


def read(**more: Any) -> StandUpPlan:
    return parse(document(**more)).standups[StandUpId("round")]


def faults(**more: Any) -> str:
    with pytest.raises(InvalidDeskError) as found:
        parse(document(**more))
    return "\n".join(map(str, found.value.faults))


def test_without_the_setting_nobody_is_asked() -> None:
    assert parse(SOUND).standups == {}


def test_who_when_and_where_is_enough() -> None:
    plan = read()
    assert plan.when == appointments("tue 09:30", "thu 14:00")
    assert plan.departments[0] == Department("IT", (parse(SOUND).people["ben"],))
    assert (plan.zone, plan.close_after) == (None, CLOSE_AFTER)
    assert (plan.if_holiday, plan.questions) == (HolidayRule.SKIP, {})


def test_everything_may_be_said_and_comes_back_from_the_table_as_it_was() -> None:
    desk = parse(
        document(
            zone="Asia/Seoul",
            close_after="6h",
            holidays=["2026-11-11"],
            if_holiday="shift",
            questions={"blocker": {"en": "Stuck?", "pl": "Co przeszkadza?"}},
        )
    )
    plan = desk.standups[StandUpId("round")]
    assert (plan.zone, plan.close_after) == ("Asia/Seoul", timedelta(hours=6))
    assert plan.if_holiday is HolidayRule.SHIFT
    assert plan.holidays == {"2026-11-11"}
    assert plan.questions[Question.BLOCKER]["pl"] == "Co przeszkadza?"
    assert wire.decode(wire.encode(desk), Desk) == desk


def test_the_desks_holidays_are_its_own_as_well() -> None:
    whole = document(holidays=["2026-11-11"])
    whole["holidays"] = ["2026-12-25"]
    plan = parse(whole).standups[StandUpId("round")]
    assert plan.holidays == {"2026-11-11", "2026-12-25"}


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"owner": "bob"}, '"bob" is nobody in people'),
        ({"channel": "nowhere"}, '"nowhere" is no channel in channels'),
        ({"inbox": "hr"}, '"hr" is no inbox'),
        ({"departments": {"it": LEAST["departments"]["it"]}}, "name at least two departments"),
        (
            {
                "departments": {
                    "it": {"name": "IT", "people": ["ben"]},
                    "hr": {"name": "HR", "people": ["ben"]},
                }
            },
            "ben is in it twice",
        ),
        ({"when": ["tue 09:30"]}, "two a week"),
        ({"when": ["mon 09:30", "tue 09:30", "wed 09:30"]}, "two a week"),
        ({"when": ["tue 09:30", "tue 15:00"]}, "both are on the same day"),
        ({"when": ["mon-fri 09:30", "tue 15:00"]}, "several days"),
        ({"when": ["tuesday 9", "thu 09:30"]}, '"tuesday 9" is not days and a time'),
        ({"zone": "Warsaw"}, '"Warsaw" is not a time zone'),
        ({"close_after": "2d"}, "at most 24h"),
        ({"if_holiday": "move"}, '"move" is no rule for holidays'),
        ({"holidays": ["11-11"]}, "is not a day of the calendar"),
        ({"questions": {"mood": {"en": "?"}}}, "there is no such setting"),
        ({"wy": "x"}, "there is no such setting"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(more: dict[str, Any], wrong: str) -> None:
    assert wrong in faults(**more)


def test_one_message_has_room_for_so_many_people() -> None:
    whole = document()
    names = [f"p{number}" for number in range(21)]
    whole["people"] |= {name: f"U0PERSON{n:02}" for n, name in enumerate(names)}
    whole["standups"]["round"]["departments"]["it"]["people"] = names
    with pytest.raises(InvalidDeskError, match="at most 20"):
        parse(whole)


def test_no_other_company_reads_it() -> None:
    whole = document()
    whole["partners"] = {
        "acme": {"name": "Acme", "channel": "hr", "team": "T0ACME0001", "owner": "ben"}
    }
    with pytest.raises(InvalidDeskError, match="another company is in it"):
        parse(whole)
