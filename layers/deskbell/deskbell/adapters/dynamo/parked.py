"""Inputs that came before the ticket they belong to, by thread (ports.Parked)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from deskbell.adapters import wire
from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.faults import translated
from deskbell.adapters.dynamo.items import ParkedItem
from deskbell.adapters.dynamo.reading import read_all
from deskbell.domain.ids import EventKey, InstallId, Thread
from deskbell.domain.inputs import Envelope

KEPT = timedelta(days=1)
"""Past its time: whoever is to release it may have been down for hours."""


class DynamoParked:
    """TTL deletes late (up to days), so a row past its time is not shown either."""

    def park(self, thread: Thread, envelope: Envelope, until: datetime) -> None:
        with translated(f"parking {envelope.key}"):
            ParkedItem(
                *keys.parked(envelope.install, thread, envelope.key),
                envelope=wire.encode(envelope),
                expires=until + KEPT,
            ).save()

    def waiting(self, install: InstallId, thread: Thread, since: float) -> Sequence[Envelope]:
        items = read_all(ParkedItem, keys.parked_partition(install, thread), keys.PARKED)
        alive = [item for item in items if (item.expires - KEPT).timestamp() > since]
        envelopes = [wire.decode(item.envelope, Envelope) for item in alive]
        return sorted(envelopes, key=lambda envelope: (envelope.occurred_at, envelope.key))

    def drop(self, install: InstallId, thread: Thread, key: EventKey) -> None:
        with translated(f"dropping {key}"):
            ParkedItem(*keys.parked(install, thread, key)).delete()
