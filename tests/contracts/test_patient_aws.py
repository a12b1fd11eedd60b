"""AWS calls of the functions that nobody waits for: what they ask again, how often, after what."""

from collections.abc import Iterator

import pytest

from deskbell.adapters.aws_http import HttpInputQueue
from deskbell.adapters.patient_aws import PAUSES, patiently
from deskbell.domain.errors import QueueUnavailableError
from tests.contracts.aws_stub import ENVELOPE, QUEUE_URL, Aws, answering, aws_stub
from tests.http_stub import Reply


@pytest.fixture
def aws() -> Iterator[Aws]:
    with aws_stub() as aws:
        yield aws


class Pauses:
    """What is slept, without sleeping."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


MAY_PASS = {
    "html": Reply(status=500, body=b"<html>"),
    "overloaded": Reply(status=503, body=b""),
    "too-many": Reply(status=429, body=b"{}"),
    "throttled": answering({"__type": "ThrottlingException"}, status=400),
    "throttled-queue": answering({"__type": "com.amazonaws.sqs#RequestThrottled"}, status=403),
    "silence": Reply(before=True),
    "cut-off": Reply(cut=True),
}


@pytest.mark.parametrize("reply", MAY_PASS.values(), ids=MAY_PASS)
def test_who_has_the_time_asks_again_where_a_fault_may_pass(reply: Reply, aws: Aws) -> None:
    aws.waits, pauses = 0.05, Pauses()
    queue = HttpInputQueue(patiently(aws.client("sqs").call, pauses), QUEUE_URL)
    aws.answer(reply, reply)

    queue.put(ENVELOPE)

    assert [asked.json for asked in aws.asked] == [aws.asked[0].json] * 3
    assert len(pauses.taken) == 2
    assert all(0 <= taken <= most for taken, most in zip(pauses.taken, PAUSES, strict=True))


def test_who_has_the_time_asks_three_times_at_most(aws: Aws) -> None:
    queue = HttpInputQueue(patiently(aws.client("sqs").call, Pauses()), QUEUE_URL)
    aws.answer(*[MAY_PASS["throttled"]] * 4)

    with pytest.raises(QueueUnavailableError, match="ThrottlingException"):
        queue.put(ENVELOPE)
    assert len(aws.asked) == 3


def test_nobody_asks_again_for_what_aws_refuses(aws: Aws) -> None:
    queue = HttpInputQueue(patiently(aws.client("sqs").call, Pauses()), QUEUE_URL)
    aws.answer(answering({"__type": "com.amazonaws.sqs#QueueDoesNotExist"}, status=400))

    with pytest.raises(QueueUnavailableError):
        queue.put(ENVELOPE)
    assert len(aws.asked) == 1
