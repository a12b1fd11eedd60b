"""The `event_context` of an envelope: where an event came from, so that an app may ask who sees it.

sending/ puts it into envelopes, apps.event.authorizations.list reads it.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Self

_VERSION = "4-"


@dataclass(frozen=True, slots=True)
class EventContext:
    """`channel` is None for what concerns a whole workspace; `team` for what concerns an org."""

    event_type: str
    app_id: str
    team: str | None
    channel: str | None

    def __str__(self) -> str:
        told = {"et": self.event_type, "tid": self.team, "aid": self.app_id, "cid": self.channel}
        named = {name: value for name, value in told.items() if value}
        packed = json.dumps(named, separators=(",", ":")).encode()
        return _VERSION + base64.urlsafe_b64encode(packed).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None when it is no event_context."""
        packed = text.removeprefix(_VERSION)
        try:
            told = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
            return cls(told["et"], told["aid"], told.get("tid"), told.get("cid"))
        except (binascii.Error, ValueError, KeyError, TypeError, AttributeError):
            return None
