"""A ticket waits for an approval, and goes on with what came of it; called by `decide` (C-23).

It is a pause of its own: nobody is reminded of an answer that nobody owes, and its time is no
agent's. Whatever ends the ticket meanwhile is seen by `unneeded`, so that nobody is asked for what
is over.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from deskbell.domain.approvals import asking
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.counting import MOST_APPROVERS
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import ApprovalSettled, ApprovalUnneeded, ApprovalWentOn
from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.effects import Effect
from deskbell.domain.ids import approval_ref
from deskbell.domain.people import Standing
from deskbell.domain.texts import Argument, Name, Passage, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import tell
from deskbell.domain.tickets.approval_commands import ApprovalWish
from deskbell.domain.tickets.pause import Pause, PauseOn
from deskbell.domain.tickets.pausing import resumed
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.sought import Sought
from deskbell.domain.tickets.telling import tell_requester
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.domain.tickets.transition import step
from deskbell.domain.tickets.triage_timers import waiting_timers

_NUMBER = 1_000
"""Of the input that an end causes; what else that change causes is counted from 0."""


def seek(ticket: Ticket, command: ApprovalWish, now: datetime) -> Decision:
    match command:
        case c.AskApproval():
            return _ask(ticket, command, now)
        case c.RecallApproval():
            return _recall(ticket, command, now)
        case c.HearOfApproval():
            return _hear(ticket, command)


def _ask(ticket: Ticket, command: c.AskApproval, now: datetime) -> Decision:
    """The ticket and its approval, committed together. Whoever asks about what nobody has taken yet
    has it: it comes back to somebody."""
    why = _wrong(ticket, command, now)
    wanted = None if why else asking.ask(_wanted(ticket, command, now), now)
    if why or wanted is None:
        why = why or "too_few_approvers"
        return refuse_press(ticket, command.by, command.at, Action.ASK_APPROVAL, why)
    approval, who = cast("Approval", wanted.after), command.by.person
    after = replace(
        ticket,
        status=Status.WAITING,
        pause=Pause(PauseOn.APPROVAL, now),
        assignee=ticket.assignee or who,
        assigned_at=ticket.assigned_at or now,
        approval=Sought(approval.ref, approval.needed, approval.waits_for),
    )
    told = Text("notice.approval_asked", {"number": ticket.number, "count": len(approval.seats)})
    asked = step(
        ticket,
        after,
        e.TicketPaused(PauseOn.APPROVAL, None),
        Text("reason.paused_on_approval", {"by": Name(who)}),
        effects=tell_requester(ticket, told),
        timers=waiting_timers(ticket),
        shown=True,
    )
    return Decision(changes=(*asked.changes, wanted))


def _wrong(ticket: Ticket, command: c.AskApproval, now: datetime) -> str | None:
    if not can(command.by, Action.ASK_APPROVAL, ticket):
        return "not_allowed"
    if not ticket.is_open:
        return "over"
    if command.at.revision != ticket.card_revision:
        return "stale"
    if ticket.approval and ticket.approval.is_pending:
        return "approval_pending"
    if command.until is not None and command.until <= now:
        return "time_has_passed"
    if any(one.standing is not Standing.MEMBER for one in command.approvers):
        return "approver_not_ours"
    return "too_many_approvers" if len(command.approvers) > MOST_APPROVERS else None


def _wanted(ticket: Ticket, command: c.AskApproval, now: datetime) -> Ask:
    inbox = command.inbox
    return Ask(
        ref=approval_ref(ticket.install, str(ticket.ref), str(ticket.version + 1)),
        install=ticket.install,
        subject=ticket.ref,
        label=f"#{ticket.number}",
        what=command.what,
        asker=command.by.person,
        requester=ticket.requester,
        policy=command.policy,
        approvers=tuple(one.person for one in command.approvers),
        due=command.until or now + inbox.approval_ends_after,
        remind_every=inbox.approval_remind_after,
    )


def _recall(ticket: Ticket, command: c.RecallApproval, now: datetime) -> Decision:
    """The approval is told, and says so to everybody it has asked."""
    who, sought = command.by.person, ticket.approval
    if not can(command.by, Action.ASK_APPROVAL, ticket):
        return refuse_press(ticket, command.by, command.at, Action.ASK_APPROVAL, "not_allowed")
    if sought is None or not sought.is_pending:
        return refuse_press(ticket, command.by, command.at, Action.ASK_APPROVAL, "no_approval")
    unneeded = ApprovalUnneeded(sought.approval)
    return step(
        ticket,
        ticket,
        e.ApprovalRecalled(sought.approval, who),
        Text("reason.approval_recalled", {"by": Name(who)}),
        effects=[caused(sought.approval, ticket.version + 1, unneeded, ticket, now)],
    )


def _hear(ticket: Ticket, command: c.HearOfApproval) -> Decision:
    """In whatever order the words come: what is older than what is known says nothing, and the end
    is heard once."""
    told, sought = command.told, ticket.approval
    if sought is None or sought.approval != told.approval or not sought.is_pending:
        return nothing("approval_not_awaited")
    match told:
        case ApprovalWentOn():
            return _went_on(ticket, sought, told)
        case ApprovalSettled():
            return _answered(ticket, sought, told, overheard=command.overheard)


def _went_on(ticket: Ticket, sought: Sought, told: ApprovalWentOn) -> Decision:
    if told.version <= sought.heard:
        return nothing("approval_known")
    after = replace(sought, approved=told.approved, waits_for=told.waits_for, heard=told.version)
    return step(
        ticket,
        replace(ticket, approval=after),
        e.ApprovalMovedOn(told.approval, told.approved),
        Text("reason.approval_moved_on", {"approved": told.approved, "needed": sought.needed}),
        shown=True,
    )


def _answered(
    ticket: Ticket, sought: Sought, told: ApprovalSettled, *, overheard: bool
) -> Decision:
    """It is its assignee's again, who is told, and so is its requester; of what is over by now
    nobody wants to hear."""
    approved = sought.needed if told.outcome is Outcome.APPROVED else sought.approved
    known = replace(sought, outcome=told.outcome, by=told.by, approved=approved, waits_for=())
    after = replace(ticket, approval=known)
    after = resumed(after) if _waits(after) else after
    return step(
        ticket,
        after,
        e.ApprovalAnswered(told.approval, told.outcome),
        Text(f"reason.approval_answered_{told.outcome}"),
        effects=list(_words(ticket, told, overheard=overheard)) if ticket.is_open else (),
        shown=ticket.is_open,  # else its end, perhaps a moment ago, could not be undone any more
    )


def _words(ticket: Ticket, told: ApprovalSettled, *, overheard: bool) -> Iterator[Effect]:
    facts: dict[str, Argument] = {"why": Passage(told.why)}
    if told.by:
        facts["by"] = Name(told.by)
    key = f"notice.approval_{told.outcome}"
    if told.outcome is Outcome.REJECTED and overheard:
        key = "notice.approval_refused"
    yield from tell_requester(ticket, Text(key, {"number": ticket.number, **facts}))
    if told.outcome is not Outcome.WITHDRAWN:
        yield from tell(ticket.assignee, ticket, f"dm.approval_{told.outcome}", **facts)


def unneeded(decision: Decision, now: datetime) -> Decision:
    """The decision, and with it the end of each approval that a ticket leaves behind."""
    return replace(decision, changes=tuple(_unneeded(one, now) for one in decision.changes))


def _unneeded(change: Change, now: datetime) -> Change:
    before, after = change.before, change.after
    if not isinstance(before, Ticket) or not isinstance(after, Ticket):
        return change
    sought = after.approval
    is_pending = sought is not None and sought.is_pending
    if _waits(after) and not is_pending:  # such as an end that is undone after the approval's
        after = resumed(after)
    if sought is None or not is_pending or not before.is_open or after.is_open:
        return replace(change, after=after)
    told = ApprovalUnneeded(sought.approval)
    effect = caused(sought.approval, after.version, told, after, now, _NUMBER)
    return replace(change, after=after, effects=(*change.effects, effect))


def _waits(ticket: Ticket) -> bool:
    paused = ticket.pause if ticket.status.is_paused else None
    return paused is not None and paused.on is PauseOn.APPROVAL
