"""What alert sources say late, twice or in the wrong order, and what they say of an outage that
others have reported as well (A1-05)."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.policy import Maintenance
from tests import sns
from tests.builders import ANA, BEN, IT_TRIAGE, MINJUN, NOW
from tests.functional.alert_desk import AlertDesk, from_sns
from tests.functional.paging import MINUTE, PagedDesk, a_paged_desk

NINE = NOW - timedelta(hours=1)
"""By the source's clock, which no decision compares with ours."""


@pytest.fixture
def desk() -> PagedDesk:
    return PagedDesk()


def why(desk: PagedDesk) -> str:
    """The reason of what was decided last."""
    return desk.history(desk.incident.ref)[-1].reason.key


def in_channel(desk: PagedDesk) -> list[str]:
    return [post.shown.text for post in desk.ours(IT_TRIAGE)]


def merge(desk: PagedDesk, gone: int, into: int) -> None:
    one = desk.incidents[gone - 1]
    number = desk.incidents[into - 1].number
    desk.give(desk.of_incident(BEN, one, Dialog.INCIDENT_MERGE, number=f"#{number}"))


# --- late, or twice ---------------------------------------------------------------------------


def test_a_late_ok_does_not_end_an_outage_whose_alarm_has_gone_off_again(desk: PagedDesk) -> None:
    desk.give(desk.alert(began=NINE))
    desk.give(desk.alert(began=NINE + 7 * MINUTE))
    desk.give(desk.alert(firing=False, ended=NINE + 5 * MINUTE))
    assert desk.status() is Status.OPEN
    assert why(desk) == "reason.incident_alert_overtaken_over"
    desk.give(desk.alert(firing=False, ended=NINE + 9 * MINUTE))
    assert desk.status() is Status.RESOLVED


def test_an_end_that_is_told_twice_does_not_end_what_has_come_back_in_between(
    desk: PagedDesk,
) -> None:
    over = desk.alert(firing=False, began=NINE, ended=NINE + MINUTE)
    desk.give(desk.alert(began=NINE), over, desk.alert(began=NINE + 2 * MINUTE), over)
    assert desk.incident.is_open


@pytest.mark.parametrize("later", [MINUTE, timedelta(hours=1)])
def test_an_alarm_that_comes_after_its_own_end_calls_nobody(
    desk: PagedDesk, later: timedelta
) -> None:
    desk.give(desk.alert(began=NINE))
    desk.give(desk.alert(firing=False, ended=NINE + 5 * MINUTE))
    desk.later(later)
    desk.give(desk.alert(began=NINE + 4 * MINUTE))
    assert desk.status() is Status.RESOLVED
    assert why(desk) == "reason.incident_alert_overtaken_firing"
    assert len(desk.pages(BEN)) == 1


def test_the_end_of_what_somebody_has_ended_before_counts_against_what_comes_late(
    desk: PagedDesk,
) -> None:
    desk.give(desk.alert(began=NINE))
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    desk.give(desk.alert(firing=False, ended=NINE + 5 * MINUTE))
    assert why(desk) == "reason.incident_alert_ended_after"
    desk.give(desk.alert(began=NINE + MINUTE))
    assert desk.status() is Status.RESOLVED


def test_what_a_source_knows_to_be_over_is_known_at_its_next_outage_too(desk: PagedDesk) -> None:
    desk.give(desk.alert(began=NINE), desk.alert(firing=False, ended=NINE + 5 * MINUTE))
    desk.later(timedelta(hours=1))
    desk.give(desk.alert(began=NINE + timedelta(hours=1)))
    desk.give(desk.alert(began=NINE + MINUTE))
    first, second = desk.incidents
    assert (first.status, second.status, second.reports) == (Status.RESOLVED, Status.OPEN, 1)


def test_what_is_still_so_after_somebody_has_ended_it_calls_again(desk: PagedDesk) -> None:
    """Alertmanager repeats it with the time at which it began."""
    desk.give(desk.alert(began=NINE))
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    desk.later(timedelta(hours=4))
    desk.give(desk.alert(began=NINE))
    assert len(desk.pages(BEN)) == 2


def test_what_was_taken_for_over_while_its_source_was_silent_calls_again(desk: PagedDesk) -> None:
    """Alertmanager ends what Prometheus does not repeat for five minutes; once it does, it is as
    old as before."""
    desk.give(desk.alert(began=NINE))
    desk.give(desk.alert(firing=False, began=NINE, ended=NINE + 20 * MINUTE))
    desk.later(timedelta(hours=1))
    desk.give(desk.alert(began=NINE))
    assert len(desk.pages(BEN)) == 2


def test_of_two_sources_neither_is_late_by_the_others_clock(desk: PagedDesk) -> None:
    desk.give(desk.alert(began=NINE + timedelta(hours=1)))
    desk.give(desk.alert(source="grafana", began=NINE))
    desk.give(desk.alert(source="grafana", firing=False, ended=NINE + MINUTE))
    assert [one.is_open for one in desk.incidents] == [True, False]


def test_an_ok_of_cloudwatch_that_sns_delivers_late_ends_nothing(desk: PagedDesk) -> None:
    """As SNS sends it, signed: ALARM, OK, ALARM, of which the OK comes last."""
    sent, states = AlertDesk(), [("ALARM", "09:00:41"), ("ALARM", "09:02:41"), ("OK", "09:01:41")]
    for number, (state, at) in enumerate(states):
        changed = {"NewStateValue": state, "StateChangeTime": f"2026-11-23T{at}.655+0000"}
        message = sns.notification({**sns.ALARM, **changed}, MessageId=str(number))
        assert sent.send(from_sns(message)) == (200, {"taken": 1})
    desk.give(*sent.received)
    assert desk.incident.is_open
    assert why(desk) == "reason.incident_alert_overtaken_over"


