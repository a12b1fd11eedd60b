"""When the desk has done all it can for now: queues, outbox and workflows; `tick` waits for it."""

from __future__ import annotations

import json
import time

from deskbell.adapters.dynamo import keys
from deskbell.domain.ids import Kind, Ref
from tools.local_cloud.aws import client
from tools.local_cloud.deploy import physical_ids

QUIET_SECONDS = 1.0
PATIENCE_SECONDS = 20.0
POLL_SECONDS = 0.1
COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
SENDING = frozenset(keys.outbox_partitions())
WATCH = keys.timer(Ref(Kind.TICKET, "any"), "workflow").sk
"""A ticket has this timer for as long as a due step of its workflow is not done."""


def working_queues(endpoint: str) -> list[str]:
    """Every queue of the stack that is not another one's dead-letter queue."""
    sqs = client("sqs", endpoint)
    policies: dict[str, str] = {}
    dead: set[str] = set()
    for url in physical_ids(endpoint, "AWS::SQS::Queue"):
        names = ["QueueArn", "RedrivePolicy"]
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        policies[attributes["QueueArn"]] = url
        if "RedrivePolicy" in attributes:
            dead.add(json.loads(attributes["RedrivePolicy"])["deadLetterTargetArn"])
    return [url for arn, url in policies.items() if arn not in dead]


def waiting(endpoint: str, queues: list[str]) -> int:
    """Messages that wait or are being handled."""
    sqs = client("sqs", endpoint)
    total = 0
    for url in queues:
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(COUNTS))["Attributes"]
        total += sum(int(found[name]) for name in COUNTS)
    return total


def owed(endpoint: str, tables: list[str]) -> int:
    """Outbox rows to send now, and steps that a workflow owes its ticket (`workflow` timers)."""
    now = time.time()
    total = 0
    for table in tables:
        for partition in (*keys.outbox_partitions(), *keys.timer_partitions()):
            rows = client("dynamodb", endpoint).query(
                TableName=table,
                IndexName="due",
                KeyConditionExpression="due_partition = :partition",
                ExpressionAttributeValues={":partition": {"S": partition}},
            )["Items"]
            total += sum(
                row["sk"]["S"] == WATCH or (partition in SENDING and float(row["due"]["N"]) <= now)
                for row in rows
            )
    return total


def wait_until_quiet(endpoint: str, patience: float = PATIENCE_SECONDS) -> bool:
    """True when nothing was left to do for a second, False when `patience` (seconds) ran out."""
    queues = working_queues(endpoint)
    tables = physical_ids(endpoint, "AWS::DynamoDB::Table")
    give_up = time.monotonic() + patience
    quiet_since = time.monotonic()
    while (now := time.monotonic()) < give_up:
        if waiting(endpoint, queues) or owed(endpoint, tables):
            quiet_since = now
        elif now - quiet_since >= QUIET_SECONDS:
            return True
        time.sleep(POLL_SECONDS)
    return False
