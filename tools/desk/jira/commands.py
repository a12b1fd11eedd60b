"""`./deskbell jira`: its arguments, and how tickets and issues that are older than the setting come
to the other side: each as one input, which the desk decides on like any other (A5-08)."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from pynamodb.exceptions import ScanError

from deskbell.adapters.dynamo.aggregates import DynamoAggregates
from deskbell.adapters.dynamo.items import TicketItem
from deskbell.adapters.dynamo.ticket_states import ticket_from_item
from deskbell.adapters.jira.exchange import over_https
from deskbell.adapters.jira.found import OpenIssue, envelopes_of, open_issues
from deskbell.adapters.jira.rest import session
from deskbell.domain.decision import issue_link
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import QueueUnavailableError, StoreError
from deskbell.domain.ids import EventKey, InboxId
from deskbell.domain.jira.inputs import IssueWanted
from deskbell.domain.jira.settings import Jira
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.issue_ports import IssueRefusedError
from tools.desk.bound_table import bind_table, pushed_desk
from tools.desk.deployment import Account, describe
from tools.desk.errors import AwsError, OperatorError, explain_aws
from tools.desk.inbox import inbox_of, operator_of

CHUNK = 100
"""Inputs that are sent before it is told how far it has come."""
SECONDS = 3600.0
"""All of Jira's answers together."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """What goes to the other side: its name for people, and the inputs that bring it there."""

    name: str
    envelopes: tuple[Envelope, ...]


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    jira = commands.add_parser(
        "jira",
        help="make issues of older tickets, and tickets of older issues",
        description="For a connector of `jira` in desk.yaml: what is older than it. What is on "
        "both sides already is left alone, so that either command may be run again.",
    )
    actions = jira.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser(
        "export",
        parents=[where, as_json],
        help="make issues of the open tickets that are none",
        description="Each open ticket of the connector's inboxes becomes an issue with all that "
        "was said to everybody, unless it is too private for Jira.",
    )
    bring = actions.add_parser(
        "import",
        parents=[where, as_json],
        help="make tickets of the open issues that are none",
        description="Each issue of the connector's project that is not done becomes a ticket of "
        "one inbox, with its comments, priority and status.",
    )
    bring.add_argument("--inbox", metavar="NAME", help="where the tickets go (default: its first)")
    for action in (export, bring):
        action.add_argument("--connector", metavar="NAME", help="which one, if there are several")
        action.add_argument("--dry-run", action="store_true", help="say what would be done")


def run(chosen: argparse.Namespace, account: Account, now: datetime) -> int:
    """The exit code; `now` is the desk's time. Raises what AWS says, and OperatorError."""
    stack = describe(account)
    bind_table(account, stack.output("TableName"))
    desk = pushed_desk()
    jira = _connector(desk, chosen.connector)
    operator = "" if chosen.dry_run else operator_of(account)
    try:
        if chosen.action == "export":
            brought = list(_tickets(desk, jira, operator, now))
        else:
            inbox = _inbox(desk, jira, chosen.inbox)
            there = session(jira, _secret(account), SECONDS, over_https)
            issues = open_issues(jira, there)
            brought = list(_issues(desk, jira, inbox, operator, now, issues))
    except IssueRefusedError as refused:
        code = refused.outcome.code
        raise OperatorError(f"Jira does not answer: {code}", "./deskbell doctor") from refused
    except ScanError as error:
        raise explain_aws(error.cause or error) from error
    except StoreError as error:
        raise OperatorError(str(error), "run it again") from error
    if not chosen.dry_run:
        put = inbox_of(account, stack).put_all
        _send(brought, put)
    print(_as_json(chosen, brought) if chosen.json else _as_text(chosen, brought))
    return 0


