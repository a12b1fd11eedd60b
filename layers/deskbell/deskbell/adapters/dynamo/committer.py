"""Turns a Decision into ONE TransactWriteItems: the only way Deskbell changes state.

`DynamoAggregates.commit` calls it (architecture.md, idea 3; reliability.md 2.3). The outbox rows it
writes wake functions/relay/send_outbox.py by way of the table's stream.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from deskbell.adapters import commits
from deskbell.adapters.dynamo import conditions, items, keys, rows
from deskbell.adapters.dynamo.dedupe import committed_by
from deskbell.adapters.dynamo.states import MAPPINGS
from deskbell.adapters.dynamo.transaction import ConditionRefusedError, Transaction
from deskbell.domain import decision as d
from deskbell.domain.errors import ConcurrentChangeError
from deskbell.usecases.ports import Commit

REMEMBERED_FOR = timedelta(days=30)
"""How long a delivery of the same input is recognised."""


def commit(
    decision: d.Decision,
    cause: d.Cause,
    *,
    now: float,
    pause: Callable[[float], None],
    held: timedelta,
) -> Commit:
    """All changes, or none. `now` is the wall clock's epoch second, `held` the outbox rows' lease.

    Raises ConcurrentChangeError (load and decide again) or StoreUnavailableError (the input
    must be delivered again).

    Every delivery of an input makes a commit of its own, with an `op_id` of its own:

        delivery 1   load v3 · decide · commit {dedupe ∄, state = v3}  ✓ v4
        delivery 2   load v3 · decide · commit {dedupe ∄, state = v3}  ✗ dedupe row is there
        other input  load v3 · decide · commit {dedupe ∄, state = v3}  ✗ no dedupe row: v3 → v4

    So a refused condition means one of three things, and the dedupe row says which: a twin has
    committed all of it; the answer to our own first try was lost and the SDK has sent it again
    (the row has our `op_id`); or the aggregate or a link is somebody else's. An idempotent decision
    has no dedupe row: it is decided on anew in each of these cases, and finds what is there.
    """
    op_id = str(uuid.uuid4())
    outbox = [
        row for change in decision.changes for row in commits.outbox_rows(change, cause, now, held)
    ]
    transaction = Transaction(f"committing {cause.key}")
    if not decision.idempotent:
        transaction.put(
            items.DedupeItem(
                *keys.dedupe(cause.install, cause.key),
                op_id=op_id,
                expires=datetime.fromtimestamp(now, UTC) + REMEMBERED_FOR,
            ),
            provided=conditions.nobody_was_first(),
        )
    for change in decision.changes:
        transaction.put(
            rows.audit_to_item(commits.audit_row(change, cause)),
            provided=conditions.nobody_was_first(),
        )
    for change in commits.joined(decision.changes):
        _add_change(transaction, change, cause)
    for row in outbox:
        transaction.put(rows.outbox_to_item(row), provided=conditions.nobody_was_first())
    try:
        transaction.commit(pause)
    except ConditionRefusedError as refusal:
        earlier = committed_by(cause.install, cause.key)
        if earlier is None:
            raise ConcurrentChangeError(f"{cause.key}: an aggregate or link is taken") from refusal
        if earlier != op_id:
            return Commit(duplicate=True)
    return Commit(outbox=tuple(map(commits.handed_on, outbox)))


def _add_change(transaction: Transaction, change: d.Change, cause: d.Cause) -> None:
    ref = change.after.ref
    state = MAPPINGS[ref.kind].to_item(change.after)
    if change.before is None:
        transaction.put(state, provided=conditions.nobody_was_first())
    else:
        transaction.put(state, provided=conditions.still_at(change.before.version))
    for timer in change.timers:
        match timer:
            case d.SetTimer():
                transaction.put(rows.timer_to_item(ref, cause.install, timer))
            case d.CancelTimer(name):
                transaction.delete(items.TimerItem(*keys.timer(ref, name)))
    for row in change.rows:
        _add_row(transaction, row)
    people = commits.role_changes(change)
    for role, person in people.written:
        is_open = commits.is_listed_as_open(role, change.after)
        transaction.put(rows.role_to_item(ref, role, person, cause, is_open=is_open))
    for role, person in people.deleted:
        transaction.delete(items.RoleItem(*keys.role(ref, role, person)))


def _add_row(transaction: Transaction, row: d.Row) -> None:
    match row:
        case d.Comment():
            transaction.put(rows.comment_to_item(row))
        case d.Link():
            taken = None if row.newest else conditions.nobody_was_first()
            transaction.put(rows.link_to_item(row), provided=taken)
        case d.ReadingLanguage(install, person, language):
            # An update: the rest of the row is what Slack says of the person.
            chosen = rows.set_or_remove(items.PersonItem.language, language)
            transaction.update(items.PersonItem(*keys.person(install, person)), [chosen])
        case d.Tally():
            # Two that meet here collide, and the later one is tried again (transaction.py).
            item = items.TallyItem(*keys.tally(row.install, row.workflow, row.day))
            transaction.update(item, rows.tallied(row))
        case d.Retried(outbox_id):
            # Nothing but a retry touches a parked row, and each retry is a version of its own.
            transaction.delete(items.OutboxItem(*keys.outbox(outbox_id)))
