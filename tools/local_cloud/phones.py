"""Telephones in the place of AWS End User Messaging's, which the emulator has not: the front
listens for the relay, `make phones` and tests see what came, and the desk hears what became of it.

The end of a number says how it goes: 00 is switched off (the carrier takes it, nothing more is ever
heard), 01 cannot be reached, any other has it at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import httpx

TARGET = "PinpointSMSVoiceV2"
PATH = "/phones"
ORIGINATION = "arn:aws:sms-voice:us-east-1:000000000000:pool/pool-local"
OFF, UNREACHABLE = "00", "01"
_EVENTS = {
    "SendTextMessage": ("Text", "TEXT_DELIVERED", "TEXT_CARRIER_UNREACHABLE"),
    "SendVoiceMessage": ("Voice", "VOICE_ANSWERED", "VOICE_NO_ANSWER"),
}

Tell = Callable[[Mapping[str, Any]], None]
"""Hands an event to whom the rule of the template would: as on AWS, nobody but a service itself may
put one of a service's on a bus."""


class Phones:
    """Called by several requests at a time."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self.came: list[dict[str, Any]] = []

    def take(self, target: str, message: Mapping[str, Any]) -> dict[str, str]:
        """A call of the service's API; its answer. Raises KeyError of an unknown one."""
        operation = target.removeprefix(f"{TARGET}.")
        kind, reached, failed = _EVENTS[operation]
        number = str(message["DestinationPhoneNumber"])
        with self._lock:
            name = f"local-{len(self.came) + 1}"
            self.came.append({"id": name, "to": number, "kind": kind, **_shown(message)})
        if not number.endswith(OFF):
            happened = failed if number.endswith(UNREACHABLE) else reached
            self._tell(_event(kind, happened, name, message))
        return {"MessageId": name}


def _shown(message: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": message["MessageBody"], "voice": message.get("VoiceId")}


def _event(kind: str, happened: str, name: str, message: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": "aws.sms-voice",
        "detail-type": f"{kind} Message Delivery Status Updated",
        "detail": {
            "eventType": happened,
            "eventVersion": "1.0",
            "isFinal": True,
            "destinationPhoneNumber": message["DestinationPhoneNumber"],
            "messageId": name,
            "context": message.get("Context", {}),
        },
    }


def number_of(position: int) -> str:
    """Everybody of the sample workspace has one, which is nobody's."""
    return f"+4822555{position:02}10"


def show(front_url: str) -> None:
    """`make phones`."""
    came = httpx.get(f"{front_url}{PATH}", trust_env=False).json()["messages"]
    for one in came:
        voice = f", read by {one['voice']}" if one["voice"] else ""
        print(f"{one['kind'].lower()} to {one['to']}{voice}:\n{one['text']}\n")
    if not came:
        print("No telephone has rung.")
