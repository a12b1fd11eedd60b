"""Who wakes whom, as template.yaml says it: the simulated system is the deployed one.

Read once a process. What a template may say and this does not know is refused, so that nothing is
simulated otherwise than it is deployed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.template import cloudformation
from tests.template.cloudformation import ROOT, Properties, Template, named
from tests.template.event_patterns import Condition, condition

MINUTES = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60, "day": 1440, "days": 1440}


@dataclass(frozen=True, slots=True)
class Function:
    """`handler` is `package.module.attribute`; `seconds` is its time-out."""

    name: str
    handler: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Queue:
    """`visible_after` in seconds; what is received more than `receives` times goes to `dead`."""

    name: str
    fifo: bool
    visible_after: float
    receives: int
    dead: str | None


@dataclass(frozen=True, slots=True)
class QueueSource:
    """A function's batches of a queue."""

    function: str
    queue: str
    batch: int
    reports_failures: bool


@dataclass(frozen=True, slots=True)
class StreamSource:
    """A function's batches of the table's stream; `retries` and then `dead`."""

    function: str
    takes: tuple[Condition, ...]
    """Any of them, of a record."""
    batch: int
    retries: int
    max_age: float
    bisects: bool
    reports_failures: bool
    dead: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A function that is woken each so many seconds."""

    function: str
    seconds: float
    retries: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What of the bus goes where: to a queue or a function, or starts a machine with its detail."""

    takes: Condition
    target: str


@dataclass(frozen=True, slots=True)
class Wiring:
    """All of it, by logical id."""

    functions: Mapping[str, Function]
    queues: Mapping[str, Queue]
    queue_sources: tuple[QueueSource, ...]
    stream_sources: tuple[StreamSource, ...]
    schedules: tuple[Schedule, ...]
    rules: tuple[Rule, ...]
    machines: Mapping[str, Mapping[str, Any]]
    """The definitions, whose substitutions are the functions' logical ids."""


@cache
def deployed() -> Wiring:
    """As CloudFormation gets it."""
    template = cloudformation.as_deployed()
    sources = template.of_type("AWS::Lambda::EventSourceMapping").values()
    retries = {
        named(config["FunctionName"]): int(config.get("MaximumRetryAttempts", 2))
        for config in template.of_type("AWS::Lambda::EventInvokeConfig").values()
    }
    queues = {
        name: _queue(name, each) for name, each in template.of_type("AWS::SQS::Queue").items()
    }
    return Wiring(
        functions={
            name: Function(name, each["Handler"], float(each["Timeout"]))
            for name, each in template.of_type("AWS::Lambda::Function").items()
        },
        queues=queues,
        queue_sources=tuple(
            QueueSource(
                named(source["FunctionName"]),
                named(source["EventSourceArn"]),
                int(source.get("BatchSize", 10)),
                "ReportBatchItemFailures" in source.get("FunctionResponseTypes", ()),
            )
            for source in sources
            if "StartingPosition" not in source
        ),
        stream_sources=tuple(_stream(source) for source in sources if "StartingPosition" in source),
        schedules=tuple(_schedules(template, retries)),
        rules=tuple(_rules(template)),
        machines=dict(_machines()),
    )


def _queue(name: str, properties: Properties) -> Queue:
    redrive = properties.get("RedrivePolicy")
    return Queue(
        name=name,
        fifo=bool(properties.get("FifoQueue")),
        visible_after=float(properties.get("VisibilityTimeout", 30)),
        receives=int(redrive["maxReceiveCount"]) if redrive else 0,
        dead=named(redrive["deadLetterTargetArn"]) if redrive else None,
    )


def _stream(source: Properties) -> StreamSource:
    return StreamSource(
        function=named(source["FunctionName"]),
        takes=tuple(
            condition(json.loads(each["Pattern"])) for each in source["FilterCriteria"]["Filters"]
        ),
        batch=int(source["BatchSize"]),
        retries=int(source["MaximumRetryAttempts"]),
        max_age=float(source["MaximumRecordAgeInSeconds"]),
        bisects=bool(source["BisectBatchOnFunctionError"]),
        reports_failures="ReportBatchItemFailures" in source.get("FunctionResponseTypes", ()),
        dead=named(source["DestinationConfig"]["OnFailure"]["Destination"]),
    )


def _schedules(template: Template, retries: Mapping[str, int]) -> list[Schedule]:
    found = []
    for rule in template.of_type("AWS::Events::Rule").values():
        for target in rule["Targets"] if "ScheduleExpression" in rule else ():
            function = named(target["Arn"])
            seconds = _seconds(rule["ScheduleExpression"])
            found.append(Schedule(function, seconds, retries.get(function, 2)))
    return found


def _seconds(expression: str) -> float:
    if expression.startswith("cron("):
        return 86_400.0  # whenever in the day it is
    rate = re.fullmatch(r"rate\((\d+) (\w+)\)", expression)
    if rate is None:
        raise ValueError(f"no rate or cron: {expression}")
    return int(rate[1]) * MINUTES[rate[2]] * 60.0


def _rules(template: Template) -> list[Rule]:
    machines = template.of_type("AWS::StepFunctions::StateMachine")
    found = []
    for rule in template.of_type("AWS::Events::Rule").values():
        for target in rule["Targets"] if "EventBusName" in rule else ():
            to = named(target["Arn"])
            if target.get("InputPath") != ("$.detail" if to in machines else None):
                raise ValueError(f"a machine alone is given an event's detail: {target}")
            found.append(Rule(condition(rule["EventPattern"]), to))
    return found


def _machines() -> list[tuple[str, Mapping[str, Any]]]:
    found = []
    written = cloudformation.as_written().of_type("AWS::Serverless::StateMachine")
    for name, properties in written.items():
        text = (ROOT / properties["DefinitionUri"]).read_text(encoding="utf-8")
        for variable, value in properties["DefinitionSubstitutions"].items():
            text = text.replace("${" + variable + "}", named(value))
        found.append((name, yaml.safe_load(text)))
    return found
