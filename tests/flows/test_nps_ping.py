"""The real functions/nps_ping/workflow.asl.yaml shows a low score from its ping to its end, and
outlives what dies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deskbell.domain.ids import nps_case_ref
from deskbell.domain.inputs import Button, ScoreReceived
from tests.builders import INSTALL, XENA
from tests.flows.clouds import Cloud
from tests.flows.executions import HOUR, ON_MOTO, Executed, new_key

pytestmark = ON_MOTO


@pytest.fixture
def case(cloud: Cloud) -> Executed:
    """Of a member whom nobody else is, in Xena's inbox."""
    member = new_key("m").replace(":", "-").replace(".", "-")
    case = Executed(cloud, "NpsPingMachine", nps_case_ref(INSTALL, member, 1))
    case.give(ScoreReceived("nps", member, member, 3, f"{case.at:%Y-%m-%d}"))
    case.waits_at("AwaitHandling")
    return case


def pressed(case: Executed, button: Button) -> None:
    case.press(XENA, button, str(case.ref))


def test_a_low_score_shows_each_step_to_the_end(case: Executed) -> None:
    pressed(case, Button.NPS_CALLED)
    case.waits_at("AwaitEndOfWindow")
    pressed(case, Button.NPS_REOPEN)
    case.waits_at("AwaitHandling")
    pressed(case, Button.NPS_FIXED)
    case.waits_at("AwaitEndOfWindow")
    case.at += 73 * HOUR
    case.cloud.fire(case.at)
    case.ends_at("Closed")


def test_a_stopped_execution_is_replaced_after_the_next_step_and_nobody_is_asked_again(
    case: Executed,
) -> None:
    case.stop_execution()
    pressed(case, Button.NPS_CALLED)
    case.at += timedelta(minutes=3)
    case.cloud.fire(case.at)
    case.waits_at("AwaitEndOfWindow")
    assert case.generations() == [1, 0]
    assert case.events().count("NpsCaseOpened") == 1
