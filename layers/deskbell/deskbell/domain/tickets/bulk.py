"""One act on all parts of a problem: solve them with it, or tell their requesters something.

The first parts have their turn with the act itself, the next ones with follow-up inputs; what the
act has reached so far is on the problem's card.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from deskbell.domain.caused import caused
from deskbell.domain.caused_inputs import BulkContinued, PartSolved, PartTold
from deskbell.domain.decision import Decision, SetTimer, nothing
from deskbell.domain.effects import SendDirect
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.texts import Name, Passage, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.about import title_of
from deskbell.domain.tickets.handling import solve
from deskbell.domain.tickets.permissions import Action, can
from deskbell.domain.tickets.refusal import refuse_press
from deskbell.domain.tickets.survey_times import ask_timer
from deskbell.domain.tickets.ticket import Status, Ticket, Undo
from deskbell.domain.tickets.ties import Bulk, BulkRun, Child
from deskbell.domain.tickets.timers import retimed
from deskbell.domain.tickets.transition import brought_back, step, undoable
from deskbell.domain.tickets.triage_timers import waiting_timers

_Turn = PartSolved | PartTold | BulkContinued

SOLVE_ALL = "solve_all"
"""What the problem and its parts can be undone of."""
AT_ONCE = 50
"""Parts reached by one commit: an outbox row each, far below DynamoDB's 100 operations."""


def solve_all(ticket: Ticket, command: c.SolveAll, now: datetime) -> Decision:
    """The problem, unless it is solved already, and with it every part that is still open."""
    if refusal := _refusal(ticket, command):
        return refusal
    run = BulkRun(Bulk.SOLVE, command.by.person, total=len(ticket.ties.children))
    undo = undoable(run.by, SOLVE_ALL, ticket, now, command.undo_window)
    if not ticket.is_open:
        return _begun(ticket, run, now, undo)
    at = command.at
    wanted = c.Solve(command.by, command.inbox, at.channel, at.thread_ts, at.revision)
    decision = solve(ticket, wanted, now)
    if not any(isinstance(change.event, e.TicketSolved) for change in decision.changes):
        return decision
    return _with_run(decision, run, now, undo)


def notify_all(ticket: Ticket, command: c.NotifyAll, now: datetime) -> Decision:
    """One text to all their requesters, each once."""
    if refusal := _refusal(ticket, command):
        return refusal
    total = len(ticket.ties.children)
    return _begun(ticket, BulkRun(Bulk.NOTIFY, command.by.person, command.text, 0, total), now)


def go_on(ticket: Ticket, command: c.ContinueBulk, now: datetime) -> Decision:
    """The next parts; `done` tells a step that was taken already."""
    run = ticket.ties.bulk
    if run is None or not run.is_running or run.done != command.done:
        return nothing("bulk_went_on")
    reason = Text("reason.bulk_went_on", {"count": min(AT_ONCE, run.total - run.done)})
    on = step(ticket, ticket, e.BulkWentOn(run.bulk, run.done), reason, shown=True)
    return _with_run(on, run, now, ticket.undo)


def taken_back(undone: Decision, by: PersonId, now: datetime) -> Decision:
    """The problem is as it was before all was solved, and so is each part in its turn."""
    [change] = undone.changes
    children = cast("Ticket", change.after).ties.children
    was = cast("Ticket", change.before).undo
    run = BulkRun(Bulk.UNSOLVE, by, total=len(children), since=was.until if was else None)
    return _with_run(undone, run, now)


def solve_part(ticket: Ticket, command: c.SolvePart, now: datetime) -> Decision:
    """As whoever solved the problem; a part that is over stays as it is."""
    if not ticket.is_open:
        return nothing("part_is_over")
    told = Text(
        "dm.solved_with_parent",
        {"number": ticket.number, "by": Name(command.by), "title": title_of(ticket)},
    )
    after = replace(ticket, status=Status.SOLVED, solver=command.by, solved_at=now)
    return step(
        ticket,
        after,
        e.TicketSolved(command.by),
        Text("reason.solved_with_parent", {"by": Name(command.by), "number": command.parent}),
        timers=(
            *waiting_timers(ticket),
            SetTimer("close", ticket.version + 1, now + command.inbox.close_after),
            *ask_timer(ticket, after, command.inbox),
        ),
        effects=_direct(ticket.requester, told) if command.tells else (),
        shown=True,
        undo=undoable(command.by, SOLVE_ALL, ticket, now, command.undo_window),
    )


