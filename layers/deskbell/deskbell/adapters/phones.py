"""Text messages and calls, through AWS End User Messaging (`pinpoint-sms-voice-v2`); the ways to
reach somebody use it.

It has no idempotency key and cannot be asked what it has sent. What is in doubt is told by the
delivery event, if it was sent, and else by the time that a way has (`patience`).
"""

from collections.abc import Callable
from typing import Protocol

from deskbell.adapters.aws_http import AwsCall, AwsCallError
from deskbell.domain.graphemes import cut
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Undelivered, Unknown

TEXT_LIMIT = 400
"""Characters: a page is a few lines, and each seventy of them are paid for."""
CALL_LIMIT = 1_000
SECONDS_TO_LIVE = 600
"""For how long the carrier may try; whoever hears of it later hears of it by another way."""
VOICES = {"en": "JOANNA", "ko": "SEOYEON", "pl": "EWA"}
_MEND = frozenset(
    {"AccessDeniedException", "ResourceNotFoundException", "ServiceQuotaExceededException"}
)
"""Nothing goes out until somebody mends that: rights, the number, what may be spent in a month."""


class Phones(Protocol):
    """Whoever sends text messages and makes calls; another provider is another one of these."""

    def text(self, number: str, words: str, row: str) -> Outcome:
        """A text message about an outbox row, which its delivery event names."""
        ...

    def call(self, number: str, words: str, language: str, row: str) -> Outcome:
        """A call in which a voice of that language reads the words out."""
        ...


class AwsPhones:
    """`ask` makes each call over a connection of its own, and once only. `origination` is what they
    come from; `desk` tells our delivery events from others'."""

    def __init__(
        self, ask: AwsCall, origination: str, desk: str, install: Callable[[], str]
    ) -> None:
        self._ask = ask
        self._origination = origination
        self._desk = desk
        self._install = install

    def text(self, number: str, words: str, row: str) -> Outcome:
        return self._send(
            "SendTextMessage",
            number,
            row,
            MessageBody=cut(words, TEXT_LIMIT, "…"),
            MessageType="TRANSACTIONAL",
        )

    def call(self, number: str, words: str, language: str, row: str) -> Outcome:
        return self._send(
            "SendVoiceMessage",
            number,
            row,
            MessageBody=cut(words, CALL_LIMIT, "…"),
            MessageBodyTextType="TEXT",
            VoiceId=VOICES.get(language, VOICES["en"]),
        )

    def _send(self, operation: str, number: str, row: str, **words: str) -> Outcome:
        message = {
            "DestinationPhoneNumber": number,
            "OriginationIdentity": self._origination,
            "TimeToLive": SECONDS_TO_LIVE,
            "Context": {"desk": self._desk, "install": self._install(), "row": row},
            **words,
        }
        try:
            self._ask(f"PinpointSMSVoiceV2.{operation}", message)
        except AwsCallError as fault:
            return _refused(fault)
        return Sent()


def _refused(fault: AwsCallError) -> Outcome:
    if "Throttl" in fault.code:
        return Later(None, fault.code)
    if fault.may_pass:
        return Unknown(fault.code)
    if fault.code in _MEND:
        return Never(Undelivered.INSTALL_BROKEN, fault.code)
    # Of this number: it is none, is not taken in its country, or its owner wants no more.
    return Never(Undelivered.PERSON_UNREACHABLE, fault.code)
