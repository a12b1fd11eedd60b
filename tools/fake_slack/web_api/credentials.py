"""Who calls: the token or the client id and secret, from the header or from the arguments."""

import base64
import binascii

from starlette.requests import Request

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.web_api.arguments import Arguments


def token_of(request: Request, args: Arguments) -> str | None:
    kind, _, bearer = _authorization(request)
    return bearer if kind == "bearer" else args.text("token") or None


def client_of(request: Request) -> JsonObject:
    """`client_id` and `client_secret` as HTTP Basic carries them; none when it does not."""
    kind, _, packed = _authorization(request)
    if kind != "basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(packed, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return {}
    return {"client_id": client_id, "client_secret": secret}


def _authorization(request: Request) -> tuple[str, str, str]:
    kind, space, rest = request.headers.get("authorization", "").partition(" ")
    return kind.lower(), space, rest.strip()
