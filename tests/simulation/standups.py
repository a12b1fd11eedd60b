"""Whose stand-ups there are in the simulation, and what only a world that sees everything can ask
of them (A3-05)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from deskbell.domain.standups.dates import stand_ups
from deskbell.domain.standups.events import StandUpAsked, StandUpClosed
from deskbell.domain.standups.stand_up import StandUp
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.audit.books import Books, Violation
from tests.builders import BEN, JIWOO, LENA, OLA
from tests.simulation.slack import SimulatedSlack
from tests.unit.standups.people import ROUND, a_plan, appointments

PEOPLE = (BEN, JIWOO, OLA, LENA)
PLAN = a_plan(
    zone="UTC",
    when=appointments("mon 09:04", "thu 09:04"),
    close_after=timedelta(minutes=22),
)
"""Its people are asked, answer, and are over while people are there."""
STANDUPS = {ROUND: PLAN}
BEGINNINGS = frozenset({"attend"})


def each_is_held_once(books: Books, slack: SimulatedSlack) -> Iterator[Violation]:
    """A week later each that was opened is over, has asked everybody at most once and has at most
    one summary; each blocker is one ticket, and no other ticket came of it."""
    held = [one for one in books.states.values() if isinstance(one, StandUp)]
    for standup in held:
        for wrong in (*_wrong_times(standup, books, slack), *_wrong_tickets(standup, books)):
            yield Violation("A3-05", str(standup.ref), wrong)
    known = {one.blocked.ticket for of in held for one in of.attendees if one.blocked}
    for ref, rows in books.audit.items():
        if rows[0].reason.key == "reason.opened_by_standup" and ref not in known:
            yield Violation("A3-05", str(ref), "is nobody's blocker")


def _wrong_times(standup: StandUp, books: Books, slack: SimulatedSlack) -> Iterator[str]:
    due = standup.attendees[0].due.date()
    if standup.day not in {f"{one.day}" for one in stand_ups(PLAN, due, due)}:
        yield "is on no day of the plan"
    twice = [person for person, times in Counter(_asked(books, standup)).items() if times > 1]
    if twice:
        yield f"asks {twice} more than once"
    ends = sum(row.event == StandUpClosed.__name__ for row in books.audit[standup.ref])
    told = sum(_is_summary(standup, post.shown.text) for post in slack.posts.values())
    if standup.closed_at is None or ends != 1 or told > 1:
        yield f"ends {ends} times, with {told} summaries"


def _wrong_tickets(standup: StandUp, books: Books) -> Iterator[str]:
    for one in standup.attendees:
        ticket = books.states.get(one.blocked.ticket) if one.blocked else None
        if one.blocked and not (isinstance(ticket, Ticket) and ticket.requester == one.person):
            yield f"{one.person} is blocked by no ticket of theirs"


def _asked(books: Books, standup: StandUp) -> Iterator[str]:
    for row in books.audit[standup.ref]:
        if row.event == StandUpAsked.__name__:
            people = row.detail["people"]
            assert isinstance(people, list | tuple)
            yield from map(str, people)


def _is_summary(standup: StandUp, text: str) -> bool:
    return f"*{PLAN.name}* · {standup.day}" in text
