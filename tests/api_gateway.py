"""Requests as API Gateway hands them over (HTTP API, payload 2.0), really signed as Slack does."""

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

SIGNING_SECRET = "obviously-fake-signing-secret"  # pragma: allowlist secret
PREVIOUS_SECRET = "obviously-fake-previous-secret"  # pragma: allowlist secret
AT = 1795424460
"""The second in which every request is sent, unless a test says otherwise."""

Event = dict[str, Any]


def signature(body: bytes, at: int | str = AT, secret: str = SIGNING_SECRET) -> str:
    base = b"v0:" + str(at).encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def request(
    body: bytes,
    content_type: str,
    *,
    path: str = "/slack/events",
    at: int | str = AT,
    secret: str = SIGNING_SECRET,
    **headers: str,
) -> Event:
    """A signed POST; `headers` replace or add, `_` in a name stands for `-`.

    Forms arrive base64-encoded, JSON as text, as on AWS; a body that is no text must be encoded.
    """
    given = {
        "content-type": content_type,
        "content-length": str(len(body)),
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": str(at),
        "x-slack-signature": signature(body, at, secret),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    encoded = content_type != "application/json"
    return {
        "version": "2.0",
        "routeKey": f"ANY {path}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": given,
        "requestContext": {
            "apiId": "fake",
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1"},
            "requestId": "fake-request",
            "stage": "$default",
        },
        "body": base64.b64encode(body).decode()
        if encoded
        else body.decode("utf-8", "surrogatepass"),
        "isBase64Encoded": encoded,
    }


def json_request(body: str, **how: Any) -> Event:
    """Any JSON text, to the events URL."""
    return request(body.encode("utf-8", "surrogatepass"), "application/json", **how)


def form_request(form: str, *, path: str = "/slack/commands", **how: Any) -> Event:
    """Any form body, to the commands URL."""
    return request(form.encode(), "application/x-www-form-urlencoded", path=path, **how)


def envelope(event: Any, **fields: Any) -> dict[str, Any]:
    """Slack's envelope around an event (slack.md 2.4); a field that is None is left out."""
    complete = {
        "token": "ignored",
        "team_id": "T0DESK0001",
        "context_team_id": "T0DESK0001",
        "api_app_id": "A0DESK0001",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0DESK0001",
        "event_time": AT,
        "authorizations": [{"team_id": "T0DESK0001", "user_id": "U0BOT00001", "is_bot": True}],
        "is_ext_shared_channel": False,
        "event_context": "4-opaque-string",
        **fields,
    }
    return {name: value for name, value in complete.items() if value is not None}


def event_request(event: Any, *, how: dict[str, Any] | None = None, **fields: Any) -> Event:
    """An Events API delivery."""
    return json_request(json.dumps(envelope(event, **fields)), **(how or {}))


def interaction_request(payload: dict[str, Any], **how: Any) -> Event:
    """An interactivity delivery: one form field holding JSON."""
    form = urlencode({"payload": json.dumps(payload)})
    return form_request(form, path="/slack/interactions", **how)


def command_request(text: str = "", **fields: str) -> Event:
    """A slash command of Minjun's; empty fields stay in the body, as Slack sends them."""
    complete = {
        "token": "ignored",
        "team_id": "T0DESK0001",
        "team_domain": "deskbell-sample",
        "channel_id": "C0ITHAPPEN",
        "channel_name": "it-happens",
        "user_id": "U0MINJUN01",
        "user_name": "minjun",
        "command": "/it",
        "text": text,
        "api_app_id": "A0DESK0001",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0DESK0001/1/fake",
        "trigger_id": "1.2.fake",
        **fields,
    }
    return form_request(urlencode(complete))


def a_message_event(**fields: Any) -> dict[str, Any]:
    """Ana writes in #it-happens."""
    return {
        "type": "message",
        "channel": "C0ITHAPPEN",
        "channel_type": "channel",
        "user": "U0ANA00001",
        "text": "My laptop does not start",
        "ts": "1795424458.000100",
        "event_ts": "1795424458.000100",
        "client_msg_id": "332295b5-cfb1-4884-8091-c16be84690ba",
        "team": "T0DESK0001",
        **fields,
    }


def an_interaction(kind: str, **fields: Any) -> dict[str, Any]:
    """What every interaction by Minjun has."""
    return {
        "type": kind,
        "token": "ignored",
        "api_app_id": "A0DESK0001",
        "team": {"id": "T0DESK0001", "domain": "deskbell-sample"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": "U0MINJUN01", "username": "minjun", "team_id": "T0DESK0001"},
        "trigger_id": "1.2.fake",
        **fields,
    }


def a_button_press(**action: Any) -> dict[str, Any]:
    """Somebody presses a button under a card in a thread."""
    pressed = {
        "type": "button",
        "action_id": "ticket.take",
        "block_id": "actions",
        "value": "T#ABC|1",
        "action_ts": "1795424459.000300",
        **action,
    }
    return an_interaction(
        "block_actions",
        container={
            "type": "message",
            "message_ts": "1795424458.000200",
            "thread_ts": "1795424458.000100",
            "channel_id": "C0ITHAPPEN",
            "is_ephemeral": False,
        },
        channel={"id": "C0ITHAPPEN", "name": "it-happens"},
        response_url="https://hooks.slack.com/actions/T0DESK0001/1/fake",
        actions=[pressed],
    )


FILLED = {
    "request": {"type": "plain_text_input", "value": "A new monitor"},
    "location": {"type": "static_select", "selected_option": {"value": "warsaw"}},
    "manager": {"type": "users_select", "selected_user": "U0LENA0001"},
    "help": {"type": "plain_text_input", "value": "Mine flickers"},
    "urgency": {"type": "static_select", "selected_option": {"value": "high"}},
    "needed_by": {"type": "datepicker", "selected_date": "2026-12-01"},
}


def a_submission(**blocks: dict[str, Any] | None) -> dict[str, Any]:
    """The IT form, sent; `blocks` replace the element of a block, None leaves the block out."""
    elements = {**FILLED, **blocks}
    return an_interaction(
        "view_submission",
        view={
            "id": "V0DESK0001",
            "team_id": "T0DESK0001",
            "app_id": "A0DESK0001",
            "app_installed_team_id": "T0DESK0001",
            "type": "modal",
            "callback_id": "it_form",
            "hash": "1795424459.abcdef",
            "private_metadata": "",
            "state": {
                "values": {
                    block: {"value": element} for block, element in elements.items() if element
                }
            },
        },
        response_urls=[],
    )
