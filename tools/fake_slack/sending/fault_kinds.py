"""What can go wrong on purpose, and how a test says it; faults.py decides when it does."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import jsonschema

from tools.fake_slack.state.messages import JsonObject

Facts = Mapping[str, str | None]
"""What a fault may be matched against, such as `{"method": "chat.update"}`."""
Names = str | tuple[str, ...]
"""One name, or any of several."""


class BadFaultError(Exception):
    """The fault cannot be understood; the text says why."""


class On(StrEnum):
    CALL = "call"
    DELIVERY = "delivery"


class Do(StrEnum):
    # Web API calls
    ERROR = "error"
    RATELIMITED = "ratelimited"
    LIMIT = "limit"
    HTTP_STATUS = "http_status"
    SLOW = "slow"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    EXPIRE_TRIGGERS = "expire_triggers"
    READ_LAG = "read_lag"
    # A delivery as a whole
    DUPLICATE = "duplicate"
    DELAY = "delay"
    DROP_FIRST = "drop_first"
    HOLD = "hold"
    REORDER = "reorder"
    SPLIT = "split"
    REPLAY = "replay"
    OUTAGE = "outage"
    # One attempt of a delivery
    DROP = "drop"
    WRONG_SIGNATURE = "wrong_signature"
    STALE = "stale"
    MISSING_HEADERS = "missing_headers"
    OVERSIZED = "oversized"
    BROKEN_JSON = "broken_json"
    BROKEN_UTF8 = "broken_utf8"
    CUT_ANSWER = "cut_answer"
    RETRY_ANYWAY = "retry_anyway"


ON_CALLS = frozenset(
    {
        *(Do.ERROR, Do.RATELIMITED, Do.LIMIT, Do.HTTP_STATUS, Do.SLOW),
        *(Do.DROP_BEFORE, Do.DROP_AFTER, Do.EXPIRE_TRIGGERS, Do.READ_LAG),
    }
)
ON_ATTEMPTS = frozenset(
    {
        *(Do.DROP, Do.WRONG_SIGNATURE, Do.STALE, Do.MISSING_HEADERS, Do.OVERSIZED),
        *(Do.BROKEN_JSON, Do.BROKEN_UTF8, Do.CUT_ANSWER, Do.RETRY_ANYWAY),
    }
)
STANDING = frozenset({Do.LIMIT, Do.READ_LAG, Do.OUTAGE})
"""They are the state of things while they last: nothing counts them down."""
ON_DELIVERIES = frozenset(Do) - ON_CALLS - ON_ATTEMPTS - STANDING
EVENTS_ONLY = frozenset({Do.HOLD, Do.REORDER, Do.SPLIT, Do.RETRY_ANYWAY})
BODIES = ("html", "empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault; `method` to `url` say what it hits, those left at None match everything.

    `type` is an event type or an interaction type, `kind` is event, command or interaction, `url`
    the end of the address. `times` counts what it hits, `probability` leaves some of it alone,
    `lasts` takes the fault away after so many seconds of the fake's clock.
    """

    on: On
    do: Do
    times: int | None = None
    probability: float = 1.0
    lasts: float | None = None
    method: Names | None = None
    kind: Names | None = None
    type: Names | None = None
    channel: Names | None = None
    user: Names | None = None
    url: Names | None = None
    error: str = "internal_error"
    status: int = 500
    body: str = "html"
    """Of an HTTP status: a page, or nothing."""
    retry_after: int = 1
    per_minute: int | None = None
    """`limit` stands instead of Slack's own limit: so many calls, or as many as come."""
    seconds: float = 0.0
    """How long, how much later, or for `stale` how far the timestamp is off, either way."""
    copies: int = 1
    """How many duplicates, or how many events `reorder` gathers and turns round."""
    new_event_ids: bool = True
    headers: tuple[str, ...] = ("X-Slack-Signature", "X-Slack-Request-Timestamp")
    """What `missing_headers` leaves out."""
    size: int = 2_000_000
    """How many bytes `oversized` makes of a body."""

    def hits(self, facts: Facts) -> bool:
        """Whether what happens is what the fault waits for."""
        return all(
            _is_one_of(getattr(self, name), facts.get(name), by_end=name == "url")
            for name in MATCHED
        )

    @property
    def answer_body(self) -> str:
        return f"<html><body><h1>{self.status}</h1></body></html>" if self.body == "html" else ""

    def told(self) -> dict[str, Any]:
        return asdict(self)


