"""blocks.validate: what Slack would refuse in blocks, a message or a view, each fault apart."""

import json
import re

from tools.fake_slack.blocks import rules
from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call

KINDS = ("blocks", "view", "message")
EXACTLY_ONE = "must provide exactly one of `blocks`, `view`, or `message`"
_TOLD = re.compile(r"(?P<message>.*) \[json-pointer:(?P<pointer>.*)\]", re.DOTALL)
_CONSTRAINTS = (
    (re.compile(r"must be less than (\d+) characters"), "max_length", -1),
    (re.compile(r"must be more than (\d+) characters"), "min_length", 1),
    (re.compile(r"no more than (\d+) items allowed"), "max_items", 0),
    (re.compile(r"no fewer than (\d+) items required"), "min_items", 0),
)
_MISSING = re.compile(r"missing required field: (\w+)")


def validate(call: Call) -> JsonObject:
    given = [kind for kind in KINDS if kind in call.args]
    if len(given) != 1:
        told = {"messages": [EXACTLY_ONE]}
        raise Refused("invalid_arguments", response_metadata=told)
    kind = given[0]
    if faults := _faults(kind, call.args.raw[kind]):
        raise Refused(f"invalid_{kind}", errors=[_apart(told) for told in faults])
    return {}


def _faults(kind: str, value: Json) -> list[str]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return ["must be valid JSON [json-pointer:]"]
    return _FINDERS[kind](value)


def _in_blocks(value: Json, at: str = "") -> list[str]:
    if not rules.are_blocks(value):
        return [f"must be an array of blocks [json-pointer:{at}]"]
    return rules.faults_in_blocks(value, at)


def _in_message(value: Json) -> list[str]:
    if not isinstance(value, dict):
        return ["must be an object [json-pointer:]"]
    if "blocks" in value:
        return _in_blocks(value["blocks"], "/blocks")
    return [] if value.get("text") else ["missing required field: blocks [json-pointer:]"]


def _in_view(value: Json) -> list[str]:
    if not isinstance(value, dict):
        return ["must be an object [json-pointer:]"]
    faults = rules.faults_in_view(value)
    return [told.replace("[json-pointer:/view", "[json-pointer:") for told in faults]


_FINDERS = {"blocks": _in_blocks, "view": _in_view, "message": _in_message}


def _apart(told: str) -> JsonObject:
    """A fault as this method tells it."""
    found = _TOLD.fullmatch(told)
    message, pointer = (found["message"], found["pointer"]) if found else (told, "")
    return {
        "code": "failed_constraint",
        "message": message,
        "pointer": pointer,
        "constraint": _constraint(message),
    }


def _constraint(message: str) -> JsonObject:
    for pattern, kind, offset in _CONSTRAINTS:
        if found := pattern.search(message):
            return {"type": kind, "expected": int(found[1]) + offset}
    if found := _MISSING.search(message):
        return {"type": "required", "expected": [found[1]]}
    return {"type": "schema"}
