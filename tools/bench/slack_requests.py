"""Signed requests of Slack's, as API Gateway hands them to the ingress and to its peer."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

SIGNING_SECRET = "bench-fake-signing-secret"  # noqa: S105  # pragma: allowlist secret

HELP_CHANNEL, ANA, MINJUN = "C0ITHAPPEN", "U0ANA00001", "U0MINJUN01"
ASKED_TS = "1795424458.000100"
"""Ana's message."""


def a_reaction(number: int = 0) -> dict[str, Any]:
    """Minjun puts the ticket emoji on Ana's message; each `number` is another event."""
    return _signed(
        {
            "type": "reaction_added",
            "user": MINJUN,
            "reaction": "ticket",
            "item": {"type": "message", "channel": HELP_CHANNEL, "ts": ASKED_TS},
            "item_user": ANA,
            "event_ts": f"1795424459.{number:06}",
        }
    )


def a_message(number: int = 0) -> dict[str, Any]:
    """Ana writes in the help channel."""
    ts = f"1795424458.{number:06}"
    return _signed(
        {
            "type": "message",
            "channel": HELP_CHANNEL,
            "channel_type": "channel",
            "user": ANA,
            "text": "My laptop does not start since this morning, and I am on call tonight.",
            "ts": ts,
            "event_ts": ts,
            "client_msg_id": f"332295b5-cfb1-4884-8091-c16be8{number:06}",
            "team": "T0DESK0001",
        }
    )


def _signed(event: dict[str, object]) -> dict[str, Any]:
    body = json.dumps(
        {
            "token": "ignored",
            "team_id": "T0DESK0001",
            "context_team_id": "T0DESK0001",
            "api_app_id": "A0DESK0001",
            "event": event,
            "type": "event_callback",
            "event_id": "Ev0DESK0001",
            "event_time": 1795424459,
            "authorizations": [{"team_id": "T0DESK0001", "user_id": "U0BOT00001", "is_bot": True}],
            "is_ext_shared_channel": False,
            "event_context": "4-opaque-string",
        }
    )
    at = str(int(time.time()))
    base = f"v0:{at}:{body}".encode()
    signature = hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {
        "version": "2.0",
        "routeKey": "ANY /slack/events",
        "rawPath": "/slack/events",
        "rawQueryString": "",
        "headers": {
            "content-type": "application/json",
            "content-length": str(len(body)),
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "x-slack-request-timestamp": at,
            "x-slack-signature": f"v0={signature}",
        },
        "requestContext": {
            "apiId": "bench",
            "http": {"method": "POST", "path": "/slack/events", "protocol": "HTTP/1.1"},
            "requestId": "bench",
            "stage": "$default",
        },
        "body": body,
        "isBase64Encoded": False,
    }
