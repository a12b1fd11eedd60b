"""Aggregates over a MemoryTable: the twin of dynamo/aggregates.py and of its committer."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from deskbell.adapters import commits, wire
from deskbell.adapters.memory.store import MemoryTable
from deskbell.domain.decision import (
    CancelTimer,
    Cause,
    Change,
    Comment,
    Decision,
    Link,
    ReadingLanguage,
    Retried,
    Row,
    SetTimer,
    State,
    Tally,
)
from deskbell.domain.effects import Effect, Place
from deskbell.domain.errors import ConcurrentChangeError, StoreError
from deskbell.domain.ids import InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import TimerDue
from deskbell.domain.tickets.comments import one_of
from deskbell.domain.tickets.copies import place_in_thread
from deskbell.domain.tickets.instants import instant_of
from deskbell.usecases.ports import Asked, AuditRow, Commit, Copied, OutboxRow, Posted

OPERATIONS = 100
"""What DynamoDB takes in one transaction."""


class MemoryAggregates:
    """ports.Aggregates."""

    def __init__(self, table: MemoryTable, held: timedelta = commits.HELD_BY_NOBODY) -> None:
        self._table = table
        self._held = held

    def load(self, ref: Ref) -> State | None:
        return self._table.states.get(ref)

    def load_all(self, refs: Iterable[Ref]) -> Mapping[Ref, State]:
        found = ((ref, self.load(ref)) for ref in refs)
        return {ref: state for ref, state in found if state is not None}

    def find(self, key: str) -> Link | None:
        return self._table.links.get(key)

    def comment(self, ref: Ref, message: Thread) -> Comment | None:
        return one_of(self.comments(ref, message.ts), message)

    def comments(self, ref: Ref, since: Ts | None = None) -> Sequence[Comment]:
        first = instant_of(since) if since else None
        found = [
            comment
            for (of, _), comment in self._table.comments.items()
            if of == ref and (first is None or comment.at >= first)
        ]
        return sorted(found, key=place_in_thread)

    def copied(self, ref: Ref, place: Place, of: Thread, part: int) -> Copied | None:
        return self._table.copied.get((ref, place, of, part))

    def copies(self, ref: Ref, place: Place) -> Sequence[Copied]:
        found = [
            copied
            for (of, at, _, _), copied in self._table.copied.items()
            if (of, at) == (ref, place)
        ]
        return sorted(found, key=lambda one: (instant_of(one.of.ts), one.of, one.part))

    def posted(self, ref: Ref, place: Place) -> Posted | None:
        return self._table.posted.get((ref, place))

    def asked(self, ref: Ref, person: PersonId) -> Asked | None:
        return self._table.asked.get((ref, person))

    def history(self, ref: Ref) -> Sequence[AuditRow]:
        return sorted((r for r in self._table.audit if r.ref == ref), key=lambda row: row.version)

    def reserve_number(self, install: InstallId) -> int:
        with self._table.lock:
            number = self._table.numbers.get(install, 0) + 1
            self._table.numbers[install] = number
            return number

    def commit(self, decision: Decision, cause: Cause) -> Commit:
        table = self._table
        inputs = set() if decision.idempotent else {(cause.install, cause.key)}
        with table.lock:
            if inputs & table.dedupe:
                return Commit(duplicate=True)
            self._refuse_if_impossible(decision, cause)
            table.dedupe |= inputs
            for whole in commits.joined(decision.changes):
                self._apply(whole, cause)
            rows = [row for change in decision.changes for row in self._record(change, cause)]
            return Commit(outbox=tuple(map(commits.handed_on, rows)))

    def _refuse_if_impossible(self, decision: Decision, cause: Cause) -> None:
        whole = commits.joined(decision.changes)
        written = [item for change in decision.changes for item in _recorded(change)]
        written += [item for change in whole for item in _items(change)]
        if len(written) + 1 > OPERATIONS:
            raise StoreError(f"committing {cause.key} takes {len(written) + 1} operations")
        if twice := [item for item, times in Counter(written).items() if times > 1]:
            raise StoreError(f"committing {cause.key} writes an item twice: {twice}")
        for change in whole:
            current = self._table.states.get(change.after.ref)
            read = change.before.version if change.before else None
            if (current.version if current else None) != read:
                raise ConcurrentChangeError(f"{change.after.ref} is not at version {read}")
            for row in change.rows:
                if isinstance(row, Link) and not row.newest and row.key in self._table.links:
                    raise ConcurrentChangeError(f"{row.key} is taken")

    def _record(self, change: Change, cause: Cause) -> list[OutboxRow]:
        table = self._table
        table.audit.append(commits.audit_row(change, cause))
        outbox = commits.outbox_rows(change, cause, table.clock(), self._held)
        for sending in outbox:
            travelled = wire.decode(wire.encode(sending.effect), Effect)
            table.outbox[sending.id] = replace(sending, effect=travelled, aggregate=None)
        return outbox

    def _apply(self, change: Change, cause: Cause) -> None:
        table, ref = self._table, change.after.ref
        table.states[ref] = change.after
        for timer in change.timers:
            match timer:
                case SetTimer(name, generation, due):
                    timer_due = TimerDue(ref, name, generation, due)
                    table.timers[ref, name] = (cause.install, timer_due)
                case CancelTimer(name):
                    table.timers.pop((ref, name), None)
        for row in change.rows:
            self._write(row)
        people = commits.role_changes(change)
        for role, person in people.written:
            table.roles[ref, role, person] = (
                cause.at,
                commits.is_listed_as_open(role, change.after),
            )
        for role, person in people.deleted:
            table.roles.pop((ref, role, person), None)

    def _write(self, row: Row) -> None:
        table = self._table
        match row:
            case Comment():
                table.comments[row.ref, row.message] = row
            case Link():
                table.links[row.key] = row
            case ReadingLanguage(install, person, language):
                table.languages[install, person] = language
            case Tally(install, workflow, day, begun, ending):
                counted = ["begun"] * begun + ([ending] if ending else [])
                for what in counted:
                    table.tallies[install, workflow, day, what] += 1
            case Retried(outbox_id):
                table.outbox.pop(outbox_id, None)


def _recorded(change: Change) -> list[Hashable]:
    """What identifies each item that a step writes beside the state; DynamoDB takes one operation
    an item."""
    ref, version = change.after.ref, change.after.version
    return [
        (ref, "audit", version),
        *((ref, "outbox", version, index) for index in range(len(change.effects))),
    ]


def _items(change: Change) -> list[Hashable]:
    """The same of the state, and what stands beside it whatever its version."""
    ref, people = change.after.ref, commits.role_changes(change)
    return [
        (ref,),
        *((ref, "timer", timer.name) for timer in change.timers),
        *(_item(row) for row in change.rows),
        *((ref, role, person) for role, person in (*people.written, *people.deleted)),
    ]


def _item(row: Row) -> Hashable:
    match row:
        case Comment():
            return row.ref, row.message
        case Link():
            return row.key
        case ReadingLanguage():
            return row.install, row.person
        case Tally():
            return row.install, row.workflow, row.day
        case Retried():
            return row.outbox_id
