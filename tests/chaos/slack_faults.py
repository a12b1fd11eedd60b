"""What goes wrong between Slack and the desk, both ways: faults of the fake Slack (its README)."""

from dataclasses import dataclass, field
from typing import Any

from tools.fake_slack.client import FakeSlackClient

POSTS = ["chat.postMessage", "chat.postEphemeral"]
SLACK_FAULTS: dict[str, dict[str, Any]] = {
    "posted, answer lost": {
        "on": "call",
        "do": "drop_after",
        "method": POSTS,
        "probability": 0.1,
    },
    "post never arrives": {
        "on": "call",
        "do": "drop_before",
        "method": POSTS,
        "probability": 0.1,
    },
    "call done, answer lost": {
        "on": "call",
        "do": "drop_after",
        "method": ["chat.update", "reactions.add", "reactions.remove", "views.publish"],
        "probability": 0.15,
    },
    "429": {"on": "call", "do": "ratelimited", "retry_after": 2, "probability": 0.05},
    "503": {"on": "call", "do": "http_status", "status": 503, "probability": 0.04},
    "slow call": {"on": "call", "do": "slow", "seconds": 3.5, "probability": 0.02},
    "posts read late": {"on": "call", "do": "read_lag", "seconds": 5.0},
    "event twice": {"on": "delivery", "do": "duplicate", "kind": "event", "probability": 0.08},
    "event again as it was": {
        "on": "delivery",
        "do": "duplicate",
        "kind": "event",
        "new_event_ids": False,
        "seconds": 2.0,
        "probability": 0.05,
    },
    "event late": {
        "on": "delivery",
        "do": "delay",
        "kind": "event",
        "seconds": 4.0,
        "probability": 0.08,
    },
    "events out of order": {
        "on": "delivery",
        "do": "reorder",
        "copies": 4,
        "seconds": 3.0,
        "probability": 0.15,
    },
    "first delivery lost": {
        "on": "delivery",
        "do": "drop_first",
        "kind": "event",
        "probability": 0.04,
    },
    "attempt lost": {"on": "delivery", "do": "drop", "kind": "event", "probability": 0.03},
    "answer to an event lost": {
        "on": "delivery",
        "do": "cut_answer",
        "kind": "event",
        "probability": 0.04,
    },
    "retried though answered": {"on": "delivery", "do": "retry_anyway", "probability": 0.05},
    "gesture twice": {
        "on": "delivery",
        "do": "duplicate",
        "kind": "interaction",
        "probability": 0.1,
    },
}


@dataclass(slots=True)
class SlackTrouble:
    """Stands from `begin` to `end`."""

    slack: FakeSlackClient
    _ids: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        self._ids = {name: self.slack.fault(**fault) for name, fault in SLACK_FAULTS.items()}

    def end(self) -> dict[str, int]:
        """How often each fault struck, by name."""
        struck = {one["id"]: one["hits"] for one in self.slack.faults()}
        self.slack.clear_faults()
        return {name: struck[fault] for name, fault in self._ids.items()}
