"""Single requests of Slack's Web API, each asked once; `web_api` makes its calls with it."""

from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from math import isfinite
from time import time
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from deskbell.adapters.slack.errors import outcome_of
from deskbell.adapters.slack.pace import Pace
from deskbell.domain.errors import SecretUnavailableError
from deskbell.usecases.slack_ports import Later, Never, Outcome, Sent, Unknown

PAGE = 200
MOST_PAGES = 10
LONGEST_HUSH = 30.0
"""Seconds at most that a 429 keeps us from asking again; a relay's process may live for hours."""

_LEFT_OPEN = (SlackClientError, OSError, HTTPException, ValueError, LookupError, AttributeError)
"""What slack_sdk lets through when a call breaks off or the answer is no answer of Slack's:
timeouts, cut connections, half a body, another charset, JSON that is not an object."""

Answer = dict[str, Any]
NoAnswer = Later | Unknown | Never

TOO_MANY_PAGES = Unknown("too_many_pages")


class WebCalls:
    """`token` is asked before each call, of which one question takes at most `most_pages`."""

    def __init__(self, token: Callable[[], str], most_pages: int, pace: Pace) -> None:
        self._token = token
        self._most_pages = most_pages
        self._pace = pace
        self._limited_until: dict[tuple[str, object], float] = {}

    def ask(self, call: Callable[..., SlackResponse], **arguments: object) -> Answer | NoAnswer:
        """One request; empty where Slack says that it is so already.

        After a 429, none of its kind in that channel until Slack wants one: more of them would
        only earn more refusals, of a burst of posts one each (slack.md 5.2).
        """
        kind = call.__name__, arguments.get("channel")
        hush = self._limited_until.get(kind, 0.0) - time()
        if (wait := hush if hush > 0 else self._pace.wait(call.__name__)) > 0:
            return Later(wait, "ratelimited")
        try:
            token = self._token()
        except SecretUnavailableError:
            return Later(None, "secret_unavailable")
        try:
            answer: object = call(token=token, **arguments).data
        except SlackApiError as refusal:
            outcome = _refused(refusal.response)
            if isinstance(outcome, Later) and outcome.seconds is not None:
                self._limited_until[kind] = time() + min(outcome.seconds, LONGEST_HUSH)
            return {} if isinstance(outcome, Sent) else outcome
        except _LEFT_OPEN as fault:
            return Unknown(type(fault).__name__)
        return answer if isinstance(answer, dict) else Unknown("no_object")

    def pages(
        self, call: Callable[..., SlackResponse], of: str = "messages", **arguments: object
    ) -> Iterator[list[Answer] | NoAnswer]:
        """What the answer calls `of`, page by page; at the end why there are no more, if that
        is not known."""
        cursor: str | None = None
        for _ in range(self._most_pages):
            answer = self.ask(call, limit=PAGE, cursor=cursor, **arguments)
            if not isinstance(answer, dict):
                yield answer
                return
            yield _listed(answer, of)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        yield TOO_MANY_PAGES


def messages_of(answer: Answer) -> list[Answer]:
    """Those of one page."""
    return _listed(answer, "messages")


def _listed(answer: Answer, of: str) -> list[Answer]:
    return [one for one in answer.get(of, ()) if isinstance(one, dict)]


def _refused(response: SlackResponse) -> Outcome:
    body: object = response.data
    error = body.get("error") if isinstance(body, dict) else None
    headers = {name.lower(): value for name, value in response.headers.items()}
    return outcome_of(response.status_code, error, _seconds(headers.get("retry-after")))


def _seconds(retry_after: str | None) -> float | None:
    """Of a Retry-After header, a number or a date; None if it is neither (bad input 105)."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - time()
        except ValueError:
            return None
    return seconds if isfinite(seconds) else None
