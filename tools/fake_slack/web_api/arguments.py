"""The arguments of a Web API call, from wherever the client put them; used by every method."""

import json
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.requests import Request

from tools.fake_slack.state.messages import Json, JsonObject

_NAME = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


class Refused(Exception):
    """A call Slack answers with `ok: false`."""

    def __init__(
        self,
        code: str,
        *,
        messages: list[str] | None = None,
        status: int = 200,
        retry_after: int | None = None,
        **more: Json,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.body: JsonObject = {"ok": False, "error": code, **more}
        if messages:
            told = [f"[ERROR] {message}" for message in messages]
            self.body["response_metadata"] = {"messages": told}


class Arguments:
    def __init__(self, raw: JsonObject) -> None:
        self.raw = raw

    def __contains__(self, name: str) -> bool:
        return self.raw.get(name) not in (None, "")

    def text(self, name: str) -> str | None:
        value = self.raw.get(name)
        if isinstance(value, list | dict):
            raise Refused("invalid_array_arg")
        return None if value is None else str(value)

    def need(self, name: str) -> str:
        return self.text(name) or _missing(name)

    def flag(self, name: str) -> bool:
        return self.raw.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, usual: int, most: int) -> int:
        try:
            value = int(self.raw.get(name) or usual)
        except (TypeError, ValueError):
            raise Refused("invalid_limit") from None
        if not 0 < value <= most:
            raise Refused("invalid_limit")
        return value

    def json(self, name: str, otherwise: str) -> Json:
        """A nested value; forms carry it as JSON text. `otherwise` is the error when broken."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(otherwise) from None


def _missing(name: str) -> NoReturn:
    raise Refused("invalid_arguments", messages=[f"missing required field: {name}"])


async def read_arguments(request: Request) -> Arguments:
    """Query, form, multipart or JSON; checks in Slack's order."""
    raw: JsonObject = dict(request.query_params)
    body = await request.body()
    if body:
        raw |= await _from_body(request, body)
    if any(not name or set(name) - _NAME for name in raw):
        raise Refused("invalid_arg_name")
    return Arguments(raw)


async def _from_body(request: Request, body: bytes) -> JsonObject:
    given = request.headers.get("content-type")
    if not given:
        raise Refused("missing_post_type")
    kind, _, parameters = given.partition(";")
    charset = parameters.partition("charset=")[2].strip().lower()
    if charset and charset not in ("utf-8", "utf8", "iso-8859-1"):
        raise Refused("invalid_charset")
    match kind.strip().lower():
        case "application/json":
            return _json(body)
        case "application/x-www-form-urlencoded":
            try:
                return dict(parse_qsl(body.decode(), keep_blank_values=True))
            except ValueError:
                raise Refused("invalid_form_data") from None
        case "multipart/form-data":
            async with request.form() as form:
                return {name: value for name, value in form.items() if isinstance(value, str)}
        case _:
            raise Refused("invalid_post_type")


def _json(body: bytes) -> JsonObject:
    try:
        value = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(value, dict):
        raise Refused("json_not_object")
    return value
