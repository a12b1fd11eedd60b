"""`make mail`: a mail is put where SES would put it, or those are shown that the desk has sent."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx

from tools.local_cloud.aws import client
from tools.local_cloud.deploy import physical_id
from tools.local_cloud.errors import LocalCloudError

FOLDER = "in"
VERDICTS = (
    b"X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n"
    b"Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass\r\n"
)
"""What SES puts on top of a mail with which all is well."""


def put(endpoint: str, file: Path) -> None:
    """A mail as a mail program saves it (`.eml`)."""
    try:
        raw = file.read_bytes()
    except OSError as fault:
        raise LocalCloudError(f"{file} cannot be read: {fault.strerror}") from fault
    name = f"{FOLDER}/{time.time_ns()}"
    bucket = physical_id(endpoint, "MailBucket")
    client("s3", endpoint).put_object(Bucket=bucket, Key=name, Body=VERDICTS + raw)
    print(f"{file.name} has come as {name}.")


def sent(endpoint: str) -> list[dict[str, Any]]:
    """The mails that the desk has sent, the oldest first, as MiniStack keeps them."""
    found = httpx.get(f"{endpoint}/_ministack/ses/messages").json()["messages"]
    return [mail for of_account in found.values() for mail in of_account]


def show(endpoint: str) -> None:
    mails = sent(endpoint)
    for mail in mails:
        print(f"to {', '.join(mail['To'])}: {mail['Subject']}\n\n{mail['BodyText']}\n")
    if not mails:
        print("No mail has been sent.")
