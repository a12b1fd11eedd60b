"""Answers blocks of requests in a warm process and tells what they cost; `warm.py` starts it.

A line of JSON in (a list of events), a line out: CPU seconds in all, seconds of each.
"""

import json
import sys
import time
from importlib import import_module
from types import SimpleNamespace


def work(handler_name: str) -> None:
    """Until there is no more input; what the handler prints is thrown away."""
    module, _, name = handler_name.rpartition(".")
    handler = getattr(import_module(module), name)
    context = SimpleNamespace(function_name="bench", invoked_function_arn="arn:aws:lambda:::bench")
    answers, sys.stdout = sys.stdout, open("/dev/null", "w")  # noqa: SIM115, PTH123
    for line in sys.stdin:
        events, took = json.loads(line), []
        before = time.process_time()
        for event in events:
            start = time.perf_counter()
            status = handler(event, context)["statusCode"]
            took.append(time.perf_counter() - start)
            if status != 200:
                raise SystemExit(f"{handler_name} answered {status}")
        cpu = time.process_time() - before
        print(json.dumps({"cpu": cpu, "took": took}), file=answers, flush=True)


if __name__ == "__main__":
    work(sys.argv[1])
