"""What fuzzing begins with: Slack's own payloads, the table of bad input and the sample desk."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from urllib.parse import parse_qs

from tests.api_gateway import AT, Event
from tests.bad_inputs.table import CASES
from tests.bad_inputs.values import of_another_schema
from tests.functional.memory_desk import MemoryDesk
from tools.corpus.payloads import ROOT, Manner, addressed, manifest, posted

LONGEST = 20_000
"""Bytes of a seed: the long ones are cases of the table, and only slow the fuzzing down."""
_TEXT = re.compile(rb'"text": ?"((?:[^"\\]|\\.)*)"')
_TS = re.compile(rb"[0-9]{1,10}[.][0-9]{1,6}")
_WORD = re.compile(rb'"([\w.-]{2,30})"')


@cache
def seeds() -> Mapping[str, frozenset[bytes]]:
    """By target."""
    requests = [*_requests_of_the_table()]
    bodies = [_body(request) for request in requests]
    bodies += [
        posted(payload.folder, addressed(payload, manner)).content
        for payload in manifest()
        for manner in (Manner.WORKSPACE, Manner.OUR_NAMES)
    ]
    documents = [body for body in bodies if body.startswith(b"{")]
    payloads = [
        payload.encode("utf-8", "surrogatepass")
        for body in bodies
        for payload in parse_qs(body.decode("utf-8", "replace")).get("payload", ())
    ]
    said = [text for body in (*documents, *payloads) for text in _TEXT.findall(body)]
    found = {
        "signature": map(_signed, requests),
        "events": documents,
        "forms": [body for body in bodies if not body.startswith(b"{")],
        "interactions": payloads,
        "alerts": [file.read_bytes() for file in (ROOT / "events/alerts").glob("*.json")],
        "texts": map(_read, said),
        "timestamps": [ts for body in documents for ts in _TS.findall(body)],
        "inbox": map(str.encode, _messages()),
        "settings": [
            (ROOT / "desk.yaml").read_bytes(),
            b"language: en",
            b"[",
            b"a: &a [*a]",
            b"a: !!bool x",
        ],
    }
    return {
        name: frozenset(seed for seed in given if len(seed) <= LONGEST)
        for name, given in found.items()
    }


def words() -> frozenset[bytes]:
    """The names and codes in all of them, for the fuzzer to put together anew."""
    found = seeds()
    return frozenset(
        word
        for name in ("events", "interactions")
        for seed in found[name]
        for word in _WORD.findall(seed)
    )


def _requests_of_the_table() -> Iterator[Event]:
    for case in CASES:
        desk = MemoryDesk(now=datetime.fromtimestamp(AT, UTC))
        case.given(desk)
        yield from (one for one in case.build(desk) if isinstance(one, dict))


def _body(request: Event) -> bytes:
    body = str(request.get("body", ""))
    try:
        return base64.b64decode(body) if request["isBase64Encoded"] else body.encode()
    except ValueError:
        return b""


def _signed(request: Event) -> bytes:
    headers = {name.lower(): value for name, value in request["headers"].items()}
    lines = [headers.get(f"x-slack-{name}", "") for name in ("request-timestamp", "signature")]
    return "\n".join(lines).encode() + b"\n" + _body(request)


def _read(text: bytes) -> bytes:
    """As JSON means it."""
    return str(json.loads(b'"' + text + b'"')).encode("utf-8", "surrogatepass")


def _messages() -> Iterator[str]:
    for file in sorted((ROOT / "events/inbox").glob("*.json")):
        for record in json.loads(file.read_text(encoding="utf-8")).get("Records", ()):
            yield record["body"]
    yield of_another_schema()
