"""The arguments of a Web API call and how a call is refused; every method uses both."""

from typing import NoReturn

from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.strict_json import read_json


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
    """`at_most` objects may be asked for at once, whatever the method itself allows."""

    def __init__(self, raw: JsonObject, at_most: int | None = None) -> None:
        self.raw = raw
        self._at_most = at_most

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

    def number(self, name: str, usual: int, most: int, otherwise: str = "invalid_limit") -> int:
        """`otherwise` is the code of the method for what is no number from 1 to `most`."""
        try:
            value = int(str(self.raw[name])) if name in self else usual
        except ValueError:
            raise Refused(otherwise, messages=[_wrong(name, "must be a number")]) from None
        if not 0 < value <= most:
            raise Refused(otherwise, messages=[_wrong(name, f"must be less than {most + 1}")])
        return value if self._at_most is None else min(value, self._at_most)

    def json(self, name: str, otherwise: str) -> Json:
        """A nested value; forms carry it as JSON text. `otherwise` is the error when broken."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        try:
            return read_json(value) if value else None
        except ValueError:
            raise Refused(otherwise) from None


def _missing(name: str) -> NoReturn:
    raise Refused("invalid_arguments", messages=[f"missing required field: {name}"])


def _wrong(name: str, what: str) -> str:
    return f"{what} [json-pointer:/{name}]"
