"""`python -m tools.kept_table adopt|delete`: for admins, after `sam delete`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.desk.deployment import DEFAULT_STACK, in_aws
from tools.desk.errors import AwsError, OperatorError, explain_aws
from tools.kept_table.adopt import adopt
from tools.kept_table.delete import delete
from tools.kept_table.errors import KeptTableError
from tools.local_cloud.errors import LocalCloudError


def main(arguments: list[str] | None = None) -> int:
    """0 if it is done, 1 with what is wrong on the error output."""
    chosen = _parser().parse_args(arguments)
    try:
        _do(chosen)
    except (KeptTableError, LocalCloudError, OperatorError) as error:
        print(f"error: {error}", file=sys.stderr)
    except AwsError as error:
        print(f"error: {explain_aws(error)}", file=sys.stderr)
    else:
        return 0
    return 1


def _do(chosen: argparse.Namespace) -> None:
    account = in_aws(chosen.stack, chosen.profile, chosen.region)
    cloudformation, dynamodb = account.client("cloudformation"), account.client("dynamodb")
    if chosen.command == "adopt":
        adopt(cloudformation, dynamodb, chosen.stack, chosen.table, chosen.template)
        print(f"The stack {chosen.stack} holds {chosen.table}; now deploy over it: sam deploy")
        return
    if not chosen.yes and input("Every ticket is lost. The table's name again: ") != chosen.table:
        raise KeptTableError("that is another name; nothing is deleted")
    delete(cloudformation, dynamodb, chosen.table)
    print(f"{chosen.table} is deleted")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.kept_table", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    adopting = commands.add_parser("adopt", help="begin a new desk with the old one's tickets")
    adopting.add_argument("--stack", required=True, help="the new desk's, as in samconfig.toml")
    adopting.add_argument("--template", type=Path, default=Path("template.yaml"))
    deleting = commands.add_parser("delete", help="delete the tickets of a removed desk for good")
    deleting.add_argument(
        "--stack", default=DEFAULT_STACK, help="the removed desk's, for its region (%(default)s)"
    )
    deleting.add_argument("--yes", action="store_true", help="do not ask")
    for command in (adopting, deleting):
        command.add_argument("--table", required=True, help="the TableName that was kept")
        command.add_argument("--region", help="the stack's region, if not the shell's")
        command.add_argument("--profile", help="the AWS profile, if not the shell's")
    return parser


if __name__ == "__main__":
    sys.exit(main())
