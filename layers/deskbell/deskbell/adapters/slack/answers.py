"""The HTTP answers of the ingress, in API Gateway's form and by Slack's rules (slack.md 4.1)."""

import json
from collections.abc import Mapping, Sequence

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


def whispered(words: str, buttons: Sequence[Mapping[str, object]], *more: str) -> Answer:
    """What only the person who typed a command sees: text, and buttons below it."""
    said = [
        {"type": "section", "text": {"type": "mrkdwn", "text": text}} for text in (words, *more)
    ]
    below = [{"type": "actions", "elements": list(buttons)}] if buttons else []
    return json_body({"response_type": "ephemeral", "text": words, "blocks": [*said, *below]})
