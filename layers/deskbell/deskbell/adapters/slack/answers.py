"""The HTTP answers of the ingress, in API Gateway's form and by Slack's rules (slack.md 4.1)."""

import json
from collections.abc import Mapping

Answer = dict[str, object]

ACCEPTED: Answer = {"statusCode": 200}
"""Really empty: Slack shows anything else to people, or calls it an error."""


def refused(status: int) -> Answer:
    return {"statusCode": status, **({"headers": {"Allow": "POST"}} if status == 405 else {})}


def plain_text(text: str) -> Answer:
    """As text, never as a page that would show what it was given."""
    headers = {"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"}
    return {"statusCode": 200, "headers": headers, "body": text}


def json_body(body: Mapping[str, object]) -> Answer:
    headers = {"Content-Type": "application/json"}
    return {"statusCode": 200, "headers": headers, "body": json.dumps(body)}
