"""Approvals as people in Slack see them: asked, decided, passed on, remembered (C-23, B-73)."""

import pytest

from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, RetryRequested
from deskbell.domain.settings.partners import Partner
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.ports import RowState
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    GUS,
    IT_HAPPENS,
    LENA,
    MINJUN,
    OLA,
    XENA,
    a_desk,
    an_inbox,
)
from tests.functional.approving import WHAT, Approving
from tests.functional.states import DAY, HOUR, MINUTE
from tests.memory_slack import buttons


@pytest.fixture
def desk() -> Approving:
    return Approving()


def test_an_approver_reads_what_who_why_and_until_when(desk: Approving) -> None:
    desk.ask(LENA)
    said = desk.said(LENA)
    assert "Ben Carter" in said
    assert "#1" in said
    assert "Ana Reyes" in said
    assert WHAT in said
    assert "Your decision" in said
    assert "2026-11-30" in said
    assert "My laptop does not start" not in said, "only what was written for them"
    actions = (Button.APPROVE, Dialog.REJECT, Dialog.DELEGATE)
    assert all(any(buttons(desk.card(LENA), action)) for action in actions)


def test_an_approver_reads_that_a_decision_cannot_be_taken_back(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    assert "cannot be taken back: whatever waits for it goes on" in desk.said(LENA)
    press = desk.press(LENA, Button.APPROVE, desk.card(LENA))
    for _ in range(2):
        desk.give(press)
    assert "so it cannot be taken back" in desk.slack.whispers[-1].shown.text


def test_the_ticket_waits_and_its_card_says_for_whom(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    ticket = desk.anas()
    assert ticket.status is Status.WAITING
    assert ticket.assignee == BEN
    assert "Approval: 0 of 2, waits for Lena Fischer, Adam Zielinski" in desk.triage_card()
    desk.approve(LENA)
    assert "Approval: 1 of 2, waits for Adam Zielinski" in desk.triage_card()
    assert "Approval: 1 of 2, waits for Adam Zielinski" in desk.shown()


def test_the_requesters_thread_says_what_is_waited_for_and_what_came_out(desk: Approving) -> None:
    desk.ask(LENA)
    assert "*#1* needs an approval first: 1 person is asked" in desk.thread()
    desk.approve(LENA)
    assert "*#1* is approved by Lena Fischer" in desk.thread()


def test_a_yes_gives_the_ticket_back_to_its_assignee(desk: Approving) -> None:
    desk.ask(LENA)
    desk.approve(LENA)
    assert desk.anas().status is Status.ASSIGNED
    assert "is approved by Lena Fischer" in desk.heard(BEN)[-1]
    assert "Approved by Lena Fischer" in desk.triage_card()
    assert "*Approved* · Lena Fischer" in desk.said(LENA)
    assert not desk.is_asked(LENA)


def test_a_no_says_why_to_all_who_have_to_know(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    desk.reject(LENA, "Too dear")
    assert desk.anas().status is Status.ASSIGNED
    assert "Too dear" in desk.thread()
    assert "Too dear" in desk.heard(BEN)[-1]
    assert "Too dear" in desk.said(LENA)
    assert not desk.is_asked(ADAM)
    assert "Too dear" in desk.said(ADAM)
    assert "Not approved by Lena Fischer" in desk.triage_card()


def test_other_companies_do_not_read_why_not(desk: Approving) -> None:
    desk.settings.desk = a_desk(partners=(Partner("Acme", IT_HAPPENS, "T0ACME0001", BEN, BEN),))
    desk.ask(LENA)
    desk.reject(LENA, "They never pay")
    assert "*#1* is not approved" in desk.thread()
    assert "They never pay" not in desk.thread()
    assert "They never pay" in desk.heard(BEN)[-1]


def test_any_one_is_enough_where_one_is(desk: Approving) -> None:
    desk.ask(LENA, ADAM, policy="any")
    desk.approve(ADAM)
    assert desk.anas().status is Status.ASSIGNED
    assert not desk.is_asked(LENA)
    assert "*Zgoda* · Adam Zielinski" in desk.said(ADAM)
    assert "*Approved* · Adam Zielinski" in desk.said(LENA)


def test_where_one_is_enough_a_no_leaves_it_to_the_others(desk: Approving) -> None:
    desk.ask(LENA, ADAM, policy="any")
    desk.reject(LENA)
    assert desk.is_asked(ADAM)
    assert "You rejected it" in desk.said(LENA)
    desk.reject(ADAM, "No money")
    assert desk.anas().approval is not None
    assert "No money" in desk.thread()


def test_two_of_three_are_enough_where_two_are(desk: Approving) -> None:
    desk.ask(LENA, ADAM, OLA, policy="two")
    desk.reject(OLA)
    desk.approve(LENA)
    assert desk.anas().status is Status.WAITING
    desk.approve(ADAM)
    assert desk.anas().status is Status.ASSIGNED


def test_two_of_three_end_as_soon_as_two_can_not(desk: Approving) -> None:
    desk.ask(LENA, ADAM, OLA, policy="two")
    desk.reject(LENA)
    assert desk.is_asked(OLA)
    desk.reject(ADAM)
    assert not desk.is_asked(OLA)
    assert "not approved" in desk.thread()


def test_in_a_sequence_the_next_is_asked_only_after_the_one_before(desk: Approving) -> None:
    desk.ask(LENA, ADAM, policy="sequence")
    assert desk.is_asked(LENA)
    assert desk.direct(ADAM) == []
    assert "One after the other: Lena Fischer, Adam Zielinski" in desk.said(LENA)
    desk.approve(LENA)
    assert any(any(buttons(one, Button.APPROVE)) for one in desk.direct(ADAM))
    assert "Still to decide: Adam Zielinski" in desk.said(LENA)


def test_who_is_not_asked_yet_is_told_that_it_is_not_their_turn(desk: Approving) -> None:
    desk.ask(LENA, ADAM, policy="sequence")
    channel = desk.slack.direct_channel(ADAM)
    value = f"{desk.approval.ref}|1"
    desk.give(ButtonPressed(Button.APPROVE, value, ADAM, channel, None, None))  # type: ignore[arg-type]
    assert "jeszcze nie Twoja kolej" in desk.whispered(ADAM)
    assert desk.approval.approved == 0


def test_who_passes_it_on_does_not_decide_any_more(desk: Approving) -> None:
    desk.ask(LENA)
    card = desk.card(LENA)
    desk.delegate(LENA, OLA)
    assert "You passed it on. Still to decide: Ola Nowak" in desk.said(LENA)
    desk.approve_as(LENA, card)
    assert "you passed *#1* on" in desk.whispered(LENA)
    assert "waits for Ola Nowak" in desk.triage_card()
    [asked] = desk.direct(OLA)
    desk.give(desk.press(OLA, Button.APPROVE, asked))
    assert "is approved by Ola Nowak" in desk.thread()


def test_it_is_not_passed_on_in_a_circle(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    desk.delegate(LENA, OLA)
    [asked] = desk.direct(OLA)
    for back in (LENA, ADAM):
        value = f"{desk.approval.ref}|1"
        desk.give(DialogSubmitted(Dialog.DELEGATE, value, OLA, asked.channel, None, {"to": back}))
        assert "już bierze udział" in desk.whispered(OLA)
    assert [seat.person for seat in desk.approval.seats] == [OLA, ADAM]


@pytest.mark.parametrize("own", [ANA, BEN])
def test_it_is_not_passed_on_to_whom_it_is_for_nor_to_who_asked(
    desk: Approving, own: PersonId
) -> None:
    desk.ask(LENA)
    desk.delegate(LENA, own)
    assert "nobody decides for themselves" in desk.whispered(LENA)
    assert desk.is_asked(LENA)


def test_it_is_not_passed_on_to_a_guest(desk: Approving) -> None:
    desk.ask(LENA)
    desk.delegate(LENA, GUS)
    assert "is a guest" in desk.whispered(LENA)
    assert desk.direct(GUS) == []


def test_nobody_decides_for_themselves(desk: Approving) -> None:
    desk.ask(ANA, BEN, LENA)
    assert [seat.person for seat in desk.approval.seats] == [LENA]
    assert "Approval: 0 of 1" in desk.triage_card()


def test_who_asks_only_themselves_and_the_requester_is_told_at_once(desk: Approving) -> None:
    desk.ask(ANA, BEN)
    assert "too few people are left to decide" in desk.whispered(BEN)
    assert desk.approvals == []
    assert desk.anas().status is Status.ASSIGNED


def test_two_can_not_be_had_of_one_who_is_left(desk: Approving) -> None:
    desk.ask(LENA, ANA, policy="two")
    assert "too few people are left to decide" in desk.whispered(BEN)
    assert desk.approvals == []


def test_a_guest_is_not_asked(desk: Approving) -> None:
    desk.ask(LENA, GUS)
    assert "only colleagues can approve" in desk.whispered(BEN)
    assert desk.approvals == []


def test_only_who_works_on_the_ticket_asks(desk: Approving) -> None:
    desk.ask(LENA, by=OLA)
    assert desk.events(desk.anas().ref)[-1] == "ActionRefused"
    assert desk.approvals == []


def test_there_is_one_approval_at_a_time(desk: Approving) -> None:
    desk.ask(LENA)
    desk.ask(ADAM)
    assert "is being waited for already" in desk.whispered(BEN)
    assert len(desk.approvals) == 1


def test_the_vote_of_somebody_who_was_not_asked_is_refused_with_a_word(desk: Approving) -> None:
    desk.ask(LENA)
    value = f"{desk.approval.ref}|1"
    desk.give(ButtonPressed(Button.APPROVE, value, MINJUN, IT_HAPPENS, None, None))
    assert "요청받지 않으셨어요" in desk.whispered(MINJUN)
    assert desk.anas().status is Status.WAITING
    assert desk.approval.approved == 0


def test_a_second_vote_says_what_counts(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    card = desk.card(LENA)
    desk.approve(LENA)
    desk.reject(LENA)
    assert "You have approved *#1* already" in desk.whispered(LENA)
    desk.approve_as(LENA, card)
    assert desk.approval.approved == 1


def test_a_vote_after_the_end_shows_the_outcome(desk: Approving) -> None:
    desk.ask(LENA, ADAM, policy="any")
    desk.approve(ADAM)
    desk.approve_as(LENA, desk.card(LENA))
    assert "decided already. *Approved*" in desk.whispered(LENA)
    assert [row.event for row in desk.history(desk.approval.ref)][-1] == "VoteRefused"
    assert desk.thread().count("is approved") == 1


def test_a_double_click_counts_once(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    press = desk.press(LENA, Button.APPROVE, desk.card(LENA))
    desk.give(press, key="one click")
    desk.give(press, key="one click")
    assert desk.approval.approved == 1


def test_who_has_not_decided_is_reminded_each_day(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    desk.approve(ADAM)
    before = len(desk.heard(ADAM))
    desk.later(DAY)
    assert "still waits for your decision on *#1*" in desk.heard(LENA)[-1]
    desk.later(DAY)
    assert sum("still waits" in text for text in desk.heard(LENA)) == 2
    assert len(desk.heard(ADAM)) == before


def test_whoever_has_decided_is_not_reminded_any_more(desk: Approving) -> None:
    desk.ask(LENA)
    desk.approve(LENA)
    desk.later(8 * DAY)
    assert not any("still waits" in text for text in desk.heard(LENA))


def test_the_next_in_turn_is_reminded_a_day_after_they_were_asked(desk: Approving) -> None:
    desk.ask(LENA, OLA, policy="sequence")
    desk.later(20 * HOUR)
    desk.approve(LENA)
    desk.later(20 * HOUR)
    assert not any("⏰" in text for text in desk.heard(OLA))
    desk.later(4 * HOUR)
    assert sum("⏰" in text for text in desk.heard(OLA)) == 1


def test_silence_is_no_consent(desk: Approving) -> None:
    desk.ask(LENA)
    desk.later(7 * DAY)
    assert desk.anas().status is Status.ASSIGNED
    assert "not approved: too few people decided in time" in desk.thread()
    assert "Nobody decided *#1* in time" in desk.heard(BEN)[-1]
    assert "nobody decided in time" in desk.said(LENA)
    assert not desk.is_asked(LENA)


def test_it_ends_when_the_dialog_says(desk: Approving) -> None:
    until = int((desk.now + 2 * HOUR).timestamp())
    desk.ask(LENA, until=str(until))
    desk.later(HOUR)
    assert desk.is_asked(LENA)
    desk.later(HOUR)
    assert not desk.is_asked(LENA)


def test_an_inbox_says_how_long_and_how_often() -> None:
    inbox = an_inbox(approval_remind_after=HOUR, approval_ends_after=3 * HOUR)
    desk = Approving(a_desk(inboxes={inbox.id: inbox}))
    desk.ask(LENA)
    for _ in range(4):
        desk.later(HOUR)
    assert sum("still waits" in text for text in desk.heard(LENA)) == 2
    assert not desk.is_asked(LENA)


def test_a_time_that_has_passed_is_refused(desk: Approving) -> None:
    desk.ask(LENA, until=str(int((desk.now - MINUTE).timestamp())))
    assert desk.approvals == []


def test_nobody_nudges_the_requester_while_others_are_to_decide(desk: Approving) -> None:
    desk.pick(Button.WAIT)
    desk.ask(LENA)
    desk.later(3 * DAY)
    assert desk.heard(ANA) == []
    assert desk.anas().status is Status.WAITING


def test_what_is_waited_for_is_counted_apart_from_the_agents_time(desk: Approving) -> None:
    desk.ask(LENA)
    desk.later(2 * HOUR)
    desk.approve(LENA)
    assert desk.anas().paused_for == {PauseOn.APPROVAL: 7200}


def test_a_reply_of_the_requester_is_no_approval(desk: Approving) -> None:
    desk.ask(LENA)
    desk.reply(ANA, "Any news?")
    assert desk.anas().status is Status.WAITING
    assert desk.is_asked(LENA)


def test_solving_it_meanwhile_withdraws_the_approval(desk: Approving) -> None:
    desk.ask(LENA)
    desk.solve()
    assert not desk.is_asked(LENA)
    assert "Not needed any more" in desk.said(LENA)
    assert "any more" not in desk.thread(), "that it is solved says enough"


def test_a_merge_withdraws_the_approval(desk: Approving) -> None:
    desk.ask(LENA)
    other = desk.say(OLA, "My laptop is broken, too")
    desk.give(desk.reaction(BEN, other.ts, "ticket"))
    desk.answer(Dialog.MERGE, number="2")
    assert desk.anas().status is Status.MERGED
    assert not desk.is_asked(LENA)


def test_an_undone_end_does_not_wait_for_what_was_withdrawn(desk: Approving) -> None:
    desk.ask(LENA)
    desk.pick(Button.SOLVE)
    desk.pick(Button.UNDO)
    assert desk.anas().status is Status.ASSIGNED


def test_who_works_on_it_can_do_without(desk: Approving) -> None:
    desk.ask(LENA)
    desk.pick(Button.RECALL_APPROVAL)
    assert not desk.is_asked(LENA)
    assert desk.anas().status is Status.ASSIGNED
    assert "does not need the approval any more" in desk.thread()
    desk.ask(ADAM)
    assert len(desk.approvals) == 2


def test_there_is_nothing_to_withdraw_where_nothing_was_asked(desk: Approving) -> None:
    desk.pick(Button.RECALL_APPROVAL)
    assert "waits for no approval" in desk.whispered(BEN)


def test_of_a_private_ticket_the_requester_hears_in_private(desk: Approving) -> None:
    desk.pick(Button.CONCEAL)
    assert desk.anas().privacy is Privacy.PRIVATE
    before = len(desk.ours(IT_HAPPENS, desk.root))
    desk.ask(LENA)
    desk.approve(LENA)
    assert len(desk.ours(IT_HAPPENS, desk.root)) == before
    heard = desk.heard(ANA)
    assert any("needs an approval first" in text for text in heard)
    assert any("is approved by Lena Fischer" in text for text in heard)


def test_whoever_asked_is_told_that_an_approver_gets_nothing(desk: Approving) -> None:
    desk.slack.people.pop(XENA)
    desk.ask(LENA, XENA)
    assert any("does not get the question" in text for text in desk.heard(BEN))


def test_a_card_that_nobody_got_can_be_tried_again(desk: Approving) -> None:
    xena = desk.slack.people.pop(XENA)
    desk.ask(LENA, XENA)
    desk.slack.people[XENA] = xena
    [parked] = [row for row in desk.table.outbox.values() if row.state is RowState.PARKED]
    desk.give(RetryRequested(parked.ref, parked.id, "arn:adam"))
    assert desk.is_asked(XENA)


def test_the_home_tab_lists_what_waits_for_me_and_nobody_elses(desk: Approving) -> None:
    desk.receive(desk.open_home(LENA), desk.open_home(ADAM))
    assert "Approvals waiting for me" not in str(desk.slack.homes[LENA])
    desk.ask(LENA)
    shown = str(desk.slack.homes[LENA])
    assert "Approvals waiting for me (1)" in shown
    assert WHAT in shown
    assert f"p{desk.card(LENA).ts.replace('.', '')}" in shown
    assert WHAT not in str(desk.slack.homes[ADAM])
    desk.approve(LENA)
    assert "Approvals waiting for me" not in str(desk.slack.homes[LENA])


def test_each_step_is_in_the_history_with_who_and_why(desk: Approving) -> None:
    desk.ask(LENA, ADAM)
    desk.approve(LENA)
    desk.delegate(ADAM, OLA)
    [asked] = desk.direct(OLA)
    desk.give(desk.press(OLA, Button.APPROVE, asked))
    rows = desk.history(desk.approval.ref)
    assert [(row.event, row.actor) for row in rows] == [
        ("ApprovalAsked", f"person:{BEN}"),
        ("ApprovalVoted", f"person:{LENA}"),
        ("ApprovalDelegated", f"person:{ADAM}"),
        ("ApprovalVoted", f"person:{OLA}"),
    ]
    assert desk.events(desk.anas().ref)[-4:] == [
        "TicketPaused",
        "ApprovalMovedOn",
        "ApprovalMovedOn",
        "ApprovalAnswered",
    ]
