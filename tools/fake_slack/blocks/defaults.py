"""What Slack adds to a view that leaves it out; views.py stores views so."""

from tools.fake_slack.state.messages import Json

_DEFAULTS: dict[str, dict[str, bool]] = {
    "plain_text": {"emoji": True},
    "mrkdwn": {"verbatim": False},
    "input": {"optional": False, "dispatch_action": False},
}


def with_defaults(value: Json) -> Json:
    """A copy of blocks, texts or a whole view, filled in at every depth."""
    if isinstance(value, list):
        return [with_defaults(one) for one in value]
    if not isinstance(value, dict):
        return value
    filled = {name: with_defaults(part) for name, part in value.items()}
    return {**filled, **_missing(value)}


def _missing(value: dict[str, Json]) -> dict[str, bool]:
    defaults = _DEFAULTS.get(str(value.get("type")), {})
    return {name: usual for name, usual in defaults.items() if name not in value}
