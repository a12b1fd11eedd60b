"""A ticket waits for its requester or a vendor, as people see it (A4-13, A1-33)."""

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.slack_ports import Never, Undelivered
from tests.builders import ANA, BEN, BOT, IT_HAPPENS, IT_TRIAGE, JIWOO, OLA
from tests.functional.states import DAY, HOUR, MINUTE, SECOND, Ticketed


@pytest.fixture
def desk() -> Ticketed:
    desk = Ticketed()
    desk.take()
    return desk


def test_a_ticket_that_waits_for_its_requester_says_so_on_its_cards(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    assert desk.asked().status is Status.WAITING
    assert "*Waiting* for Ana Reyes · with Ben Carter" in desk.shown()
    message = desk.slack.in_channel(IT_HAPPENS)[0]
    marks = {emoji for emoji, who in message.reactions.items() if BOT in who}
    assert marks == {"hourglass_flowing_sand"}


def test_the_requester_is_reminded_twice_and_then_the_ticket_closes_with_a_notice(
    desk: Ticketed,
) -> None:
    desk.pick(Button.WAIT)
    desk.later(DAY)
    [nudge] = desk.heard(ANA)
    assert "still waits for your answer" in nudge
    desk.later(DAY)
    assert len(desk.heard(ANA)) == 2
    assert desk.asked().status is Status.WAITING
    desk.later(DAY)
    assert desk.asked().status is Status.CLOSED
    assert "because no answer came" in desk.heard(ANA)[-1]
    desk.later(10 * DAY)
    assert len(desk.heard(ANA)) == 3


def test_the_requesters_answer_resumes_it_at_once_and_its_assignee_is_told(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    desk.now += HOUR
    desk.reply(ANA, "It is the blue one")
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    assert "Ana Reyes has written" in desk.heard(BEN)[-1]
    assert desk.asked().paused_for == {PauseOn.REQUESTER: 3600}


def test_a_button_of_before_it_closed_is_answered_although_nobody_solved_it(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    value = f"{desk.first}|{desk.asked().card_revision}"
    for _ in range(3):
        desk.later(DAY)
    assert (desk.asked().status, desk.asked().solver) == (Status.CLOSED, None)
    for button in (Button.SOLVE, Button.TAKE):
        desk.give(ButtonPressed(button, value, BEN, IT_TRIAGE, None, None))
    told = [seen.shown.text for seen in desk.slack.whispers if seen.person == BEN]
    assert ["is not open any more" in text for text in told] == [True, True]


def test_an_answer_one_second_before_the_deadline_cancels_the_closing(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    desk.later(DAY)
    desk.later(DAY)
    desk.now += DAY - SECOND
    desk.reply(ANA, "Sorry, here it is")
    desk.later(SECOND)
    desk.later(10 * DAY)
    assert desk.asked().status is Status.ASSIGNED
    assert len(desk.heard(ANA)) == 2, "no reminder after the answer"


def test_a_reminder_that_was_already_on_its_way_is_not_sent_after_the_answer(
    desk: Ticketed,
) -> None:
    desk.pick(Button.WAIT)
    desk.now += DAY
    due = [timer for _, timer in desk.timers.due(desk.now, 10)]
    desk.reply(ANA, "Here it is")
    desk.give(*due)
    assert desk.heard(ANA) == []


def test_somebody_elses_reply_is_no_answer_of_the_requester(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    desk.reply(OLA, "Mine too")
    assert desk.asked().status is Status.WAITING


def test_solving_what_waits_ends_the_waiting_and_all_reminders(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    desk.now += HOUR
    desk.solve()
    assert desk.asked().pause is None
    assert desk.asked().paused_for == {PauseOn.REQUESTER: 3600}
    desk.later(DAY)
    assert desk.heard(ANA) == []


def test_whoever_asks_back_before_anybody_took_the_ticket_has_it() -> None:
    desk = Ticketed()
    desk.pick(Button.WAIT, JIWOO)
    assert (desk.asked().status, desk.asked().assignee) == (Status.WAITING, JIWOO)
    desk.reply(ANA, "The blue one")
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, JIWOO)


def test_who_does_not_work_here_may_not_put_a_ticket_on_hold(desk: Ticketed) -> None:
    desk.pick(Button.WAIT, OLA)
    assert desk.asked().status is Status.ASSIGNED


def test_waiting_for_a_vendor_has_its_own_clock_and_reminds_the_assignee(desk: Ticketed) -> None:
    desk.answer(Dialog.VENDOR, vendor="Dell", reference="SR-4711")
    assert "*Waiting* for Dell · with Ben Carter" in desk.shown()
    pause = desk.asked().pause
    assert pause is not None
    assert (pause.vendor, pause.reference) == ("Dell", "SR-4711")
    desk.later(DAY)
    assert "Dell (SR-4711)" in desk.heard(BEN)[-1]
    desk.later(DAY)
    assert len(desk.heard(BEN)) == 2
    desk.now += HOUR
    desk.pick(Button.RESUME)
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    assert desk.asked().paused_for == {PauseOn.VENDOR: 2 * 86_400 + 3_600}
    desk.later(3 * DAY)
    assert len(desk.heard(BEN)) == 2, "nobody is reminded of what goes on"


def test_the_requester_writing_does_not_end_the_wait_for_a_vendor(desk: Ticketed) -> None:
    desk.answer(Dialog.VENDOR, vendor="Dell")
    desk.reply(ANA, "Any news?")
    assert desk.asked().status is Status.WAITING


def test_the_first_reminder_of_a_vendor_comes_when_the_agent_wants_it(desk: Ticketed) -> None:
    at = desk.now + 5 * DAY
    desk.answer(Dialog.VENDOR, vendor="Dell", until=str(int(at.timestamp())))
    desk.later(4 * DAY)
    assert desk.heard(BEN) == []
    desk.later(DAY + MINUTE)
    assert len(desk.heard(BEN)) == 1


def test_each_clock_counts_for_itself_over_several_waits(desk: Ticketed) -> None:
    for _ in range(2):
        desk.pick(Button.WAIT)
        desk.now += HOUR
        desk.reply(ANA, f"Answer at {desk.now}")
    desk.answer(Dialog.VENDOR, vendor="Dell")
    desk.now += MINUTE
    desk.pick(Button.WAIT)
    desk.now += MINUTE
    desk.solve()
    assert desk.asked().paused_for == {PauseOn.REQUESTER: 7_260, PauseOn.VENDOR: 60}


def test_a_waiting_ticket_is_still_on_the_lists_of_what_is_open(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    desk.receive(desk.open_home(ANA))
    assert "*Waiting* for Ana Reyes" in str(desk.slack.homes[ANA])


def test_whom_the_app_cannot_write_to_is_reminded_in_the_thread(desk: Ticketed) -> None:
    desk.pick(Button.WAIT)
    refused = Fault(Never(Undelivered.PERSON_UNREACHABLE, "messages_tab_disabled"))
    desk.slack.fail("chat.postMessage", refused)
    desk.later(DAY)
    said = desk.ours(IT_HAPPENS, desk.root)[-1].shown.text
    assert "<@U0ANA00001>" in said
    assert "still waits for your answer" in said
