"""Pages that go out besides Slack: as AWS takes them, and what it says of them afterwards."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator

from deskbell.adapters.aws_http import AwsCallError, AwsJsonService
from deskbell.adapters.contact_book import Reach, parse_contacts, written
from deskbell.adapters.contacts import OtherWays
from deskbell.adapters.memory.mails import MemoryMails
from deskbell.adapters.memory.services import MemorySettings
from deskbell.adapters.patient_aws import TIMEOUTS
from deskbell.adapters.phones import AwsPhones
from deskbell.adapters.receipts import read_receipt
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.domain.inputs import PageReceipted
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.policy import Method
from deskbell.domain.paging.settings import PagingSettings
from deskbell.runtime import clock, compose, contacts, outside
from deskbell.runtime.settings import Environment
from deskbell.usecases.paging.contact_ports import Contact
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown
from tests.api_gateway import AT
from tests.builders import BEN, INSTALL, IT_ONCALL, LENA, a_desk
from tests.http_stub import Reply, Stub, http_stub

NUMBER, ADDRESS = "+48221234567", "ben@example.com"
POOL = "arn:aws:sms-voice:eu-west-1:123456789012:pool/pool-0123"
ROW = "PAGER#T0DESK0001.U0BEN00001/3/0"
PAGING = PagingSettings(IT_ONCALL, IT_ONCALL, mail="oncall@desk.example.com")
UNREACHABLE = Undelivered.PERSON_UNREACHABLE


@dataclass(slots=True)
class Aws:
    """Takes what botocore's model of the service takes."""

    fault: AwsCallError | None = None
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __call__(self, target: str, payload: Mapping[str, object]) -> dict[str, object]:
        prefix, _, operation = target.partition(".")
        model = botocore.session.get_session().get_service_model("pinpoint-sms-voice-v2")
        assert prefix == model.metadata["targetPrefix"]
        shape = model.operation_model(operation).input_shape
        assert shape
        report = ParamValidator().validate(dict(payload), shape)
        assert not report.has_errors(), report.generate_report()
        if self.fault:
            raise self.fault
        self.asked.append((operation, dict(payload)))
        return {"MessageId": "1"}


@pytest.fixture
def aws() -> Aws:
    return Aws()


def ways(aws: Aws, mails: MemoryMails | None = None, **changes: Any) -> OtherWays:
    complete = OtherWays(
        MemorySettings(a_desk(paging=PAGING)),
        lambda: {BEN: Reach(NUMBER, ADDRESS)},
        AwsPhones(aws, POOL, "deskbell", lambda: INSTALL),
        mails or MemoryMails(),
    )
    return replace(complete, **changes)


def a_page(method: Method, **changes: Any) -> Contact:
    text = "#12 VPN is down\nReported by Minjun"
    return replace(Contact(INSTALL, BEN, method, text, "pl-PL", ROW), **changes)


def test_a_text_message_names_its_row_so_that_its_receipt_does(aws: Aws) -> None:
    assert ways(aws).reach(a_page(Method.SMS)) == Sent()
    [(operation, message)] = aws.asked
    assert operation == "SendTextMessage"
    assert message["DestinationPhoneNumber"] == NUMBER
    assert message["OriginationIdentity"] == POOL
    assert message["MessageBody"] == "#12 VPN is down\nReported by Minjun"
    assert message["Context"] == {"desk": "deskbell", "install": INSTALL, "row": ROW}


@pytest.mark.parametrize(
    ("locale", "voice"),
    [("pl-PL", "EWA"), ("ko-KR", "SEOYEON"), (None, "JOANNA"), ("fr", "JOANNA")],
)
def test_a_call_is_read_out_in_the_readers_language(
    aws: Aws, locale: str | None, voice: str
) -> None:
    assert ways(aws).reach(a_page(Method.VOICE, locale=locale)) == Sent()
    [(operation, message)] = aws.asked
    assert (operation, message["VoiceId"]) == ("SendVoiceMessage", voice)


def test_however_much_is_said_a_text_message_is_short(aws: Aws) -> None:
    ways(aws).reach(a_page(Method.SMS, text="장애 " * 5_000))
    assert len(aws.asked[0][1]["MessageBody"]) <= 400


