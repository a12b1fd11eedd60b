"""The desk's inbox, as the operator's commands reach it: with their own rights and name."""

from collections.abc import Mapping
from typing import Any

from deskbell.adapters.aws_http import HttpInputQueue
from tools.desk.deployment import Account, Stack


def inbox_of(account: Account, stack: Stack) -> HttpInputQueue:
    sqs = account.client("sqs")

    def ask(target: str, message: Mapping[str, object]) -> dict[str, Any]:
        is_batch = target.endswith(".SendMessageBatch")
        send = sqs.send_message_batch if is_batch else sqs.send_message
        return dict(send(**message))

    return HttpInputQueue(ask, stack.output("InboxQueueUrl"))


def operator_of(account: Account) -> str:
    """Their name in AWS, such as `assumed-role/Admin/adam`."""
    return str(account.client("sts").get_caller_identity()["Arn"]).rpartition(":")[2]
