"""What can be asked of a ticket about an approval; `commands.py` has all there is to ask."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.counting import Policy
from deskbell.domain.caused_inputs import ApprovalSettled, ApprovalWentOn
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed


@dataclass(frozen=True, slots=True)
class AskApproval:
    """Go on only if `approvers` say yes to `what`; without `until`, the inbox says how long."""

    by: Member
    at: Pressed
    inbox: Inbox
    what: str
    policy: Policy
    approvers: tuple[Member, ...]
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecallApproval:
    """It is not needed any more."""

    by: Member
    at: Pressed


@dataclass(frozen=True, slots=True)
class HearOfApproval:
    """The approval tells how far it is, or what came of it. `overheard`: people of another company
    read what is said to the requester, so that nobody's reasons are."""

    told: ApprovalWentOn | ApprovalSettled
    overheard: bool = False


ApprovalWish = AskApproval | RecallApproval | HearOfApproval
