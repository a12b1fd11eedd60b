"""All requests both ways in one list, newest first, for the control panel: one line each.

The desk is sent deliveries (events, commands, interactions) and webhooks, and makes calls.
"""

import heapq
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.sending.delivery import Delivery
from tools.fake_slack.sending.webhooks import KIND as WEBHOOK
from tools.fake_slack.sending.webhooks import Webhook
from tools.fake_slack.state.messages import ChannelKind, JsonObject

CALL = "call"
MOST_TEXTS = 20_000
GOOD = ("delivered", "waiting", "held")


@dataclass(frozen=True, slots=True)
class Filter:
    """Of `kind` (event, command, interaction, call, webhook), containing `text`, gone wrong."""

    kind: str = ""
    text: str = ""
    errors_only: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """One of a log; all there is to show of it is put together only where it is needed.

    `version` is another one after each change.
    """

    id: str
    kind: str
    at: float
    version: object
    shown: Callable[[], JsonObject]


class Traffic:
    """Of one workspace until the next reset; what was searched once is found soon again."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._texts: dict[str, tuple[object, str]] = {}

    def shown(self, wanted: Filter, limit: int) -> JsonObject:
        """The newest `limit` lines, whether there are more, and how many there are of each kind."""
        fitting = (one for one in self._newest_first() if self._takes(wanted, one))
        found = [*islice(fitting, limit + 1)]
        names = _Names(self._slack)
        return {
            "entries": [_line(entry.shown(), names) for entry in found[:limit]],
            "more": len(found) > limit,
            "counts": self._counts(),
        }

    def whole(self, entry_id: str) -> JsonObject | None:
        """One of them with headers, bodies and answers."""
        entry = next((one for one in self._newest_first() if one.id == entry_id), None)
        if entry is None:
            return None
        shown = entry.shown()
        return {**_line(shown, _Names(self._slack)), **shown}

    def _newest_first(self) -> Iterator[_Entry]:
        calls = map(_call, reversed(self._slack.calls))
        sent = (_sent(one, one.kind) for one in reversed(self._slack.deliveries.log.entries))
        hooks = (_sent(one, WEBHOOK) for one in reversed(self._slack.webhooks.log))
        return heapq.merge(calls, sent, hooks, key=lambda one: one.at, reverse=True)

    def _counts(self) -> dict[str, int]:
        slack = self._slack
        of_each = {CALL: len(slack.calls), WEBHOOK: len(slack.webhooks.log)}
        of_each |= slack.deliveries.log.kinds
        return {kind: count for kind, count in of_each.items() if count}

    def _takes(self, wanted: Filter, entry: _Entry) -> bool:
        return (
            wanted.kind in ("", entry.kind)
            and not (wanted.errors_only and _went_well(entry.shown()))
            and (not wanted.text or wanted.text.lower() in self._text(entry))
        )

    def _text(self, entry: _Entry) -> str:
        version, text = self._texts.get(entry.id, (None, ""))
        if version != entry.version:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()  # most are of entries that the logs have forgotten
            text = json.dumps(entry.shown(), ensure_ascii=False).lower()
            self._texts[entry.id] = (entry.version, text)
        return text


def _call(call: JsonObject) -> _Entry:
    return _Entry(call["id"], CALL, float(call["at"]), 1, lambda: {"kind": CALL, **call})


def _sent(one: Delivery | Webhook, kind: str) -> _Entry:
    return _Entry(one.id, kind, one.at, (one.state, len(one.attempts)), one.shown)


def _went_well(entry: JsonObject) -> bool:
    if entry["kind"] == CALL:
        return bool(entry["ok"]) and not entry["fault"]
    tried_well = all(attempt["reason"] is None for attempt in entry["attempts"])
    return entry["state"] in GOOD and tried_well


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
