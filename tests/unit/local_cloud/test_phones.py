"""The telephones of the local cloud: they ring, and the desk hears what became of it."""

import json
from datetime import UTC, datetime
from typing import Any

import anyio
import httpx
import pytest

from deskbell.adapters.contact_book import parse_contacts
from deskbell.adapters.receipts import read_receipt
from deskbell.domain.inputs import PageReceipted
from deskbell.domain.paging.page import Receipt
from deskbell.domain.paging.phones import phone_number
from tests.api_gateway import AT
from tests.template import cloudformation
from tests.template.event_patterns import matches
from tools.local_cloud.front import application
from tools.local_cloud.options import ROOT
from tools.local_cloud.phones import Phones, number_of
from tools.local_cloud.secret_file import SlackSecrets, contact_secret_value

MESSAGE = {
    "DestinationPhoneNumber": number_of(7),
    "MessageBody": "#12 VPN is down",
    "Context": {"desk": "deskbell", "install": "T0DESK0001", "row": "PAGER#x/1/0"},
}


def ring(operation: str, **changes: str) -> tuple[dict[str, Any], list[Any], Any]:
    """The answer, what the desk was told, and what the telephones show."""
    told: list[Any] = []
    phones = Phones(told.append)

    async def ask() -> tuple[Any, Any]:
        transport = httpx.ASGITransport(application("http://127.0.0.1:1", phones=phones))
        async with httpx.AsyncClient(transport=transport, base_url="http://front") as client:
            headers = {"x-amz-target": f"PinpointSMSVoiceV2.{operation}"}
            answer = await client.post("/", json={**MESSAGE, **changes}, headers=headers)
            return answer.json(), (await client.get("/phones")).json()

    answer, shown = anyio.run(ask)
    return answer, told, shown["messages"]


def test_a_text_message_is_shown_and_there_at_once() -> None:
    answer, [entry], shown = ring("SendTextMessage")
    assert answer == {"MessageId": "local-1"}
    assert shown[0]["to"] == number_of(7)
    assert shown[0]["text"] == "#12 VPN is down"
    assert _receipt(entry) == PageReceipted("PAGER#x/1/0", Receipt.DELIVERED)


def test_a_call_says_whose_voice_reads_it() -> None:
    _, [entry], shown = ring("SendVoiceMessage", VoiceId="EWA")
    assert (shown[0]["kind"], shown[0]["voice"]) == ("Voice", "EWA")
    assert _receipt(entry) == PageReceipted("PAGER#x/1/0", Receipt.DELIVERED)


def test_who_cannot_be_reached_is_told_of_and_who_is_off_is_not() -> None:
    _, [entry], _ = ring("SendTextMessage", DestinationPhoneNumber="+48225550101")
    assert _receipt(entry) == PageReceipted(
        "PAGER#x/1/0", Receipt.FAILED, "TEXT_CARRIER_UNREACHABLE"
    )
    assert ring("SendTextMessage", DestinationPhoneNumber="+48225550100")[1] == []


def test_the_rule_of_the_template_would_take_what_is_told() -> None:
    rule = cloudformation.as_deployed().of_type("AWS::Events::Rule")[
        "RecordReceiptFunctionDelivered"
    ]
    pattern = json.loads(
        json.dumps(rule["EventPattern"]).replace('{"Ref": "AWS::StackName"}', '"deskbell"')
    )
    assert matches(pattern, ring("SendTextMessage")[1][0])
    other = ring("SendTextMessage")[1][0]
    other["detail"]["context"]["desk"] = "another"
    assert not matches(pattern, other)


def test_everybody_has_a_number_that_a_page_may_go_to() -> None:
    book = parse_contacts(contact_secret_value({"ben": "U0BEN00001", "lena": "U0LENA0001"}))
    numbers = [reach.phone for reach in book.values()]
    assert len(set(numbers)) == 2
    assert [phone_number(number) for number in numbers] == numbers


def test_the_alerts_secret_has_a_key_for_each_source() -> None:
    value = SlackSecrets("a-key", "x").alert_secret_value(ROOT / "desk.yaml")
    assert json.loads(value)["heartbeats"] == ["a-key"]


@pytest.mark.parametrize("path", ["/alerts/prometheus", "/heartbeats/backup.x"])
def test_the_front_passes_alerts_on(path: str) -> None:
    arrived: list[str] = []

    def upstream(request: httpx.Request) -> httpx.Response:
        arrived.append(request.url.path)
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"))

    async def ask() -> None:
        app = application("http://127.0.0.1:1/api", httpx.MockTransport(upstream))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://front") as client:
            await client.post(path)

    anyio.run(ask)
    assert arrived == [f"/api{path}"]


def _receipt(event: Any) -> Any:
    envelope = read_receipt(event, datetime.fromtimestamp(AT, UTC))
    return envelope and envelope.input
