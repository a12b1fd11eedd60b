"""The table's stream records as Deskbell's values, for the functions that it wakes.

`image` is a record's `NewImage`: DynamoDB's own typed JSON.
"""

from collections.abc import Mapping

from deskbell.adapters.dynamo import keys, rows
from deskbell.adapters.dynamo.items import AuditItem
from deskbell.adapters.dynamo.keys import Key
from deskbell.usecases.ports import AuditRow

Image = Mapping[str, Mapping[str, object]]


def outbox_id(image: Image) -> str:
    """The id of a new outbox row."""
    return keys.outbox_id_of(Key(str(image["pk"]["S"]), str(image["sk"]["S"])))


def audit_row(image: Image) -> AuditRow:
    """A new audit row."""
    return rows.audit_from_item(AuditItem.from_raw_data(dict(image)))
