"""The Slack calls that cannot wait for the relay, over http.client: show a modal, ask a locale.

A trigger lives 3 s, cold start included, and slack_sdk would take a third of that
(performance.md); nothing but the ingress calls these (slack.md 4.2).
"""

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

OPEN_SECONDS = 1.5
LOOK_UP_SECONDS = 0.7
_MAX_ANSWER_BYTES = 1 << 20

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json; charset=utf-8"


class PlainSlackApi:
    """Slack's Web API at `base_url` (ends in `/api/`); `token` is asked before each call."""

    def __init__(self, base_url: str, token: Callable[[], str]) -> None:
        self._url = urlsplit(base_url)
        self._token = token

    def open_view(self, trigger: str, view: Mapping[str, object]) -> str | None:
        """None if the modal is open, else why not: Slack's error code or `no_answer`."""
        body = json.dumps({"trigger_id": trigger, "view": view}).encode()
        answer = self._call("views.open", _JSON, body, OPEN_SECONDS)
        return _failure(answer)

    def update_view(self, view_id: str, view: Mapping[str, object]) -> str | None:
        """None if the open modal `view_id` shows `view` now, else why not."""
        body = json.dumps({"view_id": view_id, "view": view}).encode()
        return _failure(self._call("views.update", _JSON, body, OPEN_SECONDS))

    def locale(self, person: str) -> str | None:
        """The person's Slack locale; None for external people, and whenever Slack is slow."""
        body = urlencode({"user": person, "include_locale": "true"}).encode()
        user = self._call("users.info", _FORM, body, LOOK_UP_SECONDS).get("user")
        locale = user.get("locale") if isinstance(user, dict) else None
        return locale if isinstance(locale, str) else None

    def _call(
        self, method: str, content_type: str, body: bytes, seconds: float
    ) -> Mapping[str, object]:
        """What Slack answered; empty if it did not, in `seconds` for each of connect and answer.

        A fresh connection each time: a kept one that broke could not be told from a modal that
        opened, and its trigger would be used up.
        """
        headers = {"Authorization": f"Bearer {self._token()}", "Content-Type": content_type}
        connection = self._connect(seconds)
        deadline = time.monotonic() + seconds
        try:
            connection.connect()
            connection.sock.settimeout(max(deadline - time.monotonic(), 0.01))
            connection.request("POST", self._url.path + method, body=body, headers=headers)
            answer = json.loads(connection.getresponse().read(_MAX_ANSWER_BYTES))
        except (OSError, HTTPException, ValueError, RecursionError):
            return {}
        finally:
            connection.close()
        return answer if isinstance(answer, dict) else {}

    def _connect(self, seconds: float) -> HTTPConnection:
        kind = HTTPConnection if self._url.scheme == "http" else HTTPSConnection
        return kind(self._url.hostname or "", self._url.port, timeout=seconds)


def _failure(answer: Mapping[str, object]) -> str | None:
    return None if answer.get("ok") is True else str(answer.get("error", "no_answer"))
