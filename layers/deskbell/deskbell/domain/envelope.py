"""The envelope in which every input travels to the intake (`inputs.py` has the inputs)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from deskbell.domain.id_types import EventKey, InstallId

if TYPE_CHECKING:
    from deskbell.domain.inputs import Input


@dataclass(frozen=True, slots=True)
class Envelope:
    """One input on its way: `key` says what happened, `group` what must stay in order.

    `occurred_at` is the fact's time where the source tells it, `received_at` is stamped by the
    way in and is the domain's `now`. `hops` counts inputs that Deskbell caused itself
    (reliability.md 6.11). Both times are aware and in UTC.
    """

    key: EventKey
    install: InstallId
    group: str
    occurred_at: datetime
    received_at: datetime
    input: "Input"
    hops: int = 0
