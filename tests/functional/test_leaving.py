"""Somebody leaves the workspace, or our own app does (bad_inputs.md 61 and 63)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId, Ref, install_ref
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.ports import RowState
from deskbell.usecases.tickets.desk import load_ticket
from tests.builders import ANA, BEN, BOT, INSTALL, IT_TRIAGE, JIWOO, LENA, MINJUN, OLA
from tests.functional.approving import Approving
from tests.functional.states import DAY, HOUR, MINUTE, Ticketed

LEFT = {"id": "", "deleted": True, "updated": 1795424400}


def leaves(desk: Ticketed, person: PersonId) -> None:
    """Their account is deactivated, and Slack tells."""
    desk.slack.people[person] = replace(desk.slack.people[person], deactivated=True)
    desk.receive(desk.told("user_change", person, user={**LEFT, "id": person}))


def in_triage(desk: Ticketed) -> str:
    return "\n".join(post.shown.text for post in desk.ours(IT_TRIAGE))


@pytest.fixture
def desk() -> Ticketed:
    return Ticketed()


def test_what_somebody_had_who_leaves_is_in_triage_again(desk: Ticketed) -> None:
    desk.take()
    leaves(desk, BEN)

    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)
    assert "*#1* is in the queue again: Ben Carter, who had it, has left" in in_triage(desk)
    assert "*New*" in desk.shown()
    told = desk.history(desk.first)[-1]
    assert (told.event, told.actor, told.reason.key) == (
        "AssigneeLeft",
        "slack:people",
        "reason.assignee_left",
    )


def test_the_team_is_reminded_of_it_again(desk: Ticketed) -> None:
    desk.take()
    desk.later(2 * HOUR)
    leaves(desk, BEN)
    before = len(desk.ours(IT_TRIAGE))
    desk.later(HOUR)
    assert len(desk.ours(IT_TRIAGE)) > before
    assert "TriageReminded" in desk.events(desk.first)


def test_a_ticket_that_they_had_put_to_sleep_is_in_triage_too(desk: Ticketed) -> None:
    desk.take()
    desk.pick(Button.WAIT)
    leaves(desk, BEN)
    desk.later(4 * DAY)

    assert desk.asked().status is Status.NEW
    assert desk.asked().pause is None
    assert "RequesterNudged" not in desk.events(desk.first)


def test_a_colleague_takes_it_over_as_any_other(desk: Ticketed) -> None:
    desk.take()
    leaves(desk, BEN)
    desk.pick(Button.TAKE, JIWOO)
    assert desk.asked().assignee == JIWOO


def test_nobody_waits_for_the_answer_of_a_requester_who_has_left(desk: Ticketed) -> None:
    desk.take()
    desk.pick(Button.WAIT)
    assert desk.asked().pause
    leaves(desk, ANA)

    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    assert "Ana Reyes, who asked for *#1*, has left the workspace" in desk.heard(BEN)[-1]
    desk.later(10 * DAY)
    assert desk.asked().status is Status.ASSIGNED, "and nothing closes it for their silence"


def test_of_what_nobody_has_yet_the_team_hears_that_its_requester_left(desk: Ticketed) -> None:
    leaves(desk, ANA)
    assert "Ana Reyes, who asked for *#1*, has left the workspace" in in_triage(desk)
    assert desk.asked().status is Status.NEW


def test_of_a_restricted_ticket_only_the_lead_hears(desk: Ticketed) -> None:
    desk.take()
    ticket = load_ticket(desk.aggregates, desk.first)
    assert ticket
    desk.table.states[desk.first] = replace(ticket, privacy=Privacy.RESTRICTED)
    before = in_triage(desk)
    leaves(desk, BEN)
    assert in_triage(desk) == before
    assert "is in the queue again" in desk.heard(LENA)[-1]


def test_what_is_over_stays_as_it_is(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    before = desk.events(desk.first)
    leaves(desk, BEN)
    leaves(desk, ANA)
    assert desk.events(desk.first) == before


def test_what_comes_back_to_somebody_who_has_left_is_in_triage_again(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    leaves(desk, BEN)
    desk.later(HOUR)
    desk.reply(ANA, "It still does not start")

    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)
    assert "*New*" in desk.shown()
    assert "*#1* is in the queue again: Ben Carter, who had it, has left" in in_triage(desk)
    assert desk.events(desk.first)[-1] == "AssigneeLeft"
    assert not desk.heard(LENA), "nobody has to see to what could not be said to Ben"
    desk.later(DAY)
    assert "TriageReminded" in desk.events(desk.first), "somebody is asked to take it"


def test_so_is_what_its_requester_reopens_by_button(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    leaves(desk, BEN)
    desk.pick(Button.REOPEN, ANA)
    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)


def test_a_duplicate_that_is_parted_again_is_in_triage_too(desk: Ticketed) -> None:
    desk.take()
    other = desk.say(OLA, "My laptop does not start either")
    desk.give(desk.reaction(OLA, other.ts, "ticket"))
    desk.answer(Dialog.MERGE, number="2")
    assert desk.asked().status is Status.MERGED
    leaves(desk, BEN)
    desk.pick(Button.UNMERGE, JIWOO)
    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)


def test_who_is_still_there_has_it_again(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    desk.later(HOUR)
    desk.reply(ANA, "It still does not start")
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)


def test_what_slack_tells_late_of_somebody_who_has_left_gives_them_nothing(desk: Ticketed) -> None:
    desk.take()
    leaves(desk, BEN)
    desk.give(desk.reaction(BEN, desk.root, "eyes", added=False))
    desk.give(desk.reaction(BEN, desk.root, "eyes"))
    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)


def test_nothing_is_handed_to_somebody_who_has_left(desk: Ticketed) -> None:
    leaves(desk, JIWOO)
    desk.answer(Dialog.ASSIGN, to=JIWOO)
    assert (desk.asked().status, desk.asked().assignee) == (Status.NEW, None)


def test_a_word_that_comes_twice_counts_once(desk: Ticketed) -> None:
    desk.take()
    told = desk.told("user_change", BEN, user={**LEFT, "id": BEN})
    desk.receive(told, told)
    assert desk.events(desk.first).count("AssigneeLeft") == 1


def test_a_ticket_taken_by_somebody_else_meanwhile_is_left_alone(desk: Ticketed) -> None:
    desk.take()
    told = desk.told("user_change", JIWOO, user={**LEFT, "id": JIWOO})
    desk.receive(told)
    assert desk.asked().assignee == BEN


def test_whoever_asked_hears_that_an_approver_has_left() -> None:
    desk = Approving()
    desk.ask(LENA, OLA)
    leaves(desk, OLA)

    assert "Ola Nowak, who was asked about *#1*, has left the workspace" in desk.heard(BEN)[-1]
    assert desk.approval.is_open, "nobody else gets a voice by that"
    assert desk.anas().pause
    assert desk.anas().pause.on is PauseOn.APPROVAL  # type: ignore[union-attr]
    assert desk.history(desk.approval.ref)[-1].event == "ApproverLeft"


def test_who_has_decided_already_may_leave() -> None:
    desk = Approving()
    desk.ask(LENA, OLA)
    desk.approve(OLA)
    before = desk.events(desk.approval.ref)
    leaves(desk, OLA)
    assert desk.events(desk.approval.ref) == before


# --- the app itself ---------------------------------------------------------------------------


def install_history(desk: Ticketed) -> list[tuple[str, object]]:
    ref: Ref = install_ref(INSTALL)
    return [(row.event, row.detail["how"]) for row in desk.history(ref)]


def test_while_the_app_is_removed_everything_waits_and_nothing_is_given_up(desk: Ticketed) -> None:
    desk.slack.installed = False
    desk.receive(desk.told("app_uninstalled", BOT))
    desk.take()
    desk.later(3 * HOUR)
    assert install_history(desk) == [("InstallLost", "removed")]
    assert {row.state for row in desk.table.outbox.values()} == {RowState.SENT, RowState.PENDING}
    assert "DeliveryFailed" not in desk.events(desk.first)

    desk.slack.installed = True
    desk.later(timedelta(minutes=15))
    assert {row.state for row in desk.table.outbox.values()} == {RowState.SENT}
    assert "Ben Carter" in desk.shown()


def test_a_revoked_token_of_ours_is_in_the_history(desk: Ticketed) -> None:
    desk.receive(desk.told("tokens_revoked", BOT, tokens={"oauth": [], "bot": [BOT]}))
    assert install_history(desk) == [("InstallLost", "token_revoked")]
    desk.later(MINUTE)
    assert [row.reason.key for row in desk.history(install_ref(INSTALL))] == [
        "reason.install_lost_token_revoked"
    ]


def test_somebody_elses_token_is_none_of_ours(desk: Ticketed) -> None:
    reading = desk.told("tokens_revoked", MINJUN, tokens={"oauth": [MINJUN], "bot": []})
    assert getattr(reading, "reason", None) == "other_token"
