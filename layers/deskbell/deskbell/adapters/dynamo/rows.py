"""The rows beside an aggregate as items, and back; the adapters of this folder use them."""

import json
from datetime import UTC, datetime

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import (
    AskedItem,
    AuditItem,
    CommentItem,
    CopiedItem,
    LinkItem,
    OutboxItem,
    PostedItem,
    RoleItem,
    TallyItem,
    TimerItem,
)
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.decision import Cause, Comment, Link, Role, Routing, SetTimer, Tally
from deskbell.domain.effects import Effect, Place
from deskbell.domain.errors import InputError, UnreadableRowError
from deskbell.domain.ids import ChannelId, EventKey, InboxId, InstallId, PersonId, Ref, Thread, Ts
from deskbell.domain.inputs import FileRef, TimerDue
from deskbell.domain.texts import Text
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.ports import Asked, AuditRow, Copied, OutboxRow, Posted, RowState


def comment_to_item(comment: Comment) -> CommentItem:
    return CommentItem(
        *keys.comment(comment.ref, comment.message),
        at=comment.at,
        source=comment.source,
        author=comment.author,
        texts=[{"ts": ts, "text": text} for ts, text in comment.texts],
        files=[{"id": f.id, "name": f.name, "permalink": f.permalink} for f in comment.files],
        internal=comment.internal,
        deleted_ts=comment.deleted_ts,
        channel=comment.channel,
        place=comment.place,
    )


def comment_from_item(item: CommentItem) -> Comment:
    return Comment(
        ref=Ref.parse(item.pk),
        at=item.at,
        source=Ts(item.source),
        author=PersonId(item.author) if item.author else None,
        texts=tuple((Ts(text["ts"]), text["text"]) for text in item.texts or ()),
        files=tuple(FileRef(**file) for file in item.files or ()),
        internal=item.internal,
        deleted_ts=Ts(item.deleted_ts) if item.deleted_ts else None,
        channel=ChannelId(item.channel) if item.channel else None,
        place=Place(item.place) if item.place else None,
    )


def audit_to_item(row: AuditRow) -> AuditItem:
    return AuditItem(
        *keys.audit(row.ref, row.version),
        install=row.install,
        version=row.version,
        inbox=row.routing.inbox,
        workflow=row.routing.workflow,
        generation=row.routing.generation,
        event=row.event,
        detail=json.dumps(row.detail, ensure_ascii=False),
        actor=row.actor,
        cause=row.cause,
        reason=wire.encode(row.reason),
        at=row.at,
        occurred_at=row.occurred_at,
        status=row.position.status if row.position else None,
        assignee=row.position.assignee if row.position else None,
        category=row.position.category if row.position else None,
    )


def audit_from_item(item: AuditItem) -> AuditRow:
    return AuditRow(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        routing=Routing(
            InboxId(item.inbox) if item.inbox else None, item.workflow, item.generation
        ),
        event=item.event,
        detail=json.loads(item.detail),
        actor=item.actor,
        cause=EventKey(item.cause),
        reason=wire.decode(item.reason, Text),
        at=item.at,
        occurred_at=item.occurred_at,
        position=position_from_item(item),
    )


def position_from_item(item: AuditItem) -> Position | None:
    if item.status is None:
        return None
    assignee = PersonId(item.assignee) if item.assignee else None
    return Position(Status(item.status), assignee, item.category)


def outbox_to_item(row: OutboxRow) -> OutboxItem:
    """A row that is still to be sent: it is on the `due` index."""
    return OutboxItem(
        *keys.outbox(row.id),
        install=row.install,
        lane=row.lane,
        effect=wire.encode(row.effect),
        cause=row.cause,
        hops=row.hops,
        state=row.state,
        attempt=row.attempt,
        created=row.created,
        due=row.due,
        due_partition=keys.outbox_partition(row.ref),
        lease_until=row.lease_until,
        doubtful=row.doubtful,
    )


def outbox_from_item(item: OutboxItem) -> OutboxRow:
    """Raises UnreadableRowError."""
    try:
        return _outbox_from_item(item)
    except (InputError, TypeError, ValueError) as fault:
        raise UnreadableRowError(f"{item.pk} {item.sk} is of another release") from fault


