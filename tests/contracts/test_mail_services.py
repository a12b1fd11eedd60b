"""The two services of AWS's that mail needs: SES takes it, a bucket has it."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from moto.ses.models import ses_backends

from deskbell.adapters.memory.mails import MemoryMails
from deskbell.adapters.s3 import KeptFiles
from deskbell.adapters.ses import SesMails
from deskbell.domain.errors import FileUnavailableError
from deskbell.usecases.mail_ports import Letter
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown
from tests.aws_resources import REGION
from tests.moto_desk import ACCOUNT

LETTER = Letter(
    sender="it@desk.example.com",
    name="Ben Żak, IT",
    to="ada@example.org",
    subject="[#12] Printer",
    text="Cześć",
    headers={"References": "<deskbell.x@desk.example.com>", "X-Deskbell-Row": "T#X/1/0"},
)


class Refusing:
    """botocore's client, which answers with an error."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def send_email(self, **_: object) -> None:
        raise self._fault

    def get_object(self, **_: object) -> None:
        raise self._fault


def refusal(code: str, status: int = 400) -> ClientError:
    answer: Any = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "SendEmail")


@pytest.fixture
def ses(aws: None) -> Any:
    client = boto3.client("sesv2", REGION)
    client.create_email_identity(EmailIdentity="desk.example.com")
    return client


def test_ses_and_its_twin_take_a_letter(ses: Any) -> None:
    before = len(ses_backends[ACCOUNT][REGION].sent_messages)
    for mails in (SesMails(ses), MemoryMails()):
        assert mails.send(LETTER) == Sent()
    [sent] = ses_backends[ACCOUNT][REGION].sent_messages[before:]
    assert "X-Deskbell-Row: T#X/1/0" in sent.raw_data
    assert "References: <deskbell.x@desk.example.com>" in sent.raw_data


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (refusal("TooManyRequestsException", 429), Later(None, "TooManyRequestsException")),
        (refusal("MessageRejected"), Never(Undelivered.REJECTED, "MessageRejected")),
        (
            refusal("SendingPausedException"),
            Never(Undelivered.INSTALL_BROKEN, "SendingPausedException"),
        ),
        (refusal("InternalFailure", 500), Unknown("InternalFailure")),
        (ConnectTimeoutError(endpoint_url="https://ses"), Unknown("ConnectTimeoutError")),
    ],
)
def test_what_ses_refuses_is_retried_parked_or_in_doubt(fault: Exception, outcome: Outcome) -> None:
    assert SesMails(Refusing(fault)).send(LETTER) == outcome


@pytest.fixture
def bucket(aws: None) -> Any:
    s3 = boto3.client("s3", REGION)
    s3.create_bucket(Bucket="desk-mail")
    return s3


def test_of_a_kept_mail_the_beginning_is_read(bucket: Any) -> None:
    bucket.put_object(Bucket="desk-mail", Key="in/1", Body=b"0123456789")
    files = KeptFiles(bucket)
    assert files.beginning("desk-mail", "in/1", 4) == b"0123"
    assert files.beginning("desk-mail", "in/1", 100) == b"0123456789"
    with pytest.raises(FileUnavailableError, match="in/none"):
        files.beginning("desk-mail", "in/none", 4)


def test_its_address_leads_to_it_in_the_console() -> None:
    address = KeptFiles(None).address("desk-mail", "in/a b&c", "eu-west-1")
    assert address == (
        "https://eu-west-1.console.aws.amazon.com/s3/object/desk-mail"
        "?region=eu-west-1&prefix=in%2Fa+b%26c"
    )
