"""What can go wrong on purpose, and how a test says it; faults.py decides when it does."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

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
    new_event_ids: bool = False
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
_SEVERAL = (*MATCHED, "headers")


def read_fault(raw: Mapping[str, Any]) -> Fault:
    """Raises BadFaultError with what is wrong in the words of the control API."""
    known = {field.name for field in fields(Fault)}
    if unknown := sorted(set(raw) - known):
        raise BadFaultError(f"no such field: {', '.join(unknown)}; allowed: {sorted(known)}")
    lists = {name: tuple(raw[name]) for name in _SEVERAL if isinstance(raw.get(name), list)}
    try:
        fault = Fault(**{**raw, **lists, "on": On(raw["on"]), "do": Do(raw["do"])})
    except (KeyError, ValueError) as error:
        raise BadFaultError(f"`on` and `do` are needed and must be known: {error}") from error
    _check(fault)
    return fault


def _check(fault: Fault) -> None:
    if (fault.do in ON_CALLS) is not (fault.on is On.CALL):
        raise BadFaultError(f"{fault.do} cannot happen on a {fault.on}")
    if fault.do in EVENTS_ONLY and fault.kind not in (None, "event"):
        raise BadFaultError(f"{fault.do} happens to events only")
    if fault.do is Do.OUTAGE and fault.lasts is None:
        raise BadFaultError("outage needs `lasts`, in seconds")
    if fault.do is Do.REORDER and fault.copies < 2:
        raise BadFaultError("reorder needs `copies`: how many events change places")
    wrong = {
        "times": fault.times is not None and not fault.times >= 1,
        "probability": not 0 < fault.probability <= 1,
        "lasts": fault.lasts is not None and not fault.lasts > 0,
        "copies": not 1 <= fault.copies <= 100,
        "body": fault.body not in BODIES,
        "status": not 200 <= fault.status <= 599,
    }
    if names := [name for name, is_wrong in wrong.items() if is_wrong]:
        raise BadFaultError(f"out of range: {', '.join(names)}")


def _is_one_of(wanted: Names | None, found: str | None, *, by_end: bool) -> bool:
    if wanted is None:
        return True
    names = (wanted,) if isinstance(wanted, str) else wanted
    return found is not None and (found.endswith(names) if by_end else found in names)
