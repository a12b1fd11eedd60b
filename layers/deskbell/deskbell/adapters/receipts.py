"""The delivery events of AWS End User Messaging, as inputs; `functions/pages` reads them.

That a carrier has taken a text message (`TEXT_SUCCESSFUL`) is no receipt: the telephone may be off.
Nothing else of an event is kept, least of all the number in it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from deskbell.domain.envelope import Envelope
from deskbell.domain.ids import EventKey, InstallId
from deskbell.domain.inputs import PageReceipted
from deskbell.domain.paging.page import Receipt

_REACHED = frozenset({"TEXT_DELIVERED", "VOICE_ANSWERED", "VOICE_COMPLETED"})
_FAILED = frozenset(
    [
        *("TEXT_INVALID", "TEXT_INVALID_MESSAGE", "TEXT_UNREACHABLE", "TEXT_CARRIER_UNREACHABLE"),
        *("TEXT_BLOCKED", "TEXT_CARRIER_BLOCKED", "TEXT_SPAM", "TEXT_TTL_EXPIRED"),
        *("TEXT_PROTECT_BLOCKED", "VOICE_BUSY", "VOICE_NO_ANSWER", "VOICE_FAILED"),
        "VOICE_TTL_EXPIRED",
    ]
)


def read_receipt(event: Mapping[str, Any], now: datetime) -> Envelope | None:
    """None of an event that says neither. `context` is what we have sent along."""
    detail = event["detail"]
    kind, sent = detail["eventType"], detail["context"]
    if kind not in _REACHED | _FAILED:
        return None
    row, install = sent["row"], InstallId(sent["install"])
    receipt = Receipt.DELIVERED if kind in _REACHED else Receipt.FAILED
    return Envelope(
        key=EventKey(f"page_receipt:{install}:{row}:{kind}"),
        install=install,
        group=f"{install}:receipts:{row}",
        occurred_at=now,
        received_at=now,
        input=PageReceipted(row, receipt, "" if receipt is Receipt.DELIVERED else kind),
    )