def _outbox_from_item(item: OutboxItem) -> OutboxRow:
    return OutboxRow(
        id=keys.outbox_id_of(item.key),
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        order=item.sk.removeprefix(keys.OUTBOX),
        effect=wire.decode(item.effect, Effect),
        lane=item.lane,
        cause=EventKey(item.cause),
        hops=item.hops,
        state=RowState(item.state),
        attempt=item.attempt,
        created=item.created,
        due=item.due,
        lease_until=item.lease_until,
        doubtful=item.doubtful,
        delays=item.delays or 0,
        held=item.held or 0.0,
        post=_post(item),
        code=item.code or "",
    )


def _post(item: OutboxItem) -> Thread | None:
    if not item.post_channel or not item.post_ts:
        return None
    return Thread(ChannelId(item.post_channel), Ts(item.post_ts))


def timer_to_item(ref: Ref, install: InstallId, timer: SetTimer) -> TimerItem:
    """`due` is the epoch second of the domain's time."""
    return TimerItem(
        *keys.timer(ref, timer.name),
        install=install,
        generation=timer.generation,
        due=timer.due.timestamp(),
        due_partition=keys.timer_partition(ref),
    )


def timer_from_row(row: Row) -> tuple[InstallId, TimerDue]:
    """From what the `due` index gives of a timer."""
    due = datetime.fromtimestamp(row.due, UTC)
    timer = TimerDue(Ref.parse(row.pk), keys.timer_name(row.sk), row.generation, due)
    return InstallId(row.install), timer


def link_to_item(link: Link) -> LinkItem:
    newest = link.newest or None
    return LinkItem(*keys.link(link.key), ref=str(link.ref), place=link.place, newest=newest)


def link_from_item(item: LinkItem, key: str) -> Link:
    place = Place(item.place) if item.place else None
    return Link(key, Ref.parse(item.ref), place, newest=bool(item.newest))


def posted_to_item(ref: Ref, posted: Posted) -> PostedItem:
    return PostedItem(
        *keys.posted(ref, posted.place),
        place=posted.place,
        channel=posted.channel,
        ts=posted.ts,
        revision=posted.revision,
    )


def posted_from_item(item: PostedItem) -> Posted:
    return Posted(Place(item.place), ChannelId(item.channel), Ts(item.ts), item.revision)


def copied_to_item(ref: Ref, copied: Copied) -> CopiedItem:
    post = copied.post
    return CopiedItem(
        *keys.copied(ref, copied.place, copied.of, copied.part),
        place=copied.place,
        of_channel=copied.of.channel or None,
        of_ts=copied.of.ts,
        part=copied.part,
        channel=post.channel if post else None,
        ts=post.ts if post else None,
        revision=copied.revision or None,
    )


def copied_from_item(item: CopiedItem) -> Copied:
    return Copied(
        place=Place(item.place),
        of=Thread(ChannelId(item.of_channel or ""), Ts(item.of_ts)),
        part=item.part,
        post=Thread(ChannelId(item.channel), Ts(item.ts)) if item.channel else None,
        revision=item.revision or "",
    )


def asked_to_item(ref: Ref, asked: Asked) -> AskedItem:
    return AskedItem(
        *keys.asked(ref, asked.person),
        approver=asked.person,
        channel=asked.channel,
        ts=asked.ts,
        revision=asked.revision,
    )


def asked_from_item(item: AskedItem) -> Asked:
    return Asked(PersonId(item.approver), ChannelId(item.channel), Ts(item.ts), item.revision)


def role_to_item(
    ref: Ref, role: Role, person: PersonId, cause: Cause, *, is_open: bool
) -> RoleItem:
    """On the `by_person` index, by role and by when it was given, or was over."""
    return RoleItem(
        *keys.role(ref, role, person),
        person=keys.person_partition(cause.install, person),
        person_sort=keys.person_sort(role, micros(cause.at), ref, is_open=is_open),
    )


def tallied(tally: Tally) -> list[Action]:
    """One more of each."""
    counted = ["begun"] if tally.begun else []
    counted += [tally.ending] if tally.ending else []
    return [TallyItem.kind.set(TallyItem().kind)] + [
        getattr(TallyItem, name).add(1) for name in counted
    ]


def micros(at: datetime) -> int:
    """Since 1970; keys sort by it."""
    return int(at.timestamp() * 1_000_000)


def set_or_remove(attribute: UnicodeAttribute, value: str | None) -> Action:
    """An absent attribute is None, never an empty text."""
    action: Action = attribute.remove() if value is None else attribute.set(value)
    return action
