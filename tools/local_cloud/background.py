"""`make up` and `make down`: the same stack without a terminal that has to stay open."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tools.local_cloud import ministack, stack_file
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.foreground import OWNER, addresses, clear_leftovers
from tools.local_cloud.options import Options
from tools.local_cloud.processes import holder, stop_holder
from tools.local_cloud.stack import answers

START_SECONDS = 300.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.1


def up(options: Options) -> None:
    """Return when the stack is healthy; when it already is, say so."""
    if holder(options.state, OWNER):
        _confirm_healthy(options)
        return
    clear_leftovers(options)
    options.state.mkdir(parents=True, exist_ok=True)
    log = options.state / f"{OWNER}.log"
    with log.open("wb") as output:
        owner = subprocess.Popen(
            [sys.executable, "-m", "tools.local_cloud", "run"],
            cwd=options.root,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _follow(log, owner, options)
    except BaseException:
        owner.terminate()
        owner.wait(STOP_SECONDS)
        raise


def down(options: Options) -> None:
    """Stop the stack, however it was started, and whatever a killed one left."""
    was_up = stop_holder(options.state, OWNER, STOP_SECONDS)
    clear_leftovers(options)
    print("The desk is stopped." if was_up else "The desk was not up.")


def _follow(log: Path, owner: subprocess.Popen[bytes], options: Options) -> None:
    """Show the owner's steps as they happen, until it is up or gives up."""
    deadline = time.monotonic() + START_SECONDS
    with log.open() as lines:
        while not options.stack_file.exists():
            print(lines.read(), end="", flush=True)
            if owner.poll() is not None:
                print(lines.read(), end="", flush=True)
                raise LocalCloudError("The desk did not start; the reason is above.")
            if time.monotonic() > deadline:
                raise LocalCloudError(f"The desk was not up after {START_SECONDS:.0f} s; see {log}")
            time.sleep(POLL_SECONDS)
        print(lines.read(), end="", flush=True)


def _confirm_healthy(options: Options) -> None:
    if options.stack_file.exists():
        running = stack_file.read(options.stack_file)
        health = [f"{options.front_url}/health", ministack.health_url(options)]
        if all(answers(url) for url in [*health, *filter(None, [running.fake_slack_url])]):
            print(f"The desk is already up.\n{addresses(running, options)}")
            return
    raise LocalCloudError(
        "The desk is starting or does not answer; wait a little, or stop it with: make down"
    )
