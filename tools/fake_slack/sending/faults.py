"""Faults a test asks for: which calls or deliveries they hit, how often, and what happens."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

Facts = Mapping[str, str | None]
"""What a fault may be matched against, such as `{"method": "chat.update"}`."""


class BadFaultError(Exception):
    """The fault cannot be understood; the text says why."""


class On(StrEnum):
    CALL = "call"
    DELIVERY = "delivery"


class Do(StrEnum):
    ERROR = "error"
    RATELIMITED = "ratelimited"
    HTTP_STATUS = "http_status"
    LIMIT = "limit"
    SLOW = "slow"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    DUPLICATE = "duplicate"
    DELAY = "delay"
    DROP_FIRST = "drop_first"
    HOLD = "hold"


_ON_CALLS = (
    *(Do.ERROR, Do.RATELIMITED, Do.LIMIT, Do.HTTP_STATUS),
    *(Do.SLOW, Do.DROP_BEFORE, Do.DROP_AFTER),
)
_ON_DELIVERIES = (Do.DUPLICATE, Do.DELAY, Do.DROP_FIRST, Do.HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault; the fields left at None match everything.

    `type` is an event type or an interaction type, `kind` is event, command or interaction.
    `limit` stands instead of Slack's own limit: `per_minute` calls, or as many as come.
    """

    on: On
    do: Do
    times: int | None = None
    method: str | None = None
    kind: str | None = None
    type: str | None = None
    channel: str | None = None
    user: str | None = None
    error: str = "internal_error"
    status: int = 500
    retry_after: int = 1
    per_minute: int | None = None
    seconds: float = 0.0
    copies: int = 1
    new_event_ids: bool = False

    def hits(self, facts: Facts) -> bool:
        wanted = {name: getattr(self, name) for name in _MATCHED}
        return all(value is None or facts.get(name) == value for name, value in wanted.items())


_MATCHED = ("method", "kind", "type", "channel", "user")


def read_fault(raw: dict[str, Any]) -> Fault:
    known = {field.name for field in fields(Fault)}
    if unknown := sorted(set(raw) - known):
        raise BadFaultError(f"no such field: {', '.join(unknown)}; allowed: {sorted(known)}")
    try:
        fault = Fault(**{**raw, "on": On(raw["on"]), "do": Do(raw["do"])})
    except (KeyError, ValueError) as error:
        raise BadFaultError(f"`on` and `do` are needed and must be known: {error}") from error
    if fault.do not in (_ON_CALLS if fault.on is On.CALL else _ON_DELIVERIES):
        raise BadFaultError(f"{fault.do} cannot happen on a {fault.on}")
    return fault


class Faults:
    def __init__(self) -> None:
        self._left: dict[str, tuple[Fault, int | None]] = {}
        self._count = 0

    def add(self, fault: Fault) -> str:
        self._count += 1
        self._left[f"F{self._count}"] = (fault, fault.times)
        return f"F{self._count}"

    def remove(self, fault_id: str | None = None) -> None:
        """One, or all."""
        if fault_id is None:
            self._left.clear()
        else:
            self._left.pop(fault_id, None)

    def listed(self) -> list[dict[str, Any]]:
        return [
            {"id": fault_id, "on": fault.on, "do": fault.do, "left": left}
            for fault_id, (fault, left) in self._left.items()
        ]

    def limit(self, facts: Facts) -> Fault | None:
        """The rate limit somebody set for this call, if any; it stands until it is removed."""
        limits = (fault for fault, _ in self._left.values() if fault.do is Do.LIMIT)
        return next((fault for fault in limits if fault.hits(facts)), None)

    def take(self, on: On, facts: Facts) -> list[Fault]:
        """What hits this call or delivery now; each counts down."""
        taken = []
        for fault_id, (fault, left) in list(self._left.items()):
            if fault.on is not on or fault.do is Do.LIMIT or not fault.hits(facts):
                continue
            taken.append(fault)
            if left is not None:
                self._left[fault_id] = (fault, left - 1)
                if left <= 1:
                    del self._left[fault_id]
        return taken
