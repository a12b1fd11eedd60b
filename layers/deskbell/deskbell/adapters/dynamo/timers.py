"""The timers that are due, and their end when they mean nothing (ports.Timers)."""

from collections.abc import Sequence
from datetime import datetime
from heapq import merge
from itertools import islice

from pynamodb.exceptions import DeleteError

from deskbell.adapters.dynamo import conditions, keys, rows
from deskbell.adapters.dynamo.faults import refused, translated
from deskbell.adapters.dynamo.items import TimerItem
from deskbell.adapters.dynamo.table import Row
from deskbell.domain.ids import InstallId
from deskbell.domain.inputs import TimerDue


class DynamoTimers:
    """A decision sets and cancels timers (committer.py); here they are only found and dropped."""

    def due(self, now: datetime, limit: int) -> Sequence[tuple[InstallId, TimerDue]]:
        with translated("looking for due timers"):
            shards = [
                Row.due_index.query(partition, Row.due <= now.timestamp(), limit=limit)
                for partition in keys.timer_partitions()
            ]
            oldest = islice(merge(*shards, key=lambda row: row.due), limit)
            return [rows.timer_from_row(row) for row in oldest]

    def drop(self, timer: TimerDue) -> None:
        with translated(f"dropping a timer of {timer.ref}"):
            try:
                TimerItem(*keys.timer(timer.ref, timer.name)).delete(
                    condition=conditions.still_set_to(timer)
                )
            except DeleteError as error:
                if not refused(error):
                    raise
