"""A mail comes in, becomes a ticket, is answered by mail, and the answer to that comes back.

SES takes no mail on either emulator: a mail comes as SES would put it, into the bucket. What is
sent, moto has as it was sent, and MiniStack without its headers.
"""

from __future__ import annotations

import email
from dataclasses import dataclass
from email import policy
from typing import Any

import pytest
from moto.ses.models import ses_backends

from deskbell.domain.dialog_inputs import Dialog
from tests.aws_resources import REGION
from tests.flows.clouds import Cloud, MiniStack
from tests.flows.test_dialogs import card_of, more
from tests.moto_desk import ACCOUNT
from tools.local_cloud import mail

OURS, ADA = "it@desk.example.com", "ada@example.org"
FUNCTION = "ReceiveMailFunction"


@dataclass(frozen=True)
class Captured:
    """A mail that was sent; `references` where the emulator keeps them."""

    to: str
    subject: str
    text: str
    references: str = ""
    row: str = ""


def sent(cloud: Cloud) -> list[Captured]:
    if isinstance(cloud, MiniStack):
        found = mail.sent(cloud.desk.stack.aws_endpoint_url)
        return [Captured(one["To"][0], one["Subject"], one["BodyText"]) for one in found]
    raw = [one.raw_data for one in ses_backends[ACCOUNT][REGION].sent_messages]
    return [_captured(email.message_from_string(one, policy=policy.default)) for one in raw]


def _captured(message: Any) -> Captured:
    said = message.get_content()
    return Captured(
        message["To"], message["Subject"], said, message["References"], message["X-Deskbell-Row"]
    )


def arrives(cloud: Cloud, name: str, subject: str, text: str, references: str = "") -> None:
    """As SES puts a mail into the bucket."""
    raw = (
        f"Received: from mx.example.org by inbound-smtp.{REGION}.amazonaws.com for {OURS}; now\r\n"
        "X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n"
        "Authentication-Results: amazonses.com; spf=pass; dmarc=none\r\n"
        f"From: Ada <{ADA}>\r\nTo: {OURS}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{name}@example.org>\r\nReferences: {references}\r\n\r\n{text}\r\n"
    )
    s3, bucket = cloud.aws("s3"), f"deskbell-mail-{ACCOUNT}"
    if isinstance(cloud, MiniStack):
        bucket = cloud.name("MailBucket")
        s3.put_object(Bucket=bucket, Key=f"in/{name}", Body=raw.encode())
        return
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key=f"in/{name}", Body=raw.encode())
    kept = {"bucket": {"name": bucket}, "object": {"key": f"in%2F{name}"}}
    cloud.invoke(FUNCTION, {"Records": [{"awsRegion": REGION, "s3": kept}]})


@pytest.fixture
def verified(cloud: Cloud) -> None:
    """The stack does it where there is one."""
    if cloud.emulator == "moto":
        cloud.aws("sesv2").create_email_identity(EmailIdentity="desk.example.com")


def mails_about(cloud: Cloud, words: str) -> list[Captured]:
    return [one for one in sent(cloud) if words in one.subject]


@pytest.mark.usefixtures("verified")
def test_a_mail_becomes_a_ticket_is_answered_and_answers_back(cloud: Cloud) -> None:
    words = "The plotter jams"
    arrives(cloud, "first", words, "It eats the paper.")
    cloud.eventually("its card", lambda: card_of(cloud, words))
    cloud.eventually("the answer", lambda: mails_about(cloud, words))
    [received] = mails_about(cloud, words)
    assert received.to == ADA
    assert "[#" in received.subject

    more(cloud, words, Dialog.SAY)
    values = {"text": "Which tray?", "audience": "everybody"}
    assert cloud.slack.act("ben", "submit", values=values)["ok"]
    cloud.eventually("the reply", lambda: len(mails_about(cloud, words)) == 2)
    reply = mails_about(cloud, words)[1]
    assert reply.text.startswith("Which tray?")
    if cloud.emulator == "moto":
        assert "<first@example.org> <deskbell." in reply.references
        assert reply.row

    arrives(
        cloud,
        "second",
        f"Re: {reply.subject}",
        "The lower one.\r\n\r\n> Which tray?",
        reply.references,
    )
    arrives(
        cloud,
        "second",
        f"Re: {reply.subject}",
        "The lower one.\r\n\r\n> Which tray?",
        reply.references,
    )
    card = card_of(cloud, words)
    assert card

    def below() -> list[str]:
        found = cloud.slack.messages("it-triage")
        return [str(one) for one in found if one.get("thread_ts") == card["ts"]]

    cloud.eventually("its comment", lambda: any("The lower one." in one for one in below()))
    cloud.rest()
    assert sum("The lower one." in one for one in below()) == 1
    assert len(mails_about(cloud, words)) == 2
