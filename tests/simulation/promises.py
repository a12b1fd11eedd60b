"""What only a world that sees everything can ask, beside the invariants of the table and of Slack.

Asked when all is quiet, a week after the trouble: by then each reminder is given, each solved
request is closed, and each lost answer of a workflow has been asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator

from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.slack.incoming_text import clean_text
from deskbell.domain.tickets.progress import due_step, outcome_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Shown, ShownPost, Violation
from deskbell.usecases.audit.invariants import broken
from tests.simulation.desk import SimulatedDesk

LATE = 300.0
"""Seconds that a timer may be late: a lost tick, a crash, and a message hidden for a minute."""


def violations(desk: SimulatedDesk) -> list[Violation]:
    """All that does not hold."""
    books = memory_books(desk.table, desk.world.scheduler.now, desk.slack.bot)
    asked = (everything_was_heard, events_were_committed, timers_fire, workflows_go_on, no_surprise)
    return broken(books, shown(desk)) + [one for ask in asked for one in ask(desk)]


def shown(desk: SimulatedDesk) -> Shown:
    """Slack as people see it; its text as Deskbell reads it."""
    return Shown(
        [
            ShownPost(
                channel=post.channel,
                ts=post.ts,
                thread_ts=post.thread_ts,
                author=post.author,
                text=clean_text(post.shown.text),
                outbox_id=post.outbox_id,
                is_human=post.author != desk.slack.bot,
            )
            for post in desk.slack.posts.values()
        ]
    )


def everything_was_heard(desk: SimulatedDesk) -> Iterator[Violation]:
    """I11: what was answered 200 has been handled, and what was not has been told again."""
    if not desk.at_rest:
        yield Violation("I11", "", "something is still on its way")
    for queue in desk.queues.values():
        if len(queue):
            yield Violation("I11", queue.wiring.name, f"{len(queue)} messages are left")


def events_were_committed(desk: SimulatedDesk) -> Iterator[Violation]:
    """Nothing is on the bus that is not in the audit (architecture.md, idea 4)."""
    committed = {(str(row.ref), row.version, row.event) for row in desk.table.audit}
    for event in desk.published:
        if event not in committed:
            yield Violation("I18", event[0], f"{event[2]} was published and never committed")


def timers_fire(desk: SimulatedDesk) -> Iterator[Violation]:
    """I19: no timer is long due, and none of a ticket that is over is left."""
    now = desk.world.scheduler.now
    for (ref, name), (_, timer) in desk.table.timers.items():
        if now - timer.due.timestamp() > LATE:
            yield Violation("I19", str(ref), f"its timer {name} is long due")


def workflows_go_on(desk: SimulatedDesk) -> Iterator[Violation]:
    """I20: no execution waits for what has happened, and none owes a step."""
    for machine in desk.machines.values():
        for failure in machine.failed:
            yield Violation("I20", "", failure)
    for wait in desk.table.waits.values():
        ticket = desk.table.states[wait.ref]
        if isinstance(ticket, Ticket) and (outcome := outcome_of(ticket, wait.name)):
            yield Violation("I20", str(wait.ref), f"waits for {wait.name}, and it is {outcome}")
    for ticket in desk.table.states.values():
        if isinstance(ticket, Ticket) and (step := due_step(ticket)):
            yield Violation("I20", str(ticket.ref), f"{step} is owed")


def no_surprise(desk: SimulatedDesk) -> Iterator[Violation]:
    """Whatever fails, fails by a fault of the outside."""
    for what in desk.world.surprises:
        yield Violation("surprise", "", what)
