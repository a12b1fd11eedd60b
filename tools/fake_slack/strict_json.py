"""Reads JSON from outside so that it can be kept: whatever is taken can be told again as JSON.

Every door uses it: the Web API, response URLs, the app's answers, the control API.
"""

import json

from tools.fake_slack.state.messages import Json

DEEPEST = 50
"""Lists and objects inside each other; a number of ours."""


def read_json(raw: str | bytes, deepest: int = DEEPEST) -> Json:
    """Raises ValueError, also for NaN, half a surrogate pair and what is nested too deep."""
    try:
        value = json.loads(raw)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    if _is_deeper(value, deepest):
        raise ValueError("nested too deep")
    return value


def _is_deeper(value: Json, levels: int) -> bool:
    if not isinstance(value, list | dict):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inside)
