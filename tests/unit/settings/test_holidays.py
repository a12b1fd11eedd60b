"""The days on which no office is open, as they are written down and as they are refused."""

import pytest

from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from tests.unit.settings.documents import changed


def test_holidays_are_days_of_the_calendar() -> None:
    assert parse(changed("holidays", ["2026-12-25"])).holidays == {"2026-12-25"}


@pytest.mark.parametrize("day", ["2026-02-30", "25.12.2026", "20261225", "Christmas"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(InvalidDeskError) as refused:
        parse(changed("holidays", [day]))
    [fault] = refused.value.faults
    assert "is not a day of the calendar; write it as 2026-12-25" in str(fault)
