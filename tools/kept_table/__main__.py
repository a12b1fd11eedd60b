"""`python -m tools.kept_table adopt|delete`: for admins, after `sam delete`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import boto3

from tools.kept_table.adopt import adopt
from tools.kept_table.delete import delete
from tools.kept_table.errors import KeptTableError
from tools.local_cloud.errors import LocalCloudError


def main(arguments: list[str] | None = None) -> int:
    """0 if it is done, 1 with what is wrong on the error output."""
    chosen = _parser().parse_args(arguments)
    cloudformation = boto3.client("cloudformation")
    dynamodb = boto3.client("dynamodb")
    try:
        if chosen.command == "adopt":
            adopt(cloudformation, dynamodb, chosen.stack, chosen.table, chosen.template)
            print(f"The stack {chosen.stack} holds {chosen.table}; now deploy over it: sam deploy")
        elif chosen.yes or input("Every ticket is lost. The table's name again: ") == chosen.table:
            delete(cloudformation, dynamodb, chosen.table)
            print(f"{chosen.table} is deleted")
        else:
            print("That is another name; nothing is deleted", file=sys.stderr)
            return 1
    except (KeptTableError, LocalCloudError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.kept_table", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    adopting = commands.add_parser("adopt", help="begin a new desk with the old one's tickets")
    adopting.add_argument("--stack", required=True, help="the new desk's, as in samconfig.toml")
    adopting.add_argument("--template", type=Path, default=Path("template.yaml"))
    deleting = commands.add_parser("delete", help="delete the tickets of a removed desk for good")
    deleting.add_argument("--yes", action="store_true", help="do not ask")
    for command in (adopting, deleting):
        command.add_argument("--table", required=True, help="the TableName that was kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
