"""Waiting and snoozing as decided: who may, what ends a pause, and that its clock and timer do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from deskbell.domain.decision import CancelTimer, Change, SetTimer
from deskbell.domain.ids import PersonId
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    GUS,
    IT_HAPPENS,
    LENA,
    NOW,
    OLA,
    a_message,
    a_request,
    a_ticket,
    an_inbox,
    as_member,
)

INBOX = an_inbox()
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BEGUN_BY_HAND = set(PauseOn) - {PauseOn.APPROVAL}


def at(ticket: Ticket) -> c.Pressed:
    return c.Pressed(IT_HAPPENS, None, ticket.card_revision)


def paused(ticket: Ticket, on: PauseOn, until: datetime | None = None) -> Change:
    command = c.Pause(as_member(BEN), at(ticket), INBOX, on, until, "Dell", "SR-1")
    [change] = decide(ticket, command, NOW).changes
    return change


def waiting(on: PauseOn, until: datetime | None = None) -> Ticket:
    after = paused(a_ticket(status=Status.ASSIGNED, assignee=BEN), on, until).after
    assert isinstance(after, Ticket)
    return after


@pytest.mark.parametrize("on", sorted(BEGUN_BY_HAND))
def test_what_has_an_end_or_a_reminder_has_its_timer_and_nothing_else(on: PauseOn) -> None:
    until = NOW + HOUR if on is PauseOn.TIME else None
    change = paused(a_ticket(status=Status.ASSIGNED, assignee=BEN), on, until)
    due = {
        PauseOn.REQUESTER: NOW + DAY,
        PauseOn.VENDOR: NOW + DAY,
        PauseOn.TIME: NOW + HOUR,
        PauseOn.REPLY: None,
    }[on]
    expected = () if due is None else (SetTimer("pause", change.after.version, due),)
    assert change.timers == expected


@pytest.mark.parametrize("on", sorted(BEGUN_BY_HAND))
def test_solving_stops_its_clock_and_its_timer(on: PauseOn) -> None:
    ticket = waiting(on, NOW + HOUR if on is PauseOn.TIME else None)
    [change] = decide(ticket, c.Solve(as_member(BEN), INBOX), NOW + timedelta(minutes=7)).changes
    after = change.after
    assert isinstance(after, Ticket)
    assert after.pause is None
    assert after.paused_for == {on: 420}
    assert (CancelTimer("pause") in change.timers) == (on is not PauseOn.REPLY)


@pytest.mark.parametrize(
    ("person", "may"),
    [(BEN, True), (LENA, True), (ADAM, True), (ANA, False), (OLA, False), (GUS, False)],
)
def test_who_works_here_may_put_a_ticket_on_hold(person: PersonId, may: bool) -> None:
    ticket = a_ticket()
    command = c.Pause(as_member(person), at(ticket), INBOX, PauseOn.REQUESTER)
    [change] = decide(ticket, command, NOW).changes
    assert isinstance(change.after, Ticket)
    assert change.after.status.is_paused is may


@pytest.mark.parametrize("status", [Status.SOLVED, Status.CLOSED, Status.CANCELLED, Status.MERGED])
def test_what_is_over_does_not_wait(status: Status) -> None:
    ticket = a_ticket(status=status)
    assert paused(ticket, PauseOn.REQUESTER).after.is_open is False


def test_a_button_of_an_older_card_pauses_nothing() -> None:
    ticket = a_ticket()
    old = replace(at(ticket), revision=0)
    [change] = decide(ticket, c.Pause(as_member(BEN), old, INBOX, PauseOn.REPLY), NOW).changes
    assert isinstance(change.after, Ticket)
    assert change.after.status is Status.NEW


@pytest.mark.parametrize("early", [timedelta(seconds=1), HOUR])
def test_a_timer_that_fires_early_means_nothing(early: timedelta) -> None:
    ticket = waiting(PauseOn.REQUESTER)
    assert decide(ticket, c.ExpireTimer("pause"), NOW + DAY - early).ignored == "timer_stale"


def test_a_timer_of_a_pause_that_is_over_means_nothing() -> None:
    ticket = a_ticket(status=Status.ASSIGNED, assignee=BEN)
    assert decide(ticket, c.ExpireTimer("pause"), NOW + DAY).ignored == "timer_stale"


def test_pausing_what_is_paused_begins_another_clock() -> None:
    ticket = waiting(PauseOn.REQUESTER)
    command = c.Pause(as_member(BEN), at(ticket), INBOX, PauseOn.REPLY)
    [change] = decide(ticket, command, NOW + HOUR).changes
    assert isinstance(change.after, Ticket)
    assert (change.after.status, change.after.pause and change.after.pause.on) == (
        Status.SNOOZED,
        PauseOn.REPLY,
    )
    assert change.after.paused_for == {PauseOn.REQUESTER: 3600}
    assert CancelTimer("pause") in change.timers


def test_a_request_that_waits_is_no_longer_reminded_of() -> None:
    request = a_request(progress=Progress.ROUTED)
    assert CancelTimer("reminder") in paused(request, PauseOn.REQUESTER).timers


def test_undo_is_kept_for_the_window_and_no_longer_than_the_next_shown_change() -> None:
    ticket = a_ticket()
    take = c.Take(as_member(BEN), emoji="eyes", undo_window=timedelta(minutes=2))
    [taken] = decide(ticket, take, NOW).changes
    assert isinstance(taken.after, Ticket)
    undo = taken.after.undo
    assert undo is not None
    assert (undo.by, undo.until, undo.before.status) == (
        BEN,
        NOW + timedelta(minutes=2),
        Status.NEW,
    )
    [followed] = decide(taken.after, c.Follow(as_member(OLA), "ticket", an_inbox()), NOW).changes
    assert isinstance(followed.after, Ticket)
    assert followed.after.undo == undo
    [solved] = decide(followed.after, c.Solve(as_member(ANA), INBOX), NOW).changes
    assert isinstance(solved.after, Ticket)
    assert solved.after.undo is None


def test_one_more_message_in_an_auto_ticket_channel_is_an_answer_as_well() -> None:
    message = a_message("1795424500.000100", "It is the blue one")
    said = c.Group(c.RecordMessage(message, c.Heard(), INBOX))
    last = decide(waiting(PauseOn.REQUESTER), said, NOW + HOUR).changes[-1].after
    assert isinstance(last, Ticket)
    assert (last.status, last.pause) == (Status.ASSIGNED, None)
