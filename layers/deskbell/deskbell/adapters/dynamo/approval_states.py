"""Approvals as items, and back; `states.py` lists them with the other aggregates."""

from datetime import timedelta

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.items import ApprovalItem
from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.counting import Policy, Seat
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.texts import Text


def approval_to_item(approval: Approval) -> ApprovalItem:
    return ApprovalItem(
        *keys.state(approval.ref),
        install=approval.install,
        version=approval.version,
        subject=str(approval.subject),
        label=approval.label,
        what=approval.what,
        asker=approval.asker,
        requester=approval.requester,
        policy=wire.encode(approval.policy),
        seats=tuple(map(wire.encode, approval.seats)),
        asked_at=approval.asked_at,
        ends_at=approval.due,
        remind_every=round(approval.remind_every.total_seconds()),
        remind_at=approval.remind_at,
        asked=approval.asked,
        outcome=approval.outcome,
        settled_by=approval.settled_by,
        settled_at=approval.settled_at,
        about=wire.encode(approval.about) if approval.about else None,
    )


def approval_from_item(item: ApprovalItem) -> Approval:
    return Approval(
        ref=Ref.parse(item.pk),
        install=InstallId(item.install),
        version=item.version,
        subject=Ref.parse(item.subject),
        label=item.label,
        what=item.what,
        asker=PersonId(item.asker),
        requester=PersonId(item.requester) if item.requester else None,
        policy=wire.decode(item.policy, Policy),
        seats=tuple(wire.decode(seat, Seat) for seat in item.seats),
        asked_at=item.asked_at,
        due=item.ends_at,
        remind_every=timedelta(seconds=item.remind_every),
        remind_at=item.remind_at,
        asked=tuple(map(PersonId, item.asked)),
        outcome=Outcome(item.outcome) if item.outcome else None,
        settled_by=PersonId(item.settled_by) if item.settled_by else None,
        settled_at=item.settled_at,
        about=wire.decode(item.about, Text) if item.about else None,
    )
