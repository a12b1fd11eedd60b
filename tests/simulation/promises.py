"""What only a world that sees everything can ask, beside the invariants of the table and of Slack.

Asked when all is quiet, a week after the trouble: by then each reminder is given, each solved
request is closed, and each lost answer of a workflow has been asked for again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.transition import EXPIRY, REMINDER
from deskbell.domain.decision import message_link
from deskbell.domain.effects import MAIL_LANE, MailComment
from deskbell.domain.ids import Ref, Thread
from deskbell.domain.loans import timers
from deskbell.domain.loans.loan import BEFOREHAND, Loan
from deskbell.domain.loans.loan import Status as LoanStatus
from deskbell.domain.loans.stock import Stock
from deskbell.domain.paging.incident import Incident
from deskbell.domain.pleasantries import is_pleasantry
from deskbell.domain.requests.awaiting import Awaits
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.transition import TIMER as STEP
from deskbell.domain.tickets.copies import IN_MAIL
from deskbell.domain.tickets.progress import due_step
from deskbell.domain.tickets.ticket import Progress, Status, Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.ports import OutboxRow, RowState
from deskbell.usecases.workflows.outcomes import outcome_of
from tests.memory_slack import what_memory_shows
from tests.simulation import (
    announcements,
    feedback,
    issues,
    low_scores,
    outages,
    praise,
    programs,
    rationale,
    reports,
    standups,
    themes,
)
from tests.simulation.desk import SimulatedDesk
from tests.simulation.rating import questions_end

LATE = 300.0
"""Seconds that a timer may be late: a lost tick, a crash, and a message hidden for a minute."""


def violations(desk: SimulatedDesk) -> list[Violation]:
    """All that does not hold."""
    books = desk.storage.books(desk.world.scheduler.now, desk.slack.bot)
    return [
        *_knowable(desk, broken(books, what_memory_shows(desk.slack))),
        *everything_was_heard(desk),
        *events_were_committed(desk, books),
        *timers_fire(desk),
        *pauses_end(desk, books),
        *triage_is_on_the_clock(desk, books),
        *auto_channels_are_tickets(desk, books),
        *flags_are_passed_on(desk, books),
        *approvals_end(desk, books),
        *questions_end(desk, books),
        *loans_go_on(desk, books),
        *requests_go_on(desk, books),
        *calls_repeat_themselves(desk),
        *nobody_who_left_has_anything(desk, books),
        *redirected_tickets_go_on(books),
        *mails_arrive(desk, books),
        *mails_went_out(desk, books),
        *workflows_go_on(desk, books),
        *lost_executions_are_replaced(desk, books),
        *reports.figures_agree(books),
        *low_scores.cases_end(desk.desk, books, desk.storage.timers()),
        *low_scores.the_week_is_told_once(books, desk.slack),
        *feedback.everybody_is_told(desk.desk, books, desk.slack),
        *themes.themes_end(books, desk.storage.timers()),
        *standups.each_is_held_once(books, desk.slack),
        *rationale.each_is_told_once(desk.desk, books, desk.slack),
        *announcements.each_reader_counts_once(books, desk.slack, desk.storage.timers()),
        *praise.each_is_told_once(books, desk.slack, desk.storage.timers()),
        *programs.promises_are_kept(desk.programs, books),
        *issues.both_sides_agree(desk.jira, desk.slack.people, books),
        *outages.outages_end(books, desk.storage.timers()),
        *outages.no_page_is_lost(books),
        *outages.alarms_sound(books, desk.alarm.sounded),
        *outages.news_goes_round(books),
        *no_surprise(desk),
    ]


def auto_channels_are_tickets(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I29: each message at their top level that is no pleasantry is a ticket, or part of one."""
    install = desk.desk.workspace.install
    auto = {channel for inbox in desk.desk.inboxes.values() for channel in inbox.auto}
    linked = {link.key for link in books.links}
    for post in what_memory_shows(desk.slack).posts:
        is_root = post.thread_ts in (None, post.ts)
        if not (post.channel in auto and is_root and post.is_human):
            continue
        key = message_link(install, Thread(post.channel, post.ts))
        if not is_pleasantry(post.text) and key not in linked:
            yield Violation("I29", key, "is a request, and no ticket")


