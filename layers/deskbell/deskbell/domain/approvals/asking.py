"""The beginning of an approval, as one more change of the decision that needs it.

A workflow's `decide` asks for it and adds the change to its own: both are committed together, or
neither. What comes of it, the subject hears as an input (`caused_inputs.py`).
"""

from datetime import datetime

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.approvals.commands import Ask
from deskbell.domain.approvals.counting import Seat, deciders, is_possible
from deskbell.domain.approvals.events import ApprovalAsked
from deskbell.domain.approvals.transition import begin
from deskbell.domain.decision import Change
from deskbell.domain.texts import Name, Text


def ask(command: Ask, now: datetime) -> Change | None:
    """None where nobody is left who may decide, or fewer than the policy needs."""
    people = deciders(command.approvers, command.asker, command.requester)
    if not is_possible(command.policy, len(people)):
        return None
    approval = Approval(
        ref=command.ref,
        install=command.install,
        version=1,
        subject=command.subject,
        label=command.label,
        what=command.what,
        asker=command.asker,
        requester=command.requester,
        policy=command.policy,
        seats=tuple(Seat(person) for person in people),
        asked_at=now,
        due=command.due,
        remind_every=command.remind_every,
        about=command.about,
    )
    event = ApprovalAsked(
        subject=command.subject,
        asker=command.asker,
        approvers=people,
        needed=approval.needed,
        in_turn=command.policy.in_turn,
        due=command.due,
    )
    reason = Text("reason.approval_wanted", {"by": Name(command.asker), "count": approval.needed})
    return begin(approval, event, reason, now)
