"""The command line of the local cloud; the Makefile's run, up, down, tick and explain call it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tools.local_cloud import aws, background, clock, foreground, mail, phones, stack_file, tick
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.explain import explain
from tools.local_cloud.options import Options


def main(arguments: list[str]) -> int:
    """Run one command; a fault becomes one message and exit code 1."""
    parsed = _parser().parse_args(arguments)
    try:
        options = Options.from_env(os.environ)
        match parsed.command:
            case "run":
                foreground.run(options)
            case "up":
                background.up(options)
            case "down":
                background.down(options)
            case "tick":
                up = stack_file.read(options.stack_file)
                tick.run(up.aws_endpoint_url, options.clock_file, clock.parse(parsed.at))
            case "mail":
                endpoint = stack_file.read(options.stack_file).aws_endpoint_url
                mail.put(endpoint, Path(parsed.file)) if parsed.file else mail.show(endpoint)
            case "phones":
                phones.show(options.front_url)
            case _:
                print(explain(stack_file.read(options.stack_file), parsed.ticket))
    except LocalCloudError as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _use_local_aws() -> None:
    """Nobody's own account or profile is touched, whatever the shell is set up for."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    os.environ.update(aws.ENVIRONMENT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.local_cloud", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start everything here; Ctrl-C stops it all")
    commands.add_parser("up", help="start everything in the background")
    commands.add_parser("down", help="stop everything")
    at = commands.add_parser("tick", help="run the scheduled work as of a time")
    at.add_argument("--at", required=True, help="ISO 8601, for example 2026-03-02T09:00:00Z")
    commands.add_parser("phones", help="show the text messages and calls of pages")
    mailed = commands.add_parser("mail", help="hand a mail in, or show those that were sent")
    mailed.add_argument("file", nargs="?", help="as a mail program saves it (.eml)")
    explained = commands.add_parser("explain", help="print the history of a ticket")
    explained.add_argument("ticket")
    return parser


if __name__ == "__main__":
    _use_local_aws()
    sys.exit(main(sys.argv[1:]))
