"""A form request on its way: acknowledged once, reminded once, escalated once, closed (A1-02)."""

from dataclasses import replace
from datetime import datetime, timedelta

from deskbell.domain.decision import CancelTimer, Decision, SetTimer
from deskbell.domain.effects import Place, SendDirect, SendNotice, ShowCard
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.texts import Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.progress import due_step, outcome_of
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from tests.builders import (
    ADAM,
    BEN,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    LENA,
    MINUTE,
    NOW,
    OLA,
    a_request,
    an_inbox,
    as_member,
)

INBOX = an_inbox()


def run(ticket: Ticket, *commands: c.TicketCommand, at: datetime = NOW) -> Ticket:
    for command in commands:
        decision = decide(ticket, command, at)
        assert decision.changes, command
        after = decision.changes[0].after
        assert isinstance(after, Ticket)
        ticket = after
    return ticket


def effects(decision: Decision) -> tuple[object, ...]:
    return decision.changes[0].effects


def timer(decision: Decision, name: str) -> SetTimer:
    [found] = [t for t in decision.changes[0].timers if isinstance(t, SetTimer) and t.name == name]
    return found


ROUTED = run(a_request(), c.AcknowledgeRequest(), c.RouteRequest(INBOX))
REMINDER_DUE = run(ROUTED, c.ExpireTimer("reminder"), at=NOW + 30 * MINUTE)


def test_the_card_is_posted_with_the_request_and_the_dm_with_its_acknowledgement() -> None:
    ticket = a_request()
    assert ticket.home.place is Place.REQUEST
    assert ticket.home.channel == IT_HAPPENS
    [direct] = effects(decide(ticket, c.AcknowledgeRequest(), NOW))
    assert isinstance(direct, SendDirect)
    assert direct.person == OLA
    assert direct.text.args["number"] == ticket.number


def test_asking_for_a_step_again_changes_nothing() -> None:
    for command in (c.AcknowledgeRequest(), c.RouteRequest(INBOX), c.RemindTriage(INBOX)):
        assert decide(ROUTED, command, NOW).changes == ()


def test_the_reminder_counts_from_the_request_not_from_the_step() -> None:
    late = NOW + 5 * MINUTE
    decision = decide(run(a_request(), c.AcknowledgeRequest()), c.RouteRequest(INBOX), late)
    assert timer(decision, "reminder").due == NOW + 30 * MINUTE


def test_nobody_takes_it_so_triage_is_reminded_once_and_then_the_lead_is_told() -> None:
    reminded = decide(REMINDER_DUE, c.RemindTriage(INBOX), NOW + 30 * MINUTE)
    [notice] = effects(reminded)
    assert isinstance(notice, SendNotice)
    assert notice.channel == IT_TRIAGE
    escalate_at = timer(reminded, "escalation").due
    assert escalate_at == NOW + 60 * MINUTE
    due = run(
        run(REMINDER_DUE, c.RemindTriage(INBOX), at=NOW + 30 * MINUTE),
        c.ExpireTimer("escalation"),
        at=escalate_at,
    )
    escalated = decide(due, c.EscalateRequest(INBOX), escalate_at)
    assert [x.person for x in effects(escalated) if isinstance(x, SendDirect)] == [LENA]
    assert [x.channel for x in effects(escalated) if isinstance(x, SendNotice)] == [IT_TRIAGE]
    assert any(isinstance(x, ShowCard) for x in effects(escalated))
    assert decide(run(due, c.EscalateRequest(INBOX)), c.EscalateRequest(INBOX), NOW).changes == ()


def test_after_a_standstill_the_escalation_leaves_the_triagers_half_of_its_time() -> None:
    late = NOW + timedelta(hours=3)
    decision = decide(REMINDER_DUE, c.RemindTriage(INBOX), late)
    assert timer(decision, "escalation").due == late + 15 * MINUTE


def test_a_taken_request_is_never_reminded() -> None:
    taken = run(ROUTED, c.Take(as_member(BEN)))
    assert decide(taken, c.ExpireTimer("reminder"), NOW + 30 * MINUTE).changes == ()
    decision = decide(ROUTED, c.Take(as_member(BEN)), NOW)
    assert decision.changes[0].timers == (CancelTimer("reminder"),)
    late = run(REMINDER_DUE, c.Take(as_member(BEN)))
    assert decide(late, c.RemindTriage(INBOX), NOW).changes == ()


def test_a_solved_request_is_closed_when_its_time_has_come() -> None:
    solved = run(ROUTED, c.Solve(as_member(BEN), INBOX))
    closing = NOW + INBOX.close_after
    assert decide(solved, c.CloseRequest(), NOW).changes == ()
    due = run(solved, c.ExpireTimer("close"), at=closing)
    assert run(due, c.CloseRequest(), at=closing).status is Status.CLOSED


