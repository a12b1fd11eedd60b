"""Judges blocks, messages and views as Slack would: the schema, slack_sdk and our own rules.

Each layer catches what the others miss (slack.md 12); the codes are those of slack.md 12.2.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from deskbell.usecases.slack_ports import Message

SCHEMA = Path(__file__).parent / "schemas" / "blockkit.slack-types-3.2.0.schema.json"
MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}


def message_faults(message: Message) -> list[str]:
    """What Slack would refuse in a post or an update, or what would ping people."""
    faults = block_faults(message.blocks)
    faults += _when(len(message.blocks) > 50, "M1: more than 50 blocks")
    size = len(json.dumps(message.blocks, ensure_ascii=False))
    faults += _when(size > 10_000, f"M3: {size} characters of blocks")
    faults += _when(not message.text.strip(), "M4: no text")
    faults += _when(len(message.text) > 4_000, f"M4: {len(message.text)} characters of text")
    return faults + _pings([message.text, *_texts(message.blocks)])


def view_faults(view: Mapping[str, Any]) -> list[str]:
    """What Slack would refuse in a view."""
    blocks = view.get("blocks", [])
    faults = _schema_faults({"modal": view}) + block_faults(blocks)
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        faults.append(f"slack_sdk: {error}")
    has_input = any(block.get("type") == "input" for block in blocks)
    faults += _when(has_input and "submit" not in view, "V1: no submit")
    size = len(json.dumps(view, ensure_ascii=False).encode())
    faults += _when(size > 250_000, f"V2: {size} bytes")
    faults += _when(len(view.get("private_metadata", "")) > 3_000, "V3: private_metadata")
    return faults


def block_faults(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is wrong with the blocks themselves."""
    faults = _schema_faults({"blocks": blocks})
    for block in blocks:
        faults += _sdk_faults(block)
    for place, thing in _walk(blocks, ""):
        faults += [f"{fault} at {place}" for fault in _own_faults(thing)]
    faults += _repeated("B1: block_id", (block.get("block_id") for block in blocks))
    markdown = sum(len(block["text"]) for block in blocks if block.get("type") == "markdown")
    faults += _when(markdown > 12_000, f"M2: {markdown} characters of markdown")
    tables = sum(block.get("type") == "table" for block in blocks)
    return faults + _when(tables > 1, "M6: more than one table")


@cache
def _schema() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _schema_faults(document: Mapping[str, Any]) -> list[str]:
    return [f"schema: {error.json_path}" for error in _schema().iter_errors(document)]


def _sdk_faults(block: Mapping[str, Any]) -> list[str]:
    try:
        parsed = Block.parse(dict(block))
        if parsed is None:
            return [f"slack_sdk: no block of the type {block.get('type')}"]
        parsed.to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        return [f"slack_sdk: {error}"]
    return []


def _own_faults(thing: Mapping[str, Any]) -> list[str]:
    kind = thing.get("type")
    faults: list[str] = []
    if kind in ("plain_text", "mrkdwn"):
        text = thing.get("text", "")
        faults += _when(not text.strip(), "T1: empty text")
        faults += _when(len(text) > 3_000, f"T2: {len(text)} characters")
    if kind == "section":
        long = [field for field in thing.get("fields", []) if len(field["text"]) > 2_000]
        faults += _when(bool(long), "F1: field too long")
    if kind in ("actions", "context", "context_actions"):
        faults += _repeated("A1: action_id", (e.get("action_id") for e in thing["elements"]))
    if "options" in thing:
        faults += _option_faults(thing)
    for name in ("block_id", "action_id", "callback_id", "external_id"):
        faults += _when(len(thing.get(name, "")) > 255, f"{name} too long")
    return faults


def _option_faults(menu: Mapping[str, Any]) -> list[str]:
    options = menu["options"]
    most = MOST_OPTIONS.get(menu.get("type", ""), 100)
    return [
        *_when(not 1 <= len(options) <= most, f"O3: {len(options)} options"),
        *_when(any(len(option["text"]["text"]) > 75 for option in options), "O1: option text"),
        *_when(any(len(option["value"]) > 150 for option in options), "O2: option value"),
        *_repeated("O4: option value", (option["value"] for option in options)),
        *_when(
            "initial_option" in menu and menu["initial_option"] not in options,
            "O5: initial_option",
        ),
    ]


def _pings(texts: Iterable[str]) -> list[str]:
    """X1. Only our own date tokens begin with `<!`."""
    return [f"X1: {text[:80]!r}" for text in texts if "<!" in text.replace("<!date^", "")]


def _walk(value: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield place, value
        for key, inner in value.items():
            yield from _walk(inner, f"{place}/{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{place}/{index}")


def _texts(value: object) -> Iterator[str]:
    for _, thing in _walk(value, ""):
        yield from (text for text in thing.values() if isinstance(text, str))


def _repeated(what: str, values: Iterable[object]) -> list[str]:
    counts = Counter(value for value in values if value is not None)
    return [f"{what} {value} twice" for value, count in counts.items() if count > 1]


def _when(wrong: bool, fault: str) -> list[str]:
    return [fault] if wrong else []
