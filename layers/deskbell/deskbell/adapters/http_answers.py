"""How programs that send us something are answered over HTTP: alert sources, webhooks, the API."""

import json
from collections.abc import Mapping
from typing import Protocol

from deskbell.adapters import http_events
from deskbell.adapters.http_events import Refused

Answer = dict[str, object]


class Tell(Protocol):
    """Writes one line of the log: names, ids and codes."""

    def __call__(self, what: str, **facts: object) -> None: ...


def check_method(event: Mapping[str, object], methods: tuple[str, ...]) -> None:
    """Raises Refused."""
    if http_events.method(event) not in methods:
        raise Refused(405, "method")


def json_answer(
    status: int, document: Mapping[str, object], more: Mapping[str, str] | None = None
) -> Answer:
    """As API Gateway wants it."""
    headers = {"Content-Type": "application/json", "X-Content-Type-Options": "nosniff"}
    body = json.dumps(document)
    return {"statusCode": status, "headers": {**headers, **(more or {})}, "body": body}
