"""The execution behind a low score: it shows where its case stands, does what a lost timer should
have done, and is replaced when it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deskbell.domain.inputs import Button
from deskbell.domain.workflows.watch import GRACE
from tests.builders import BEN, LENA
from tests.functional.executions import Execution
from tests.functional.nps import NpsDesk

HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> NpsDesk:
    """A member has just given a low score."""
    desk = NpsDesk()
    desk.hears(3)
    return desk


@pytest.fixture
def execution(desk: NpsDesk) -> Execution:
    return Execution(desk, desk.cases[0].ref)


def test_an_execution_shows_each_step_to_the_end(desk: NpsDesk, execution: Execution) -> None:
    assert execution.waits() == "handling"
    desk.marks(BEN)
    assert execution.hears() == "outcome"
    desk.marks(BEN, added=False)
    assert execution.hears() == "handling"
    desk.presses(BEN, Button.NPS_CALLED)
    assert execution.hears() == "end_of_window"
    desk.later(73 * HOUR)
    assert execution.hears() == "closed"
    assert not desk.waits.waiting(execution.ref)


def test_where_no_timer_fires_it_tells_the_lead_itself_once(
    desk: NpsDesk, execution: Execution
) -> None:
    for one in list(desk.table.timers):
        del desk.table.timers[one]
    desk.now += 30 * HOUR
    assert execution.carries_on().outcome == "handling"
    assert execution.carries_on().outcome == "handling"
    assert [post.shown.text for post in desk.direct(LENA)] != []
    assert desk.events(execution.ref).count("NpsCaseEscalated") == 1


def test_one_that_is_lost_is_replaced_and_one_that_waits_is_not(
    desk: NpsDesk, execution: Execution
) -> None:
    desk.later(GRACE)
    assert desk.cases[0].generation == 1
    assert execution.carries_on().outcome == "superseded"
    Execution(desk, execution.ref, generation=1).waits()
    desk.later(10 * GRACE)
    assert desk.cases[0].generation == 1
