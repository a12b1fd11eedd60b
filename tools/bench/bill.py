"""What AWS asks for it: the calls that `lives.py` really made, at the list prices. `make bench`
runs it.

Usage is counted where it can be: requests, messages, capacity units, states, bytes. Assumed are
Lambda's durations, from the latencies below, since there is no Lambda here. No free tier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tools.bench.calls import all_calls, lives, longest, read_units, write_units
from tools.bench.desk_in_process import INGRESS, ROOT, Invocation
from tools.bench.lives import Life
from tools.bench.measurement import Measurement
from tools.bench.tap import Call
from tools.local_cloud import sam_template

PRICED_ON = "2026-11-21"
USD = {
    "HTTP API requests": 1.00e-6,
    "Lambda requests": 0.20e-6,
    "Lambda GB-seconds": 0.0000133334,
    "SQS FIFO requests": 0.50e-6,
    "SQS standard requests": 0.40e-6,
    "DynamoDB write units": 0.625e-6,
    "DynamoDB read units": 0.125e-6,
    "EventBridge events": 1.00e-6,
    "Step Functions transitions": 25e-6,
    "log bytes": 0.50e-9,
    "bytes to Slack": 0.09e-9,
    "X-Ray traces": 5.00e-6,
    "alarms": 0.10,
    "composite alarms": 0.50,
    "custom metrics": 0.30,
    "dashboards": 3.00,
    "secrets": 0.40,
    "Secrets Manager requests": 5.00e-6,
}
"""Of one, us-east-1, arm64, on demand, list; as of PRICED_ON."""

MILLISECONDS = {
    "GetItem": 4,
    "BatchGetItem": 5,
    "Query": 5,
    "PutItem": 6,
    "UpdateItem": 6,
    "DeleteItem": 6,
    "TransactWriteItems": 15,
    "SendMessage": 8,
    "GetSecretValue": 10,
    "PutEvents": 12,
    "SendTaskSuccess": 15,
}
"""Assumed of a call inside one region; a call of Slack's takes SLACK_MILLISECONDS."""
SLACK_MILLISECONDS = 200
CPU_PER_CALL = 4.0
"""Milliseconds: PynamoDB takes about 1 of a whole processor (docs/performance.md), of which a
function of 512 MB has 0.29."""
CPU_PER_INVOCATION = {INGRESS: 2.0}
CPU_OF_OTHERS = 10.0
COLD_SHARE = 0.02
COLD_MILLISECONDS = {INGRESS: 250.0}
COLD_OF_OTHERS = 1000.0
"""Initialising is paid for, too; a function that runs some times a minute rarely does."""

PLATFORM_LINES, PLATFORM_BYTES = 3, 450
"""START, END and REPORT of each invocation, with the trace's id, unless only warnings are kept."""
LINE_OVERHEAD = 26
"""Bytes that CloudWatch adds to each line."""
ACCESS_LINE = 110
STATE_LINES, STATE_LINE = 5, 500
"""The log of a state machine, at level ALL, for each state."""

MINUTES = 730 * 60
"""Of a month."""
POLLS = 15
"""Empty receives a minute, of Lambda's pollers on a quiet queue."""

Usage = Mapping[str, float]


def measure() -> list[Measurement]:
    template = sam_template.load(ROOT / "template.yaml")
    found = lives()
    emoji, form = usage(found.emoji, template), usage(found.form, template)
    workflow = workflow_usage(found.form)
    fixed = fixed_usage(found.minute, template)
    return [
        *_rows("usd_per_1000_tickets", emoji, 1000),
        *_rows("usd_form_request_per_1000", form, 1000),
        *_rows("usd_form_workflow_per_1000", workflow, 1000),
        *_rows("usd_fixed_month", fixed, 1),
    ]


def _rows(name: str, used: Usage, times: int) -> list[Measurement]:
    total = Measurement(name, round(times * cost(used), 4), "USD", 1)
    parts = [
        Measurement(
            f"{name}.{kind.replace(' ', '_')}", round(times * count * USD[kind], 5), "USD", 1
        )
        for kind, count in used.items()
        if count
    ]
    return [total, *sorted(parts, key=lambda part: -part.value)]


def cost(used: Usage) -> float:
    """In USD."""
    return sum(count * USD[kind] for kind, count in used.items())


