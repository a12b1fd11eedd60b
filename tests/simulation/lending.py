"""Two small offices that lend laptops; `borrowing.py` has what people do there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from deskbell.domain.ids import EventKey, InboxId, InstallId
from deskbell.domain.inputs import Envelope, InventoryImported
from deskbell.domain.loans.inventory import Row
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.loans.stock import AssetId, AssetState
from tests.builders import IT_TRIAGE
from tests.unit.loans.office import AUSTIN, POLICY, SF

LAPTOPS = {SF: 1, AUSTIN: 1}
"""Fewer than people want, so that they meet."""


def offices() -> Mapping[OfficeId, LoanPolicy]:
    """One wants an approval first."""
    here = replace(POLICY, inbox=InboxId("it"), channel=IT_TRIAGE, low=1, longest=14)
    austin = replace(here, office=AUSTIN, name="Austin", needs_approval=True)
    return {SF: here, AUSTIN: austin}


def inventories(install: InstallId, now: datetime) -> list[Envelope]:
    """An operator's, before anybody asks; each laptop's number is its name."""
    return [
        Envelope(
            key=EventKey(f"inventory:{office}"),
            install=install,
            group=f"inventory:{office}",
            occurred_at=now,
            received_at=now,
            input=InventoryImported(office, tuple(_rows(office, count)), "adam"),
        )
        for office, count in LAPTOPS.items()
    ]


def _rows(office: OfficeId, count: int) -> list[Row]:
    names = [AssetId(f"{office}-{n}") for n in range(count)]
    return [
        Row(line, office, name, name, "X1", AssetState.AVAILABLE)
        for line, name in enumerate(names, 2)
    ]