def requests_go_on(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I33: each that goes on has somebody or something that answers it, and its timer; what it has
    opened is there."""
    set_for = {timer.ref: timer.due for timer in desk.storage.timers() if timer.name == STEP}
    for ref, request in books.states.items():
        if not isinstance(request, GuidedRequest):
            continue
        if set_for.get(ref) != request.wakes_at:
            yield Violation("I33", str(ref), "has not the timer that it needs")
        ticket = books.states.get(request.ticket) if request.ticket else None
        if request.ticket and not isinstance(ticket, Ticket):
            yield Violation("I33", str(ref), "has opened a ticket that is not there")
        loan = books.states.get(request.loan) if request.loan else None
        waits = request.is_open and request.kind in (Awaits.ASSET, Awaits.VISIT)
        if waits and not (isinstance(loan, Loan) and waits_for(request, loan)):
            yield Violation("I33", str(ref), "waits for a laptop that will not come")
        if request.is_open and request.kind == Awaits.HOOK:
            yield Violation("I33", str(ref), "waits for a call that is not made any more")
        approval = books.states.get(request.approval) if request.approval else None
        if isinstance(approval, Approval) and approval.is_open != request.is_open:
            yield Violation("I33", str(ref), "waits for an approval that is over, or leaves one")


def waits_for(request: GuidedRequest, loan: Loan) -> bool:
    """Whether the loan has still to say what the request's step wants to know."""
    if request.kind == Awaits.ASSET:
        return loan.status in (LoanStatus.REQUESTED, LoanStatus.APPROVED)
    return loan.status in BEFOREHAND - {LoanStatus.READY}


def calls_repeat_themselves(desk: SimulatedDesk) -> Iterator[Violation]:
    """I33: whoever is called twice under one key is told the same."""
    for key, bodies in desk.hooks.heard.items():
        if len(bodies) > 1:
            yield Violation("I33", key, f"has said {len(bodies)} things")


def nobody_who_left_has_anything(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I35: what is open is with somebody who is there. Nobody asks Slack who has left: of whom it
    could not tell, nobody knows."""
    untold = {event["user"]["id"] for event in desk.slack.unheard if event["type"] == "user_change"}
    left = {one.id for one in desk.slack.people.values() if one.deactivated} - untold
    for ref, state in books.states.items():
        if isinstance(state, Ticket) and state.is_open and state.assignee in left:
            yield Violation("I35", str(ref), f"is with {state.assignee}, who has left")


def redirected_tickets_go_on(books: Books) -> Iterator[Violation]:
    """I34: once the request has a ticket, what is said in the thread of the one that it came from
    is said to that."""
    for ref, state in books.states.items():
        if not isinstance(state, Ticket) or state.request is None or state.follows is None:
            continue
        former = books.states.get(state.follows.ref)
        heir = former.follow_up if isinstance(former, Ticket) else None
        if heir and heir.ref == state.request:
            yield Violation("I34", str(ref), "goes on from a ticket that does not know of it")


def mails_arrive(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I31: each mail that somebody wrote is one comment of one ticket."""
    said = Counter(
        comment.texts[0][1]
        for found in books.comments.values()
        for comment in found
        if comment.channel == IN_MAIL
    )
    for text in desk.post.written:
        if said[text] != 1:
            yield Violation("I31", text, f"is {said[text]} comments")


def mails_went_out(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I31: what was said to everybody, and what the desk tells, has gone out to whoever wrote."""
    rows = {row.id: row for row in books.outbox if row.lane == MAIL_LANE}
    mailed = {
        (row.ref, row.effect.of) for row in rows.values() if isinstance(row.effect, MailComment)
    }
    for ref, state in books.states.items():
        if not isinstance(state, Ticket) or state.mail is None:
            continue
        for comment in books.comments.get(ref, ()):
            gone = comment.internal or comment.deleted_ts is not None or not comment.texts
            is_theirs = comment.author == state.requester
            if not gone and not is_theirs and (ref, comment.message) not in mailed:
                yield Violation("I31", str(ref), f"{comment.source} was never mailed")
    out = desk.mails.rows()
    for row_id, row in rows.items():
        if row.state is RowState.SENT and row_id not in out and not _was_deleted(books, row):
            yield Violation("I31", row_id, "is sent, and no mail has gone out")
    for row_id in out - rows.keys():
        yield Violation("I31", row_id, "is a mail that nobody decided on")


def _was_deleted(books: Books, row: OutboxRow) -> bool:
    if not isinstance(row.effect, MailComment):
        return False
    found = {one.message: one for one in books.comments.get(row.ref, ())}
    return row.effect.of not in found or found[row.effect.of].deleted_ts is not None


def _knowable(desk: SimulatedDesk, found: Sequence[Violation]) -> Iterator[Violation]:
    """Without comments that were deleted while nobody heard of it: no history tells that
    (reliability.md 2.7)."""
    untold = [event["deleted_ts"] for event in desk.slack.unheard if "deleted_ts" in event]
    for one in found:
        if one.invariant != "I3" or not any(ts in one.what for ts in untold):
            yield one


def everything_was_heard(desk: SimulatedDesk) -> Iterator[Violation]:
    """I11: what was answered 200 has been handled, and what was not has been told again."""
    if not desk.at_rest:
        yield Violation("I11", "", "something is still on its way")
    for queue in desk.queues.values():
        if len(queue):
            yield Violation("I11", queue.wiring.name, f"{len(queue)} messages are left")


def events_were_committed(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """Nothing is on the bus that is not in the audit (architecture.md, idea 4)."""
    audit = (row for rows in books.audit.values() for row in rows)
    committed = {(str(row.ref), row.version, row.event) for row in audit}
    for event in desk.published:
        if event not in committed:
            yield Violation("I18", event[0], f"{event[2]} was published and never committed")


def timers_fire(desk: SimulatedDesk) -> Iterator[Violation]:
    """I19: no timer is long due, and none of a ticket that is over is left."""
    now = desk.world.scheduler.now
    for timer in desk.storage.timers():
        if now - timer.due.timestamp() > LATE:
            yield Violation("I19", str(timer.ref), f"its timer {timer.name} is long due")


def pauses_end(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I24: what waits until some time has the timer for it, and nothing else has one."""
    set_for = {timer.ref: timer.due for timer in desk.storage.timers() if timer.name == "pause"}
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        wanted = ticket.pause.until if ticket.pause else None
        if set_for.get(ticket.ref) != wanted:
            yield Violation("I24", str(ticket.ref), "does not wake when its pause ends")


def triage_is_on_the_clock(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I32: what nobody has taken has the timer of its next reminder, and nothing else has one."""
    names = {Progress.ROUTED: "reminder", Progress.REMINDED: "escalation"}
    running = defaultdict[Ref, set[str]](set)
    for timer in desk.storage.timers():
        if timer.name in names.values():
            running[timer.ref].add(timer.name)
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        waits = ticket.progress in names and ticket.status is Status.NEW
        wanted = {name for at, name in names.items() if waits and at is ticket.progress}
        if running[ticket.ref] != wanted:
            found = ", ".join(sorted(running[ticket.ref])) or "no timer"
            yield Violation("I32", str(ticket.ref), f"{found} instead of {wanted or 'none'}")


def flags_are_passed_on(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I27: a call that somebody is still to hear has the timer for it, and nothing else has one."""
    set_for = {timer.ref: timer.due for timer in desk.storage.timers() if timer.name == "flag"}
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket):
            continue
        wanted = ticket.flag.due if ticket.flag else None
        if set_for.get(ticket.ref) != wanted:
            yield Violation("I27", str(ticket.ref), "its call is not passed on")


def approvals_end(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I30: what waits for votes has its timers, and each end is heard by its subject."""
    set_for = {(timer.ref, timer.name): timer.due for timer in desk.storage.timers()}
    heard = {
        (str(ref), row.detail["approval"], row.detail["outcome"])
        for ref, rows in books.audit.items()
        for row in rows
        if row.event == "ApprovalAnswered"
    }
    for approval in books.states.values():
        if not isinstance(approval, Approval):
            continue
        ends = approval.due if approval.is_open else None
        wanted = {EXPIRY: ends, REMINDER: approval.remind_at}
        if any(set_for.get((approval.ref, name)) != due for name, due in wanted.items()):
            yield Violation("I30", str(approval.ref), "does not end, or nobody is reminded")
        told = (str(approval.subject), str(approval.ref), approval.outcome)
        subject = books.states.get(approval.subject)
        has_gone_on = isinstance(subject, Loan) and subject.status is not LoanStatus.REQUESTED
        if isinstance(subject, GuidedRequest):
            has_gone_on |= subject.approval != approval.ref or not subject.is_open
        if not approval.is_open and told not in heard and not has_gone_on:
            yield Violation("I30", str(approval.ref), "has an end that its subject never heard")


def loans_go_on(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I9: nobody waits while there is a laptop for them, and each loan has its timers."""
    set_for = {(timer.ref, timer.name): timer.due for timer in desk.storage.timers()}
    for state in books.states.values():
        if isinstance(state, Stock) and state.called:
            yield Violation("I9", str(state.ref), f"{len(state.called)} wait for what is there")
        if not isinstance(state, Loan):
            continue
        wanted = {
            timers.DEADLINE: state.deadline,
            timers.REMINDER: state.remind_at,
            timers.ESCALATION: state.escalate_at,
        }
        if any(set_for.get((state.ref, name)) != due for name, due in wanted.items()):
            yield Violation("I9", str(state.ref), "has other timers than it should")


def workflows_go_on(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I20: no execution waits for what has happened, and none owes a step."""
    for machine in desk.machines.values():
        # One whose tasks fail for hours ends; the ticket's watch starts the next generation.
        for failure in machine.failed:
            if not failure.endswith("States.TaskFailed"):
                yield Violation("I20", "", failure)
        waiting = Counter(machine.waits_of[token] for token in machine.waiting)
        for (ref, generation), times in waiting.items():
            if times > 1:
                yield Violation("I20", ref, f"{times} executions wait in generation {generation}")
    tokens = {token for machine in desk.machines.values() for token in machine.waiting}
    for wait in desk.storage.waits():
        outcome = outcome_of(books.states[wait.ref], wait.name)
        if wait.token in tokens and outcome:
            yield Violation("I20", str(wait.ref), f"waits for {wait.name}, and it is {outcome}")
    for ticket in books.states.values():
        if isinstance(ticket, Ticket) and (step := due_step(ticket)):
            yield Violation("I20", str(ticket.ref), f"{step} is owed")


def lost_executions_are_replaced(desk: SimulatedDesk, books: Books) -> Iterator[Violation]:
    """I20: behind each loan, guided request and outage an execution waits for what comes next, or
    did when it was stopped."""
    awaited = {(wait.ref, wait.name) for wait in desk.storage.waits()}
    for state in books.states.values():
        awaits = state.awaits if isinstance(state, Loan | GuidedRequest | Incident) else None
        if awaits and (state.ref, awaits) not in awaited:
            yield Violation("I20", str(state.ref), f"no execution waits for {awaits}")


def no_surprise(desk: SimulatedDesk) -> Iterator[Violation]:
    """Whatever fails, fails by a fault of the outside; and what goes on comes to an end."""
    if desk.is_restless:
        yield Violation("surprise", "", "is never quiet again")
    for what in desk.world.surprises:
        yield Violation("surprise", "", what)
