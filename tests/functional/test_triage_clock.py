"""What nobody takes: who is reminded of it, and that the lead hears of it then (A5-11)."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import InboxId, Ts
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.ticket import Privacy
from deskbell.domain.tickets.triage_duty import triager_on_duty
from tests.builders import ANA, BEN, IT_TRIAGE, JIWOO, LENA, MINJUN, OLA, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk

HALF_AN_HOUR = timedelta(minutes=30)


def a_desk_of(inbox: Inbox, **changes: object) -> MemoryDesk:
    return MemoryDesk(a_desk(inboxes={inbox.id: inbox}, **changes))


def asked(desk: MemoryDesk) -> Ts:
    message = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    return message.ts


def reminders(desk: MemoryDesk) -> list[str]:
    return [post.shown.text for post in desk.ours(IT_TRIAGE) if "⏰" in post.shown.text]


@pytest.fixture
def desk() -> MemoryDesk:
    return a_desk_of(an_inbox(triagers=(BEN, JIWOO)))


def test_whoever_is_on_triage_duty_is_reminded_of_what_nobody_has_taken(desk: MemoryDesk) -> None:
    asked(desk)
    desk.later(HALF_AN_HOUR - timedelta(minutes=1))
    assert reminders(desk) == []
    on_duty = triager_on_duty(desk.desk, desk.desk.inboxes[InboxId("it")], desk.now)
    desk.later(timedelta(minutes=1))
    [reminder] = reminders(desk)
    assert f"<@{on_duty}>" in reminder
    assert "*#1*" in reminder
    assert "You are on triage duty this week" in reminder
    assert desk.history(desk.ticket.ref)[-1].reason.key == "reason.reminded_on_duty"


def test_then_the_lead_is_told(desk: MemoryDesk) -> None:
    asked(desk)
    desk.later(HALF_AN_HOUR)
    desk.later(HALF_AN_HOUR)
    assert f"<@{LENA}>" in reminders(desk)[-1]
    assert "*#1*" in desk.direct(LENA)[-1].shown.text
    desk.later(timedelta(hours=12))
    assert len(reminders(desk)) == 2


def test_the_lead_is_reminded_while_everybody_on_triage_duty_is_away() -> None:
    desk = a_desk_of(an_inbox(triagers=(BEN, JIWOO)), away=frozenset({BEN, JIWOO}))
    asked(desk)
    desk.later(HALF_AN_HOUR)
    [reminder] = reminders(desk)
    assert f"<@{LENA}>" in reminder
    assert "everybody on triage duty is away" in reminder


def test_without_triage_duty_the_channel_is_reminded_as_a_whole() -> None:
    desk = a_desk_of(an_inbox())
    asked(desk)
    desk.later(HALF_AN_HOUR)
    [reminder] = reminders(desk)
    assert "<@" not in reminder


def test_a_form_request_is_reminded_of_in_the_same_way(desk: MemoryDesk) -> None:
    desk.give(desk.form(OLA))
    ref = desk.ticket.ref
    desk.advance(ref, "acknowledge_request", "route_request")
    desk.later(HALF_AN_HOUR)
    desk.advance(ref, "remind_triage")
    assert "You are on triage duty this week" in reminders(desk)[0]


def test_what_somebody_has_taken_is_not_reminded_of(desk: MemoryDesk) -> None:
    ts = asked(desk)
    desk.give(desk.reaction(BEN, ts, "eyes"))
    assert desk.table.timers == {}
    desk.later(HALF_AN_HOUR)
    assert reminders(desk) == []


def test_who_lets_it_go_again_starts_the_clock_again(desk: MemoryDesk) -> None:
    ts = asked(desk)
    desk.give(desk.reaction(BEN, ts, "eyes"))
    desk.give(desk.reaction(BEN, ts, "eyes", added=False))
    desk.later(HALF_AN_HOUR)
    assert len(reminders(desk)) == 1


def test_a_ticket_that_is_cancelled_is_not_reminded_of_until_it_is_wanted_again(
    desk: MemoryDesk,
) -> None:
    ts = asked(desk)
    desk.give(desk.reaction(ANA, ts, "ticket", added=False))
    desk.later(timedelta(hours=1))
    assert reminders(desk) == []
    desk.give(desk.reaction(MINJUN, ts, "ticket"))
    desk.later(HALF_AN_HOUR)
    assert len(reminders(desk)) == 1


def test_of_a_restricted_ticket_the_lead_alone_is_reminded() -> None:
    desk = a_desk_of(an_inbox(triagers=(BEN, JIWOO), privacy=Privacy.RESTRICTED))
    asked(desk)
    desk.later(HALF_AN_HOUR)
    assert reminders(desk) == []
    assert "⏰ *#1*" in desk.direct(LENA)[-1].shown.text
