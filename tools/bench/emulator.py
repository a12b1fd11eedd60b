"""Cold starts under Lambda's Runtime Interface Emulator, which needs no container.

It starts the interpreter with Lambda's runtime client at the first request: so request to answer
is process start to first answer.
"""

from __future__ import annotations

import json
import platform
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tools.bench.lambda_package import INTERPRETER, ROOT, BuildError

_INVOKE = "/2015-03-31/functions/function/invocations"
_MACHINES = {"x86_64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
_PATIENCE = 30.0


class ColdStartError(Exception):
    """The function did not answer as expected; says what came instead."""


@dataclass(frozen=True, slots=True)
class Function:
    """A handler on an import path, with the environment the template would give it."""

    handler: str
    path: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """Milliseconds from process start to the answer, the process's peak memory by then, in MB."""

    milliseconds: float
    megabytes: float
    answer: object


def cold_start(function: Function, event: object) -> FirstAnswer:
    """Raises ColdStartError where the function fails."""
    with _emulated(function) as (process, port):
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.connect()
        body = json.dumps(event).encode()
        start = time.perf_counter()
        connection.request("POST", _INVOKE, body)
        answer = connection.getresponse().read()
        seconds = time.perf_counter() - start
        connection.close()
        found = json.loads(answer or "null")
        if isinstance(found, dict) and "errorMessage" in found:
            raise ColdStartError(f"{function.handler}: {answer.decode()}")
        megabytes = _peak_memory(process.pid) / 1024
    return FirstAnswer(seconds * 1000, megabytes, found)


@contextmanager
def _emulated(function: Function) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port, runtime_port = _free_port(), _free_port()
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": function.path,
        # Lambda's disk is read-only: what has no bytecode is compiled at each start.
        "PYTHONDONTWRITEBYTECODE": "1",
        **function.environment,
    }
    process = subprocess.Popen(
        [
            str(_emulator()),
            "--runtime-interface-emulator-address",
            f"127.0.0.1:{port}",
            "--runtime-api-address",
            f"127.0.0.1:{runtime_port}",
            str(INTERPRETER),
            "-m",
            "awslambdaric",
            function.handler,
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield process, port
    finally:
        process.terminate()
        process.wait()


def _emulator() -> Path:
    name = f"aws-lambda-rie-{_MACHINES.get(platform.machine(), 'x86_64')}"
    found = list((ROOT / ".venv-sam").glob(f"lib/python3*/site-packages/samcli/local/rapid/{name}"))
    if not found:
        raise BuildError(f"{name} is missing: make .venv-sam/.installed")
    return found[0]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.01)
        else:
            time.sleep(0.02)  # for the emulator's own start, which is not what we measure
            return
    raise ColdStartError("the emulator does not listen")


def _peak_memory(emulator: int) -> int:
    """Kilobytes of the interpreter that the emulator has started."""
    children = [
        int(child)
        for task in Path(f"/proc/{emulator}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    if len(children) != 1:
        raise ColdStartError(f"the emulator has {len(children)} children, not one")
    status = Path(f"/proc/{children[0]}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])
