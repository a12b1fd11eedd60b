"""One client and what it was told: scenarios.py asks through it, compare.py reads the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

Json = dict[str, Any]
Argument = str | bool | int | dict[str, Any] | list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace to ask about: ids by what they are for.

    The app is in `channel` with `person` and `other`, and not in `outside`.
    """

    channel: str
    outside: str
    person: str
    other: str
    bot: str
    email: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one step. `slack` is what Slack's documentation promises: "ok" or an error."""

    step: str
    method: str
    slack: str
    said: str
    keys: frozenset[str]


@dataclass
class Client:
    """Asks with an unmodified slack_sdk client, and keeps every answer."""

    web: WebClient
    answers: list[Answer] = field(default_factory=list)

    def ask(self, step: str, method: str, slack: str = "ok", **arguments: Argument) -> Json:
        """The answer's body, whether it was refused or not."""
        try:
            body = _body(self._call(method, arguments))
        except SlackApiError as refused:
            body = _body(refused.response.data)
        said = "ok" if body.get("ok") else str(body.get("error"))
        self.answers.append(Answer(step, method, slack, said, frozenset(paths(body))))
        return body

    def _call(self, method: str, arguments: dict[str, Argument]) -> object:
        """As slack_sdk itself sends it: some methods as JSON, some as a form."""
        named = getattr(self.web, method.replace(".", "_"), None)
        try:
            return (named(**arguments) if named else self.web.api_call(method)).data
        except (SlackRequestError, TypeError):  # it will not send what misses an argument
            return self.web.api_call(method, params=arguments).data


def _body(data: object) -> Json:
    return data if isinstance(data, dict) else {"ok": False, "error": "not_json"}


def paths(value: object, at: str = "") -> Iterator[str]:
    """Every key as a path; the items of a list are one, as in `messages.*.ts`."""
    match value:
        case dict():
            for name, inner in value.items():
                path = f"{at}.{name}" if at else name
                yield path
                yield from paths(inner, path)
        case list():
            for inner in value:
                yield from paths(inner, f"{at}.*")
