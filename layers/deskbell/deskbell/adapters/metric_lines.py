"""Metrics as log lines in CloudWatch's embedded format, without Powertools' import time.

Only the ingress uses this: one line a request, of names and codes, never of anything sent to us.
"""

import json
import sys
from typing import Protocol


class Count(Protocol):
    """Counts the request in hand."""

    def __call__(self, outcome: str, reason: str, **facts: str) -> None: ...


def count_request(outcome: str, reason: str, at: float, **facts: str) -> None:
    """One request more with this outcome; `at` is epoch seconds, `facts` are logged beside it."""
    metric = {
        "Namespace": "Deskbell",
        "Dimensions": [["service", "outcome", "reason"]],
        "Metrics": [{"Name": "SlackRequests", "Unit": "Count"}],
    }
    line = {
        "_aws": {"Timestamp": int(at * 1000), "CloudWatchMetrics": [metric]},
        "service": "slack_ingress",
        "outcome": outcome,
        "reason": reason,
        "SlackRequests": 1,
        **facts,
    }
    sys.stdout.write(json.dumps(line) + "\n")
