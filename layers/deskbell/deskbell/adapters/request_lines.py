"""One log line a request of Slack's, like the other functions' lines but without their imports.

Only the ingress uses this: names, ids and codes, never anything sent to us. There is no metric: API
Gateway counts requests and their statuses, and CloudWatch's queries count the lines by reason.
"""

import json
import sys
from typing import Protocol


class Count(Protocol):
    """Counts the request in hand."""

    def __call__(self, outcome: str, reason: str, **facts: str) -> None: ...


def count_request(outcome: str, reason: str, **facts: str) -> None:
    """One request more with this outcome; `facts` (ids and codes) are logged beside it."""
    line = {
        "level": "ERROR" if outcome == "failed" else "INFO",
        "message": "SlackRequest",
        "service": "deskbell",
        "outcome": outcome,
        "reason": reason,
        **facts,
    }
    sys.stdout.write(json.dumps(line) + "\n")
