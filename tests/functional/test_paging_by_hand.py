"""What people do about an outage besides answering: its pace, its people, its news (A1-05)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.paging.incident import IncidentRole, Status
from deskbell.domain.paging.policy import Level, Target, TargetKind
from tests.builders import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
)
from tests.functional.paging import IT, MINUTE, PagedDesk, a_paged_desk


@pytest.fixture
def desk() -> PagedDesk:
    return PagedDesk()


def test_escalated_by_hand_the_next_level_is_called_at_once_and_only_once(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    seen = str(desk.incident.rung)
    desk.give(desk.press_incident(BEN, Button.INCIDENT_ESCALATE, seen))
    desk.give(desk.press_incident(LENA, Button.INCIDENT_ESCALATE, seen))
    assert desk.incident.rung.level == 1
    assert len(desk.pages(LENA)) == 1


def test_reassigned_to_somebody_they_are_called_first(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.choose_of_incident(BEN, Dialog.INCIDENT_REASSIGN, person=JIWOO))
    assert len(desk.pages(JIWOO)) == 1
    desk.minutes(5)
    assert len(desk.pages(BEN)) == 2, "then everybody as before"


def test_snoozed_it_wakes_up_with_the_first_level(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    until = (desk.now + timedelta(hours=1)).isoformat()
    desk.give(desk.choose_of_incident(BEN, Dialog.INCIDENT_SNOOZE, until=until))
    desk.minutes(59)
    assert len(desk.pages(BEN)) == 1
    desk.minutes(1)
    assert len(desk.pages(BEN)) == 2


def test_an_update_reaches_everybody_who_follows_it_once(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA), desk.report(MINJUN), desk.report(OLA))
    before = {one: len(desk.direct(one)) for one in (ANA, MINJUN, OLA)}
    said = {"text": "We are restarting the gateway."}
    desk.give(desk.choose_of_incident(BEN, Dialog.INCIDENT_UPDATE, **said))
    for one, had in before.items():
        assert len(desk.direct(one)) == had + 1
        assert "gateway" in desk.direct(one)[-1].shown.text


def test_fifty_reports_are_one_incident_one_page_and_fifty_followers(desk: PagedDesk) -> None:
    everybody = [PersonId(f"U0CROWD{number:03}") for number in range(50)]
    for one in everybody:
        desk.slack.people[one] = replace(desk.slack.people[ANA], id=one)
    desk.give(*[desk.report(one) for one in everybody])
    assert desk.incident.reports == 50
    assert set(everybody) <= set(desk.incident.followers)
    assert len(desk.pages(BEN)) == 1
    desk.give(desk.choose_of_incident(BEN, Dialog.INCIDENT_UPDATE, text="Soon"))
    assert all("Soon" in desk.direct(one)[-1].shown.text for one in everybody)


def test_a_role_is_somebodys(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.choose_of_incident(BEN, Dialog.INCIDENT_ROLE, role="scribe", person=LENA))
    assert desk.incident.roles[IncidentRole.SCRIBE] == LENA


def test_of_two_that_are_one_only_one_goes_on(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA), desk.alert())
    first, second = desk.incidents
    desk.give(desk.of_incident(BEN, second, Dialog.INCIDENT_MERGE, number=f"#{first.number}"))
    first, second = desk.incidents
    assert (first.is_open, second.status) == (True, Status.MERGED)
    desk.give(desk.alert(firing=False))
    assert desk.incidents[0].is_open, "its source knows of its own part alone"
    desk.give(desk.alert())
    assert desk.incidents[0].reports == 3, "what it says then is about the one that goes on"


def test_a_level_of_many_fits_into_one_transaction_whatever_else_happens_with_it() -> None:
    """Forty people, who are all followed by forty others, and as many who follow it."""
    crowd = [PersonId(f"U0CROWD{number:03}") for number in range(80)]
    levels = tuple(
        Level(tuple(Target(TargetKind.PERSON, one) for one in some), 5 * MINUTE)
        for some in (crowd[:40], crowd[40:])
    )
    policy = replace(IT, levels=levels)
    desk = PagedDesk(a_paged_desk(policies={policy.id: policy}))
    for one in crowd:
        desk.slack.people[one] = replace(desk.slack.people[ANA], id=one)
    desk.give(*[desk.report(one) for one in crowd[:40]], desk.alert())
    desk.minutes(6)
    first, second = desk.incidents
    assert {*first.called} == {*crowd}
    desk.give(desk.of_incident(BEN, second, Dialog.INCIDENT_MERGE, number=f"#{first.number}"))
    assert desk.incidents[1].status is Status.MERGED
