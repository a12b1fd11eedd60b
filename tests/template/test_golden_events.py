"""The golden events are what the adapters write today, and each comes from the one before it."""

import json
from pathlib import Path
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.adapters.dynamo.items import AuditItem, OutboxItem
from deskbell.adapters.dynamo.rows import audit_from_item, outbox_from_item
from deskbell.adapters.eventbridge import detail
from deskbell.domain.inputs import Envelope
from deskbell.usecases.ports import RowState
from tests.template.cloudformation import ROOT

EVENTS = ROOT / "events"


def _load(path: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((EVENTS / path).read_text(encoding="utf-8"))
    return document


def _new_image(name: str) -> dict[str, Any]:
    (record,) = _load(f"stream/{name}.json")["Records"]
    image: dict[str, Any] = record["dynamodb"]["NewImage"]
    return image


@pytest.mark.parametrize("file", sorted((EVENTS / "inbox").glob("*.json")), ids=lambda f: f.stem)
def test_an_inbox_message_is_an_envelope_in_the_group_and_with_the_key_it_names(file: Path) -> None:
    (record,) = _load(f"inbox/{file.name}")["Records"]
    envelope = wire.decode(record["body"], Envelope)
    assert record["body"] == wire.encode(envelope)
    assert record["attributes"]["MessageGroupId"] == wire.fifo_id(envelope.group)
    assert record["attributes"]["MessageDeduplicationId"] == wire.fifo_id(envelope.key)


def test_an_audit_row_is_published_as_the_golden_event() -> None:
    item = AuditItem()
    item.from_dynamodb_dict(_new_image("audit_row"))
    assert detail(audit_from_item(item)) == _load("bus/TicketOpened.json")["detail"]


@pytest.mark.parametrize(
    ("name", "state"), [("outbox_row", RowState.PENDING), ("sent_row", RowState.SENT)]
)
def test_an_outbox_row_reads_back(name: str, state: RowState) -> None:
    item = OutboxItem()
    item.from_dynamodb_dict(_new_image(name))
    assert outbox_from_item(item).state is state


def test_a_waiting_execution_hears_of_the_event_as_the_bus_has_it() -> None:
    (record,) = _load("resume/ticket_assigned.json")["Records"]
    assert json.loads(record["body"]) == _load("bus/TicketAssigned.json")
