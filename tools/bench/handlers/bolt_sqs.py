"""The peer of our ingress: the same job as its user would otherwise write it, Bolt and boto3.

Verifies Slack's signature, tells the events apart and puts one message on a FIFO queue. It does
less than ours (secret from the environment, no settings, no strict JSON), so that the comparison
is not to its disadvantage.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

import boto3
from slack_bolt import App
from slack_bolt.adapter.aws_lambda import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

SqsBody = dict[str, object]


def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Of one workspace, without asking Slack who we are."""
    return AuthorizeResult(
        enterprise_id=enterprise_id,
        team_id=team_id,
        bot_user_id="U0BOT00001",
        bot_id="B0BOT00001",
        bot_token="xoxb-fake",  # noqa: S106 - the bench's Slack looks at no token
    )


app = App(
    signing_secret=os.environ["BENCH_SIGNING_SECRET"],
    authorize=_authorize,
    process_before_response=True,
)
sqs = boto3.client("sqs")


@app.event("reaction_added")
@app.event("reaction_removed")
def on_reaction(event: Mapping[str, Any]) -> None:
    item = event["item"]
    _put(
        key=f"{event['type']}:{item['channel']}:{item['ts']}:{event['user']}:{event['event_ts']}",
        group=f"{item['channel']}:{item['ts']}",
        what={"kind": event["type"], "person": event["user"], "emoji": event["reaction"], **item},
    )


@app.event("message")
def on_message(event: Mapping[str, Any]) -> None:
    thread = event.get("thread_ts", event["ts"])
    _put(
        key=f"msg:{event['channel']}:{event['ts']}",
        group=f"{event['channel']}:{thread}",
        what={name: event.get(name) for name in ("channel", "ts", "thread_ts", "user", "text")},
    )


def _put(key: str, group: str, what: SqsBody) -> None:
    sqs.send_message(
        QueueUrl=os.environ["DESK_INBOX_URL"],
        MessageBody=json.dumps({"key": key, **what}),
        MessageGroupId=hashlib.sha256(group.encode()).hexdigest(),
        MessageDeduplicationId=hashlib.sha256(key.encode()).hexdigest(),
    )


# An API Gateway HTTP API event in, its response out.
handler = SlackRequestHandler(app).handle
