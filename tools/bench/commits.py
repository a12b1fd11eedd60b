"""The committer's throughput on one core, against bare boto3 with the same transaction.

The table answers at once (stub.py), so what is compared is our own work: turning a decision into
items, PynamoDB, the wire.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tools.bench import lambda_package
from tools.bench.lambda_package import INTERPRETER
from tools.bench.measurement import Measurement
from tools.bench.neighbours import neighbours
from tools.bench.samples import compared, p99

_WORKER = Path(__file__).with_name("commit_worker.py")


def measure() -> list[Measurement]:
    """Milliseconds of CPU a transaction, transactions a second, and the slowest in a hundred."""
    package = lambda_package.build()
    with neighbours(package) as around:
        scene = around.record()["intake"]
        around.play(scene.name)
        told = subprocess.check_output(
            [INTERPRETER, "-P", _WORKER],
            env={
                **os.environ,
                **scene.function.environment,
                "PYTHONPATH": scene.function.path,
                "PYTHONDONTWRITEBYTECODE": "1",
            },
        )
        around.play(scene.name)
    found = json.loads(told)
    cpu, took = (
        {way: [seconds * 1000 for seconds in found[way][kind]] for way in ("ours", "boto3")}
        for kind in ("cpu", "took")
    )
    a_second = {way: [1000 / one for one in took[way]] for way in took}
    return [
        *compared("commit_cpu", "ms", cpu["ours"], {"boto3": cpu["boto3"]}),
        *compared("commit_a_second", "1/s", a_second["ours"], {"boto3": a_second["boto3"]}),
        Measurement(
            "commit_latency_p99",
            p99(took["ours"]),
            "ms",
            len(took["ours"]),
            "boto3",
            p99(took["ours"]) / p99(took["boto3"]),
        ),
    ]
