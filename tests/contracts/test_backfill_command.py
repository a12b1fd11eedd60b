"""`./deskbell backfill` over a desk's table and inbox, before the fake Slack."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import Ts
from deskbell.domain.inputs import Envelope, ReactionChanged
from tests.builders import ANA, INSTALL, IT_HAPPENS, MINJUN
from tests.contracts import workspaces
from tests.contracts.stores import REGION, TABLE, Store
from tests.contracts.workspaces import SIGNING_SECRET, TOKEN, FakeSlackScene
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.backfill import commands
from tools.desk.push import push
from tools.desk.settings_file import read_settings

SECRET = "desk"  # pragma: allowlist secret


class Desk:
    """A desk with the sample's settings, a table and an inbox, which Slack tells nothing."""

    def __init__(self, slack: FakeSlackScene) -> None:
        self.slack = slack
        push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]

    def missed(self) -> Ts:
        """Minjun put 🎫 on Ana's message."""
        ts = self.slack.say(ANA, IT_HAPPENS, "My laptop does not start")
        where = {"channel": IT_HAPPENS, "ts": ts}
        self.slack.client.act(MINJUN, "react", name="ticket", **where)
        return ts

    def asked(self) -> list[Envelope]:
        """What has come to the inbox."""
        answer = self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10)
        return [wire.decode(m["Body"], Envelope) for m in answer.get("Messages", [])]


@pytest.fixture(scope="module")
def fake_slack() -> Iterator[FakeSlackScene]:
    with workspaces.fake_slack() as scene:
        yield scene


@pytest.fixture
def desk(
    dynamo_store: Store, fake_slack: FakeSlackScene, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    fake_slack.reset()
    made = Desk(fake_slack)
    secrets = boto3.client("secretsmanager", REGION)
    text = json.dumps({"bot_token": TOKEN, "signing_secrets": [SIGNING_SECRET]})
    arn = secrets.create_secret(Name=SECRET, SecretString=text)["ARN"]
    outputs = {"TableName": TABLE, "InboxQueueUrl": made.inbox, "SlackSecretArn": arn}
    stack = a_stack(parameters={"SlackApiUrl": f"{fake_slack.url}/api/"})
    monkeypatch.setattr(commands, "describe", lambda _account: replace(stack, outputs=outputs))
    yield made
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., str]


@pytest.fixture
def told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Told:
    """What the command prints."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["backfill", *arguments]) == code
        return capsys.readouterr().out

    return run


def test_an_operator_sees_what_was_missed_by_channel_and_by_key(desk: Desk, told: Told) -> None:
    ts = desk.missed()
    head, row, emoji, _, missed, outcome, questions = told().splitlines()

    assert head.split() == [
        *("channel", "read", "known", "missed", "under", "way", "of", "no", "ticket"),
    ]
    assert row.split() == ["#it-happens", "roots", "1", "0", "0", "0", "1"]
    assert emoji.split() == ["#it-happens", "emoji", "1", "0", "0", "1", "0"]
    key = f"react:{INSTALL}:{IT_HAPPENS}:{ts}:{MINJUN}:ticket:seen"
    assert missed == f"underway: #it-happens emoji  {key}"
    assert outcome == "0 missed and 1 that may be under way are on the inbox; 0 threads were read"
    assert questions == "0% of 1 questions in help channels are tickets"
    [envelope] = desk.asked()
    assert (envelope.key, type(envelope.input)) == (key, ReactionChanged)


def test_a_dry_run_puts_nothing_on_the_inbox(desk: Desk, told: Told) -> None:
    desk.missed()

    assert "0 missed and 1 that may be under way would go on the inbox" in told("--dry-run")
    assert desk.asked() == []


def test_a_program_reads_the_same(desk: Desk, told: Told) -> None:
    ts = desk.missed()
    document = json.loads(told("--json", "--since", "2h"))

    assert document["channels"][IT_HAPPENS]["name"] == "it-happens"
    assert document["channels"][IT_HAPPENS]["counts"]["roots"]["untracked"] == 1
    [captured] = document["captured"]
    assert ts in captured["key"]
    assert (document["stopped"], document["waiting"], document["dry_run"]) == (None, 0, False)


def test_nothing_missed_is_said_in_one_line(desk: Desk, told: Told) -> None:
    assert told().splitlines()[-1] == "nothing was missed; 0 threads were read"


def test_what_cannot_be_read_is_said_and_ends_with_1(desk: Desk, told: Told) -> None:
    desk.slack.client.fault("call", "error", method="conversations.history", error="missing_scope")

    text = told(code=1)
    assert "#it-happens cannot be read: missing_scope\n  mend: " in text


def test_slack_that_does_not_answer_is_asked_again_another_time(desk: Desk, told: Told) -> None:
    desk.slack.client.fault("call", "http_status", method="conversations.history", status=503)

    assert "not all was read, Slack said http_503\n  mend: run it again" in told(code=1)


@pytest.mark.parametrize("when", ["yesterday", "0d", "2w", "2026-13-01"])
def test_a_time_that_is_none_is_refused(
    desk: Desk, when: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["backfill", "--since", when])
    assert "argument --since" in capsys.readouterr().err


def test_without_a_secret_slack_is_not_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = boto3.client("secretsmanager", REGION)
    secrets.delete_secret(SecretId=SECRET, ForceDeleteWithoutRecovery=True)
    secrets.create_secret(Name=SECRET)

    assert main(["backfill"]) == 1
    assert "no Slack secret is stored" in capsys.readouterr().err
