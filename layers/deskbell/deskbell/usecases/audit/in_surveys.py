"""I37: nobody is asked too often how satisfied they are, nor about what the desk has not solved;
`invariants.py` lists them (A4-14, C-24)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from deskbell.domain.tickets.events import (
    ActionUndone,
    CsatAsked,
    CsatGiven,
    SolvedByPeer,
    TicketCancelled,
    TicketDismissed,
    TicketMerged,
    TicketReopened,
    TicketSolved,
)
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import AuditRow

_NOT_SOLVED = {
    event.__name__
    for event in (SolvedByPeer, TicketReopened, TicketMerged, TicketCancelled, TicketDismissed)
}
"""From then on there is nothing that the desk could be asked about."""


def i37_nobody_is_asked_too_often(books: Books) -> Iterator[Violation]:
    """Whatever the tickets, by the time that was to be between two questions."""
    asked = defaultdict[tuple[object, object], list[AuditRow]](list)
    for rows in books.audit.values():
        for row in rows:
            if row.event == CsatAsked.__name__:
                asked[row.install, row.detail["person"]].append(row)
    for (_, person), found in asked.items():
        found.sort(key=lambda row: row.at)
        for before, row in pairwise(found):
            rest = row.detail["rest"]
            if isinstance(rest, int) and (row.at - before.at).total_seconds() < rest:
                yield Violation("I37", str(row.ref), f"asks {person}, as {before.ref} just has")


def i37_only_a_solution_of_the_desk_is_asked_about(books: Books) -> Iterator[Violation]:
    """Once each: what was merged, cancelled, opened again or solved by a colleague is none."""
    for ref, rows in books.audit.items():
        yield from (Violation("I37", str(ref), what) for what in _wrong_questions(rows))


def _wrong_questions(rows: Sequence[AuditRow]) -> Iterator[str]:
    is_solved, was_asked = False, False
    for row in rows:
        if row.event == TicketSolved.__name__:
            is_solved, was_asked = True, False
        elif row.event == ActionUndone.__name__:
            is_solved = True  # perhaps again: what was undone may have been a reopening
        elif row.event in _NOT_SOLVED:
            is_solved = False
        elif row.event == CsatAsked.__name__:
            if was_asked or not is_solved:
                yield f"version {row.version} asks again, or about no solution"
            was_asked = True


def i37_an_answer_is_what_was_said_last(books: Books) -> Iterator[Violation]:
    """By the history, from which CSAT is counted."""
    for ticket in books.states.values():
        if not isinstance(ticket, Ticket) or not ticket.surveys:
            continue
        rows = books.audit.get(ticket.ref, ())
        given = {
            row.detail["survey"]: row.detail["score"]
            for row in rows
            if row.event == CsatGiven.__name__
        }
        for number, survey in enumerate(ticket.surveys, 1):
            if given.get(number) != survey.score:
                yield Violation("I37", str(ticket.ref), f"keeps another answer {number}")
