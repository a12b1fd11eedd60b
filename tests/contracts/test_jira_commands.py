"""`./deskbell jira` over a table, an inbox and a small Jira: what is older than the setting."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import InboxId, ticket_ref
from deskbell.domain.inputs import Envelope, IssueMoved
from deskbell.domain.jira.inputs import IssueFound, IssueWanted
from deskbell.domain.jira.issue import Issue
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.classification import Privacy
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import INSTALL, IT_HAPPENS, NOW, a_cause, a_ticket
from tests.contracts.changes import opening
from tests.contracts.stores import REGION, TABLE, Store
from tests.functional.jira import a_jira_desk
from tests.functional.operator.accounts import a_stack
from tests.jira import BENS_ACCOUNT, JIRA, MARAS_ACCOUNT
from tests.template.cloudformation import ROOT
from tools.desk import __main__ as command_line
from tools.desk.__main__ import main
from tools.desk.jira import commands
from tools.desk.push import push
from tools.desk.settings_file import read_settings
from tools.fake_jira.jira import JIRA_KEY, FakeJira


class Sides:
    """A deployed desk whose settings name a Jira, and that Jira."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings = read_settings(ROOT / "desk.yaml")
        self.jira = FakeJira(lambda: NOW)
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]
        self.push(a_jira_desk())

    def push(self, desk: Desk) -> None:
        settings = replace(self.settings, desk=desk)
        push(settings, boto3.client("dynamodb", REGION), TABLE)

    def ticket(self, number: int, **changes: Any) -> Ticket:
        ref = ticket_ref(INSTALL, IT_HAPPENS, str(number))
        ticket = replace(a_ticket(), ref=ref, number=number, **changes)
        self.store.aggregates.commit(opening(ticket), a_cause(f"opened {number}"))
        return ticket

    def asked(self) -> list[Envelope]:
        """What has come to the inbox since."""
        found: list[Envelope] = []
        while messages := self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in messages:
                found.append(wire.decode(message["Body"], Envelope))
                self.sqs.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return found


@pytest.fixture
def sides(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sides]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.setattr(command_line, "_desk_time", lambda _: NOW)
    made = Sides(dynamo_store)
    stack = replace(a_stack(), outputs={"TableName": TABLE, "InboxQueueUrl": made.inbox})
    monkeypatch.setattr(commands, "describe", lambda _account: stack)
    monkeypatch.setattr(commands, "over_https", made.jira.answer)
    secrets = boto3.client("secretsmanager", REGION)
    secrets.create_secret(Name=JIRA.secret, SecretString=JIRA_KEY)
    yield made
    secrets.delete_secret(SecretId=JIRA.secret, ForceDeleteWithoutRecovery=True)
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., str]


@pytest.fixture
def told(sides: Sides, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["jira", *arguments]) == code
        said = capsys.readouterr()
        return said.out if code == 0 else said.err

    return run


def test_open_tickets_that_are_no_issues_are_asked_for_the_oldest_first(
    sides: Sides, told: Told
) -> None:
    second, first = sides.ticket(2), sides.ticket(1)
    sides.ticket(3, status=Status.SOLVED)
    sides.ticket(4, issue=Issue("jira", "10001", "ITSD-1"))
    sides.ticket(5, inbox=InboxId("facilities"))
    sides.ticket(6, privacy=Privacy.PRIVATE)
    assert "2 tickets, each would become an issue: #1, #2" in told("export", "--dry-run")
    assert sides.asked() == []
    assert "will be an issue: #1, #2" in told("export")
    inputs = [one.input for one in sides.asked()]
    assert all(isinstance(one, IssueWanted) and one.connector == "jira" for one in inputs)
    assert [one.ref for one in inputs if isinstance(one, IssueWanted)] == [first.ref, second.ref]


def test_open_issues_that_are_no_tickets_are_brought_with_how_they_stand(
    sides: Sides, told: Told
) -> None:
    sides.jira.report(MARAS_ACCOUNT, "Mara Vendor", "The lift is stuck", description="<Again>")
    mine = sides.jira.report(BENS_ACCOUNT, "Ben C", "No light")
    sides.jira.report(BENS_ACCOUNT, "Ben C", "Long done").status = "Done"
    assert "2 issues, each would become a ticket: ITSD-1, ITSD-2" in told("import", "--dry-run")
    assert json.loads(told("import", "--json")) == {
        "dry_run": False,
        "brought": ["ITSD-1", "ITSD-2"],
    }
    found, moved, *_ = asked = sides.asked()
    assert isinstance(found.input, IssueFound)
    assert found.input.text == "The lift is stuck\n&lt;Again&gt;"
    assert (found.input.inbox, found.input.account) == ("it", MARAS_ACCOUNT)
    assert isinstance(moved.input, IssueMoved)
    assert moved.input.status == "To Do"
    assert found.group == moved.group != asked[2].group
    assert mine.id in asked[2].key


def test_there_is_nothing_to_do(told: Told) -> None:
    assert told("export") == "each open ticket is an issue already\n"
    assert told("import") == "each open issue is a ticket already\n"


def test_one_is_called_one(sides: Sides, told: Told) -> None:
    sides.ticket(1)
    assert told("export", "--dry-run") == "1 ticket would become an issue: #1\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "--connector", "other"), "other is no connector of the settings"),
        (("import", "--inbox", "facilities"), "facilities is no inbox of jira"),
    ],
)
def test_what_the_settings_do_not_name_is_told_with_what_they_do(
    told: Told, arguments: tuple[str, ...], says: str
) -> None:
    said = told(*arguments, code=1)
    assert says in said
    assert "known: " in said


def test_a_desk_without_jira_says_where_to_write_it(sides: Sides, told: Told) -> None:
    sides.push(replace(a_jira_desk(), jira={}))
    assert "the settings name no Jira" in told("export", code=1)


def test_an_inbox_that_is_too_private_is_refused(sides: Sides, told: Told) -> None:
    sides.push(a_jira_desk(privacy=Privacy.PRIVATE))
    assert "too private for Jira" in told("import", code=1)


def test_a_jira_that_does_not_let_us_in_is_told(sides: Sides, told: Told) -> None:
    sides.jira.key = "another@example.com:key"
    assert "Jira does not answer: http_401" in told("import", code=1)