def _tickets(desk: Desk, jira: Jira, operator: str, now: datetime) -> Iterator[_Brought]:
    install = desk.workspace.install
    found = TicketItem.scan(TicketItem.kind == TicketItem().kind)
    for ticket in sorted(map(ticket_from_item, found), key=lambda one: one.number):
        if ticket.install == install and _is_wanted(ticket, jira):
            key = f"jira:{install}:{jira.id}:wanted:{ticket.ref}:{int(now.timestamp())}"
            told = IssueWanted(ticket.ref, jira.id, operator)
            group = f"{install}:{ticket.ref}"
            envelope = Envelope(EventKey(key), install, group, now, now, told)
            yield _Brought(f"#{ticket.number}", (envelope,))


def _is_wanted(ticket: Ticket, jira: Jira) -> bool:
    issue = ticket.issue
    is_there = issue is not None and issue.connector == jira.id and issue.id
    return ticket.is_open and not is_there and jira.shares(ticket.inbox, ticket.privacy)


def _issues(
    desk: Desk,
    jira: Jira,
    inbox: InboxId,
    operator: str,
    now: datetime,
    issues: Iterator[OpenIssue],
) -> Iterator[_Brought]:
    install, known = desk.workspace.install, DynamoAggregates()
    for issue in issues:
        if known.find(issue_link(install, jira.id, issue.id)) is None:
            envelopes = envelopes_of(issue, jira, install, inbox, operator, now)
            yield _Brought(issue.key, envelopes)


def _send(brought: Sequence[_Brought], put: Callable[[Iterator[Envelope]], None]) -> None:
    sent, left = 0, iter(brought)
    while chunk := tuple(islice(left, CHUNK)):
        try:
            put(envelope for one in chunk for envelope in one.envelopes)
        except (QueueUnavailableError, *AwsError) as error:
            raise OperatorError(
                f"the inbox took {sent} of {len(brought)}, and then no more ({error})",
                "run it again: what is on both sides already is left alone",
            ) from error
        sent += len(chunk)
        print(f"{sent} of {len(brought)} so far", file=sys.stderr)


def _connector(desk: Desk, name: str | None) -> Jira:
    if not desk.jira:
        raise OperatorError("the settings name no Jira", "write it under jira: docs/jira.md")
    if name is None and len(desk.jira) == 1:
        return next(iter(desk.jira.values()))
    known = ", ".join(desk.jira)
    if name is None:
        raise OperatorError("there are several connectors", f"name one by --connector: {known}")
    if name not in desk.jira:
        raise OperatorError(f"{name} is no connector of the settings", f"known: {known}")
    return desk.jira[name]


def _inbox(desk: Desk, jira: Jira, name: str | None) -> InboxId:
    inbox = InboxId(name) if name else jira.inboxes[0]
    known = f"known: {', '.join(jira.inboxes)}"
    if inbox not in jira.inboxes:
        raise OperatorError(f"{inbox} is no inbox of {jira.id}", known)
    if not jira.shares(inbox, desk.inboxes[inbox].privacy):
        raise OperatorError(f"the tickets of {inbox} are too private for Jira", known)
    return inbox


def _secret(account: Account) -> Callable[[str], str]:
    return lambda name: str(
        account.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    )


def _as_text(chosen: argparse.Namespace, brought: Sequence[_Brought]) -> str:
    what, become = ("ticket", "an issue") if chosen.action == "export" else ("issue", "a ticket")
    if not brought:
        return f"each open {what} is {become} already"
    names = ", ".join(one.name for one in brought)
    verb = "would become" if chosen.dry_run else "will be"
    count = f"1 {what}" if len(brought) == 1 else f"{len(brought)} {what}s, each"
    rest = "" if chosen.dry_run else "; ./deskbell outbox parked says what the other side refuses"
    return f"{count} {verb} {become}: {names}{rest}"


def _as_json(chosen: argparse.Namespace, brought: Sequence[_Brought]) -> str:
    return json.dumps({"dry_run": chosen.dry_run, "brought": [one.name for one in brought]})
