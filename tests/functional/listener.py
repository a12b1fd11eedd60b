"""Hears everything that is logged or printed, as CloudWatch would; for the tests of the log."""

import io
import json
import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from deskbell.runtime import relay as relay_runtime
from deskbell.runtime import reporting
from tests.functional.test_relay_handlers import context

CANARY = "canary-hunter2"
ADDRESS = f"{CANARY}@example.com"


class Listener:
    """While a test runs, at level DEBUG: our lines, any library's, and what is printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._stream = io.StringIO()
        # As Lambda's own does, it takes whatever the root logger lets through.
        self._handler = logging.StreamHandler(self._stream)
        logging.getLogger().addHandler(self._handler)
        self._levels = {}
        for logger in (reporting.logger, relay_runtime.logger):
            monkeypatch.setattr(logger.registered_handler, "stream", self._stream)
            self._levels[logger] = logger.log_level
            logger.setLevel("DEBUG")

    def close(self) -> None:
        logging.getLogger().removeHandler(self._handler)
        for logger, level in self._levels.items():
            logger.setLevel(level)

    def invoke(self, handler: Callable[..., Any], event: Any) -> Any:
        """As Lambda does: what the handler raises is printed, with its text and its causes."""
        try:
            return handler(event, context())
        except Exception as fault:
            self._stream.writelines(traceback.format_exception(fault))
            return None

    def heard(self, capfd: pytest.CaptureFixture[str]) -> str:
        printed = capfd.readouterr()
        return self._stream.getvalue() + printed.out + printed.err

    def lines(self) -> list[dict[str, Any]]:
        """Ours, in order."""
        written = self._stream.getvalue().splitlines()
        return [json.loads(line) for line in written if line.startswith("{")]