def test_a_dead_execution_is_started_again_with_the_next_generation() -> None:
    decision = decide(a_request(), c.ExpireTimer("workflow"), NOW + 2 * MINUTE)
    assert decision.changes[0].event == e.WorkflowStalled(1, "AcknowledgeRequest")
    assert timer(decision, "workflow").due == NOW + 4 * MINUTE


def test_an_execution_that_is_on_time_is_left_alone() -> None:
    assert decide(ROUTED, c.ExpireTimer("workflow"), NOW).changes == ()


def test_what_waits_is_told_what_the_ticket_has_become() -> None:
    ticket = a_request()
    assert outcome_of(ROUTED, "taker") is None
    assert outcome_of(REMINDER_DUE, "taker") == "remind_due"
    due = replace(ticket, progress=Progress.ESCALATION_DUE)
    assert outcome_of(due, "taker") == "escalate_due"
    taken = run(ROUTED, c.Take(as_member(BEN)))
    assert (outcome_of(taken, "taker"), outcome_of(taken, "solution")) == ("taken", None)
    solved = run(taken, c.Solve(as_member(BEN), INBOX))
    assert (outcome_of(solved, "solution"), outcome_of(solved, "closing")) == ("solved", None)
    due = run(solved, c.ExpireTimer("close"), at=NOW + INBOX.close_after)
    assert outcome_of(due, "closing") == "close_due"
    assert due_step(due) == "CloseRequest"
    closed = run(due, c.CloseRequest())
    assert {outcome_of(closed, w) for w in ("taker", "solution", "closing")} == {"over"}


def test_an_archived_channel_moves_the_card_to_the_fallback_and_tells_the_admin() -> None:
    ticket = a_request()
    lost = c.RecordUndelivered(
        ShowCard(Place.REQUEST, IT_HAPPENS),
        "is_archived",
        IT_ONCALL,
        frozenset({ADAM}),
    )
    decision = decide(ticket, lost, NOW)
    assert effects(decision)[0] == ShowCard(Place.FALLBACK, IT_ONCALL)
    assert [x.person for x in effects(decision) if isinstance(x, SendDirect)] == [ADAM]
    assert decide(run(ticket, lost), lost, NOW).changes == ()


def test_a_request_whose_only_card_no_channel_takes_is_the_admins_business() -> None:
    def lost(place: Place, channel: ChannelId) -> c.RecordUndelivered:
        card = ShowCard(place, channel)
        return c.RecordUndelivered(card, "is_archived", IT_ONCALL, frozenset({ADAM}))

    moved = run(a_request(), lost(Place.REQUEST, IT_HAPPENS))
    last = lost(Place.FALLBACK, IT_ONCALL)
    [told] = effects(decide(moved, last, NOW))
    assert isinstance(told, SendDirect)
    assert told.person == ADAM
    assert run(moved, last).cards == moved.cards


def test_a_refused_dm_becomes_a_mention_in_the_thread_without_the_request_itself() -> None:
    direct = SendDirect(OLA, Text("dm.request_received", {"title": "secret"}))
    lost = c.RecordUndelivered(direct, "cannot_dm_bot", IT_ONCALL, frozenset({ADAM}))
    [notice] = effects(decide(a_request(), lost, NOW))
    assert isinstance(notice, SendNotice)
    assert notice.under is Place.REQUEST
    assert "secret" not in str(notice.text.args)


def test_executions_that_keep_dying_are_started_ever_later_for_three_days() -> None:
    ticket, now = a_request(), NOW
    while decision := decide(ticket, c.ExpireTimer("workflow"), now):
        if not decision.changes:
            break
        ticket = run(ticket, c.ExpireTimer("workflow"), at=now)
        now = timer(decision, "workflow").due
    assert decision.ignored == "workflow_given_up"
    assert timedelta(days=3) < now - NOW < timedelta(days=4)


def test_a_lead_who_cannot_be_told_is_the_admins_business_and_theirs_ends_it() -> None:
    def lost(person: PersonId) -> Decision:
        direct = SendDirect(person, Text("dm.escalated", {}))
        command = c.RecordUndelivered(direct, "user_disabled", IT_ONCALL, frozenset({ADAM}))
        return decide(a_request(), command, NOW)

    assert [x.person for x in effects(lost(LENA)) if isinstance(x, SendDirect)] == [ADAM]
    assert effects(lost(ADAM)) == ()


def test_a_reminder_that_triage_cannot_get_is_told_to_the_admins() -> None:
    notice = SendNotice(IT_TRIAGE, Text("notice.reminder", {}))
    command = c.RecordUndelivered(notice, "is_archived", IT_ONCALL, frozenset({ADAM}))
    [told] = effects(decide(a_request(), command, NOW))
    assert isinstance(told, SendDirect)
    assert told.person == ADAM
