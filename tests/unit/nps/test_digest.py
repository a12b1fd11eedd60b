"""What is told of a week of surveys, and when it is not (A1-24, A1-25)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deskbell.domain.decision import Decision
from deskbell.domain.ids import nps_week_ref
from deskbell.domain.nps.digest import MOST_SEGMENTS, Around, tell
from deskbell.domain.nps.effects import SendNpsWeek
from deskbell.domain.nps.events import NpsWeekTold
from deskbell.domain.nps.inputs import NpsWeekCounted
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.week import NpsWeek, monday_of, week_before
from deskbell.domain.texts import Text
from tests.builders import INSTALL, NOW
from tests.unit.nps.members import CLOSELOOP, SETTINGS, TODAY
from tests.unit.nps.weeks import a_week

REF = nps_week_ref(INSTALL, "2026-W47")
AROUND = Around(INSTALL, SETTINGS, TODAY, NOW)


def told(counted: NpsWeekCounted, state: NpsWeek | None = None, **changes: Any) -> Decision:
    return tell(REF, state, counted, replace(AROUND, **changes))


def said(decision: Decision) -> dict[str, Text]:
    """By what it says."""
    [change] = decision.changes
    [effect] = change.effects
    assert isinstance(effect, SendNpsWeek)
    assert effect.channel == CLOSELOOP
    return {text.key.removeprefix("notice.nps_"): text for text in _lines(effect.text)}


def _lines(text: Text) -> list[Text]:
    if text.key != "joined.lines":
        return [text]
    first, more = text.args["first"], text.args["more"]
    assert isinstance(first, Text)
    assert isinstance(more, Text)
    return [*_lines(first), *_lines(more)]


def test_a_week_is_told_with_its_figures() -> None:
    lines = said(told(a_week()))
    assert list(lines) == ["week", "week_before", "week_low", "week_waiting", "week_again"]
    assert lines["week"].args == {
        **{"first": "2026-11-16", "last": "2026-11-22"},
        **{"nps": "+25", "low": "-29", "high": "+66"},
        **{"count": 8, "promoters": 4, "passives": 2, "detractors": 2},
    }
    assert lines["week_before"].args["nps"] == "-50"
    assert lines["week_before"].args["change"] == "+75"
    assert lines["week_low"].args == {"count": 3, "soon": "1/2 (50%)", "late": "–"}
    assert lines["week_waiting"].args == {"count": 1}
    assert lines["week_again"].args == {"count": 2, "recovered": 1, "mean": "+2.5"}


def test_where_all_are_called_back_it_says_so_and_where_nobody_had_to_be_nothing() -> None:
    assert "week_all_handled" in said(told(a_week(waiting=0)))
    nobody = said(told(a_week(opened=0, waiting=0, seconds=0)))
    assert list(nobody) == ["week", "week_before"]


def test_segments_are_told_the_one_with_most_answers_first_and_all_others_last() -> None:
    some = [("shoppers", Scores(1, 0, 0)), ("premium", Scores(0, 0, 2)), ("", Scores(5, 0, 0))]
    [change] = told(a_week(segments=tuple(some))).changes
    [effect] = change.effects
    assert isinstance(effect, SendNpsWeek)
    lines = [one for one in _lines(effect.text) if one.key.startswith("notice.nps_week_")]
    assert [one.args.get("segment") for one in lines[1:4]] == ["premium", "shoppers", None]
    assert lines[3].key == "notice.nps_week_others"


def test_where_no_segment_has_a_name_they_are_all_of_it() -> None:
    assert "week_others" not in said(told(a_week(segments=(("", Scores(5, 0, 0)),))))


def test_however_many_segments_there_are_it_is_one_message() -> None:
    many = tuple((f"s{n}", Scores(1, 0, 0)) for n in range(60))
    [change] = told(a_week(segments=many)).changes
    [effect] = change.effects
    assert isinstance(effect, SendNpsWeek)
    shown = [one for one in _lines(effect.text) if one.key == "notice.nps_week_segment"]
    assert len(shown) == MOST_SEGMENTS


def test_a_week_without_answers_is_told_as_long_as_there_used_to_be_some() -> None:
    scores = (*[Scores()] * 10, Scores(2, 0, 0), Scores())
    lines = said(told(a_week(scores=scores, opened=0, waiting=0, seconds=0)))
    assert list(lines) == ["no_week", "week_before"]
    assert lines["week_before"].args["change"] == "–"


def test_a_quarter_without_answers_is_no_digest_unless_somebody_waits() -> None:
    nothing = a_week(scores=(Scores(),) * 12, opened=0, waiting=0, seconds=0)
    [change] = told(nothing).changes
    assert change.effects == ()
    assert change.event == NpsWeekTold("2026-W47", 0, None, 0, 0, silent=True)
    assert list(said(told(replace(nothing, waiting=1)))) == ["no_week", "week_waiting"]


def test_each_week_is_told_once() -> None:
    [change] = told(a_week()).changes
    assert isinstance(change.after, NpsWeek)
    assert told(a_week(), change.after).ignored == "nps_week_told_already"


@pytest.mark.parametrize("day", range(16, 23))
def test_a_week_that_goes_on_is_not_told(day: int) -> None:
    assert told(a_week(), today=date(2026, 11, day)).ignored == "nps_week_not_over"


@pytest.mark.parametrize(
    ("day", "week"),
    [("2026-11-23", "2026-W47"), ("2026-11-29", "2026-W47"), ("2027-01-04", "2026-W53")],
)
def test_weeks_are_those_of_iso_8601(day: str, week: str) -> None:
    assert week_before(date.fromisoformat(day)) == week
    assert week_before(monday_of(week)) < week
