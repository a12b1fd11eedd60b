"""The desk's inbox, as the operator's commands reach it: with the operator's own rights."""

from deskbell.adapters.aws_http import HttpInputQueue
from tools.desk.deployment import Account, Stack


def inbox_of(account: Account, stack: Stack) -> HttpInputQueue:
    sqs = account.client("sqs")
    return HttpInputQueue(
        lambda _, message: sqs.send_message(**message), stack.output("InboxQueueUrl")
    )
