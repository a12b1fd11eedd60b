"""What a client sent to the Web API: query, form, multipart or JSON, checked in Slack's order.

endpoint.py asks, before anything else is looked at.
"""

import asyncio
import re
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.strict_json import read_json
from tools.fake_slack.web_api.arguments import Refused

BODY_S = 2.0
"""How long the rest of a body may take; ours."""
JSON, FORM, MULTIPART = POST_TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
)
CHARSETS = {"": "utf-8", "utf-8": "utf-8", "utf8": "utf-8", "iso-8859-1": "iso-8859-1"}
STRUCTURED = frozenset(
    {
        *("attachments", "blocks", "file_ids", "files", "icons"),
        *("message", "metadata", "outputs", "unfurls", "view"),
    }
)
"""Arguments that may hold lists and objects; all others are text."""
_NAME = re.compile(r"[A-Za-z0-9_]+")
_ARRAY_NAME = re.compile(r"\w+(\[\w*\])+", re.ASCII)
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


async def read_arguments(request: Request, *, takes_json: bool = True) -> JsonObject:
    """Raises Refused for what cannot be read or cannot be meant so.

    A method that does not take JSON finds nothing in it.
    """
    raw: JsonObject = dict(request.query_params)
    if request.method == "POST":
        body = await _whole_body(request)
        if body:
            sent, is_json = await _from_body(request, body)
            raw |= sent if takes_json or not is_json else {}
    if any(_ARRAY_NAME.fullmatch(name) for name in raw):
        raise Refused("invalid_array_arg")
    if not all(_NAME.fullmatch(name) for name in raw):
        raise Refused("invalid_arg_name")
    if any(isinstance(raw[name], list | dict) for name in raw.keys() - STRUCTURED):
        raise Refused("invalid_array_arg")
    return raw


async def _whole_body(request: Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_S):
            return await request.body()
    except (TimeoutError, ClientDisconnect):
        refusal = Refused("request_timeout")
        refusal.headers["Connection"] = "close"  # what may still come is no next request
        raise refusal from None


async def _from_body(request: Request, body: bytes) -> tuple[JsonObject, bool]:
    """What was sent, and whether it was JSON."""
    given = request.headers.get("content-type")
    if not given:
        raise Refused("missing_post_type")
    kind, _, parameters = given.partition(";")
    kind = kind.strip().lower()
    if kind not in POST_TYPES:
        raise Refused("invalid_post_type")
    named = re.search(r"charset=\"?([^\s;\"]*)", parameters, re.IGNORECASE)
    charset = CHARSETS.get(named[1].lower() if named else "")
    if charset is None:
        raise Refused("invalid_charset")
    if kind == MULTIPART:
        return await _multipart(request, parameters, body), False
    return (_json(body), True) if kind == JSON else (_form(body, charset), False)


def _form(body: bytes, charset: str) -> JsonObject:
    if _BROKEN_ESCAPE.search(body):
        raise Refused("invalid_form_data")
    try:
        pairs = parse_qsl(
            body.decode(charset), keep_blank_values=True, encoding=charset, errors="strict"
        )
    except ValueError:
        raise Refused("invalid_form_data") from None
    return dict(pairs)


async def _multipart(request: Request, parameters: str, body: bytes) -> JsonObject:
    boundary = re.search(r"boundary=\"?([^\s;\"]+)", parameters)
    if boundary is None:
        raise Refused("invalid_form_data")
    if not body.rstrip().endswith(f"--{boundary[1]}--".encode()):
        raise Refused("request_timeout")
    try:
        async with request.form() as form:
            return {name: value for name, value in form.items() if isinstance(value, str)}
    except HTTPException:
        raise Refused("invalid_form_data") from None


def _json(body: bytes) -> JsonObject:
    try:
        value = read_json(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(value, dict):
        raise Refused("json_not_object")
    return value
