"""blocks.validate: what Slack would refuse in blocks, a message or a view, each fault apart."""

from tools.fake_slack.blocks import rules
from tools.fake_slack.blocks.grammar import Fault, missing
from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.strict_json import read_json
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

KINDS = ("blocks", "view", "message")
EXACTLY_ONE = "must provide exactly one of `blocks`, `view`, or `message`"
_NO_OBJECT = Fault("must be an object", "")


def validate(call: Call) -> JsonObject:
    given = [kind for kind in KINDS if kind in call.args]
    if len(given) != 1:
        told = {"messages": [EXACTLY_ONE]}
        raise Refused("invalid_arguments", response_metadata=told)
    kind = given[0]
    if faults := _faults(kind, call.args.raw[kind]):
        raise Refused(f"invalid_{kind}", errors=[_apart(fault) for fault in faults])
    return {}


def _faults(kind: str, value: Json) -> list[Fault]:
    if isinstance(value, str):
        try:
            value = read_json(value)
        except ValueError:
            return [Fault("must be valid JSON", "")]
    return _FINDERS[kind](value)


def _in_blocks(value: Json, at: str = "") -> list[Fault]:
    if not rules.are_blocks(value):
        return [Fault("must be an array of blocks", at)]
    return rules.check_message(value, at)


def _in_message(value: Json) -> list[Fault]:
    if not isinstance(value, dict):
        return [_NO_OBJECT]
    if "blocks" in value:
        return _in_blocks(value["blocks"], "/blocks")
    return [] if value.get("text") else [missing("blocks", "")]


def _in_view(value: Json) -> list[Fault]:
    return rules.check_view(value, "") if isinstance(value, dict) else [_NO_OBJECT]


_FINDERS = {"blocks": _in_blocks, "view": _in_view, "message": _in_message}


def _apart(fault: Fault) -> JsonObject:
    """A fault as this method tells it."""
    expected = {} if fault.expected is None else {"expected": fault.expected}
    return {
        "code": "failed_constraint",
        "message": fault.message,
        "pointer": fault.pointer,
        "constraint": {"type": fault.kind, **expected},
    }
