"""`python -m tools.desk check|push`: for admins, before and after they change `desk.yaml`."""

import argparse
import sys
from pathlib import Path

from tools.desk import SettingsFileError, push_settings, read_settings


def main(arguments: list[str] | None = None) -> int:
    """0 if all is well, 1 with every fault on the error output."""
    parser = argparse.ArgumentParser(prog="python -m tools.desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="say what is wrong with the settings")
    push = commands.add_parser("push", help="check them and make them the current version")
    for command in (check, push):
        command.add_argument("file", nargs="?", type=Path, default=Path("desk.yaml"))
    push.add_argument("--table", required=True, help="the TableName that the deployment printed")
    push.add_argument("--endpoint", help="another address than AWS's own: the local cloud's")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "check":
            desk = read_settings(chosen.file).desk
            print(f"{chosen.file} is sound; inboxes: {len(desk.inboxes)}, forms: {len(desk.forms)}")
        else:
            version = push_settings(chosen.file, chosen.table, chosen.endpoint)
            print(f"{chosen.table} now uses the settings {version[:12]} of {chosen.file}")
    except SettingsFileError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
