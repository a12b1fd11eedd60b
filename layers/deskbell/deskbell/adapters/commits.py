"""What a commit leaves beside the state: audit rows, outbox rows and the changes of role rows.

Pure; the table's committer and its memory twin both write exactly this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta

from deskbell.adapters.dynamo import keys
from deskbell.domain.decision import Cause, Change, Role, SetTimer, State, TimerChange
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.tickets.position import position_of
from deskbell.usecases.ports import AuditRow, OutboxRow, RowState


def joined(changes: Sequence[Change]) -> list[Change]:
    """One change an aggregate: the steps that a decision takes with it at once, from the first
    version to the last. Each step has its own audit row and outbox rows."""
    found = dict[Ref, Change]()
    for change in changes:
        earlier = found.get(change.after.ref)
        found[change.after.ref] = (
            replace(
                change,
                before=earlier.before,
                effects=(*earlier.effects, *change.effects),
                timers=_last_word(earlier, change),
                rows=(*earlier.rows, *change.rows),
            )
            if earlier
            else change
        )
    return list(found.values())


def _last_word(earlier: Change, change: Change) -> tuple[TimerChange, ...]:
    """One change a timer: a transaction takes no second one, and what is new had none before."""
    changes = {timer.name: timer for timer in (*earlier.timers, *change.timers)}
    kept = changes.values()
    if earlier.before is None:
        return tuple(timer for timer in kept if isinstance(timer, SetTimer))
    return tuple(kept)


def audit_row(change: Change, cause: Cause) -> AuditRow:
    """The one audit row of the change's version (I4)."""
    return AuditRow(
        ref=change.after.ref,
        install=cause.install,
        version=change.after.version,
        routing=change.after.routing,
        event=type(change.event).__name__,
        detail=_record(change.event),
        actor=f"{cause.actor.kind}:{cause.actor.id}",
        cause=cause.key,
        reason=change.reason,
        at=cause.at,
        occurred_at=cause.occurred_at,
        position=position_of(change.after),
    )


HELD_BY_NOBODY = timedelta(0)


def outbox_rows(change: Change, cause: Cause, now: float, held: timedelta) -> list[OutboxRow]:
    """One row an effect; `now` is the wall clock's epoch second.

    Rows that are `held` are claimed as they are written, as `Outbox.claim` does it: they are the
    committer's to send, and anybody's when the lease has ended, who then has to read back.
    """
    ref, version = change.after.ref, change.after.version
    until = now + held.total_seconds()
    return [
        OutboxRow(
            id=keys.outbox_id(ref, version, index),
            ref=ref,
            install=cause.install,
            order=keys.outbox_order(version, index),
            effect=effect,
            lane=effect.lane,
            cause=cause.key,
            hops=cause.hops,
            state=RowState.PENDING,
            attempt=1 if held else 0,
            created=now,
            due=until,
            lease_until=until if held else 0.0,
            doubtful=bool(held),
            aggregate=change.after,
        )
        for index, effect in enumerate(change.effects)
    ]


def handed_on(row: OutboxRow) -> OutboxRow:
    """A row as its committer gets it, who knows that nobody has tried to send it."""
    return replace(row, doubtful=False)


LISTED = frozenset({Role.REQUESTER, Role.ASSIGNEE, Role.BORROWER})
"""Roles of which people see a list of what is open; the rows of the others stay as they were."""


@dataclass(frozen=True, slots=True)
class RoleChanges:
    """The role rows that a change writes and deletes, in a fixed order."""

    written: Sequence[tuple[Role, PersonId]]
    deleted: Sequence[tuple[Role, PersonId]]


def role_changes(change: Change) -> RoleChanges:
    """Who gained or lost a role; and whoever's list it leaves or comes back to."""
    before, after = change.before, change.after
    had = before.people if before else frozenset()
    moved = before is not None and before.is_open != after.is_open
    written = {
        (role, person)
        for role, person in after.people
        if (role, person) not in had or (moved and role in LISTED)
    }
    return RoleChanges(written=sorted(written), deleted=sorted(had - after.people))


def is_listed_as_open(role: Role, state: State) -> bool:
    """Whether a role's row belongs to the lists of what is open."""
    return state.is_open or role not in LISTED


def _record(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(f"an event cannot carry a {type(value).__name__}")
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> object:
    """A field of an event as JSON has it; a reference is its text."""
    match value:
        case Ref():
            return str(value)
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(item) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return _record(value)
