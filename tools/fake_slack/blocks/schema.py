"""The shape of blocks and of the frame of views by @slack/types' schema; rules.py asks second."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from tools.fake_slack.blocks.grammar import MISFIT, Fault, missing, unknown
from tools.fake_slack.state.messages import Json, JsonObject

SCHEMA = Path(__file__).parents[1] / "schemas" / "blockkit.slack-types-3.2.0.schema.json"
_FRAMES = {"modal": "ModalView", "home": "HomeView"}
_TYPES = {
    "string": "a string",
    "boolean": "a boolean",
    "number": "a number",
    "array": "an array",
    "object": "an object",
}


def faults_of_shape(block: JsonObject, at: str) -> Iterator[Fault]:
    """Unknown kinds and properties, missing ones, and those of a wrong type."""
    validator = _blocks().get(str(block.get("type")))
    if validator is None:
        told = f"unsupported type: {block.get('type')} (this fake Slack does not support it)"
        yield Fault(told, f"{at}/type")
    else:
        yield from _faults(validator, block, at)


def faults_of_frame(view: JsonObject, at: str) -> Iterator[Fault]:
    """The schema takes anything for a view's blocks, so they are looked at one by one, apart."""
    yield from _faults(_frames()[view["type"]], {**view, "blocks": []}, at)


def _faults(validator: Validator, value: Json, at: str) -> Iterator[Fault]:
    for error in validator.iter_errors(value):
        yield from _worded(error, at + "".join(f"/{step}" for step in error.absolute_path))


def _worded(error: ValidationError, at: str) -> Iterator[Fault]:
    schema: Json = error.schema
    value: Json = error.instance
    match error.validator:
        case "required":
            yield missing(error.message.split("'")[1], at)
        case "additionalProperties":
            yield from (unknown(name, at) for name in value if name not in schema["properties"])
        case "type":
            yield Fault(f"must be {_TYPES[str(error.validator_value)]}", at)
        case _:
            yield Fault(MISFIT, at)


def _any_of(
    validator: Draft7Validator, alternatives: list[JsonObject], value: Json, _schema: object
) -> Iterator[ValidationError]:
    """Goes straight to the alternative with this `type`: a card is checked in a millisecond."""
    kind = value.get("type") if isinstance(value, dict) else None
    fitting = [one for one in alternatives if _kind_of(one) in (kind, None)]
    if len(fitting) == 1:
        yield from validator.descend(value, fitting[0])
    elif not any(validator.evolve(schema=one).is_valid(value) for one in fitting):
        yield ValidationError(MISFIT)


def _kind_of(definition: JsonObject) -> str | None:
    kind: str | None = definition.get("properties", {}).get("type", {}).get("const")
    return kind


_ByType = extend(Draft7Validator, {"anyOf": _any_of})  # type: ignore[no-untyped-call]


@cache
def _blocks() -> Mapping[str, Validator]:
    """One validator for each kind of block."""
    kinds: dict[str, list[JsonObject]] = {}
    for one in _definition("KnownBlock")["anyOf"]:
        kinds.setdefault(str(_kind_of(one)), []).append(one)
    return {kind: _ByType({"anyOf": alternatives}) for kind, alternatives in kinds.items()}


@cache
def _frames() -> Mapping[str, Validator]:
    return {kind: _ByType(_definition(name)) for kind, name in _FRAMES.items()}


@cache
def _definition(name: str) -> JsonObject:
    definition: JsonObject = _resolved(_schema()[name])
    return definition


@cache
def _schema() -> Mapping[str, JsonObject]:
    definitions: Mapping[str, JsonObject] = json.loads(SCHEMA.read_bytes())["definitions"]
    return definitions


def _resolved(part: Json) -> Json:
    """Without references, which are slow to follow, and with unions of unions made flat."""
    if isinstance(part, list):
        return [_resolved(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _definition(part["$ref"].rpartition("/")[2])
    whole = {name: _resolved(one) for name, one in part.items()}
    if "anyOf" in whole:
        whole["anyOf"] = [inner for one in whole["anyOf"] for inner in one.get("anyOf", [one])]
    return whole