# --- others have reported it as well ----------------------------------------------------------


def test_where_people_have_reported_it_too_its_source_ends_nothing_but_says_so(
    desk: PagedDesk,
) -> None:
    desk.give(desk.report(ANA), desk.alert())
    merge(desk, gone=1, into=2)
    desk.give(desk.alert(firing=False))
    assert desk.incidents[1].status is Status.OPEN
    said = in_channel(desk)[-1]
    assert "prometheus says that outage *#2* is over" in said
    assert "There is 1 report of others too" in said
    [card] = [one for one in desk.ours(IT_TRIAGE) if "*#2* ·" in one.shown.text]
    assert "prometheus says it is over" in str(card.shown.blocks)


def test_people_end_it_then_and_whoever_reported_it_hears_so(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA), desk.alert())
    merge(desk, gone=1, into=2)
    desk.give(desk.alert(firing=False))
    value = str(desk.incidents[1].ref)
    desk.give(ButtonPressed(Button.INCIDENT_RESOLVE, value, BEN, IT_TRIAGE, None, None))
    assert desk.incidents[1].status is Status.RESOLVED
    assert "is over" in desk.direct(ANA)[-1].shown.text


@pytest.mark.parametrize("key", ["disk", "cpu"])
def test_of_two_alerts_that_are_one_outage_the_end_of_either_is_not_its_end(
    desk: PagedDesk, key: str
) -> None:
    desk.give(desk.alert("disk"), desk.alert("cpu"))
    merge(desk, gone=1, into=2)
    desk.give(desk.alert(key, firing=False))
    assert desk.incidents[1].status is Status.OPEN
    assert "There is 1 report of others too" in in_channel(desk)[-1]


def test_of_two_alerts_that_are_one_outage_the_end_of_both_is_its_end(desk: PagedDesk) -> None:
    desk.give(desk.alert("disk"), desk.alert("cpu"))
    merge(desk, gone=1, into=2)
    desk.give(desk.alert("disk", firing=False), desk.alert("cpu", firing=False))
    assert desk.incidents[1].status is Status.RESOLVED


def test_of_what_was_merged_into_a_report_of_peoples_its_source_is_heard(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA), desk.alert())
    merge(desk, gone=2, into=1)
    desk.give(desk.alert(firing=False))
    assert desk.incidents[0].is_open
    assert "prometheus says that outage *#1* is over" in in_channel(desk)[-1]


def test_said_twice_it_is_said_once_in_the_channel_and_so_is_what_flaps(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA), desk.alert())
    merge(desk, gone=1, into=2)
    for _ in range(4):
        desk.give(desk.alert(firing=False), desk.alert(firing=False), desk.alert())
        desk.later(MINUTE)
    assert sum("is over" in text for text in in_channel(desk)) == 1
    desk.later(5 * MINUTE)
    desk.give(desk.alert(firing=False))
    assert sum("is over" in text for text in in_channel(desk)) == 2


def test_however_often_it_reports_it_itself_what_nobody_else_has_reported_ends(
    desk: PagedDesk,
) -> None:
    desk.give(desk.alert(), desk.alert(), desk.alert())
    desk.give(desk.alert(firing=False))
    assert desk.status() is Status.RESOLVED


# --- reported again right after its end -------------------------------------------------------


def resolved_at_once(desk: PagedDesk) -> None:
    """Ana has reported it, Ben was called, and has ended it a minute later."""
    desk.give(desk.report(ANA))
    desk.later(MINUTE)
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))


@pytest.mark.parametrize("person", [ANA, MINJUN])
def test_whoever_reports_again_what_was_just_ended_hears_when_somebody_is_called(
    desk: PagedDesk, person: PersonId
) -> None:
    resolved_at_once(desk)
    desk.give(desk.report(person))
    said = desk.direct(person)[-1].shown.text
    assert "is back" in said or "다시 나타났어요" in said
    assert "<!date^" in said, "when"
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    assert desk.direct(person)[-1].shown.text != said, "and that it is over"


def test_whoever_reports_it_again_when_it_is_called_about_at_once_hears_so_once(
    desk: PagedDesk,
) -> None:
    resolved_at_once(desk)
    desk.later(10 * MINUTE)
    before = len(desk.direct(MINJUN))
    desk.give(desk.report(MINJUN))
    assert len(desk.pages(BEN)) == 2
    assert len(desk.direct(MINJUN)) == before + 1
    assert "is back" in desk.direct(ANA)[-1].shown.text


def test_whoever_reports_it_again_in_maintenance_hears_that_nobody_is_called(
    desk: PagedDesk,
) -> None:
    resolved_at_once(desk)
    desk.later(10 * MINUTE)
    window = Maintenance(None, desk.now, desk.now + 30 * MINUTE)
    desk.settings.desk = a_paged_desk(maintenance=(window,))
    desk.give(desk.report(ANA))
    assert "maintenance" in desk.direct(ANA)[-1].shown.text


def test_an_alert_that_comes_back_at_once_shows_on_the_card_until_when_nobody_is_called(
    desk: PagedDesk,
) -> None:
    desk.give(desk.alert(), desk.alert(firing=False), desk.alert())
    assert why(desk) == "reason.incident_held_flapping"
    [card] = [one for one in desk.ours(IT_TRIAGE) if "*#1* ·" in one.shown.text]
    assert "<!date^" in card.shown.text
