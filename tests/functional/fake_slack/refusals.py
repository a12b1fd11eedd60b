"""How tests look at what the Web API refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def refusal(call: Callable[[], Any]) -> dict[str, Any]:
    """The whole answer."""
    with pytest.raises(SlackApiError) as refused:
        call()
    answer: dict[str, Any] = refused.value.response.data
    return answer


def code(call: Callable[[], Any]) -> str:
    return str(refusal(call)["error"])
