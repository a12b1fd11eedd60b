"""AWS calls without an SDK: the protocol on the wire, connections that break, AWS's refusals."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from botocore.session import Session

from deskbell.adapters.sigv4 import sign_post
from deskbell.adapters.wire import decode
from deskbell.domain.errors import (
    QueueUnavailableError,
    SecretUnavailableError,
    SettingsError,
    StoreUnavailableError,
)
from deskbell.domain.ids import EventKey
from deskbell.domain.inputs import Envelope
from tests.builders import NOW
from tests.contracts.aws_stub import CREDENTIALS, ENVELOPE, QUEUE_URL, Aws, answering, aws_stub
from tests.http_stub import Reply


@pytest.fixture
def aws() -> Iterator[Aws]:
    with aws_stub() as aws:
        yield aws


def model(name: str, operation: str) -> tuple[str, str]:
    """What botocore's own description of a service says of an operation's target and type."""
    description = Session().get_service_model(name)
    target = f"{description.metadata['targetPrefix']}.{operation}"
    return target, f"application/x-amz-json-{description.metadata['jsonVersion']}"


def test_an_input_goes_to_the_queue_in_its_group_under_its_key(aws: Aws) -> None:
    aws.queue().put(ENVELOPE)

    [asked] = aws.asked
    assert asked.path == "/"
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "sqs", "SendMessage"
    )
    assert asked.json["QueueUrl"] == QUEUE_URL
    assert decode(asked.json["MessageBody"], Envelope) == ENVELOPE


def test_many_inputs_go_to_the_queue_in_one_call(aws: Aws) -> None:
    inputs = [replace(ENVELOPE, key=EventKey(f"k{number}"), group=f"{number}") for number in "ab"]
    aws.queue().put_all(inputs)

    [asked] = aws.asked
    assert asked.headers["x-amz-target"] == model("sqs", "SendMessageBatch")[0]
    assert asked.json["QueueUrl"] == QUEUE_URL
    sent = [decode(one["MessageBody"], Envelope) for one in asked.json["Entries"]]
    assert sent == inputs


def test_of_many_inputs_one_that_the_queue_does_not_take_is_an_error(aws: Aws) -> None:
    refused = {"Id": "0", "SenderFault": False, "Code": "InternalError"}
    aws.answer(answering({"Successful": [], "Failed": [refused]}))
    with pytest.raises(QueueUnavailableError, match="InternalError"):
        aws.queue().put_all([ENVELOPE])


def test_what_is_sent_is_what_was_signed(aws: Aws) -> None:
    aws.queue().put(ENVELOPE)

    [asked] = aws.asked
    signed = sign_post(
        {
            "Host": asked.headers["host"],
            "Content-Type": asked.headers["content-type"],
            "X-Amz-Target": asked.headers["x-amz-target"],
        },
        asked.body,
        service="sqs",
        region="eu-west-1",
        credentials=CREDENTIALS,
        at=NOW,
    )
    assert asked.headers["authorization"] == signed["Authorization"]
    assert asked.headers["x-amz-security-token"] == "fake-token"


def test_a_row_is_its_texts(aws: Aws) -> None:
    aws.answer(answering({"Item": {"pk": {"S": "CFG"}, "hash": {"S": "abc"}, "n": {"N": "1"}}}))

    row = aws.table().row("CFG", "CURRENT")

    assert row == {"pk": "CFG", "hash": "abc"}
    [asked] = aws.asked
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "dynamodb", "GetItem"
    )
    assert asked.json == {
        "TableName": "Desk",
        "Key": {"pk": {"S": "CFG"}, "sk": {"S": "CURRENT"}},
    }


def test_a_row_that_is_not_there_is_none(aws: Aws) -> None:
    assert aws.table().row("CFG", "CURRENT") is None


def test_a_secret_is_its_text(aws: Aws) -> None:
    aws.answer(answering({"SecretString": "{}", "Name": "deskbell/slack"}))

    secrets = aws.secrets()

    assert secrets.text("deskbell/slack") == "{}"
    [asked] = aws.asked
    assert (asked.headers["x-amz-target"], asked.headers["content-type"]) == model(
        "secretsmanager", "GetSecretValue"
    )


def test_one_connection_serves_many_calls(aws: Aws) -> None:
    table = aws.table()

    for _ in range(3):
        table.row("CFG", "CURRENT")

    assert len({asked.connection for asked in aws.asked}) == 1


def test_a_connection_that_aws_closed_while_we_slept_is_opened_again(aws: Aws) -> None:
    queue = aws.queue()
    aws.answer(Reply(close_after=True))

    queue.put(ENVELOPE)
    queue.put(ENVELOPE)

    assert len({asked.connection for asked in aws.asked}) == 2


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500, body=b"<html>"),
        Reply(status=503, body=b""),
        Reply(body=b"[]"),
        answering({"__type": "com.amazonaws.sqs#QueueDoesNotExist"}, status=400),
        Reply(before=True),
    ],
    ids=["html", "empty", "no-object", "refused", "silence"],
)
def test_anything_but_a_yes_is_the_same_fault_for_the_caller(reply: Reply, aws: Aws) -> None:
    aws.waits = 0.05
    aws.answer(*[reply] * 3)

    with pytest.raises(QueueUnavailableError):
        aws.queue().put(ENVELOPE)
    with pytest.raises(StoreUnavailableError):
        aws.table().row("CFG", "CURRENT")
    with pytest.raises(SecretUnavailableError):
        aws.secrets().text("deskbell/slack")


def test_awss_error_code_is_told(aws: Aws) -> None:
    aws.answer(answering({"__type": "com.amazonaws.sqs#QueueDoesNotExist"}, status=400))

    with pytest.raises(QueueUnavailableError, match=r"^QueueDoesNotExist$"):
        aws.queue().put(ENVELOPE)


def test_a_call_works_again_after_one_that_did_not(aws: Aws) -> None:
    queue = aws.queue()
    aws.answer(Reply(status=500, body=b"<html>"))

    with pytest.raises(QueueUnavailableError):
        queue.put(ENVELOPE)
    queue.put(ENVELOPE)

    assert len(aws.asked) == 2


def test_a_secret_that_is_not_there_says_what_to_do(aws: Aws) -> None:
    aws.answer(answering({"__type": "ResourceNotFoundException"}, status=400))

    with pytest.raises(SettingsError, match=r"no secret deskbell/slack.*deskbell secret"):
        aws.secrets().text("deskbell/slack")


def test_threads_that_call_at_once_wait_for_aws_and_not_for_each_other(aws: Aws) -> None:
    aws.waits = 5.0
    queue = aws.queue()
    aws.answer(Reply(before=True))
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(queue.put, ENVELOPE)
        while not (aws.asked or first.done()):
            pass
        queue.put(ENVELOPE)
        assert not first.done()
        aws.stub.hold.set()
        with pytest.raises(QueueUnavailableError):
            first.result()
    queue.put(ENVELOPE)

    hanging, *served = [asked.connection for asked in aws.asked]
    assert len(set(served)) == 1
    assert hanging not in served