MATCHED = ("method", "kind", "type", "channel", "user", "url")
MATCHED_ON = {
    On.CALL: frozenset({"method", "channel", "user"}),
    On.DELIVERY: frozenset(MATCHED) - {"method"},
}
_BLIND_TO = {Do.READ_LAG: frozenset({"user"}), Do.SPLIT: frozenset({"url"})}
"""What would never match: reading names nobody, a gesture has no address."""
_YEAR_S = 366 * 24 * 3600
_TEXT = {"type": "string", "minLength": 1}
_NAMES = {"type": ["string", "array", "null"], "items": _TEXT, "minLength": 1, "minItems": 1}
_FIELDS: dict[str, JsonObject] = {
    **dict.fromkeys(MATCHED, _NAMES),
    "times": {"type": ["integer", "null"], "minimum": 1},
    "probability": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 1},
    "lasts": {
        "type": ["number", "null"],
        "minimum": 0,
        "exclusiveMinimum": True,
        "maximum": _YEAR_S,
    },
    "error": _TEXT,
    "status": {"type": "integer", "minimum": 200, "maximum": 599},
    "body": {"enum": BODIES},
    "retry_after": {"type": "integer", "minimum": 0, "maximum": _YEAR_S},
    "per_minute": {"type": ["integer", "null"], "minimum": 0},
    "seconds": {"type": "number", "minimum": -_YEAR_S, "maximum": _YEAR_S},
    "copies": {"type": "integer", "minimum": 1, "maximum": 100},
    "new_event_ids": {"type": "boolean"},
    "headers": {"type": "array", "items": _TEXT},
    "size": {"type": "integer", "minimum": 1, "maximum": 100_000_000},
}
_VALIDATOR = jsonschema.Draft4Validator({"properties": _FIELDS})
"""Draft 4, because to the later ones 1.0 is an integer as well."""


def read_fault(raw: Mapping[str, Any]) -> Fault:
    """Raises BadFaultError with what is wrong in the words of the control API."""
    known = {"on", "do", *_FIELDS}
    if unknown := sorted(set(raw) - known):
        raise BadFaultError(f"no such field: {', '.join(unknown)}; allowed: {sorted(known)}")
    try:
        on, do = On(raw["on"]), Do(raw["do"])
    except (KeyError, ValueError) as error:
        raise BadFaultError(f"`on` and `do` are needed and must be known: {error}") from error
    if wrong := [*_VALIDATOR.iter_errors(dict(raw))]:
        raise BadFaultError("; ".join(f"{one.path[0]}: {one.message}" for one in wrong))
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    fault = Fault(**{**raw, **lists, "on": on, "do": do})
    _check(fault)
    return fault


def _check(fault: Fault) -> None:
    if (fault.do in ON_CALLS) is not (fault.on is On.CALL):
        raise BadFaultError(f"{fault.do} cannot happen on a {fault.on}")
    matched = {name for name in MATCHED if getattr(fault, name) is not None}
    if unseen := matched - MATCHED_ON[fault.on] | matched & _BLIND_TO.get(fault.do, frozenset()):
        raise BadFaultError(f"{fault.do} on a {fault.on} cannot be matched by {sorted(unseen)}")
    if fault.do in STANDING and (fault.times is not None or fault.probability < 1):
        raise BadFaultError(f"{fault.do} stands while it lasts: no `times`, no `probability`")
    if fault.seconds < 0 and fault.do is not Do.STALE:
        raise BadFaultError("`seconds` is below 0, which only `stale` can have")
    if fault.do in EVENTS_ONLY and fault.kind not in (None, "event"):
        raise BadFaultError(f"{fault.do} happens to events only")
    if fault.do is Do.OUTAGE and fault.lasts is None:
        raise BadFaultError("outage needs `lasts`, in seconds")
    if fault.do is Do.REORDER and fault.copies < 2:
        raise BadFaultError("reorder needs `copies`: how many events change places")


def _is_one_of(wanted: Names | None, found: str | None, *, by_end: bool) -> bool:
    if wanted is None:
        return True
    names = (wanted,) if isinstance(wanted, str) else wanted
    return found is not None and (found.endswith(names) if by_end else found in names)
