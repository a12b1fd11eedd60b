"""`make tick AT=…`: runs the desk's scheduled work as of a time and waits until it is done."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.local_cloud import clock
from tools.local_cloud.aws import ACCOUNT, REGION, client
from tools.local_cloud.deploy import physical_id
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.quiet import PATIENCE_SECONDS, wait_until_quiet

TIMERS_FUNCTION = "FireTimersFunction"
HOURLY_FUNCTION = "LookAtSchedulesFunction"


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


def fire(endpoint: str, moment: datetime, function: str = TIMERS_FUNCTION) -> Any:  # noqa: ANN401 (whatever the function answers)
    """Invoke the function as its schedule does; returns its answer."""
    answer = client("lambda", endpoint).invoke(
        FunctionName=physical_id(endpoint, function),
        Payload=json.dumps(scheduled_event(moment)),
    )
    payload = json.loads(answer["Payload"].read() or "null")
    if "FunctionError" in answer:
        raise LocalCloudError(f"{function} failed: {json.dumps(payload)}")
    return payload


def run(endpoint: str, clock_file: Path, at: datetime) -> bool:
    """Travel to `at`, fire the timers and tell what happened; False when work is left."""
    planned = clock.plan(at, datetime.now(UTC), clock.read_offset(clock_file))
    clock.write_offset(clock_file, planned.offset)
    fire(endpoint, planned.event_time, HOURLY_FUNCTION)
    answer = fire(endpoint, planned.event_time)
    print(f"Timers fired as of {at:%Y-%m-%d %H:%M:%S} UTC: {answer['fired']}")
    print(f"The desk's clock is {planned.offset} ahead of the wall clock.")
    quiet = wait_until_quiet(endpoint)
    print("All of it is done." if quiet else f"Work is left after {PATIENCE_SECONDS:.0f} s.")
    return quiet
