"""Slack's Web API as the operator's commands ask it: a refusal is an answer, silence a fault."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from tools.desk.errors import OperatorError

TIMEOUT = 15
PAGE = 200

_QUIET = logging.getLogger("deskbell.operator.slack_sdk")
_QUIET.setLevel(logging.CRITICAL)  # slack_sdk logs the bodies of answers that it cannot read


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said; `headers` by lower-case name."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]

    @property
    def error(self) -> str:
        """Slack's code, empty if it did what was asked."""
        return "" if self.body.get("ok") else str(self.body.get("error", "unknown"))


Ask = Callable[..., Answer]
"""`ask("users.info", user="U…")`."""


def asking(token: str, api_url: str) -> Ask:
    """Slack with this token. Waits where Slack asks for it, up to three times."""
    client = WebClient(
        token=token,
        base_url=api_url,
        timeout=TIMEOUT,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=3)],
        logger=_QUIET,
    )

    def ask(method: str, **arguments: object) -> Answer:
        try:
            response = client.api_call(method, data=arguments)
        except SlackApiError as refusal:
            if not isinstance(refusal.response.data, dict):
                raise _silence(api_url, refusal) from refusal
            response = refusal.response
        except (SlackClientError, OSError, HTTPException, ValueError) as error:
            raise _silence(api_url, error) from error
        headers = {name.lower(): str(value) for name, value in response.headers.items()}
        body = response.data if isinstance(response.data, dict) else {}
        return Answer(body, headers)

    return ask


def every(ask: Ask, method: str, key: str, **arguments: object) -> Iterator[Mapping[str, Any]]:
    """All entries of a list that Slack hands out in pages; raises OperatorError for a refusal."""
    cursor = ""
    while True:
        page = {"cursor": cursor} if cursor else {}
        answer = ask(method, limit=PAGE, **page, **arguments)
        if answer.error:
            raise OperatorError(f"Slack refuses {method}: {answer.error}", "see ./deskbell doctor")
        yield from answer.body.get(key, ())
        cursor = (answer.body.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return


def _silence(api_url: str, error: Exception) -> OperatorError:
    return OperatorError(
        f"Slack does not answer at {api_url} ({error!r})", "check the network, and try again"
    )
