"""The decision function of a case: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from; what a score does to a
case, `receive.py` decides.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import SendDirect
from deskbell.domain.nps import commands as c
from deskbell.domain.nps import events as e
from deskbell.domain.nps.case import Case, Stage, Status
from deskbell.domain.nps.second_survey import asked, contact_set, fall_due, planned
from deskbell.domain.nps.steps import Steps, about, decided, refuse
from deskbell.domain.nps.words import direct, how_text, reason
from deskbell.domain.people import Standing
from deskbell.domain.texts import Instant, Name, Text
from deskbell.domain.tickets.permissions import Member, Surface, works_in
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT

MARK_DID_NOTHING = "nps_mark_did_nothing"
"""A ✅ came off which, as far as is known, was never on, or did nothing."""


def decide(case: Case | None, command: c.CaseCommand, duty: c.OnDuty, now: datetime) -> Decision:
    """`case` is None where there is none. Whatever else of its inbox `duty` says, `now` is aware
    and in UTC."""
    if case is None:
        return nothing("no_such_nps_case")
    match command:
        case c.Take():
            return _take(case, command, now)
        case c.MarkHandled():
            return _handle(case, command, now)
        case c.Unmark():
            return _unmark(case, command, now)
        case c.Reopen():
            return _reopen(case, command, now)
        case c.AskAgain():
            return _ask_again(case, command, now)
        case c.SetContact():
            return _set_contact(case, command, duty, now)
        case c.Expire():
            return _expire(case, duty, now)
        case c.RestartWorkflow():
            return _restart(case, now)
    assert_never(command)


def may_close_loop(who: Member, case: Case) -> bool:
    """Whoever works in its inbox, where nobody of another company is; an admin as well."""
    is_ours = who.standing is Standing.MEMBER and who.at is not Surface.SHARED
    return is_ours and works_in(who, case.inbox)


def _take(case: Case, command: c.Take, now: datetime) -> Decision:
    by, steps = command.by, about(case, now)
    if not may_close_loop(by, case):
        return refuse(steps, by, command.channel, "take", "not_agent")
    if not case.is_open:
        return refuse(steps, by, command.channel, "take", *_over(case), **_who(case))
    if case.owner == by.person:
        return nothing("nps_taken_already")
    after = replace(case, owner=by.person)
    event = e.NpsCaseTaken(by.person, case.owner)
    return decided(steps.then(after, event, reason("taken", by=Name(by.person))))


def _handle(case: Case, command: c.MarkHandled, now: datetime) -> Decision:
    """The first one counts. A button that comes when it is done says what was done, once."""
    by, steps, person = command.by, about(case, now), command.by.person
    if not may_close_loop(by, case):
        return refuse(steps, by, command.channel, "handle", "not_agent")
    if case.is_open:
        return decided(_handled(steps, command))
    if case.status is Status.HANDLED and command.how and case.how is None:
        after = replace(case, how=command.how, moves=case.moves + 1)
        why = reason("named", by=Name(person), how=how_text(command.how))
        return decided(steps.then(after, e.NpsOutcomeNamed(person, command.how), why))
    is_again = person == case.handled_by and command.how in (None, case.how)
    if case.status is Status.HANDLED and is_again:
        return nothing("nps_handled_already")
    return refuse(steps, by, command.channel, "handle", *_over(case), **_who(case))


def _handled(steps: Steps, command: c.MarkHandled) -> Steps:
    case, now, person = steps.case, steps.now, command.by.person
    after = replace(
        case,
        status=Status.HANDLED,
        moves=case.moves + 1,
        remind_at=None,
        escalate_at=None,
        handled_by=person,
        handled_at=now,
        mark=command.mark,
        how=command.how,
        closes_at=now + case.terms.reopen_within,
        second=planned(case, now),
    )
    event = e.NpsCaseHandled(person, command.how, by_emoji=command.mark is not None)
    if command.how:
        why = reason("handled_how", by=Name(person), how=how_text(command.how))
    else:
        why = reason("handled", by=Name(person))
    return steps.then(after, event, why)


def _unmark(case: Case, command: c.Unmark, now: datetime) -> Decision:
    """Only the very ✅ that has handled it: what somebody else had put there beside it did nothing,
    nor does what came off before that one came on."""
    put, taken = case.mark, command.mark
    is_it = case.handled_by == command.by.person and put and put.emoji == taken.emoji
    if put is None or not is_it or put.ts > taken.ts:
        return nothing(MARK_DID_NOTHING)
    return _reopen(case, c.Reopen(command.by, command.channel), now)


def _reopen(case: Case, command: c.Reopen, now: datetime) -> Decision:
    by, steps = command.by, about(case, now)
    if not may_close_loop(by, case):
        return refuse(steps, by, command.channel, "reopen", "not_agent")
    if case.is_open:
        return nothing("nps_open_already")
    if case.status is Status.CLOSED:
        return refuse(steps, by, command.channel, "reopen", "over")
    event = e.NpsCaseReopened(by.person, None)
    return decided(steps.then(reopened(case, now), event, reason("reopened", by=Name(by.person))))


def reopened(case: Case, now: datetime) -> Case:
    """It begins anew, with all its times; its owner has it again."""
    return replace(
        case,
        status=Status.OPEN,
        moves=case.moves + 1,
        due=now + case.terms.due,
        remind_at=now + case.terms.remind_after,
        escalate_at=now + case.terms.escalate_after,
        escalated_to=None,
        handled_by=None,
        handled_at=None,
        mark=None,
        how=None,
        closes_at=None,
        second=None,
        recovery=None,
    )


def _ask_again(case: Case, command: c.AskAgain, now: datetime) -> Decision:
    """The button may be as old as its post: what has come since counts."""
    by, steps, second = command.by, about(case, now), case.second
    if not may_close_loop(by, case):
        return refuse(steps, by, command.channel, "ask_again", "not_agent")
    if case.no_contact:
        return refuse(steps, by, command.channel, "ask_again", "wants_no_contact")
    if case.recovery:
        return refuse(steps, by, command.channel, "ask_again", "answered_already")
    if second and second.stage is Stage.ASKED and second.by:
        other = Name(second.by)
        return refuse(steps, by, command.channel, "ask_again", "asked_already", other=other)
    if second is None or second.stage is not Stage.DUE:
        return refuse(steps, by, command.channel, "ask_again", "not_due")
    return decided(asked(steps, by.person))


def _set_contact(case: Case, command: c.SetContact, duty: c.OnDuty, now: datetime) -> Decision:
    by, steps = command.by, about(case, now)
    if not may_close_loop(by, case):
        return refuse(steps, by, command.channel, "set_contact", "not_agent")
    if case.no_contact is not command.wanted:
        return nothing("nps_contact_known_already")
    return decided(contact_set(steps, by.person, duty.lead, wanted=command.wanted))


def _over(case: Case) -> tuple[str]:
    if case.status is Status.CLOSED:
        return ("over",)
    return ("named_already" if case.how else "handled_already",)


def _who(case: Case) -> dict[str, Name]:
    """By whom it was handled, for whoever comes second."""
    is_told = case.status is Status.HANDLED and case.handled_by
    return {"other": Name(case.handled_by)} if is_told and case.handled_by else {}


def _expire(case: Case, duty: c.OnDuty, now: datetime) -> Decision:
    """A timer is only a hint; who comes late has one step, not one for each that was missed."""
    if _is_due(case.closes_at, now):
        after = replace(case, status=Status.CLOSED, moves=case.moves + 1, closes_at=None)
        return decided(about(case, now).then(after, e.NpsCaseClosed(case.how), reason("closed")))
    if _is_due(case.escalate_at, now):
        return decided(_escalate(about(case, now), duty))
    if _is_due(case.remind_at, now):
        person = case.owner or duty.lead
        after = replace(case, remind_at=None)
        told = SendDirect(person, _told("reminder", case))
        reminded = e.NpsOwnerReminded(person)
        return decided(about(case, now).then(after, reminded, reason("reminded"), told))
    second = case.second
    if second and second.stage is Stage.PLANNED and _is_due(second.at, now):
        return decided(fall_due(about(case, now), duty.lead))
    return nothing("timer_stale")


def _escalate(steps: Steps, duty: c.OnDuty) -> Steps:
    case = steps.case
    after = replace(case, remind_at=None, escalate_at=None, escalated_to=duty.lead)
    told = SendDirect(duty.lead, _told("escalated", case))
    why = reason("escalated", lead=Name(duty.lead))
    return steps.then(after, e.NpsCaseEscalated(duty.lead), why, told)


def _told(what: str, case: Case) -> Text:
    return direct(what, member=case.member, score=case.latest.score, due=Instant(case.due))


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _restart(case: Case, now: datetime) -> Decision:
    if case.awaits is None:
        return nothing("workflow_on_time")
    if case.generation >= GENERATION_LIMIT:
        return nothing("workflow_given_up")
    after = replace(case, generation=case.generation + 1)
    event = WorkflowStalled(after.generation, case.awaits)
    why = Text("reason.execution_lost", {"step": case.awaits})
    return decided(about(case, now).then(after, event, why))
