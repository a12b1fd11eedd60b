"""An outage is paged, answered and told on nights when Slack, the desk itself or the secrets are
out of order, too (A1-05)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.people import PersonRow
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Envelope
from deskbell.domain.oncall.schedule import Override, OverrideId, ScheduleId
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.inputs import PageWanted, ReceiptCame
from deskbell.domain.paging.policy import Level, Method, Target, TargetKind
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import EmojiAction
from deskbell.usecases.slack_ports import Never, Undelivered, Unknown
from tests.builders import (
    ANA,
    BEN,
    EVERYBODY,
    INSTALL,
    IT_HAPPENS,
    IT_ONCALL,
    JIWOO,
    LENA,
    OLA,
    an_envelope,
)
from tests.functional.paging import (
    IT,
    MINUTE,
    PagedDesk,
    a_paged_desk,
    a_rotation,
    direct_of,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> PagedDesk:
    return PagedDesk()


# --- while Slack does not say who people are ------------------------------------------------------


def nobody_is_known(desk: PagedDesk, *forgotten: PersonId) -> None:
    """Slack tells of nobody, and `forgotten` were never asked about."""
    for person in forgotten:
        desk.person_rows.forget(person)
    desk.slack.fail("users.info", *[Fault(Unknown("timeout"))] * 99)


def known_since_yesterday(desk: PagedDesk, person: PersonId) -> None:
    [known] = [one for one in EVERYBODY if one.id == person]
    desk.person_rows.put(INSTALL, PersonRow(known, desk.wall() - 60))


def test_a_report_of_somebody_unknown_calls_on_call_and_is_answered_in_the_desks_language(
    desk: PagedDesk,
) -> None:
    nobody_is_known(desk, OLA)
    desk.give(desk.report(OLA))
    assert len(desk.pages(BEN)) == 1
    assert desk.incident.opener == OLA
    [told] = desk.direct(OLA)
    assert "Whoever is on call is being called now" in told.shown.text


def test_a_report_of_somebody_whom_slack_told_of_yesterday_is_answered_in_their_language(
    desk: PagedDesk,
) -> None:
    known_since_yesterday(desk, OLA)
    nobody_is_known(desk)
    desk.give(desk.report(OLA))
    assert len(desk.pages(BEN)) == 1
    assert "Właśnie wzywamy osobę na dyżurze" in desk.direct(OLA)[0].shown.text


def test_the_emoji_of_somebody_unknown_leads_to_the_form(desk: PagedDesk) -> None:
    emoji = {**desk.desk.emoji, "rotating_light": EmojiAction.RAISE}
    desk.settings.desk = replace(desk.desk, emoji=emoji)
    nobody_is_known(desk, ANA)
    message = desk.say(ANA, "The VPN is down")
    desk.give(desk.reaction(ANA, message.ts, "rotating_light"))
    assert len(desk.direct(ANA)) == 1


def test_ok_of_whoever_was_called_counts_though_they_are_no_agent_and_unknown() -> None:
    level = Level((Target(TargetKind.PERSON, OLA),), 5 * MINUTE)
    desk = PagedDesk(a_paged_desk(policies={IT.id: replace(IT, levels=(level,))}))
    desk.give(desk.report(ANA))
    nobody_is_known(desk, OLA)
    desk.give(desk.say(OLA, "ok", channel=direct_of(desk, OLA)))
    assert desk.incident.acknowledged_by == OLA


def test_ok_of_somebody_unknown_who_was_not_called_is_refused_not_lost(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    nobody_is_known(desk, OLA)
    value = str(desk.incident.ref)
    press = ButtonPressed(Button.INCIDENT_ACKNOWLEDGE, value, OLA, IT_HAPPENS, None, None)
    desk.give(press)
    assert desk.status() is Status.OPEN
    assert "only whoever works at the desk" in desk.slack.whispers[-1].shown.text


def test_whoever_slack_said_is_of_another_company_still_wakes_nobody(desk: PagedDesk) -> None:
    [ola] = [one for one in EVERYBODY if one.id == OLA]
    outside = replace(ola, standing=Standing.EXTERNAL)
    desk.person_rows.put(INSTALL, PersonRow(outside, desk.wall() - 60))
    nobody_is_known(desk)
    [handled] = desk.give(desk.report(OLA))
    assert handled.ignored == "incident_not_allowed"


# --- after hours in which nothing ran -------------------------------------------------------------


def handed_over(desk: PagedDesk) -> PagedDesk:
    """Ben is on call for one more hour, and Jiwoo from then on."""
    since, until = desk.now + HOUR, desk.now + 12 * HOUR
    jiwoo = Override(OverrideId("jiwoo"), JIWOO, since, until, desk.now)
    schedule = replace(a_rotation("first", BEN), overrides=(jiwoo,))
    desk.settings.desk = replace(desk.desk, schedules={ScheduleId("first"): schedule})
    return desk


def late(desk: PagedDesk, given: Envelope, hours: int) -> None:
    """It waits on the inbox for so long."""
    desk.now += hours * HOUR
    desk.process(given)
    desk.settle()


def test_an_alert_that_waited_for_hours_calls_who_is_on_call_now(desk: PagedDesk) -> None:
    alert = an_envelope(handed_over(desk).alert(), "late", desk.now)
    late(desk, alert, 3)
    assert desk.pages(BEN) == []
    assert len(desk.pages(JIWOO)) == 1


def test_whoever_is_called_for_it_has_their_time_to_answer(desk: PagedDesk) -> None:
    late(desk, an_envelope(desk.alert(), "late", desk.now), 3)
    desk.minutes(4)
    assert desk.pages(LENA) == []
    desk.minutes(1)
    assert len(desk.pages(LENA)) == 1


def test_what_was_given_back_hours_ago_gives_whoever_is_called_anew_their_time(
    desk: PagedDesk,
) -> None:
    desk.give(desk.report(ANA))
    value = f"{desk.incident.ref}|{desk.incident.rung}"
    press = ButtonPressed(Button.INCIDENT_RELEASE, value, BEN, None, None, None)
    desk.give(desk.acknowledge(BEN))
    late(desk, an_envelope(press, "late", desk.now), 3)
    assert desk.incident.due == desk.now + 5 * MINUTE
    assert desk.history(desk.incident.ref)[-1].at >= desk.now


def test_what_was_over_before_anybody_could_be_called_wakes_nobody_for_long(
    desk: PagedDesk,
) -> None:
    """Both waited: the outage begins and ends as of now, in this order."""
    fires, ends = (
        an_envelope(desk.alert(firing=firing), f"late:{firing}", desk.now + number * MINUTE)
        for number, firing in enumerate((True, False))
    )
    desk.now += 3 * HOUR
    desk.process(fires)
    desk.process(ends)
    desk.settle()
    assert desk.status() is Status.RESOLVED
    assert desk.incident.since >= desk.incident.raised_at
    assert desk.pages(BEN) == []


def test_many_that_waited_for_hours_come_as_one_message_not_one_by_one(desk: PagedDesk) -> None:
    alerts = [
        an_envelope(desk.alert(f"disk-{number}"), f"late:{number}", desk.now + number * MINUTE)
        for number in range(30)
    ]
    desk.now += 3 * HOUR
    for alert in alerts:
        desk.process(alert)
    desk.settle()
    desk.minutes(2)
    assert len(desk.pages(BEN)) == 4


# --- one cause, many inputs -----------------------------------------------------------------------

CALLED, WAYS = (BEN, LENA, JIWOO), (Method.SMS, Method.VOICE, Method.MAIL)


def test_with_every_way_to_everybody_failing_the_alarm_sounds_at_once() -> None:
    """Nine pages, each the cause of the next."""
    levels = tuple(Level((Target(TargetKind.PERSON, one),), 5 * MINUTE) for one in CALLED)
    policies = {IT.id: replace(IT, levels=levels, loops=1)}
    desk = PagedDesk(a_paged_desk(policies=policies, contacts=dict.fromkeys(CALLED, WAYS)))
    for way in WAYS:
        desk.contacts.refusing[way] = Never(Undelivered.PERSON_UNREACHABLE, "no_number")
    desk.give(desk.report(ANA))
    assert desk.status() is Status.EXHAUSTED
    assert desk.alarm.sounded == [desk.incident.ref]
    assert len(desk.ours(IT_ONCALL)) == 1


def test_no_page_and_no_receipt_causes_more_than_the_policy_has_rungs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They count as causes of their own, so nothing else would end a loop of them."""
    put, seen = MemoryInputQueue.put, list[Envelope]()

    def watch(queue: MemoryInputQueue, envelope: Envelope) -> None:
        seen.append(envelope)
        put(queue, envelope)

    monkeypatch.setattr(MemoryInputQueue, "put", watch)
    test_with_every_way_to_everybody_failing_the_alarm_sounds_at_once()
    pages = [one for one in seen if isinstance(one.input, PageWanted)]
    receipts = [one for one in seen if isinstance(one.input, ReceiptCame)]
    assert len(pages) == len(receipts) == len(CALLED) * len(WAYS)
    assert len({one.key for one in seen}) == len(seen)


def test_everybody_who_follows_an_outage_hears_its_end_however_many_they_are(
    desk: PagedDesk,
) -> None:
    crowd = [PersonId(f"U0CROWD{number:03}") for number in range(260)]
    for person in crowd:
        desk.slack.people[person] = replace(desk.slack.people[ANA], id=person)
        desk.give(desk.report(person))
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    deaf = [one for one in crowd if "is over: VPN" not in desk.direct(one)[-1].shown.text]
    assert deaf == []
