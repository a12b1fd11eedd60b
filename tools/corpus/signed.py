"""A request of Slack's as API Gateway hands it to the ingress, really signed."""

from __future__ import annotations

import base64
from typing import Any

from tools.corpus.payloads import JSON, Body
from tools.fake_slack.sending.signing import signed_headers


def signed(body: Body, secret: str, at: int) -> dict[str, Any]:
    """An HTTP API event (payload 2.0); `at` is epoch seconds. Forms arrive in base64, as on AWS."""
    headers = {
        "content-type": body.content_type,
        "content-length": str(len(body.content)),
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        **{name.lower(): value for name, value in signed_headers(secret, at, body.content).items()},
    }
    encoded = body.content_type != JSON
    return {
        "version": "2.0",
        "routeKey": f"POST {body.path}",
        "rawPath": body.path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": {
            "http": {"method": "POST", "path": body.path, "protocol": "HTTP/1.1"},
            "requestId": "corpus",
            "stage": "$default",
        },
        "body": (base64.b64encode(body.content) if encoded else body.content).decode(),
        "isBase64Encoded": encoded,
    }
