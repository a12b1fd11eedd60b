"""Plays the corpus to the ingress and the intake of the package on `PYTHONPATH`, one manner a run.

`python -m tools.corpus.play <manner>` prints a JSON line a payload; `package.py` starts it, in a
process of its own, so that the code under test is the package's and starts cold.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
import yaml
from moto import mock_aws

from tools.corpus.outcomes import Outcome
from tools.corpus.outside import outside
from tools.corpus.payloads import ENTERPRISE, ROOT, Manner, Payload, addressed, manifest, posted
from tools.corpus.signed import signed

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

REGION = "us-east-1"
TABLE = "desk"
_CONTEXT: Any = SimpleNamespace(
    function_name="corpus",
    function_version="$LATEST",
    invoked_function_arn=f"arn:aws:lambda:{REGION}:123456789012:function:corpus",
    memory_limit_in_mb=512,
    aws_request_id="corpus",
    get_remaining_time_in_millis=lambda: 10_000,
)
"""Lambda's, for both functions; the intake has 10 s."""


class PackagedDesk:
    """The two handlers over AWS and Slack of this machine; `signing_secret` is Slack's."""

    def __init__(self, signing_secret: str, inbox: str, sqs: SQSClient) -> None:
        self._signing_secret = signing_secret
        self._inbox = inbox
        self._sqs = sqs
        self._printed = io.StringIO()
        # Imported now: the environment has to be there first, as it is on Lambda, and a logger
        # keeps the stream that it finds.
        with redirect_stdout(self._printed):
            from intake import process_input
            from slack_ingress import receive_request
        self._ingress = receive_request.handler
        self._intake = process_input.handler

    def play(self, payload: Payload, manner: Manner) -> Outcome:
        body = posted(payload.folder, addressed(payload, manner))
        try:
            with redirect_stdout(self._printed):
                event = signed(body, self._signing_secret, int(time.time()))
                answer = self._ingress(event, _CONTEXT)
                [line] = self._lines()
                return Outcome(
                    file=payload.file,
                    manner=manner,
                    status=int(str(answer["statusCode"])),
                    outcome=line["outcome"],
                    reason=line["reason"],
                    intake=tuple(self._take_in()),
                )
        except Exception as fault:
            return Outcome(payload.file, manner, 0, "raised", f"{type(fault).__name__}: {fault}")

    def _take_in(self) -> Iterator[str]:
        """What the intake did with each message, the payload's own first, until none is left."""
        while messages := self._sqs.receive_message(
            QueueUrl=self._inbox, MaxNumberOfMessages=1, AttributeNames=["All"]
        ).get("Messages"):
            [message] = messages
            record = {
                "messageId": message["MessageId"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSource": "aws:sqs",
            }
            failed = self._intake({"Records": [record]}, _CONTEXT)["batchItemFailures"]
            self._sqs.delete_message(QueueUrl=self._inbox, ReceiptHandle=message["ReceiptHandle"])
            yield "failed" if failed else _fate(self._lines())

    def _lines(self) -> list[dict[str, Any]]:
        """What has been logged since it was last asked for."""
        lines = [json.loads(line) for line in self._printed.getvalue().splitlines()]
        self._printed.seek(0)
        self._printed.truncate()
        return lines


def _fate(lines: list[dict[str, Any]]) -> str:
    """The one line that says what became of an input, and why where nothing did."""
    [told] = [line for line in lines if str(line.get("message", "")).startswith("Input")]
    return ": ".join(filter(None, (told["message"], told.get("reason"))))


@contextmanager
def packaged_desk(manner: Manner) -> Iterator[PackagedDesk]:
    """A fresh desk with the settings of `desk.yaml`, installed as `manner` says."""
    from tools.desk import push_settings

    os.environ.update(_ENVIRONMENT)
    signing_secret = secrets.token_hex(16)
    with mock_aws(), tempfile.TemporaryDirectory() as folder:
        sqs = boto3.client("sqs")
        _create_table()
        inbox = sqs.create_queue(QueueName="inbox.fifo", Attributes={"FifoQueue": "true"})
        dead = sqs.create_queue(QueueName="dead.fifo", Attributes={"FifoQueue": "true"})
        value = {"bot_token": f"xoxb-{secrets.token_hex(12)}", "signing_secrets": [signing_secret]}
        boto3.client("secretsmanager").create_secret(Name="slack", SecretString=json.dumps(value))
        push_settings(_settings(manner, Path(folder)), TABLE)
        with outside() as address:
            os.environ["DESK_INBOX_URL"] = inbox["QueueUrl"]
            os.environ["DESK_DEAD_LETTERS_URL"] = dead["QueueUrl"]
            os.environ["DESK_SLACK_API_URL"] = f"{address}/api/"
            _start(address)
            yield PackagedDesk(signing_secret, inbox["QueueUrl"], sqs)


_ENVIRONMENT = {
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",  # pragma: allowlist secret
    "DESK_TABLE": TABLE,
    "DESK_SECRET": "slack",  # pragma: allowlist secret
    "POWERTOOLS_SERVICE_NAME": "deskbell",
    "POWERTOOLS_METRICS_NAMESPACE": "Deskbell",
}


def _start(address: str) -> None:
    """AWS is at `address` for who asks it without boto3; moto knows AWS's own addresses only."""
    from deskbell.adapters.dynamo.table import bind
    from deskbell.runtime.ingress import reception
    from deskbell.runtime.outside import environment

    os.environ["AWS_ENDPOINT_URL"] = address
    reception()
    environment()
    del os.environ["AWS_ENDPOINT_URL"]
    bind(TABLE, REGION)


def _create_table() -> None:
    from tools.local_cloud import sam_template

    resources = sam_template.load(ROOT / "template.yaml")["Resources"]
    properties: Mapping[str, Any] = resources["DeskTable"]["Properties"]
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    boto3.client("dynamodb").create_table(
        TableName=TABLE, **{name: properties[name] for name in wanted}
    )


def _settings(manner: Manner, folder: Path) -> Path:
    desk = yaml.safe_load((ROOT / "desk.yaml").read_text(encoding="utf-8"))
    if manner is Manner.ORGANISATION:
        desk["workspace"]["enterprise"] = ENTERPRISE
    file = folder / "desk.yaml"
    file.write_text(yaml.safe_dump(desk, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return file


def main(manner: Manner) -> None:
    with packaged_desk(manner) as desk:
        for payload in manifest():
            print(json.dumps(asdict(desk.play(payload, manner))), flush=True)


if __name__ == "__main__":
    main(Manner(sys.argv[1]))
