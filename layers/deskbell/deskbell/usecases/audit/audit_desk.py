"""The auditor in production: a quick look each five minutes, all of the table each night.

`functions/audit/audit_desk.py` and `./deskbell audit` call it. The last whole audit is written
down, so that each quick one knows whether all holds: only then the heartbeat goes out.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from deskbell.domain.errors import UnreadableRowError
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.audit.in_the_table import overdue
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.outbox.send_outbox import LONGEST_WAIT, SWEPT
from deskbell.usecases.ports import Outbox

NIGHT = timedelta(hours=3)
"""UTC: the first look after it is at the whole table."""
DAY = timedelta(days=1)
AGAIN = timedelta(hours=1)
"""After which a table that was not in order is looked at again."""


@dataclass(frozen=True, slots=True)
class WholeAudit:
    """When the whole table was looked at, in epoch seconds, and how much did not hold."""

    at: float
    broken: int


class Audits(Protocol):
    """The last whole audit; None before the first one."""

    def last(self) -> WholeAudit | None: ...
    def keep(self, audit: WholeAudit) -> None: ...


@dataclass(frozen=True, slots=True)
class AuditPorts:
    """What the auditor reads, and the one row that it writes.

    `given_up` counts the messages of each queue of dead letters, by name; `wall` is in epoch
    seconds.
    """

    read: Callable[[], Books]
    outbox: Outbox
    audits: Audits
    given_up: Callable[[], Mapping[str, int]]
    wall: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Audited:
    """What this look has found; `passed` only if the last one at the whole table found nothing."""

    broken: tuple[Violation, ...]
    passed: bool
    whole: bool


def audit_desk(ports: AuditPorts) -> Audited:
    """Raises StoreUnavailableError or QueueUnavailableError: nobody knows, which is no pass."""
    now = ports.wall()
    found = dict.fromkeys([*_overdue(ports.outbox, now), *given_up(ports.given_up())])
    last = ports.audits.last()
    whole = last is None or _is_due(last, now)
    if last is None or whole:
        _, believed = look_twice(ports.read)
        last = WholeAudit(now, len(believed))
        ports.audits.keep(last)
        found |= dict.fromkeys(believed)
    return Audited(tuple(found), passed=not found and last.broken == 0, whole=whole)


def look_twice(read: Callable[[], Books]) -> tuple[Books, list[Violation]]:
    """The books, and what does not hold in either of two readings, one after the other.

    A scan takes its time, and sees one row of a commit before it and the next one after it. Such
    a tear is gone when the second reading begins; what both find in the same words is broken.
    """
    books = read()
    found = broken(books)
    if not found:
        return books, []
    del books  # a large table fits into memory once
    books = read()
    still = set(broken(books))
    return books, [one for one in dict.fromkeys(found) if one in still]


def given_up(queues: Mapping[str, int]) -> Iterator[Violation]:
    """I11, by how many messages each queue of dead letters holds."""
    for queue, messages in queues.items():
        if messages:
            yield Violation("I11", queue, f"holds {messages} that nobody has handled")


def _is_due(last: WholeAudit, now: float) -> bool:
    if last.broken:
        return now - last.at >= AGAIN.total_seconds()
    return _night(now) != _night(last.at)


def _night(at: float) -> int:
    return int((at - NIGHT.total_seconds()) // DAY.total_seconds())


def _overdue(outbox: Outbox, now: float) -> Iterator[Violation]:
    """I10, by the rows that wait: Slack's refusals move a row's `due` on and on."""
    for row_id in outbox.due(now + LONGEST_WAIT, SWEPT):
        with suppress(UnreadableRowError):  # the sweep tells of it
            if row := outbox.row(row_id):
                yield from overdue(row, now)
