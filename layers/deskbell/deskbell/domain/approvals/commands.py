"""What can be asked of an approval; `decide` answers each with a Decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.approvals.counting import Policy
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.people import Standing
from deskbell.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """A yes for `subject`, which people know as `label`, from `approvers` in that order. `about`
    says in our words what it is, and `what` in the asker's own."""

    ref: Ref
    install: InstallId
    subject: Ref
    label: str
    what: str
    asker: PersonId
    requester: PersonId | None
    policy: Policy
    approvers: tuple[PersonId, ...]
    due: datetime
    remind_every: timedelta
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Approve:
    """`channel` is where they pressed."""

    by: PersonId
    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class Reject:
    by: PersonId
    channel: ChannelId | None
    why: str


@dataclass(frozen=True, slots=True)
class Delegate:
    """Pass the voice on; `standing` is what `to` is to the workspace."""

    by: PersonId
    channel: ChannelId | None
    to: PersonId
    standing: Standing


@dataclass(frozen=True, slots=True)
class Remind:
    """The reminder's timer is due."""


@dataclass(frozen=True, slots=True)
class Expire:
    """The approval's own time is up."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Its subject does not need it any more."""


@dataclass(frozen=True, slots=True)
class RecordUnreached:
    """The relay gave the card for `person` up."""

    person: PersonId
    code: str


@dataclass(frozen=True, slots=True)
class PartWith:
    """`person`, who may be waited for, has left the workspace."""

    person: PersonId


ApprovalCommand = (
    Approve
    | Reject
    | Delegate
    | Remind
    | Expire
    | Withdraw
    | RecordUnreached
    | PartWith
    | RetryDelivery
)
