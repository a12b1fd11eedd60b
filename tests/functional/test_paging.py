"""An outage, from its report to its end, over the whole desk (A1-05)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.inputs import Button, Envelope, PageReceipted, ReceiptCame
from deskbell.domain.paging.incident import Status
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Level, Method, Target, TargetKind
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.builders import (
    ANA,
    BEN,
    CORA,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    LENA,
    an_envelope,
)
from tests.functional.paging import (
    IT,
    MINUTE,
    PagedDesk,
    a_paged_desk,
    direct_of,
    rows_of,
)


@pytest.fixture
def desk() -> PagedDesk:
    return PagedDesk()


def with_policy(**changes: Any) -> Desk:
    policy = replace(IT, **changes)
    return a_paged_desk(policies={policy.id: policy})


# --- the ladder -------------------------------------------------------------------------------


def test_who_is_on_call_is_called_at_once_and_the_next_one_five_minutes_later(
    desk: PagedDesk,
) -> None:
    desk.give(desk.report(ANA))
    assert len(desk.pages(BEN)) == 1
    assert desk.pages(LENA) == []
    desk.minutes(4)
    assert desk.pages(LENA) == []
    desk.minutes(1)
    assert len(desk.pages(LENA)) == 1


def test_acknowledged_nobody_else_is_called_until_it_is_over(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.minutes(20)
    assert desk.pages(LENA) == []
    assert desk.status() is Status.ACKNOWLEDGED
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    assert desk.status() is Status.RESOLVED
    desk.minutes(60)
    assert desk.pages(LENA) == []


def test_unanswered_the_fallback_hears_of_it_and_the_alarm_sounds_once(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.minutes(60)
    assert len(desk.pages(BEN)) == len(desk.pages(LENA)) == 2, "each in both loops"
    assert len(desk.ours(IT_ONCALL)) == 1
    assert desk.alarm.sounded == [desk.incident.ref]


def test_a_system_that_no_policy_is_for_is_told_to_the_fallback_at_once(desk: PagedDesk) -> None:
    desk.give(desk.alert(service="coffee"))
    assert desk.status() is Status.EXHAUSTED
    assert len(desk.ours(IT_ONCALL)) == 1
    assert desk.alarm.sounded == [desk.incident.ref]


def test_whoever_has_left_is_not_called_and_the_next_level_is_at_once() -> None:
    desk = PagedDesk()
    desk.slack.people[BEN] = replace(desk.slack.people[BEN], deactivated=True)
    desk.person_rows.forget(BEN)
    desk.give(desk.report(ANA))
    assert rows_of(desk, Method.SLACK)[0].lane == f"page:slack:{LENA}"
    assert len(desk.pages(LENA)) == 1


def test_a_channel_can_be_called_like_a_person() -> None:
    here = Level((Target(TargetKind.CHANNEL, IT_ONCALL),), 5 * MINUTE)
    desk = PagedDesk(with_policy(levels=(here,)))
    desk.give(desk.report(ANA))
    assert len(desk.ours(IT_ONCALL)) == 1
    assert not desk.incident.calls[0].has_failed


def test_the_live_card_is_one_post_that_is_kept_up_to_date(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    [card] = desk.ours(IT_TRIAGE)
    before = card.shown
    desk.give(desk.acknowledge(BEN))
    [card] = desk.ours(IT_TRIAGE)
    assert card.shown != before


# --- ways to reach somebody -------------------------------------------------------------------


def test_who_cannot_be_written_to_gets_a_text_message_at_once(desk: PagedDesk) -> None:
    desk.slack.fail(
        "chat.postMessage", *[Fault(Never(Undelivered.PERSON_UNREACHABLE, "user_not_found"))] * 3
    )
    desk.give(desk.report(ANA))
    [message] = desk.contacts.sent
    assert (message.person, message.method) == (BEN, Method.SMS)
    assert "VPN" in message.text


def test_with_slack_down_a_text_message_goes_out_after_two_minutes(desk: PagedDesk) -> None:
    down = Fault(Later(None, "service_unavailable"))
    desk.slack.fail("chat.postMessage", *[down] * 200)
    desk.give(desk.report(ANA))
    assert desk.contacts.sent == []
    desk.minutes(2)
    assert [one.method for one in desk.contacts.sent] == [Method.SMS]


def test_a_text_message_counts_only_when_its_provider_says_that_it_is_there() -> None:
    desk = PagedDesk(a_paged_desk(contacts={BEN: (Method.SMS, Method.MAIL)}))
    desk.give(desk.report(ANA))
    [sent] = desk.contacts.sent
    assert desk.incident.calls[0].receipt is None
    desk.give(PageReceipted(sent.message, Receipt.DELIVERED))
    assert desk.incident.calls[0].receipt is Receipt.DELIVERED
    desk.minutes(3)
    assert len(desk.contacts.sent) == 1, "no mail"


def test_a_text_message_that_fails_is_followed_by_the_next_way() -> None:
    desk = PagedDesk(a_paged_desk(contacts={BEN: (Method.SMS, Method.VOICE)}))
    desk.give(desk.report(ANA))
    desk.give(PageReceipted(desk.contacts.sent[0].message, Receipt.FAILED, "blocked"))
    assert [one.method for one in desk.contacts.sent] == [Method.SMS, Method.VOICE]
    assert "blocked" in str(desk.history(desk.incident.ref))


def test_with_every_way_failing_the_next_level_is_called_at_once() -> None:
    desk = PagedDesk(a_paged_desk(contacts={BEN: (Method.SMS,)}))
    desk.contacts.refusing[Method.SMS] = Never(Undelivered.FORBIDDEN, "no_number")
    desk.give(desk.report(ANA))
    assert len(desk.pages(LENA)) == 1


# --- answers ----------------------------------------------------------------------------------


def test_a_page_that_waits_is_not_sent_once_somebody_has_acknowledged(desk: PagedDesk) -> None:
    desk.slack.fail("chat.postMessage", *[Fault(Later(None, "service_unavailable"))] * 8)
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(LENA))
    desk.minutes(5)
    assert desk.pages(BEN) == []


def test_the_second_one_who_acknowledges_hears_who_has_it(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.give(desk.acknowledge(LENA))
    assert desk.incident.acknowledged_by == BEN
    [told] = [seen for seen in desk.slack.whispers if seen.person == LENA]
    assert "Ben" in told.shown.text


def test_who_reported_it_hears_that_somebody_has_it_and_that_it_is_over(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.give(desk.press_incident(BEN, Button.INCIDENT_RESOLVE))
    assert len(desk.direct(ANA)) == 3


def test_someone_from_another_company_raises_nothing(desk: PagedDesk) -> None:
    [handled] = desk.give(desk.report(CORA))
    assert handled.ignored == "incident_not_allowed"


def test_who_only_reported_it_may_not_end_it(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.press_incident(ANA, Button.INCIDENT_RESOLVE))
    assert desk.status() is Status.OPEN


def test_given_back_it_begins_anew_with_who_is_on_call(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(LENA))
    desk.later(MINUTE)
    desk.give(desk.press_incident(LENA, Button.INCIDENT_RELEASE))
    assert desk.incident.rung.generation == 1
    assert len(desk.pages(BEN)) == 2


def test_without_a_word_for_half_an_hour_it_begins_anew(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.minutes(29)
    assert desk.status() is Status.ACKNOWLEDGED
    desk.minutes(1)
    assert desk.status() is Status.OPEN
    assert len(desk.pages(BEN)) == 2


def test_an_old_page_does_not_acknowledge_what_has_begun_anew(desk: PagedDesk) -> None:
    desk.give(desk.report(ANA))
    desk.give(desk.acknowledge(BEN))
    desk.minutes(30)
    desk.give(desk.acknowledge(BEN, generation=0))
    assert desk.status() is Status.OPEN
    assert desk.slack.whispers


def test_a_word_from_before_the_page_is_no_answer_to_it(desk: PagedDesk) -> None:
    said = desk.say(BEN, "ok", channel=direct_of(desk, BEN))
    at = desk.now
    desk.later(timedelta(minutes=10))
    desk.give(desk.report(ANA))
    late = replace(an_envelope(said, "late", desk.now), occurred_at=at)
    desk.process(late)
    desk.settle()
    assert desk.status() is Status.OPEN


def test_a_page_whose_receipt_cannot_be_told_is_not_sent_again(
    desk: PagedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = MemoryInputQueue.put

    def put(queue: MemoryInputQueue, envelope: Envelope) -> None:
        if isinstance(envelope.input, ReceiptCame):
            monkeypatch.setattr(MemoryInputQueue, "put", sound)
            raise QueueUnavailableError("away")
        sound(queue, envelope)

    monkeypatch.setattr(MemoryInputQueue, "put", put)
    desk.give(desk.report(ANA))
    desk.minutes(3)
    assert len(desk.pages(BEN)) == 1
    assert desk.incident.calls[0].receipt is Receipt.DELIVERED


GROUP = "S0ONCALL01"
THE_GROUP = Level((Target(TargetKind.GROUP, GROUP),), 5 * MINUTE)


def test_everybody_in_a_user_group_is_called() -> None:
    desk = PagedDesk(with_policy(levels=(THE_GROUP,)))
    desk.slack.groups[GROUP] = [LENA, JIWOO]
    desk.give(desk.report(ANA))
    assert (len(desk.pages(LENA)), len(desk.pages(JIWOO))) == (1, 1)


def test_while_slack_does_not_tell_who_is_in_a_group_those_are_called_who_were() -> None:
    desk = PagedDesk(with_policy(levels=(THE_GROUP,)))
    desk.slack.groups[GROUP] = [LENA]
    desk.give(desk.alert("disk"))
    desk.later(timedelta(minutes=10))
    desk.slack.fail("usergroups.users.list", *[Fault(Unknown("timeout"))] * 9)
    desk.give(desk.alert("cpu"))
    assert desk.incidents[1].calls[0].to == LENA


def test_a_group_that_slack_does_not_know_is_a_level_without_anybody() -> None:
    desk = PagedDesk(with_policy(levels=(THE_GROUP, *IT.levels)))
    desk.give(desk.report(ANA))
    assert desk.incident.rung.level == 1
    assert len(desk.pages(BEN)) == 1
