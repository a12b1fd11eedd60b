"""What the outside tells of outages, and what one decision about an outage asks of another, as
inputs (`domain/inputs.py` has them all)."""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import ChannelId, PersonId, Ref
from deskbell.domain.paging.page import Page, Receipt
from deskbell.domain.paging.policy import ServiceId, Urgency


@dataclass(frozen=True, slots=True)
class AlertReceived:
    """An alert source, named `source`, says that something is wrong (`firing`) or over; by `key` it
    tells one trouble from another, by what it says where it gives none. `service` may be one that
    the settings do not know. `url` leads to the source, or is empty. When it `began`, and of what
    is over when it `ended`, is by the source's own clock; None where it does not say so."""

    source: str
    key: str
    firing: bool
    service: ServiceId
    title: str
    text: str
    url: str
    urgency: Urgency
    began: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeartbeatHeard:
    """A sign of life of an outside system."""

    system: str


@dataclass(frozen=True, slots=True)
class HeartbeatPauseWanted:
    """`by` expects no sign of life of it until then, and that is no outage."""

    system: str
    by: PersonId
    until: datetime


@dataclass(frozen=True, slots=True)
class PageReceipted:
    """What became of one message of pages, which `message` names: the outbox row that it was. A
    provider says so; `code` is why it failed."""

    message: str
    receipt: Receipt
    code: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptCame:
    """What became of one page; `code` is why it failed."""

    page: Page
    receipt: Receipt
    code: str = ""


@dataclass(frozen=True, slots=True)
class ChannelMade:
    """Slack has made the incident's own channel."""

    incident: Ref
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class PageWanted:
    """This page is to be sent, as `pager` has it: at once, or with others."""

    pager: Ref
    page: Page


@dataclass(frozen=True, slots=True)
class NewsWaits:
    """After `told` of its followers, the next ones hear the news `number`."""

    incident: Ref
    number: int
    told: int


@dataclass(frozen=True, slots=True)
class HeartbeatChanged:
    """The signs of life of a system stay out (`missed`), which is an outage, or are back."""

    heartbeat: Ref
    system: str
    missed: bool


@dataclass(frozen=True, slots=True)
class OutageReported:
    """`by` has called what `ticket` is about an outage, in its form, or a rule of the desk has; of
    the system `service`, or of one that is not known."""

    ticket: Ref
    by: PersonId
    service: ServiceId | None = None


ToldOfOutages = (
    AlertReceived
    | HeartbeatHeard
    | HeartbeatPauseWanted
    | PageReceipted
    | ReceiptCame
    | ChannelMade
)
OfOutages = PageWanted | NewsWaits | HeartbeatChanged | OutageReported
Anew = PageWanted | NewsWaits | ReceiptCame
"""Of these a night may cause many, one after the other, and each counts as a cause of its own. No
loop comes of it: a page is of one way, of one call, at one rung, and none of them comes again
within a generation, which only people, sources and time begin anew; and news goes on only with
followers who are still to be told."""
