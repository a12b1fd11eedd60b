"""What goes wrong between the functions and AWS: microburst's rules, and how often each fired.

`run.py` has it in front of the emulator. Its chances come from a generator that nobody can
seed, so a rule says after how many calls it strikes; the seed draws those numbers.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx

from tests.chaos.waiting import eventually
from tools.local_cloud.options import LOOPBACK, ROOT
from tools.local_cloud.processes import environment, spawn
from tools.local_cloud.stack import answers

NAME = "microburst"
START_SECONDS = 120.0
LOST: Mapping[str, Any] = {"response": {"abort_bytes": 1}}
"""AWS has done it; of its answer one byte arrives."""
RESET: Mapping[str, Any] = {"reset": True}
"""The connection breaks before AWS hears of it."""


def error(code: str, **fields: object) -> Mapping[str, Any]:
    return {"error": {"code": code, "fields": fields}}


@dataclass(frozen=True, slots=True)
class AwsFault:
    """Strikes `in_a_row` calls, then lets some `spared` of them through, again and again."""

    name: str
    service: str
    effect: Mapping[str, Any]
    spared: int
    operation: str | None = None
    in_a_row: int = 1

    def rule(self, chance: Random) -> dict[str, Any]:
        """In microburst's words. The first that matches a call decides on it."""
        spared = chance.randint(self.spared * 3 // 4, self.spared * 5 // 4)
        where = {"service": self.service, "operation": self.operation}
        sequence = {"fail": self.in_a_row, "pass": spared}
        return {**where, "sequence": sequence, **self.effect}


COLLISION = error(
    "TransactionCanceledException",
    CancellationReasons=[{"Code": "TransactionConflict", "Message": "Transaction is ongoing"}],
)
AWS_FAULTS = (
    AwsFault("commit done, answer lost", "dynamodb", LOST, 14, "TransactWriteItems"),
    AwsFault("commit collides", "dynamodb", COLLISION, 19, "TransactWriteItems"),
    AwsFault("commit: connection reset", "dynamodb", RESET, 23, "TransactWriteItems"),
    AwsFault(
        "commits throttled for longer than the SDK tries",
        "dynamodb",
        error("ProvisionedThroughputExceededException"),
        70,
        "TransactWriteItems",
        in_a_row=5,
    ),
    AwsFault("row written, answer lost", "dynamodb", LOST, 16, "UpdateItem"),
    AwsFault(
        "row throttled",
        "dynamodb",
        error("ProvisionedThroughputExceededException"),
        21,
        "UpdateItem",
    ),
    AwsFault("row: connection reset", "dynamodb", RESET, 25, "UpdateItem"),
    AwsFault("reading throttled", "dynamodb", error("ThrottlingException"), 31, "GetItem"),
    AwsFault("reading: AWS fails", "dynamodb", error("InternalServerError"), 37, "GetItem"),
    AwsFault("listing: connection reset", "dynamodb", RESET, 29, "Query"),
    AwsFault("inbox has it, answer lost", "sqs", LOST, 17, "SendMessage"),
    AwsFault("inbox throttled", "sqs", error("RequestThrottled"), 23, "SendMessage"),
    AwsFault("inbox: connection reset", "sqs", RESET, 19, "SendMessage", in_a_row=2),
    AwsFault("event published, answer lost", "events", LOST, 11, "PutEvents"),
    AwsFault("publishing fails", "events", error("InternalException"), 13, "PutEvents"),
    AwsFault("workflow answered, answer lost", "stepfunctions", LOST, 1, "SendTaskSuccess"),
    AwsFault("table slow", "dynamodb", {"latency": 700}, 47),
    AwsFault("inbox slow", "sqs", {"latency": 900}, 31),
)


@dataclass(slots=True)
class Microburst:
    """The running proxy, calm before `begin` and after `end`."""

    url: str
    _names: dict[int, str] = field(default_factory=dict)

    def begin(self, chance: Random) -> None:
        made = self._post([fault.rule(chance) for fault in AWS_FAULTS])
        rules = zip(made, AWS_FAULTS, strict=True)
        self._names = {rule["id"]: fault.name for rule, fault in rules}

    def end(self) -> dict[str, int]:
        """As `fired` says, and nothing more fires."""
        self._post([])
        return self.fired()

    def fired(self) -> dict[str, int]:
        """How often each fault has fired, by name. The log of what was fired forgets the oldest;
        these counts are made beside it."""
        stats = httpx.get(f"{self.url}/_microburst/stats", trust_env=False).json()
        hits = {rule["id"]: rule["fired"] for rule in stats["by_rule"]}
        return {name: hits.get(rule, 0) for rule, name in self._names.items()}

    def _post(self, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer = httpx.post(f"{self.url}/_microburst/rules", json=rules, trust_env=False)
        answer.raise_for_status()
        made: list[dict[str, Any]] = answer.json()
        return made


@contextmanager
def microburst(state: Path, port: int, upstream: str) -> Iterator[Microburst]:
    """Calm at first; `upstream` need not be there yet."""
    url = f"http://{LOOPBACK}:{port}"
    command = [sys.executable, "-m", "tests.chaos.proxy", "--port", str(port)]
    command += ["--upstream", upstream]
    child = spawn(NAME, command, env=environment(state), cwd=ROOT, state=state)
    try:
        eventually(
            "microburst answers", lambda: answers(f"{url}/_microburst/health"), START_SECONDS
        )
        yield Microburst(url)
    finally:
        child.stop()
