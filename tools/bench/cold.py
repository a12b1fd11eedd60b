"""Cold start and memory of ingress, intake and relay, against an empty handler and the peer.

All are started in turn, so that a busy moment of this machine meets all of them alike.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict

from tools.bench import lambda_package, slack_requests
from tools.bench.emulator import FirstAnswer, Function, cold_start
from tools.bench.lambda_package import INTERPRETER
from tools.bench.measurement import Measurement
from tools.bench.neighbours import Neighbours, neighbours
from tools.bench.samples import compared

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "100"))
RECORDED_FOR = 20
"""Rounds: the recorded answers hold leases, which end after two minutes."""

EMPTY, PEER = "empty", "bolt_sqs"
TLS_CONTEXTS = 50

_TIME_TLS = """
import ssl, sys, time
start = time.perf_counter()
if sys.argv[1:]:
    ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(sys.argv[1])
else:
    ssl.create_default_context()
print((time.perf_counter() - start) * 1000)
"""


def measure() -> list[Measurement]:
    """Milliseconds and megabytes at the first answer, and the one thing that it leaves out: TLS."""
    package = lambda_package.build()
    print(f"{ROUNDS} rounds on Python {lambda_package.python_version()}", flush=True)
    with neighbours(package) as around:
        answers = _rounds(around)
    return [*_times(answers), *_memory(answers), *_tls_contexts()]


def _rounds(around: Neighbours) -> dict[str, list[FirstAnswer]]:
    path = around.package.compared
    answers: defaultdict[str, list[FirstAnswer]] = defaultdict(list)
    scenes = {}
    for number in range(ROUNDS):
        if number % RECORDED_FOR == 0:
            scenes = around.record()
        request = slack_requests.a_reaction()
        turns: dict[str, tuple[str, Function, object]] = {
            EMPTY: ("ingress", around.function("empty.handler", path), request),
            "ingress": ("ingress", scenes["ingress"].function, request),
            PEER: ("ingress", around.function("bolt_sqs.handler", path), request),
            "intake": ("intake", scenes["intake"].function, scenes["intake"].event),
            "relay": ("relay", scenes["relay"].function, scenes["relay"].event),
        }
        for name, (scene, function, event) in turns.items():
            around.play(scene)
            answers[name].append(cold_start(function, event))
            around.play(scene)  # tells if something was asked that is not recorded
    return answers


def _times(answers: dict[str, list[FirstAnswer]]) -> list[Measurement]:
    took = {name: [one.milliseconds for one in each] for name, each in answers.items()}
    empty, peer = {EMPTY: took[EMPTY]}, {PEER: took[PEER]}
    return [
        *compared("empty_cold", "ms", took[EMPTY], {}),
        *compared("bolt_sqs_cold", "ms", took[PEER], empty),
        *(
            row
            for name in ("ingress", "intake", "relay")
            for row in compared(f"{name}_cold", "ms", took[name], empty | peer)
        ),
    ]


def _memory(answers: dict[str, list[FirstAnswer]]) -> list[Measurement]:
    used = {name: [one.megabytes for one in each] for name, each in answers.items()}
    return [
        *compared("empty_memory", "MB", used[EMPTY], {}),
        *compared("bolt_sqs_memory", "MB", used[PEER], {}),
        *(
            row
            for name in ("ingress", "intake", "relay")
            for row in compared(f"{name}_memory", "MB", used[name], {PEER: used[PEER]})
        ),
    ]


def _tls_contexts() -> list[Measurement]:
    """The bench speaks plain HTTP; over TLS each process loads trust roots as well."""
    layer = lambda_package.BUILT / "deskbell" / "python"
    roots = str(layer / "deskbell" / "adapters" / "amazon_trust_services.pem")
    few, default = [], []
    for _ in range(TLS_CONTEXTS):
        few.append(_time_tls(roots))
        default.append(_time_tls())
    return [
        *compared("tls_context_default", "ms", default, {}),
        *compared("tls_context_amazon", "ms", few, {"tls_context_default": default}),
    ]


def _time_tls(*arguments: str) -> float:
    return float(subprocess.check_output([INTERPRETER, "-c", _TIME_TLS, *arguments], text=True))
