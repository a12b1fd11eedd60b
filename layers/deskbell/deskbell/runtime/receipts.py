"""Puts what AWS tells of pages by telephone on the inbox, for `pages.record_receipt`."""

from collections.abc import Mapping
from typing import Any

from deskbell.adapters.receipts import read_receipt
from deskbell.domain.ids import EventKey
from deskbell.runtime.outside import inbox, now


def take(event: Mapping[str, Any]) -> EventKey | None:
    """None of what is no receipt. Raises QueueUnavailableError."""
    receipt = read_receipt(event, now())
    if receipt is None:
        return None
    inbox().put(receipt)
    return receipt.key
