"""CPU and latency of a warm ingress, a request, against the peer with the same requests."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.bench import lambda_package
from tools.bench.emulator import Function
from tools.bench.lambda_package import INTERPRETER
from tools.bench.measurement import Measurement
from tools.bench.neighbours import INGRESS, Neighbours, neighbours
from tools.bench.samples import compared, p99
from tools.bench.slack_requests import a_message, a_reaction

BLOCKS, BLOCK = 40, 50
"""2,000 requests each, in turn by blocks."""
PEER = "bolt_sqs"
_WORKER = Path(__file__).with_name("warm_worker.py")


@dataclass(slots=True)
class Worker:
    """A warm process; `cpu` has one figure a block, milliseconds a request, `took` one each."""

    process: subprocess.Popen[str]
    cpu: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    def answer(self, events: Sequence[dict[str, Any]]) -> None:
        told = self._ask(events)
        self.cpu.append(told["cpu"] * 1000 / len(events))
        self.took += [seconds * 1000 for seconds in told["took"]]

    def warm_up(self, events: Sequence[dict[str, Any]]) -> None:
        self._ask(events)

    def _ask(self, events: Sequence[dict[str, Any]]) -> dict[str, Any]:
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the worker has no pipes")
        stdin.write(json.dumps(events) + "\n")
        stdin.flush()
        answer = stdout.readline()
        if not answer:
            raise RuntimeError(f"the worker ended with {self.process.wait()}")
        told: dict[str, Any] = json.loads(answer)
        return told


def measure() -> list[Measurement]:
    """Medians of the blocks' CPU a request; median and p99 of the requests' latency."""
    package = lambda_package.build()
    with (
        neighbours(package) as around,
        _worker(around.function(INGRESS, package.ingress)) as ours,
        _worker(around.function(f"{PEER}.handler", package.compared)) as peer,
    ):
        _run(around, ours, peer)
    return [
        *compared("bolt_sqs_warm_cpu", "ms", peer.cpu, {}),
        *compared("ingress_warm_cpu", "ms", ours.cpu, {PEER: peer.cpu}),
        *compared("ingress_warm_latency", "ms", ours.took, {PEER: peer.took}),
        Measurement(
            "ingress_warm_latency_p99",
            p99(ours.took),
            "ms",
            len(ours.took),
            PEER,
            p99(ours.took) / p99(peer.took),
        ),
    ]


def _run(around: Neighbours, ours: Worker, peer: Worker) -> None:
    around.record()
    around.play("ingress")
    for worker in (ours, peer):
        worker.warm_up(_block(-1))
    for number in range(BLOCKS):
        for worker in (ours, peer) if number % 2 else (peer, ours):
            worker.answer(_block(number))
    around.play("ingress")


def _block(number: int) -> list[dict[str, Any]]:
    """Reactions and messages, all of them different."""
    first = (number + 1) * BLOCK
    return [(a_reaction if n % 2 else a_message)(n) for n in range(first, first + BLOCK)]


@contextmanager
def _worker(function: Function) -> Iterator[Worker]:
    environment = {
        **os.environ,
        **function.environment,
        "PYTHONPATH": function.path,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [str(INTERPRETER), "-P", str(_WORKER), function.handler],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Worker(process)
    finally:
        process.kill()
        process.communicate()
