"""A ticket out of sight for a while, and how it comes back (B-22)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, JIWOO
from tests.functional.states import DAY, HOUR, MINUTE, SECOND, Ticketed


@pytest.fixture
def desk() -> Ticketed:
    desk = Ticketed()
    desk.take()
    return desk


def test_a_snoozed_ticket_comes_back_to_its_assignee_at_its_time(desk: Ticketed) -> None:
    desk.answer(Dialog.SNOOZE, snooze="hour")
    assert desk.asked().status is Status.SNOOZED
    assert "*Snoozed* until" in desk.shown()
    desk.later(HOUR - SECOND)
    assert desk.asked().status is Status.SNOOZED
    desk.later(SECOND)
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    assert "Its snooze is over" in desk.heard(BEN)[-1]
    assert desk.asked().paused_for == {PauseOn.TIME: 3600}


def test_any_reply_brings_a_snoozed_ticket_back_early(desk: Ticketed) -> None:
    desk.answer(Dialog.SNOOZE, snooze="tomorrow")
    desk.reply(JIWOO, "I have a spare one")
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    desk.later(3 * DAY)
    assert len(desk.heard(BEN)) == 1, "it does not wake twice"


def test_what_its_own_assignee_writes_leaves_it_snoozed(desk: Ticketed) -> None:
    desk.answer(Dialog.SNOOZE, snooze="tomorrow")
    desk.reply(BEN, "I go on tomorrow")
    assert desk.asked().status is Status.SNOOZED


def test_a_snooze_until_a_reply_ends_only_with_one(desk: Ticketed) -> None:
    desk.answer(Dialog.SNOOZE, snooze="reply")
    desk.later(30 * DAY)
    assert desk.asked().status is Status.SNOOZED
    desk.reply(ANA, "Still broken")
    assert desk.asked().status is Status.ASSIGNED


def test_a_time_of_ones_own_is_taken_as_it_is(desk: Ticketed) -> None:
    at = desk.now + 5 * HOUR
    desk.answer(Dialog.SNOOZE, snooze="until", until=str(int(at.timestamp())))
    pause = desk.asked().pause
    assert pause is not None
    assert pause.until == at


def test_a_time_that_has_passed_is_refused_and_nothing_changes(desk: Ticketed) -> None:
    at = desk.now - MINUTE
    desk.answer(Dialog.SNOOZE, snooze="until", until=str(int(at.timestamp())))
    assert desk.asked().status is Status.ASSIGNED
    assert desk.events(desk.first)[-1] == "ActionRefused"


def test_tomorrow_is_nine_where_the_person_is_who_asks(desk: Ticketed, monkeypatch: Any) -> None:
    known = desk.ports.people.get
    monkeypatch.setattr(
        type(desk.ports.people),
        "get",
        lambda _, install, person: _in_seoul(known(install, person)),
    )
    desk.answer(Dialog.SNOOZE, snooze="tomorrow")
    pause = desk.asked().pause
    assert pause is not None
    assert pause.until == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def _in_seoul(person: Any) -> Any:
    return replace(person, zone="Asia/Seoul")