def usage(life: Life, template: Mapping[str, Any]) -> Usage:
    """Of everything but the state machine itself (`workflow_usage`)."""
    calls = all_calls(life.invocations)
    sends = Counter(_queue(call) for call in calls if call.operation == "SendMessage")
    resumed = life.messages.get("resume", 0)
    return {
        "HTTP API requests": life.requests,
        "Lambda requests": len(life.invocations),
        "Lambda GB-seconds": sum(gb_seconds(one, template) for one in life.invocations),
        # Each message is received and deleted by Lambda, by itself as on a quiet day.
        "SQS FIFO requests": sum(sends.values()) + 2 * life.messages.get("inbox", 0),
        "SQS standard requests": 3 * resumed,
        "DynamoDB write units": write_units(life),
        "DynamoDB read units": read_units(life),
        "EventBridge events": sum(
            len(call.request["Entries"]) for call in calls if call.operation == "PutEvents"
        ),
        "log bytes": _log_bytes(life.invocations, template)
        + life.requests * (ACCESS_LINE + LINE_OVERHEAD),
        "bytes to Slack": sum(call.sent for call in calls if call.service == "slack"),
        "X-Ray traces": _traces(life.invocations, template),
    }


def workflow_usage(life: Life) -> Usage:
    """Of the state machine; what its tasks do is in `usage`."""
    states = life.transitions
    return {
        "Step Functions transitions": states,
        "log bytes": states * STATE_LINES * (STATE_LINE + LINE_OVERHEAD),
    }


def fixed_usage(minute: Life, template: Mapping[str, Any]) -> Usage:
    """Of a month without a ticket."""
    from deskbell.runtime.reporting import Metric  # reads the environment that `lives` has set

    schedules = {kind: count * MINUTES for kind, count in usage(minute, template).items()}
    polls = POLLS * MINUTES
    return {
        **schedules,
        "SQS FIFO requests": polls,
        "SQS standard requests": polls,
        # The ingress and the intake each look at the settings' pointer, once a minute at most.
        "DynamoDB read units": schedules["DynamoDB read units"] + 1.5 * MINUTES,
        "Secrets Manager requests": 2 * MINUTES / 5,
        "secrets": _count(template, "AWS::SecretsManager::Secret"),
        "alarms": _count(template, "AWS::CloudWatch::Alarm"),
        "composite alarms": _count(template, "AWS::CloudWatch::CompositeAlarm"),
        "dashboards": _count(template, "AWS::CloudWatch::Dashboard"),
        # Each has one set of dimensions. Three of them cost nothing in an hour without trouble.
        "custom metrics": len(Metric),
    }


def gb_seconds(invocation: Invocation, template: Mapping[str, Any]) -> float:
    """With what is due of a cold start."""
    name = invocation.function
    running = longest(invocation.calls, _milliseconds)
    running += CPU_PER_CALL * len(invocation.calls)
    running += CPU_PER_INVOCATION.get(name, CPU_OF_OTHERS)
    running += COLD_SHARE * COLD_MILLISECONDS.get(name, COLD_OF_OTHERS)
    return float(_of_function(name, "MemorySize", template)) / 1024 * running / 1000


def _milliseconds(call: Call) -> float:
    return SLACK_MILLISECONDS if call.service == "slack" else MILLISECONDS[call.operation]


def _queue(call: Call) -> str:
    return str(call.request["QueueUrl"])


def _log_bytes(invocations: Sequence[Invocation], template: Mapping[str, Any]) -> int:
    written = sum(len(line.encode()) + LINE_OVERHEAD for one in invocations for line in one.lines)
    logging = template["Globals"]["Function"]["LoggingConfig"]
    if logging.get("SystemLogLevel", "INFO") == "WARN":
        return written
    return written + len(invocations) * (PLATFORM_BYTES + PLATFORM_LINES * LINE_OVERHEAD)


def _traces(invocations: Sequence[Invocation], template: Mapping[str, Any]) -> int:
    """At this rate X-Ray samples everything: one a second, then 5 %."""
    return sum(_of_function(one.function, "Tracing", template) == "Active" for one in invocations)


def _of_function(name: str, setting: str, template: Mapping[str, Any]) -> Any:  # noqa: ANN401
    own = template["Resources"][name]["Properties"]
    value = own.get(setting, template["Globals"]["Function"].get(setting))
    if isinstance(value, dict):
        return template["Parameters"][value["Ref"]]["Default"]
    return value


def _count(template: Mapping[str, Any], kind: str) -> int:
    """Of what each desk has, whatever it is deployed with."""
    resources = template["Resources"].values()
    return sum(one["Type"] == kind and "Condition" not in one for one in resources)
