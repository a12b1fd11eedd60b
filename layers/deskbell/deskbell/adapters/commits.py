"""What a commit leaves beside the state: audit rows, outbox rows and the changes of role rows.

Pure; the table's committer and its memory twin both write exactly this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

from deskbell.adapters.dynamo import keys
from deskbell.domain.decision import Cause, Change, Role
from deskbell.domain.ids import PersonId, Ref
from deskbell.usecases.ports import AuditRow, OutboxRow, RowState


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
    )


def outbox_rows(change: Change, cause: Cause, now: float) -> list[OutboxRow]:
    """One row an effect, due at once; `now` is the wall clock's epoch second."""
    ref, version = change.after.ref, change.after.version
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
            attempt=0,
            created=now,
            due=now,
        )
        for index, effect in enumerate(change.effects)
    ]


@dataclass(frozen=True, slots=True)
class RoleChanges:
    """Who gained and who lost a role in a change, in a fixed order."""

    gained: Sequence[tuple[Role, PersonId]]
    lost: Sequence[tuple[Role, PersonId]]


def role_changes(change: Change) -> RoleChanges:
    before = change.before.people if change.before else frozenset()
    after = change.after.people
    return RoleChanges(gained=sorted(after - before), lost=sorted(before - after))


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
