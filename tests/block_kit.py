"""Judges what we send as Slack would: the schema, slack_sdk and our own rules (slack.md 12).

Tests of every feature call `assert_slack_takes` with what it sends. Each layer catches what the
others miss; codes such as O1 are those of slack.md 12.2, L stands for the lengths of slack.md 10
that neither the schema nor slack_sdk looks at.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from deskbell.usecases.slack_ports import Message

SCHEMA = (
    Path(__file__).parents[1] / "tools/fake_slack/schemas/blockkit.slack-types-3.2.0.schema.json"
)
MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
_DATE_TOKEN = re.compile(r"<!date\^[0-9]+\^[^<>|^]+\|[^<>|]+>")


def assert_slack_takes(sent: Message | Mapping[str, Any]) -> None:
    """A message, a view, or the JSON that answers a slash command."""
    faults = faults_of(sent)
    assert not faults, faults


def faults_of(sent: Message | Mapping[str, Any]) -> list[str]:
    """What Slack would refuse in it, or what would ping people; empty if nothing."""
    if isinstance(sent, Message):
        return message_faults({"text": sent.text, "blocks": sent.blocks})
    return view_faults(sent) if "type" in sent else message_faults(sent)


def message_faults(message: Mapping[str, Any]) -> list[str]:
    """Of the arguments of a post or an update, or the JSON of an answer that is a message."""
    blocks, text = message.get("blocks", []), message.get("text", "")
    size = len(json.dumps(blocks, ensure_ascii=False))
    return [
        *block_faults(blocks),
        *_when(len(blocks) > 50, "M1: more than 50 blocks"),
        *_when(size > 10_000, f"M3: {size} characters of blocks"),
        *_when(not text.strip(), "M4: no text"),
        *_when(len(text) > 4_000, f"M4: {len(text)} characters of text"),
        *_when("markdown_text" in message, "M5: markdown_text beside text or blocks"),
        *_pings([text]),
    ]


def view_faults(view: Mapping[str, Any]) -> list[str]:
    """Of a modal or a Home tab. The schema looks at the frame and at the blocks apart."""
    blocks = view.get("blocks", [])
    frame = {name: part for name, part in view.items() if name != "blocks"}
    has_input = any(block.get("type") == "input" for block in blocks)
    size = len(json.dumps(view, ensure_ascii=False).encode())
    return [
        *_schema_faults({str(view.get("type")): view}),
        *block_faults(blocks),
        *_sdk_view_faults(view),
        *_own_faults(frame),
        *_when(has_input and "submit" not in view, "V1: no submit"),
        *_when(size > 250_000, f"V2: {size} bytes"),
        *_when(len(view.get("private_metadata", "")) > 3_000, "V3: private_metadata"),
    ]


def error_faults(answer: Mapping[str, Any], view: Mapping[str, Any]) -> list[str]:
    """Of the JSON that sends a submitted `view` back; only its input blocks can show an error."""
    errors = answer["errors"]
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    return [
        *_when(answer.keys() != {"response_action", "errors"}, f"S1: {sorted(answer)}"),
        *_when(answer["response_action"] != "errors", "no response_action of Slack's"),
        *_when(not errors, "no error at all"),
        *(f"no input block: {block}" for block in errors.keys() - inputs),
        *(f"T1: empty error at {block}" for block, text in errors.items() if not text.strip()),
        *(f"T2: long error at {block}" for block, text in errors.items() if len(text) > 3_000),
    ]


def markup_of(sent: Message | Mapping[str, Any]) -> list[str]:
    """Every text of it that Slack reads as markup."""
    body: Mapping[str, Any] = (
        {"text": sent.text, "blocks": sent.blocks} if isinstance(sent, Message) else sent
    )
    parts = _walk(body.get("blocks"), "")
    shown = [part["text"] for _, part in parts if part.get("type") == "mrkdwn"]
    return [body["text"], *shown] if "text" in body else shown


def block_faults(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Of the blocks themselves. What has not the shape of blocks is not measured any more."""
    if misshapen := _schema_faults({"blocks": blocks}):
        return misshapen
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    tables = sum(block["type"] == "table" for block in blocks)
    return [
        *(fault for block in blocks for fault in _sdk_faults(json.dumps(block))),
        *_own_faults(blocks),
        *_repeated("B1: block_id", (block.get("block_id") for block in blocks)),
        *_when(markdown > 12_000, f"M2: {markdown} characters of markdown"),
        *_when(tables > 1, "M6: more than one table"),
    ]


@cache
def _schema() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@cache
def _words_of_the_schema() -> frozenset[str]:
    """Such as `button` and `primary`; every other text is the same to it."""
    return frozenset(
        word
        for _, part in _walk(_schema().schema, "")
        for word in (*part.get("enum", ()), part.get("const"))
        if isinstance(word, str)
    )


