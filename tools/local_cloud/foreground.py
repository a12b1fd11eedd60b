"""`make run`: one process that owns a whole stack; `make up` runs the same in the background."""

from __future__ import annotations

import shutil
import signal
import threading

from tools.local_cloud.options import Options
from tools.local_cloud.processes import hold_until_exit, pid_file, stop_holder
from tools.local_cloud.stack import CHILDREN, Stack, Stopped
from tools.local_cloud.stack_file import StackFile

OWNER = "stack"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(options: Options) -> None:
    """Start the stack, print where it is and stay until a signal; nothing is left behind."""
    stop_asked = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop_asked.set())
    hold_until_exit(options.state, OWNER)
    clear_leftovers(options)
    stack = Stack(options, stop_asked)
    try:
        up = stack.start()
        print(f"\nThe desk is up.\n{addresses(up, options)}", flush=True)
        # Last of all: whoever waits for the file may read what was printed, too.
        up.write(options.stack_file)
        stack.watch()
        print("Stopping.", flush=True)
    except Stopped:
        print("Stopped before it was up.", flush=True)
    finally:
        options.stack_file.unlink(missing_ok=True)
        stack.stop()
        pid_file(options.state, OWNER).unlink(missing_ok=True)


def clear_leftovers(options: Options) -> None:
    """End what an owner that was killed could not end itself, and forget what it wrote."""
    for name in CHILDREN:
        stop_holder(options.state, name)
    options.stack_file.unlink(missing_ok=True)
    shutil.rmtree(options.temporary, ignore_errors=True)


def addresses(up: StackFile, options: Options) -> str:
    slack = up.fake_slack_url or f"{up.slack_api_url} (not started here)"
    return "\n".join(
        [
            f"  Slack, to click in        {slack}",
            f"  Requests from Slack       {options.front_url}/slack/…",
            f"  AWS endpoint              {up.aws_endpoint_url}",
            f"  Addresses, secrets, logs  {options.state}",
            "make down stops it all; so does Ctrl-C where make run is open.",
        ]
    )