def test_a_page_by_mail_is_urgent_and_names_its_row(aws: Aws) -> None:
    mails = MemoryMails()
    assert ways(aws, mails).reach(a_page(Method.MAIL)) == Sent()
    [letter] = mails.sent
    assert (letter.sender, letter.to) == ("oncall@desk.example.com", ADDRESS)
    assert letter.subject == "#12 VPN is down"
    assert letter.headers["X-Deskbell-Row"] == ROW
    assert letter.headers["Importance"] == "high"


@pytest.mark.parametrize(
    ("contact", "changes", "code"),
    [
        (a_page(Method.SMS, person=LENA), {}, "no_number"),
        (a_page(Method.MAIL, person=LENA), {}, "no_address"),
        (a_page(Method.SMS), {"book": None}, "sms_not_set_up"),
        (a_page(Method.VOICE), {"phones": None}, "voice_not_set_up"),
        (a_page(Method.MAIL), {"settings": MemorySettings(a_desk())}, "mail_not_set_up"),
    ],
)
def test_a_way_that_there_is_not_fails_at_once_so_that_the_next_is_tried(
    aws: Aws, contact: Contact, changes: dict[str, Any], code: str
) -> None:
    assert ways(aws, **changes).reach(contact) == Never(UNREACHABLE, code)
    assert aws.asked == []


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (AwsCallError("ThrottlingException", may_pass=True), Later(None, "ThrottlingException")),
        (AwsCallError("TimeoutError", may_pass=True), Unknown("TimeoutError")),
        (AwsCallError("HTTP 503", may_pass=True), Unknown("HTTP 503")),
        (
            AwsCallError("ConflictException", may_pass=False),
            Never(UNREACHABLE, "ConflictException"),
        ),
        (
            AwsCallError("ValidationException", may_pass=False),
            Never(UNREACHABLE, "ValidationException"),
        ),
        (
            AwsCallError("ServiceQuotaExceededException", may_pass=False),
            Never(Undelivered.INSTALL_BROKEN, "ServiceQuotaExceededException"),
        ),
    ],
)
def test_what_aws_refuses_is_retried_fails_or_is_in_doubt(
    fault: AwsCallError, outcome: Outcome
) -> None:
    assert ways(Aws(fault)).reach(a_page(Method.SMS)) == outcome


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (SecretUnavailableError("x"), Later(None, "SecretUnavailableError")),
        (SettingsError("x"), Never(Undelivered.INSTALL_BROKEN, "contacts_unreadable")),
    ],
)
def test_a_book_that_cannot_be_read_is_no_fault_of_the_page(
    aws: Aws, fault: Exception, outcome: Outcome
) -> None:
    def unreadable() -> Any:
        raise fault

    assert ways(aws, book=unreadable).reach(a_page(Method.SMS)) == outcome


# --- the book ---------------------------------------------------------------------------------


def test_what_is_written_into_the_book_is_read_from_it() -> None:
    book = {BEN: Reach(NUMBER, ADDRESS), LENA: Reach(phone=NUMBER)}
    assert parse_contacts(written(book)) == book
    assert NUMBER not in repr(book)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "not JSON",
        '{"U1": 1}',
        '{"U1": {"phone": "112"}}',
        '{"U1": {"mail": "x\\ny"}}',
        '{"U1": {"phone": 48221234567}}',
        '{"U1": {"fax": "+48221234567"}}',
    ],
)
def test_a_book_that_is_none_is_not_quoted(text: str) -> None:
    with pytest.raises(SettingsError, match="contacts` write it") as fault:
        parse_contacts(text)
    assert "U1" not in str(fault.value).replace("U0BEN00001", "")


# --- receipts ---------------------------------------------------------------------------------