def _schema_faults(document: Mapping[str, Any]) -> list[str]:
    return list(_faults_of_shape(json.dumps(_shape(document))))


@cache
def _faults_of_shape(shape: str) -> tuple[str, ...]:
    """Thousands of cards have a few dozen shapes, and the schema is slow."""
    return tuple(f"S1: {error.json_path}" for error in _schema().iter_errors(json.loads(shape)))


def _shape(value: object) -> object:
    match value:
        case Mapping():
            return {name: _shape(part) for name, part in value.items()}
        case list() | tuple():
            return [_shape(part) for part in value]
        case str():
            return value if value in _words_of_the_schema() else ""
        case _:
            return value


@lru_cache(4_096)
def _sdk_faults(block: str) -> tuple[str, ...]:
    """Of one block as JSON; many messages have the same ones."""
    try:
        parsed = Block.parse(json.loads(block))
        if parsed is None:
            return ("slack_sdk: no block of this type",)
        parsed.to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        return (f"slack_sdk: {error}",)
    return ()


def _sdk_view_faults(view: Mapping[str, Any]) -> list[str]:
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        return [f"slack_sdk: {error}"]
    return []


def _own_faults(whole: object) -> list[str]:
    return [
        f"{fault} at {place or '/'}"
        for place, thing in _walk(whole, "")
        for fault in (*_text_faults(thing), *_length_faults(thing), *_option_faults(thing))
    ]


def _text_faults(thing: Mapping[str, Any]) -> list[str]:
    if thing.get("type") not in ("plain_text", "mrkdwn"):
        return []
    text = thing["text"]
    return [
        *_when(not text.strip(), "T1: empty text"),
        *_when(len(text) > 3_000, f"T2: {len(text)} characters"),
        *(_pings([text]) if thing["type"] == "mrkdwn" else []),
    ]


def _length_faults(thing: Mapping[str, Any]) -> list[str]:
    kind = thing.get("type")
    faults: list[str] = []
    if kind == "section":
        long = [field for field in thing.get("fields", []) if len(field["text"]) > 2_000]
        faults += _when(bool(long), "F1: field too long")
    if kind in ("actions", "context_actions"):
        faults += _repeated("A1: action_id", (one.get("action_id") for one in thing["elements"]))
    if kind == "plain_text_input":
        lengths = thing.get("min_length", 0), thing.get("max_length", 3_000)
        faults += _when(not 0 <= lengths[0] <= lengths[1] <= 3_000, f"L: lengths {lengths}")
        faults += _when(len(thing.get("initial_value", "")) > 3_000, "L: initial_value")
    if kind == "file_input":
        faults += _when(not 1 <= thing.get("max_files", 10) <= 10, "L: max_files")
    for name in ("block_id", "action_id", "callback_id", "external_id"):
        faults += _when(len(thing.get(name, "")) > 255, f"L: {name}")
    return faults


def _option_faults(menu: Mapping[str, Any]) -> list[str]:
    """Of a menu, or of one group of its options."""
    if not menu.keys() & {"options", "option_groups"}:
        return []
    groups = menu.get("option_groups", [])
    options = [*menu.get("options", []), *(one for group in groups for one in group["options"])]
    most = MOST_OPTIONS.get(menu.get("type", ""), 100)
    chosen = [menu["initial_option"]] if "initial_option" in menu else []
    chosen += menu.get("initial_options", [])
    texts = [(one["text"]["text"], one.get("description", {}).get("text", "")) for one in options]
    return [
        *_when(not options, "O3: no options"),
        *_when(len(menu.get("options", [])) > most, f"O3: more than {most} options"),
        *_when(len(groups) > 100, "O3: more than 100 groups"),
        *_when(any(len(text) > 75 for text, _ in texts), "O1: option text"),
        *_when(any(len(description) > 75 for _, description in texts), "L: option description"),
        *_when(any(len(option["value"]) > 150 for option in options), "O2: option value"),
        *_repeated("O4: option value", (option["value"] for option in options)),
        *_when(any(option not in options for option in chosen), "O5: initial option"),
        *_when(any(len(group["label"]["text"]) > 75 for group in groups), "L: group label"),
    ]


def _pings(texts: Iterable[str]) -> list[str]:
    """X1. Only a date token of ours may begin with `<!`."""
    return [f"X1: {text[:80]!r}" for text in texts if "<!" in _DATE_TOKEN.sub("", text)]


def _walk(value: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object in it, with the way there."""
    if isinstance(value, Mapping):
        yield place, value
        for key, inner in value.items():
            yield from _walk(inner, f"{place}/{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{place}/{index}")


def _repeated(what: str, values: Iterable[object]) -> list[str]:
    counts = Counter(value for value in values if value is not None)
    return [f"{what} {value} twice" for value, count in counts.items() if count > 1]


def _when(wrong: bool, fault: str) -> list[str]:
    return [fault] if wrong else []
