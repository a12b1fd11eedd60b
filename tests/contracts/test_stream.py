"""What the table's stream hands to functions reads back as what was committed."""

import boto3

from deskbell.adapters.dynamo import keys, stream
from deskbell.domain.effects import Place, ShowCard
from tests.builders import IT_TRIAGE, OLA, a_cause, a_request
from tests.contracts.changes import opening
from tests.contracts.stores import REGION, TABLE, Store, row_ids


def image(key: keys.Key) -> stream.Image:
    """The row as the stream's `NewImage` has it."""
    client = boto3.client("dynamodb", REGION)
    row: stream.Image = client.get_item(
        TableName=TABLE, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}}
    )["Item"]
    return row


def test_a_new_audit_row_reaches_the_publisher_whole(dynamo_store: Store) -> None:
    request = a_request()
    dynamo_store.aggregates.commit(opening(request), a_cause("view:1", person=OLA))
    new = image(keys.audit(request.ref, 1))
    assert new["kind"] == {"S": "audit"}
    assert [stream.audit_row(new)] == dynamo_store.aggregates.history(request.ref)


def test_a_new_outbox_row_reaches_the_relay_by_its_id(dynamo_store: Store) -> None:
    decision = opening(a_request(), [ShowCard(Place.REQUEST, IT_TRIAGE)])
    (row_id,) = row_ids(dynamo_store.aggregates.commit(decision, a_cause()))
    new = image(keys.outbox(row_id))
    assert new["kind"] == {"S": "outbox"}
    assert stream.outbox_id(new) == row_id
