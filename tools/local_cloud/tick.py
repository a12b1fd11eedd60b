"""`make tick AT=…`: runs the desk's scheduled work as of a time and waits until it is done."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.local_cloud import clock
from tools.local_cloud.aws import ACCOUNT, REGION, client
from tools.local_cloud.deploy import physical_id, physical_ids
from tools.local_cloud.errors import LocalCloudError

TIMERS_FUNCTION = "FireTimersFunction"
QUIET_SECONDS = 1.0
PATIENCE_SECONDS = 20.0
POLL_SECONDS = 0.1
COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


def scheduled_event(moment: datetime) -> dict[str, Any]:
    """What EventBridge sends for a schedule rule."""
    return {
        "version": "0",
        "id": f"tick-{moment:%Y%m%dT%H%M%S}",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/deskbell-tick"],
        "detail": {},
    }


def fire(endpoint: str, moment: datetime) -> Any:  # noqa: ANN401 (whatever the function answers)
    """Invoke the timers function as the schedule does; returns its answer."""
    answer = client("lambda", endpoint).invoke(
        FunctionName=physical_id(endpoint, TIMERS_FUNCTION),
        Payload=json.dumps(scheduled_event(moment)),
    )
    payload = json.loads(answer["Payload"].read() or "null")
    if "FunctionError" in answer:
        raise LocalCloudError(f"{TIMERS_FUNCTION} failed: {json.dumps(payload)}")
    return payload


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


def wait_until_quiet(endpoint: str) -> bool:
    """True when no queue held a message for a second, False when patience ran out."""
    queues = working_queues(endpoint)
    give_up = time.monotonic() + PATIENCE_SECONDS
    quiet_since = time.monotonic()
    while (now := time.monotonic()) < give_up:
        if waiting(endpoint, queues):
            quiet_since = now
        elif now - quiet_since >= QUIET_SECONDS:
            return True
        time.sleep(POLL_SECONDS)
    return False


def run(endpoint: str, clock_file: Path, at: datetime) -> bool:
    """Travel to `at`, fire the timers and tell what happened; False when work is left."""
    planned = clock.plan(at, datetime.now(UTC), clock.read_offset(clock_file))
    clock.write_offset(clock_file, planned.offset)
    answer = fire(endpoint, planned.event_time)
    print(f"Fired the timers as of {at:%Y-%m-%d %H:%M:%S} UTC: {json.dumps(answer)}")
    print(f"The desk's clock is {planned.offset} ahead of the wall clock.")
    quiet = wait_until_quiet(endpoint)
    print("All queues are empty." if quiet else f"Work is left after {PATIENCE_SECONDS:.0f} s.")
    return quiet
