"""The bus on EventBridge (ports.Events): audit rows as domain events, after the commit."""

import json
import logging
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.usecases.ports import AuditRow

if TYPE_CHECKING:
    from types_boto3_events import EventBridgeClient
    from types_boto3_events.type_defs import PutEventsRequestEntryTypeDef

SOURCE = "deskbell"
AT_ONCE = 10
"""Entries that PutEvents takes."""

log = logging.getLogger(__name__)


class BusEvents:
    """At least once: a row that is published again is the same event with the same version."""

    def __init__(self, client: "EventBridgeClient", bus: str) -> None:
        self._client = client
        self._bus = bus

    def publish(self, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        waiting, refused = iter(rows), list[AuditRow]()
        while batch := list(islice(waiting, AT_ONCE)):
            refused += self._put(batch)
        return refused

    def _put(self, rows: list[AuditRow]) -> list[AuditRow]:
        """PutEvents answers 200 even when it took only some; the reasons are in its entries."""
        try:
            answer = self._client.put_events(Entries=[self._entry(row) for row in rows])
        except (BotoCoreError, ClientError) as fault:
            log.error(  # noqa: TRY400 - its text may quote the events
                "the bus took none of %d events: %s", len(rows), type(fault).__name__
            )
            return rows
        if answer["FailedEntryCount"] == 0:
            return []
        results = list(zip(rows, answer["Entries"], strict=True))
        codes = sorted({entry["ErrorCode"] for _, entry in results if "ErrorCode" in entry})
        log.error("the bus refused %d events: %s", answer["FailedEntryCount"], ", ".join(codes))
        return [row for row, entry in results if "EventId" not in entry]

    def _entry(self, row: AuditRow) -> "PutEventsRequestEntryTypeDef":
        return {
            "EventBusName": self._bus,
            "Source": SOURCE,
            "DetailType": row.event,
            "Time": row.at,
            "Detail": json.dumps(detail(row), ensure_ascii=False),
        }


def detail(row: AuditRow) -> dict[str, object]:
    """The event's `detail`; `docs/events` and `events/bus` show it."""
    return {
        "ref": str(row.ref),
        "install": row.install,
        "version": row.version,
        "workflow": row.routing.workflow,
        "generation": row.routing.generation,
        "inbox": row.routing.inbox,
        "actor": row.actor,
        "cause": row.cause,
        "at": row.at.isoformat(),
        "data": row.detail,
    }
