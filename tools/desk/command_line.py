"""The operator's command line: what there is and what it is for; `__main__.py` runs it."""

import argparse
from pathlib import Path

from deskbell.domain.texts import LANGUAGES
from tools.desk.api import commands as api
from tools.desk.backfill import commands as backfill
from tools.desk.dead_letters import commands as dead_letters
from tools.desk.deployment import DEFAULT_STACK
from tools.desk.feedback import commands as feedback
from tools.desk.inventory import commands as inventory
from tools.desk.jira import commands as jira
from tools.desk.nps import commands as nps
from tools.desk.oncall import commands as oncall
from tools.desk.paging import alerts, contacts
from tools.desk.parked import commands as parked
from tools.desk.reports import commands as reports
from tools.desk.rules import commands as rules
from tools.desk.standups import commands as standups
from tools.desk.workflows import commands as workflows
from tools.local_cloud.options import ROOT

_START = """\
from nothing to a desk (README.md, "Deploy to AWS"):
  ./deskbell manifest --link    create the Slack app
  ./deskbell secret             store its bot token and signing secret
  ./deskbell init --help-channel …   write a small desk.yaml, or
  ./deskbell ids --channel …    print the ids that yours needs
  ./deskbell check              is desk.yaml sound?
  ./deskbell push               make it the current version
  ./deskbell doctor             is every link of the desk in order?
"""


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="deskbell",
        description="Sets up and looks after a Deskbell in your AWS account and Slack workspace.",
        epilog=_START,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    where, table, desk_file, as_json = _where(), _table(), _desk_file(), _as_json()

    check = commands.add_parser(
        "check",
        parents=[desk_file],
        help="say what is wrong with desk.yaml and the workflows beside it",
        description="Says what is wrong with the settings, and with the definitions in the folder "
        "workflows beside them, with the line of each fault.",
    )
    check.add_argument(
        "--against",
        type=Path,
        metavar="OLD",
        help="also say whose shifts these settings move in the next two weeks, against those",
    )

    init = commands.add_parser(
        "init",
        parents=[desk_file, where],
        help="write a small desk.yaml to begin with",
        description="Writes a desk.yaml of one team with the form /it, with the ids that Slack has "
        "for these names; change it as you like. Overwrites the sample's file, never another.",
    )
    _add_names(init, "--help-channel", "NAME", "where people ask", required=True)
    init.add_argument(
        "--triage-channel", required=True, metavar="NAME", help="where agents see new tickets"
    )
    _add_names(init, "--agent", "HANDLE", "who takes and solves tickets", required=True)
    init.add_argument(
        "--lead", required=True, metavar="HANDLE", help="who hears of what nobody takes"
    )
    _add_names(init, "--admin", "HANDLE", "who may do everything (default: the lead)")
    init.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of channels (default: %(default)s)"
    )
    init.set_defaults(against=None)  # it ends with a check of what it has written

    push = commands.add_parser(
        "push",
        parents=[desk_file, where, table],
        help="make desk.yaml the current version",
        description="Checks the settings and makes them the current version; the functions notice "
        "within a minute. Pushing an older file, or --version, goes back.",
    )
    push.add_argument(
        "--chosen-by",
        metavar="NAME",
        help="who chose the workflows and rules that are new or changed and name nobody",
    )
    push.add_argument("--version", metavar="HASH", help="a version pushed before, instead of FILE")

    manifest = commands.add_parser(
        "manifest",
        parents=[where],
        help="print Slack's app manifest for this desk",
        description="Prints slack_manifest.yaml with the addresses of the desk.",
    )
    manifest.add_argument("--api-url", help="the ApiUrl of the deployment; else the stack is asked")
    manifest.add_argument("--stage", help="shown in the app's name; else taken from the stack's")
    manifest.add_argument(
        "--link", action="store_true", help="print a link that creates the app from it"
    )

    secret = commands.add_parser(
        "secret",
        parents=[where],
        help="store the Slack app's bot token and signing secret",
        description="Asks for the bot token and the signing secret without showing them (or reads "
        "them from the standard input, a line each), asks Slack whether it takes the token, and "
        "stores both in Secrets Manager.",
    )
    change = secret.add_mutually_exclusive_group()
    change.add_argument(
        "--rotate",
        action="store_true",
        help="ask for a new signing secret only; the current one stays valid beside it",
    )
    change.add_argument(
        "--drop-previous", action="store_true", help="end a rotation: keep the current one alone"
    )
    change.add_argument(
        "--heartbeat",
        action="store_true",
        help="ask for a URL that the auditor asks for while all holds, and store it too",
    )
    change.add_argument("--no-heartbeat", action="store_true", help="forget the heartbeat's URL")

    ids = commands.add_parser(
        "ids",
        parents=[where],
        help="print ids of the workspace, channels and people, as desk.yaml wants them",
        description="Looks names up in Slack with the stored bot token and prints lines to paste "
        "into desk.yaml; without names, those of the workspace. Ends with 1 if a name is unknown.",
    )
    _add_names(ids, "--channel", "NAME", "a channel, as it-happens")
    _add_names(ids, "--person", "HANDLE", "a handle, display name or full name")

    explain = commands.add_parser(
        "explain",
        parents=[where, table, as_json],
        help="print the history of a ticket or an outage: who did what, when and why",
        description="Prints each change of a ticket, a loan or an outage with its time, actor, "
        "reason and cause; and of an outage who was called when, how, and what became of that.",
    )
    explain.add_argument("ticket", help="its number, as on its card, or its reference in the log")

    dead_letters.add_to(commands, where, as_json)
    parked.add_to(commands, where, as_json)
    inventory.add_to(commands, where, as_json)
    nps.add_to(commands, where, as_json)
    jira.add_to(commands, where, as_json)
    feedback.add_to(commands, where, as_json)
    backfill.add_to(commands, where, as_json)
    rules.add_to(commands, desk_file, where, table, as_json)
    workflows.add_to(commands, desk_file, where, as_json)
    oncall.add_to(commands, desk_file, where)
    alerts.add_to(commands, desk_file, where)
    contacts.add_to(commands, desk_file, where)
    api.add_to(commands, desk_file, where)
    reports.add_to(commands, where, table, as_json)
    standups.add_to(commands, where, table, as_json)

    rekey = commands.add_parser(
        "rekey",
        parents=[where, table],
        help="after an upgrade: put older tickets where this release looks for them",
        description="Goes through the table once and puts the tickets that earlier releases wrote "
        "on the lists and queues of this one. The desk may run; a second run finds nothing to do.",
    )
    rekey.add_argument("--dry-run", action="store_true", help="count only, change nothing")

    commands.add_parser(
        "audit",
        parents=[where, table, as_json],
        help="read the whole table and say what does not hold that always should",
        description="Asks every invariant (docs/reliability.md) that the table can tell of, "
        "changes nothing, and says for each violation what to do. Ends with 1 if there is any.",
    )

    commands.add_parser(
        "doctor",
        parents=[desk_file, where, as_json],
        help="check every link of a deployed desk and say what to mend",
        description="Looks at AWS, Slack and desk.yaml, changes nothing, and says for each link "
        "whether it is in order and what to do if not. Ends with 1 if anything is wrong.",
    )
    return root


def _add_names(
    command: argparse.ArgumentParser,
    option: str,
    metavar: str,
    what: str,
    *,
    required: bool = False,
) -> None:
    command.add_argument(
        option,
        action="append",
        default=[],
        required=required,
        metavar=metavar,
        help=f"{what}; again for more: {option} … {option} …",
    )


def _where() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    group = parent.add_argument_group("which desk")
    group.add_argument("--stack", default=DEFAULT_STACK, help="its stack (default: %(default)s)")
    group.add_argument("--region", help="the stack's region, if not the shell's")
    group.add_argument("--profile", help="the AWS profile, if not the shell's")
    group.add_argument("--local", action="store_true", help="the desk that make run started")
    return parent


def _usual_desk_file() -> Path:
    """In the folder that the command is given in; else that of the checkout."""
    here = Path("desk.yaml")
    return here if here.exists() else ROOT / here


def _table() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--table", help="this table, instead of the stack's")
    return parent


def _as_json() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--json", action="store_true", help="for programs")
    return parent


def _desk_file() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument(
        "file", nargs="?", type=Path, default=_usual_desk_file(), help="default: %(default)s"
    )
    return parent
