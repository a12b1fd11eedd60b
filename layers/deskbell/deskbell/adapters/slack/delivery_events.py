"""What Slack tells of its own delivering, as an input; `inbound.py` asks."""

from datetime import UTC, datetime

from deskbell.adapters.slack.fields import Payload
from deskbell.adapters.slack.seal import Seal
from deskbell.domain.delivery_inputs import DeliveryLimited
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import InputError
from deskbell.domain.id_types import Ts

_LATEST = 10**10


def read_limit(body: Payload, seal: Seal) -> Envelope:
    """`app_rate_limited`, which names the minute of which events were dropped."""
    second = body.get("minute_rate_limited")
    if type(second) is not int or not 0 <= second < _LATEST:  # True is an int in Python
        raise InputError("minute_rate_limited is no time")
    minute = second - second % 60
    limited = DeliveryLimited(datetime.fromtimestamp(minute, UTC))
    return seal.in_group(("limited", str(minute)), "limits", Ts(f"{minute}.000000"), limited)