def unsolve_part(ticket: Ticket, command: c.UnsolvePart, now: datetime) -> Decision:
    """Unless something has been done with it since, it is as it was before it was solved."""
    last = ticket.undo
    if last is None or last.action != SOLVE_ALL or (command.since and last.until < command.since):
        return nothing("part_went_on")
    after = brought_back(ticket, last.before)
    told = Text(
        "dm.unsolved_with_parent",
        {"number": ticket.number, "by": Name(command.by), "title": title_of(ticket)},
    )
    return step(
        ticket,
        after,
        e.ActionUndone(command.by, SOLVE_ALL),
        Text("reason.unsolved_with_parent", {"by": Name(command.by), "number": command.parent}),
        timers=retimed(ticket, after, command.inbox, now),
        effects=_direct(ticket.requester, told) if command.tells else (),
        shown=True,
    )


def tell_part(ticket: Ticket, command: c.TellPart) -> Decision:
    """In the direct messages of whoever asked, in the words of whoever works on the problem."""
    if ticket.requester is None:
        return nothing("nobody_to_tell")
    told = Text(
        "dm.told_with_parent",
        {"number": ticket.number, "by": Name(command.by), "text": Passage(command.text)},
    )
    return step(
        ticket,
        ticket,
        e.RequesterTold(command.by),
        Text("reason.told_with_parent", {"by": Name(command.by), "number": command.parent}),
        effects=_direct(ticket.requester, told),
    )


def _refusal(ticket: Ticket, command: c.SolveAll | c.NotifyAll) -> Decision | None:
    run = ticket.ties.bulk
    if not can(command.by, Action.MERGE, ticket):
        why = "not_allowed"
    elif not ticket.ties.children:
        why = "no_parts"
    elif run and run.is_running:
        why = "bulk_runs"
    elif ticket.status not in (Status.SOLVED, Status.CLOSED) and not ticket.is_open:
        why = "over"
    else:
        return None
    return refuse_press(ticket, command.by, command.at, Action.MERGE, why)


def _begun(ticket: Ticket, run: BulkRun, now: datetime, undo: Undo | None = None) -> Decision:
    reasons = {
        Bulk.SOLVE: Text("reason.parts_solved", {"by": Name(run.by), "count": run.total}),
        Bulk.NOTIFY: Text("reason.parts_told", {"by": Name(run.by), "count": run.total}),
    }
    event = e.BulkBegun(run.bulk, run.by, run.total)
    return _with_run(step(ticket, ticket, event, reasons[run.bulk], shown=True), run, now, undo)


def _with_run(
    decision: Decision, run: BulkRun, now: datetime, undo: Undo | None = None
) -> Decision:
    """The decision about the problem, and the turn of its next parts; `undo` takes all of it back.
    A part hears in that order what becomes of it."""
    [change] = decision.changes
    ticket = cast("Ticket", change.after)
    done = min(run.done + AT_ONCE, run.total)
    turn = list(_inputs(ticket, run, done))
    ties = replace(ticket.ties, bulk=replace(run, done=done))
    after = replace(ticket, ties=ties, undo=undo)
    effects = tuple(
        caused(_of(given), ticket.version, given, ticket, now, number, in_order=True)
        for number, given in enumerate(turn)
    )
    change = replace(change, after=after, effects=(*change.effects, *effects))
    return replace(decision, changes=(change,))


def _inputs(ticket: Ticket, run: BulkRun, done: int) -> Iterator[_Turn]:
    children = ticket.ties.children[: run.total]
    for child, tells in list(_told_once(children, run.by))[run.done : done]:
        match run.bulk:
            case Bulk.SOLVE:
                yield PartSolved(child.ref, ticket.number, run.by, tells)
            case Bulk.UNSOLVE:
                part = PartSolved(child.ref, ticket.number, run.by, tells, undone=True)
                yield replace(part, since=run.since)
            case Bulk.NOTIFY if tells:
                yield PartTold(child.ref, ticket.number, run.by, run.text)
    if done < run.total:
        yield BulkContinued(ticket.ref, done)


def _of(given: _Turn) -> Ref:
    return given.parent if isinstance(given, BulkContinued) else given.part


def _told_once(children: tuple[Child, ...], by: PersonId) -> Iterator[tuple[Child, bool]]:
    """Each requester hears of their first part; whoever does it knows."""
    told: set[PersonId | None] = {None, by}
    for child in children:
        yield child, child.requester not in told
        told.add(child.requester)


def _direct(person: PersonId | None, text: Text) -> tuple[SendDirect, ...]:
    return (SendDirect(person, text),) if person else ()
