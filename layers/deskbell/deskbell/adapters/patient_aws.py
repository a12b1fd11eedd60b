"""AWS calls for functions that nobody waits for: they may ask again; `runtime/outside.py` builds
these.

A call takes as long as botocore's do there, and is repeated where botocore would repeat it.
"""

from collections.abc import Callable, Mapping
from random import random
from time import sleep

from deskbell.adapters.aws_http import AwsCall, AwsCallError

TIMEOUTS = (1.0, 3.0)
"""Seconds to connect, and of each wait."""
PAUSES = (1.0, 2.0)
"""Seconds at most before the second and the third attempt; how many of them is up to chance."""


def patiently(call: AwsCall, pause: Callable[[float], None] = sleep) -> AwsCall:
    """`call`, made three times where its fault may pass."""

    def call_patiently(target: str, payload: Mapping[str, object]) -> dict[str, object]:
        for longest in PAUSES:
            try:
                return call(target, payload)
            except AwsCallError as fault:
                if not fault.may_pass:
                    raise
            pause(longest * random())  # noqa: S311 - no secret
        return call(target, payload)

    return call_patiently
