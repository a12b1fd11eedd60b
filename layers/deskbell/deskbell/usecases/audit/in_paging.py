"""I5 to I8: no incident waits longer than it has to, nobody is called twice or in vain, and what
nobody answers is heard of outside (A1-05). `invariants.py` lists them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from deskbell.domain.effects import SendNotice
from deskbell.domain.ids import Ref, Ts
from deskbell.domain.paging.effects import SendPages, SoundAlarm
from deskbell.domain.paging.events import (
    IncidentAbsorbed,
    IncidentAcknowledged,
    IncidentExhausted,
    IncidentHeld,
    IncidentReassigned,
    LevelPaged,
)
from deskbell.domain.paging.expiry import overdue
from deskbell.domain.paging.heartbeat import Heartbeat
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.page import Page
from deskbell.domain.paging.pager import Pager
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.outbox.posting import CLOCKS_APART
from deskbell.usecases.ports import AuditRow, OutboxRow

LONGEST_DUE = timedelta(seconds=180)
"""A lost timer is found by the next sweep, and its input takes its way (reliability.md 2.9)."""
LATEST_PAGE = 150.0 + CLOCKS_APART
"""Seconds after an acknowledgement: a lease, and a call that was in flight."""
KEPT = timedelta(days=6)
"""For which every row that was sent is surely still there."""
OF_POLICIES = frozenset({IncidentReassigned.__name__, IncidentAbsorbed.__name__})
"""After which it is escalated by another one."""
BY_TIME = frozenset({LevelPaged.__name__, IncidentExhausted.__name__})
SAYS_WHEN = frozenset({LevelPaged.__name__, IncidentHeld.__name__})
TOLD_OUTSIDE = frozenset({"notice.incident_exhausted", "notice.incident_nobody_to_call"})


def i5_no_incident_is_long_due(books: Books) -> Iterator[Violation]:
    """Whatever time alone has to do has been done by now, or a timer was lost."""
    late = datetime.fromtimestamp(books.at, UTC) - LONGEST_DUE
    for ref, state in books.states.items():
        match state:
            case Incident():
                is_late = state.is_open and overdue(state, late) is not None
            case Pager() | Heartbeat():
                is_late = state.due is not None and state.due <= late
            case _:
                is_late = False
        if is_late:
            yield Violation("I5", str(ref), "is long due, and nothing has happened")


def i5_no_level_is_called_early(books: Books) -> Iterator[Violation]:
    """Whoever is called has the time that their level has, unless somebody escalates, or all of
    them cannot be reached: then that stands right before it in the history."""
    for ref, rows in books.audit.items():
        due: object = None
        for before, row in pairwise(rows):
            due = _due_after(before, due)
            is_by_time = row.event in BY_TIME and row.cause != before.cause
            if is_by_time and due is not None and row.at < datetime.fromisoformat(str(due)):
                yield Violation("I5", str(ref), f"version {row.version} comes before its time")


def _due_after(row: AuditRow, due: object) -> object:
    """When time alone goes on, as far as the history tells."""
    if row.event == IncidentAbsorbed.__name__:
        return None
    return row.detail.get("due", row.detail.get("until", due)) if row.event in SAYS_WHEN else due


def i6_nobody_is_called_twice(books: Books) -> Iterator[Violation]:
    """One message a person, way, incident and rung."""
    called = Counter(page for row in books.outbox for page in _pages(row))
    for page, times in called.items():
        if times > 1:
            yield Violation("I6", str(page.incident), f"{page.rung} calls {page.to} {times} times")


def i6_one_trouble_is_one_incident(books: Books) -> Iterator[Violation]:
    """What is reported again while it is there joins it (on-call rule R11)."""
    there = Counter((one.install, one.key) for one in _incidents(books) if one.is_open)
    for (_, key), times in there.items():
        if times > 1:
            yield Violation("I6", key, f"is {times} incidents at once")


def i7_nobody_is_called_once_somebody_has_it(books: Books) -> Iterator[Violation]:
    """Beyond what was on its way, and who has to acknowledge besides the first one; of a message
    about several, those that were not wanted any more were left out."""
    answered = _answered(books)
    for row in books.outbox:
        match row:
            case OutboxRow(effect=SendPages(pages=(page,)), post=post) if post:
                since = answered.get((page.incident, page.rung.generation))
                is_late = since and _posted_by(row, post.ts) > since + LATEST_PAGE
                if is_late and not _wants_everyone(books, page):
                    yield Violation("I7", row.id, f"calls for {page.incident}, which has somebody")


def i8_what_nobody_answers_is_heard_of_outside(books: Books) -> Iterator[Violation]:
    """The fallback channel and the alarm hear of it once each time."""
    oldest = datetime.fromtimestamp(books.at, UTC) - KEPT
    ended = Counter(
        ref
        for ref, rows in books.audit.items()
        for row in rows
        if row.event == IncidentExhausted.__name__ and row.at > oldest
    )
    alarms = Counter(row.ref for row in books.outbox if isinstance(row.effect, SoundAlarm))
    notices = Counter(
        row.ref
        for row in books.outbox
        if isinstance(row.effect, SendNotice) and row.effect.text.key in TOLD_OUTSIDE
    )
    for ref, times in ended.items():
        if alarms[ref] < times or notices[ref] < times:
            yield Violation("I8", str(ref), "nobody answers, and nobody outside hears of it")
    generations = Counter(
        (row.ref, row.effect.generation)
        for row in books.outbox
        if isinstance(row.effect, SoundAlarm)
    )
    for (ref, generation), times in generations.items():
        if times > 1:
            yield Violation("I8", str(ref), f"sounds the alarm {times} times for {generation}")


def _incidents(books: Books) -> Iterator[Incident]:
    return (state for state in books.states.values() if isinstance(state, Incident))


def _pages(row: OutboxRow) -> tuple[Page, ...]:
    return row.effect.pages if isinstance(row.effect, SendPages) else ()


def _posted_by(row: OutboxRow, ts: Ts) -> float:
    """By our clock it was posted before its last lease was over; by Slack's it may have been there
    long before that, and read back. Only one of them may have travelled in time."""
    return min(row.lease_until, float(ts))


def _wants_everyone(books: Books, page: Page) -> bool:
    """Or did by another policy, which nobody knows any more."""
    incident = books.states.get(page.incident)
    rows = books.audit.get(page.incident, ())
    if not isinstance(incident, Incident) or any(row.event in OF_POLICIES for row in rows):
        return True
    return any(level.everyone for level in incident.policy.levels)


def _answered(books: Books) -> Mapping[tuple[Ref, int], float]:
    """When the search of each generation was over, since somebody had it: when that was written
    down, as what people do may be on its way for a while."""
    written = {(row.ref, row.version): row.created for row in books.outbox}
    return {
        (ref, _generation(row.detail["rung"])): written[ref, row.version]
        for ref, rows in books.audit.items()
        for row in rows
        if row.event == IncidentAcknowledged.__name__ and (ref, row.version) in written
    }


def _generation(rung: object) -> int:
    return int(rung["generation"]) if isinstance(rung, Mapping) else -1
