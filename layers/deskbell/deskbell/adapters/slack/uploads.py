"""Puts a file into Slack that nobody sees until a post of ours names it; web_api.py calls it."""

import logging
from collections.abc import Callable
from time import sleep

from slack_sdk import WebClient

from deskbell.adapters.slack.web_calls import NoAnswer, WebCalls
from deskbell.usecases.slack_ports import Unknown

TIMEOUT = 2
"""Seconds each of three calls may take: with the post they fit into the relay's time limit."""
LOOKED_AT = 1.0
"""Seconds that Slack takes to look at a small picture; only then a post may name it."""


class Uploads:
    def __init__(
        self,
        calls: WebCalls,
        api_url: str,
        quiet: logging.Logger,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._calls, self._pause = calls, pause
        self._client = WebClient(base_url=api_url, timeout=TIMEOUT, retry_handlers=[], logger=quiet)

    def upload(self, name: str, content: bytes) -> str | NoAnswer:
        answer = self._calls.ask(
            self._client.files_upload_v2, filename=name, title=name, file=content
        )
        if not isinstance(answer, dict):
            return answer
        file = answer.get("file")
        identifier = file.get("id") if isinstance(file, dict) else None
        if not isinstance(identifier, str):
            return Unknown("no_file")
        self._pause(LOOKED_AT)
        return identifier
