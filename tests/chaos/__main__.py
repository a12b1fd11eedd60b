"""`make chaos`: the desk on the local cloud, with everything around it failing now and then."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from functools import partial

from tests.chaos.people import OPERATIONS
from tests.chaos.run import Report, run
from tools.local_cloud.aws import ENVIRONMENT


def main() -> int:
    """0, or 1 if something was lost or doubled, or a fault never fired."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what people do, and when AWS fails")
    parser.add_argument(
        "--operations", type=int, default=OPERATIONS, help="how many things they do"
    )
    parser.add_argument("--calm", action="store_true", help="break nothing")
    chosen = parser.parse_args()
    # Nobody's own account is touched, whatever the shell is set up for.
    os.environ.update(ENVIRONMENT)
    # Stopped by whatever signal, it takes its desk down.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit("stopped"))
    begun = time.monotonic()
    tell = partial(print, flush=True)
    report = run(chosen.seed, chosen.operations, tell, calm=chosen.calm)
    print("\n".join(_told(report, chosen.seed, time.monotonic() - begun)))
    return 1 if report.violations or report.never_fired else 0


def _told(report: Report, seed: int, seconds: float) -> Iterator[str]:
    did = sum(report.gestures.values())
    yield f"\nseed {seed}: {did} operations, {report.tickets} tickets, {report.rows} rows"
    yield f"what people were told does not work: {report.refused}"
    yield from _counts("people did", report.gestures)
    yield from _counts("between the functions and AWS, how often it fired", report.aws)
    yield from _counts("between Slack and the desk, how often it fired", report.slack)
    yield f"dead letters put back: {report.redriven}"
    yield f"operations nobody was told of: {report.unheard}; back-fill found {report.captured}"
    for step, took in report.seconds.items():
        yield f"{took:6.0f} s  {step}"
    yield f"{seconds:6.0f} s  in all, with starting and stopping"
    for name in report.never_fired:
        yield f"NEVER FIRED  {name}"
    for one in report.violations:
        yield f"VIOLATION  {one.invariant} {one.subject} {one.what}"
    broken = len(report.violations)
    yield "nothing is lost, nothing is doubled" if not broken else f"{broken} violations"


def _counts(title: str, counts: dict[str, int]) -> Iterator[str]:
    yield f"{title}:"
    for name, count in counts.items():
        yield f"{count:6}  {name}"


if __name__ == "__main__":
    sys.exit(main())
