"""The real functions/outage_paging/workflow.asl.yaml shows the search for somebody, goes on with it
where no timer does, and outlives what dies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deskbell.domain.ids import incident_ref
from deskbell.domain.inputs import AlertReceived, Button
from deskbell.domain.paging.dedup import dedup_key
from deskbell.domain.paging.policy import ServiceId, Urgency
from deskbell.usecases.paging import raise_incident
from deskbell.usecases.workflows import carry_on
from tests.builders import INSTALL, LENA
from tests.flows.clouds import Cloud
from tests.flows.executions import MINUTE, ON_MOTO, Executed, new_key, next_monday

pytestmark = ON_MOTO
WITHIN = 5 * MINUTE
"""What the first level has."""


class Outage(Executed):
    """Of the wiki, by a key that nobody else has: Lena is called, then Jiwoo, then it is loud."""

    def alert(self, key: str, *, firing: bool = True) -> None:
        wiki = ServiceId("wiki")
        self.give(AlertReceived("prometheus", key, firing, wiki, "Down", "", "", Urgency.HIGH))

    def answer(self, generation: int = 0) -> None:
        self.press(LENA, Button.INCIDENT_ACKNOWLEDGE, f"{self.ref}|{generation}")

    def end(self) -> None:
        self.press(LENA, Button.INCIDENT_RESOLVE, str(self.ref))
        self.ends_at("Resolved")


def an_outage(cloud: Cloud, at: datetime) -> Outage:
    key = new_key("disk")
    ref = incident_ref(INSTALL, dedup_key(f"prometheus:{key}"), 1)
    outage = Outage(cloud, "OutagePagingMachine", ref, at)
    outage.alert(key)
    outage.waits_at("AwaitAnswer")
    return outage


@pytest.fixture
def outage(cloud: Cloud) -> Outage:
    return an_outage(cloud, next_monday())


def test_an_outage_shows_each_level_the_answer_and_the_end(outage: Outage) -> None:
    outage.at += WITHIN
    outage.cloud.fire(outage.at)
    outage.waits_at("AwaitAnswer")
    assert outage.events().count("LevelPaged") == 2
    outage.answer()
    outage.waits_at("AwaitResolution")
    outage.end()
    assert outage.waits() == ["AwaitAnswer", "AwaitAnswer", "AwaitResolution"]
    assert outage.path()[:2] == ["ClaimExecution", "CarryOn"]
    assert outage.generations() == [0]


def test_where_no_timer_fires_the_machine_calls_the_next_level_itself(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry_on, "LATE", timedelta(seconds=1))
    with monkeypatch.context() as then:  # The call that is almost over began then.
        then.setattr(raise_incident, "as_of_now", lambda _, cause: cause)
        outage = an_outage(cloud, datetime.now(UTC) - WITHIN + timedelta(seconds=6))
    assert outage.events().count("LevelPaged") == 1
    outage.cloud.eventually("the second level", lambda: outage.events().count("LevelPaged") == 2)
    outage.waits_at("AwaitAnswer")
    assert outage.path() == ["ClaimExecution", "CarryOn", "AwaitAnswer", "CarryOn", "AwaitAnswer"]
    outage.at = datetime.now(UTC)
    outage.end()


def test_what_nobody_answers_is_shown_as_that_until_somebody_does(outage: Outage) -> None:
    for within in (WITHIN, 2 * WITHIN):
        outage.at += within
        outage.cloud.fire(outage.at)
    outage.reaches("IncidentExhausted")
    outage.waits_at("AwaitAnybody")
    outage.answer()
    outage.waits_at("AwaitResolution")
    outage.end()


def test_a_stopped_execution_is_replaced_after_the_next_level_and_nobody_notices(
    outage: Outage,
) -> None:
    outage.stop_execution()
    outage.at += WITHIN
    outage.cloud.fire(outage.at)
    outage.at += 3 * MINUTE
    outage.cloud.fire(outage.at)
    outage.reaches("WorkflowStalled")
    outage.waits_at("AwaitAnswer")
    assert outage.generations() == [1, 0]
    assert outage.events().count("LevelPaged") == 2, "nobody is called again for that"
    outage.end()


def test_a_token_that_was_lost_is_noticed_after_the_next_level(outage: Outage) -> None:
    outage.lose_token()
    outage.at += WITHIN
    outage.cloud.fire(outage.at)
    outage.at += 3 * MINUTE
    outage.cloud.fire(outage.at)
    outage.waits_at("AwaitAnswer")
    assert outage.generations() == [1, 0]
    outage.end()


def test_what_comes_back_has_an_execution_of_its_own_at_once(cloud: Cloud) -> None:
    key = new_key("disk")
    ref = incident_ref(INSTALL, dedup_key(f"prometheus:{key}"), 1)
    outage = Outage(cloud, "OutagePagingMachine", ref)
    outage.alert(key)
    outage.alert(key, firing=False)
    outage.ends_at("Resolved")
    outage.alert(key)
    outage.waits_at("AwaitEndOfHold")
    assert outage.generations() == [1, 0]
    outage.at += WITHIN
    outage.cloud.fire(outage.at)
    outage.waits_at("AwaitAnswer")
    outage.end()
