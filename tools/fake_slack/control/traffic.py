"""All requests both ways in one list, newest first, for the control panel: one line each.

The desk is sent deliveries (events, commands, interactions) and webhooks, and makes calls.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.messages import ChannelKind, JsonObject

CALL = "call"
GOOD = ("delivered", "waiting", "held")


@dataclass(frozen=True, slots=True)
class Filter:
    """Of `kind` (event, command, interaction, call, webhook), containing `text`, gone wrong."""

    kind: str = ""
    text: str = ""
    errors_only: bool = False

    def takes(self, entry: JsonObject) -> bool:
        return (
            self.kind in ("", entry["kind"])
            and not (self.errors_only and _went_well(entry))
            and (not self.text or self.text.lower() in _as_text(entry))
        )


def shown(slack: FakeSlack, wanted: Filter, limit: int) -> JsonObject:
    """The newest `limit` lines, whether there are more, and how many there are of each kind."""
    found = [*islice((one for one in _newest_first(slack) if wanted.takes(one)), limit + 1)]
    names = _Names(slack)
    return {
        "entries": [_line(entry, names) for entry in found[:limit]],
        "more": len(found) > limit,
        "counts": Counter(entry["kind"] for entry in _newest_first(slack)),
    }


def whole(slack: FakeSlack, entry_id: str) -> JsonObject | None:
    """One of them with headers, bodies and answers."""
    found = next((one for one in _newest_first(slack) if one["id"] == entry_id), None)
    return found and {**_line(found, _Names(slack)), **found}


def _newest_first(slack: FakeSlack) -> Iterator[JsonObject]:
    calls = ({"kind": CALL, **call} for call in reversed(slack.calls))
    sent = (one.shown() for one in reversed(slack.deliveries.log))
    hooks = (one.shown() for one in reversed(slack.webhooks.log))
    return heapq.merge(calls, sent, hooks, key=_at, reverse=True)


def _at(entry: JsonObject) -> float:
    return float(entry["at"])


def _went_well(entry: JsonObject) -> bool:
    if entry["kind"] == CALL:
        return bool(entry["ok"]) and not entry["fault"]
    tried_well = all(attempt["reason"] is None for attempt in entry["attempts"])
    return entry["state"] in GOOD and tried_well


def _as_text(entry: JsonObject) -> str:
    return json.dumps(entry, ensure_ascii=False).lower()


def _line(entry: JsonObject, names: "_Names") -> JsonObject:
    about = _of_call(entry) if entry["kind"] == CALL else _of_delivery(entry)
    args = entry.get("args", {})
    return {
        "id": entry["id"],
        "kind": entry["kind"],
        "at": entry["at"],
        "wall": entry.get("wall"),
        "place": names.place(entry.get("channel") or args.get("channel")),
        "person": names.person(entry.get("user") or args.get("user") or args.get("user_id")),
        "went_well": _went_well(entry),
        **about,
    }


def _of_call(call: JsonObject) -> JsonObject:
    return {
        "what": call["method"],
        "state": "ok" if call["ok"] else call["error"],
        "status": call["status"],
        "fault": call["fault"],
        "ms": call.get("ms"),
        "attempts": 1,
    }


def _of_delivery(delivery: JsonObject) -> JsonObject:
    last = delivery["attempts"][-1] if delivery["attempts"] else None
    return {
        "what": delivery["type"] or delivery["kind"],
        "state": (last and last["reason"]) or delivery["state"],
        "remark": delivery.get("remark"),
        "status": last and last["status"],
        "fault": None,
        "ms": last and last["ms"],
        "attempts": len(delivery["attempts"]),
    }


class _Names:
    """Ids as people know them."""

    def __init__(self, slack: FakeSlack) -> None:
        self._workspace = slack.workspace

    def place(self, channel_id: object) -> str | None:
        channel = self._workspace.channel(channel_id) if isinstance(channel_id, str) else None
        if channel is None:
            return self.person(channel_id)
        return "DM" if channel.kind is ChannelKind.IM else f"#{channel.name}"

    def person(self, user: object) -> str | None:
        if not isinstance(user, str) or not user:
            return None
        known = user == self._workspace.app.bot_user or self._workspace.world.person(user)
        return self._workspace.name_of(user) if known else user
