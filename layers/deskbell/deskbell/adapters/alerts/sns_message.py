"""A message of Amazon SNS's over HTTPS: whether SNS signed it, and for which of our topics.

The signature counts by the certificate at the message's own address, so that is looked at first:
https, SNS's host of the topic's region, and nothing else is ever asked.
"""

import base64
import binascii
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from deskbell.adapters.alerts.alert import shown
from deskbell.adapters.alerts.rsa_signature import RsaKey, is_signed_by, public_key
from deskbell.adapters.http_events import Refused
from deskbell.domain.errors import InputError

OLDEST = 3_600 + 300
"""Seconds: SNS goes on trying for an hour; an older message is somebody else's, sent again."""
MOST_CERTIFICATES = 8
_ALGORITHMS = {"1": "sha1", "2": "sha256"}
_OF_NOTIFICATIONS = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
_OF_OTHERS = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
_TOPIC = re.compile(r"arn:(?P<partition>aws[a-z-]*):sns:(?P<region>[a-z0-9-]+):\d{12}:[\w.-]+")
_CERTIFICATE = re.compile(r"/SimpleNotificationService-[0-9a-zA-Z]+\.pem")

Fetch = Callable[[str], str]
"""What stands at an address, which is https. Raises Refused."""


class MessageType(StrEnum):
    NOTIFICATION = "Notification"
    CONFIRM = "SubscriptionConfirmation"
    ENDED = "UnsubscribeConfirmation"


@dataclass(frozen=True, slots=True)
class SnsMessage:
    """A message that SNS has signed; `confirm` is the address that takes the subscription on."""

    type: MessageType
    id: str
    topic: str
    subject: str
    text: str
    confirm: str = ""


class SnsCertificates:
    """The keys of SNS, each read once in the life of a process."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._keys: dict[str, RsaKey] = {}

    def key(self, url: str) -> RsaKey:
        """Raises Refused."""
        if url not in self._keys:
            if len(self._keys) >= MOST_CERTIFICATES:
                self._keys.clear()
            certificate = self._fetch(url)
            try:
                self._keys[url] = public_key(certificate)
            except InputError:
                raise Refused(401, "certificate") from None
        return self._keys[url]


def read_message(
    document: Mapping[str, object],
    topics: Collection[str],
    certificates: SnsCertificates,
    now: float,
) -> SnsMessage:
    """Raises Refused. `now` is epoch seconds."""
    said = {name: shown(value) for name, value in document.items()}
    try:
        kind = MessageType(said.get("Type", ""))
    except ValueError:
        raise Refused(400, "no_sns_message") from None
    topic = said.get("TopicArn", "")
    if topic not in topics:
        raise Refused(403, "other_topic")
    algorithm = _ALGORITHMS.get(said.get("SignatureVersion", ""))
    certificate = said.get("SigningCertURL", "")
    if algorithm is None or not _is_of_sns(certificate, topic, _CERTIFICATE):
        raise Refused(401, "signature")
    if not -300 <= now - _seconds(said.get("Timestamp", "")) <= OLDEST:
        raise Refused(401, "old")
    key, text = certificates.key(certificate), signed_text(said)
    if not is_signed_by(key, _signature(said), text.encode("utf-8", "surrogatepass"), algorithm):
        raise Refused(401, "signature")
    confirm = said.get("SubscribeURL", "") if kind is MessageType.CONFIRM else ""
    if kind is MessageType.CONFIRM and not _confirms(confirm, topic):
        raise Refused(400, "subscribe_url")
    return SnsMessage(
        kind, said["MessageId"], topic, said.get("Subject", ""), said["Message"], confirm
    )


def signed_text(said: Mapping[str, str]) -> str:
    """The fields in the order that SNS signs them in; a notification may have no subject."""
    names = _OF_NOTIFICATIONS if said["Type"] == MessageType.NOTIFICATION else _OF_OTHERS
    if missing := set(names) - {"Subject"} - set(said):
        raise Refused(400, f"without_{min(missing)}")
    return "".join(f"{name}\n{said[name]}\n" for name in names if name in said)


def _signature(said: Mapping[str, str]) -> bytes:
    try:
        return base64.b64decode(said.get("Signature", ""), validate=True)
    except (binascii.Error, ValueError):
        raise Refused(401, "signature") from None


def _seconds(timestamp: str) -> float:
    try:
        return datetime.fromisoformat(timestamp).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _is_of_sns(url: str, topic: str, path: re.Pattern[str]) -> bool:
    """Whether it leads to SNS itself, in the region of that topic."""
    found = _TOPIC.fullmatch(topic)
    if found is None or not url.isascii() or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    ending = ".cn" if found["partition"] == "aws-cn" else ""
    host = f"sns.{found['region']}.amazonaws.com{ending}"
    # All that stands between the slashes: a name or a password would be there too.
    is_there = parts.scheme == "https" and parts.netloc in (host, f"{host}:443")
    return is_there and port in (None, 443) and bool(path.fullmatch(parts.path))


def _confirms(url: str, topic: str) -> bool:
    if not _is_of_sns(url, topic, re.compile("/?")):
        return False
    asked = parse_qs(urlsplit(url).query)
    return asked.get("Action") == ["ConfirmSubscription"] and asked.get("TopicArn") == [topic]