def an_event(kind: str, of: str = "Text") -> dict[str, Any]:
    """In the form of AWS's documentation (events-ref-sms-voice)."""
    return {
        "version": "0",
        "id": "5c0fa4f8-e4ba-ed02-6101-c795472fccd0",
        "detail-type": f"{of} Message Delivery Status Updated",
        "source": "aws.sms-voice",
        "account": "123456789012",
        "time": "2026-11-23T09:01:41Z",
        "region": "eu-west-1",
        "resources": [],
        "detail": {
            "eventType": kind,
            "eventVersion": "1.0",
            "eventTimestamp": AT * 1000,
            "isFinal": True,
            "originationPhoneNumber": "+12065550152",
            "destinationPhoneNumber": NUMBER,
            "isoCountryCode": "PL",
            "messageId": "862a8790-60c0-4430-9b2b-658bdexample",
            "messageType": "TRANSACTIONAL",
            "messageStatus": kind.partition("_")[2],
            "context": {"desk": "deskbell", "install": INSTALL, "row": ROW},
        },
    }


@pytest.mark.parametrize(
    ("kind", "receipt"),
    [
        ("TEXT_DELIVERED", Receipt.DELIVERED),
        ("VOICE_ANSWERED", Receipt.DELIVERED),
        ("TEXT_CARRIER_UNREACHABLE", Receipt.FAILED),
        ("VOICE_NO_ANSWER", Receipt.FAILED),
        ("TEXT_TTL_EXPIRED", Receipt.FAILED),
    ],
)
def test_a_delivery_event_is_a_receipt_of_its_row(kind: str, receipt: Receipt) -> None:
    envelope = read_receipt(an_event(kind), datetime.fromtimestamp(AT, UTC))
    assert envelope
    code = "" if receipt is Receipt.DELIVERED else kind
    assert envelope.input == PageReceipted(ROW, receipt, code)
    assert NUMBER not in json.dumps(str(envelope))


@pytest.mark.parametrize(
    "kind", ["TEXT_SUCCESSFUL", "TEXT_QUEUED", "VOICE_RINGING", "TEXT_UNKNOWN"]
)
def test_that_a_carrier_has_taken_it_is_no_receipt(kind: str) -> None:
    assert read_receipt(an_event(kind), datetime.fromtimestamp(AT, UTC)) is None


# --- the secret that the numbers stand in --------------------------------------------------------


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Secrets Manager, as the functions that send reach it."""
    made = list[AwsJsonService]()

    def service(name: str, **options: Any) -> AwsJsonService:
        made.append(AwsJsonService(name, **options))
        return made[-1]

    with http_stub() as stub:
        env = Environment.from_env(env={"AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": stub.url})
        monkeypatch.setattr(outside, "environment", lambda: env)
        monkeypatch.setattr(outside, "AwsJsonService", service)
        monkeypatch.setattr(contacts, "SECRET_TIMEOUTS", (0.05, 0.05))
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "fake-key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "fake-secret")
        yield stub
        for one in made:
            one.close()


@pytest.mark.parametrize("reply", [Reply(before=True), Reply(status=500), Reply(status=429)])
def test_while_secrets_cannot_be_read_no_page_waits_long_and_the_sweep_sends_it(
    manager: Stub, monkeypatch: pytest.MonkeyPatch, aws: Aws, reply: Reply
) -> None:
    """Asked once, for all that are to go out then."""
    at = 1_000.0
    monkeypatch.setattr(clock, "wall", lambda: at)
    secret = json.dumps({"SecretString": written({BEN: Reach(NUMBER, ADDRESS)})})
    manager.replies = [reply, Reply(body=secret.encode())]
    reached = ways(aws, book=contacts._book("deskbell/contacts"))

    told = [reached.reach(a_page(method)) for method in (Method.SMS, Method.VOICE, Method.MAIL)]
    assert told == [Later(None, "SecretUnavailableError")] * 3
    assert len(manager.asked) == 1
    at += contacts.SILENT_SECONDS
    assert reached.reach(a_page(Method.SMS)) == Sent()
    assert len(aws.asked) == 1


def test_a_page_by_telephone_ends_in_time_however_slow_all_of_it_is() -> None:
    """Or the function dies, with all that it was to send."""
    longest = sum(contacts.SECRET_TIMEOUTS) + sum(TIMEOUTS)
    assert longest < compose.LONGEST_FAST_ROW
