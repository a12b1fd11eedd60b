"""The one table: the key, the three sparse indexes, and how a process connects to it.

Composition (`runtime/outside.py`, tests) calls `bind` once; every model of `items.py` then
uses the same table and the same client.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.loaders import Loader
from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model

from deskbell.adapters import aws_http
from deskbell.adapters.dynamo.attributes import WholeAttribute
from deskbell.adapters.dynamo.keys import Key


class DueIndex(GlobalSecondaryIndex["Row"]):  # type: ignore[no-untyped-call]
    """Unsent outbox rows and unfired timers by time; a row leaves it with its `due_partition`."""

    class Meta:
        index_name = "due"
        projection = IncludeProjection(["install", "generation"])

    due_partition = UnicodeAttribute(hash_key=True)
    due = NumberAttribute(range_key=True)


class ByPersonIndex(GlobalSecondaryIndex["Row"]):  # type: ignore[no-untyped-call]
    """A person's aggregates by role."""

    class Meta:
        index_name = "by_person"
        projection = KeysOnlyProjection()

    person = UnicodeAttribute(hash_key=True)
    person_sort = UnicodeAttribute(range_key=True)


class QueueIndex(GlobalSecondaryIndex["Row"]):  # type: ignore[no-untyped-call]
    """The tickets that are nobody's yet, by inbox, in the order in which they are to be taken."""

    class Meta:
        index_name = "queue"
        projection = KeysOnlyProjection()

    queue_partition = UnicodeAttribute(hash_key=True)
    queue_rank = UnicodeAttribute(range_key=True)


class Row(Model):
    """What every row has, or each aggregate's has; also what the indexes give back."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute(null=True)
    install = UnicodeAttribute(null=True)
    version = WholeAttribute(null=True)
    generation = WholeAttribute(null=True)
    due_partition = UnicodeAttribute(null=True)
    due = NumberAttribute(null=True)
    person = UnicodeAttribute(null=True)
    person_sort = UnicodeAttribute(null=True)
    queue_partition = UnicodeAttribute(null=True)
    queue_rank = UnicodeAttribute(null=True)
    expires = TTLAttribute(null=True)

    due_index = DueIndex()
    by_person_index = ByPersonIndex()
    queue_index = QueueIndex()

    @property
    def key(self) -> Key:
        return Key(self.pk, self.sk)


@dataclass(slots=True)
class _Binding:
    """PynamoDB's `Meta`, filled when the process knows its table.

    Short timeouts: the intake has 10 s and the relay 20 s in all (reliability.md 2.8).
    """

    table_name: str
    region: str | None
    host: str | None
    connect_timeout_seconds: int = 1
    read_timeout_seconds: int = 3
    max_retry_attempts: int = 2
    max_pool_connections: int = 10
    extra_headers: Mapping[str, str] = field(default_factory=dict)
    aws_access_key_id: str | None = None
    aws_secret_access_key: str | None = None
    aws_session_token: str | None = None
    read_capacity_units: int | None = None
    write_capacity_units: int | None = None
    billing_mode: str | None = "PAY_PER_REQUEST"
    tags: dict[str, str] | None = None
    stream_view_type: str | None = "NEW_AND_OLD_IMAGES"


def bind(table: str, region: str, endpoint: str | None = None) -> None:
    """Points all models at `table`; `endpoint` is the local cloud's address, None on AWS."""
    Row.Meta = _Binding(table, region, endpoint)
    Row._connection = None
    session = connection().session
    session.register_component("data_loader", _OurServices())
    # The default bundle takes eight times as long to load.
    session.set_config_variable("ca_bundle", aws_http.TRUST_ROOTS)


def connection() -> Connection:
    """The one connection of all models; a second client would cost a second cold start."""
    return Row._get_connection().connection


class _OurServices(Loader):
    """botocore's data, as far as Deskbell needs them (performance.md).

    botocore looks into the folders of all 400 services before it reads one of them: most of an
    empty cold start. And it reads where each of them is to be found, a megabyte that takes half of
    one, though nothing but old services needs it since each has rules of its own.
    """

    def list_available_services(self, type_name: str) -> list[str]:
        return ["dynamodb", "events", "s3", "sesv2", "stepfunctions"]

    def load_data_with_path(self, name: str) -> tuple[Any, str]:
        if name == "endpoints":
            return {"partitions": []}, self.BUILTIN_DATA_PATH
        found: tuple[Any, str] = super().load_data_with_path(name)
        return found
