"""The guided request's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from.
"""

from dataclasses import replace
from typing import assert_never

from deskbell.domain.catalogue.advance import Advance, Why, advance
from deskbell.domain.catalogue.inputs import (
    ApprovalSettled,
    ChecklistTicked,
    RequestCancelled,
    RequestInput,
    TicketSolved,
    TimerDue,
)
from deskbell.domain.catalogue.request import Tick
from deskbell.domain.decision import Decision, nothing
from deskbell.domain.effects import TaskOver
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.beginning import begin_request
from deskbell.domain.requests.delivery import record_undelivered
from deskbell.domain.requests.execution import restart_workflow
from deskbell.domain.requests.filling import fill_form
from deskbell.domain.requests.following import follow, take_off
from deskbell.domain.requests.going_on import Went, at, go_on
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.hearing import hear_of_hook, hear_of_loan
from deskbell.domain.requests.permissions import RequestAction, can
from deskbell.domain.requests.refusal import refuse
from deskbell.domain.requests.transition import moved
from deskbell.domain.requests.words import said_to_all
from deskbell.domain.texts import Argument, Name, Text


def decide(state: GuidedRequest | None, command: c.RequestCommand, around: Around) -> Decision:
    """`state` is None where there is no such request yet."""
    if isinstance(command, c.BeginRequest):
        return nothing("request_exists") if state else begin_request(command, around)
    if state is None:
        return nothing("no_such_request")
    return _change(state, command, around)


def _change(  # noqa: C901 - one line a command
    request: GuidedRequest, command: c.RequestChange, around: Around
) -> Decision:
    match command:
        case c.FillForm():
            return fill_form(request, command, around)
        case c.TickItem():
            return _tick(request, command, around)
        case c.CancelRequest():
            return _cancel(request, command, around)
        case c.Withdraw():
            return _withdraw(request, command, around)
        case c.TakeOff():
            return take_off(request, command, around)
        case c.FollowRequest():
            return follow(request, command, around)
        case c.HearOfApproval():
            return _hear_of_approval(request, command, around)
        case c.HearOfTicket():
            return _hear_of_ticket(request, command, around)
        case c.HearOfLoan():
            return hear_of_loan(request, command, around)
        case c.HearOfHook():
            return hear_of_hook(request, command, around)
        case c.CarryOn():
            return _carry_on(request, around)
        case c.RestartWorkflow():
            return restart_workflow(request, around)
        case c.RecordUndelivered():
            return record_undelivered(request, command)
    assert_never(command)


def _tick(request: GuidedRequest, command: c.TickItem, around: Around) -> Decision:
    """By whoever is named beside the item, or stands in for them."""
    by, item = command.by, command.item
    if not request.is_open:
        return refuse(request, by.person, command.channel, "over")
    if not can(by, RequestAction.TICK, request, around, item):
        is_there = item in request.asks and command.generation == request.course.generation
        return refuse(request, by.person, command.channel, "not_theirs" if is_there else "stale")
    answered = _advanced(request, ChecklistTicked(command.generation, item, by.person), around)
    if answered.why is Why.STALE:
        return refuse(request, by.person, command.channel, "stale")
    reason = Text("reason.request_ticked", {"by": Name(by.person), "item": item})
    went = go_on(at(request, answered), around)
    ticks = {**request.course.ticks, item: Tick(by.person, around.now)}
    return moved(request, went, reason, around, over=TaskOver.DONE, ticks=ticks)


def _cancel(request: GuidedRequest, command: c.CancelRequest, around: Around) -> Decision:
    by = command.by
    if not request.is_open:
        return refuse(request, by.person, command.channel, "over")
    if not can(by, RequestAction.CANCEL, request, around):
        return refuse(request, by.person, command.channel, "cancel_not_theirs")
    after = at(request, _advanced(request, RequestCancelled(), around))
    facts: dict[str, Argument] = {"by": Name(by.person)}
    told = [said_to_all(request, Text("notice.request_cancelled", facts))]
    reason = Text("reason.request_cancelled", facts)
    return moved(request, Went(after), reason, around, effects=told)


def _withdraw(request: GuidedRequest, command: c.Withdraw, around: Around) -> Decision:
    """Its requester has heard why from the ticket."""
    if not request.is_open:
        return nothing("request_over")
    after = at(request, _advanced(request, RequestCancelled(), around))
    reason = Text("reason.request_withdrawn", {"by": Name(command.by)})
    return moved(request, Went(after), reason, around)


def _hear_of_approval(
    request: GuidedRequest, command: c.HearOfApproval, around: Around
) -> Decision:
    """The first word of its end counts, of the approval that it waits for."""
    told = command.told
    if request.approval != told.approval:
        return nothing("approval_not_awaited")
    what = ApprovalSettled(request.course.generation, told.outcome)
    answered = _advanced(request, what, around)
    if answered.why is not Why.MOVED:
        return nothing("approval_not_awaited")
    facts: dict[str, Argument] = {"by": Name(told.by)} if told.by else {}
    reason = Text(f"reason.request_approval_{told.outcome}", facts)
    after = replace(at(request, answered), approval=None)
    return moved(request, go_on(after, around), reason, around)


def _hear_of_ticket(request: GuidedRequest, command: c.HearOfTicket, around: Around) -> Decision:
    """Of an earlier one it has opened nothing depends on."""
    if request.ticket != command.ticket:
        return nothing("not_its_ticket")
    answered = _advanced(request, TicketSolved(), around)
    if answered.why not in (Why.MOVED, Why.NOTED):
        return nothing("ticket_end_known")
    reason = Text("reason.request_ticket_ended", {"number": request.ticket_number or 0})
    return moved(request, go_on(at(request, answered), around), reason, around)


def _carry_on(request: GuidedRequest, around: Around) -> Decision:
    """A timer is only a hint: what is due is worked out anew."""
    if not request.is_open:
        return nothing("timer_stale")
    answered = _advanced(request, TimerDue(), around)
    went = go_on(at(request, answered), around)
    if went.request.course == request.course:
        return nothing("timer_stale")
    reason = Text("reason.request_time_came")
    return moved(request, went, reason, around, over=TaskOver.EXPIRED)


def _advanced(request: GuidedRequest, what: RequestInput, around: Around) -> Advance:
    return advance(around.definition, request.course, what, around.now)
