"""The calls of a desk's hooks, put together when the first one goes out: most desks have none.
`compose.py` uses it.
"""

from functools import cache
from typing import TYPE_CHECKING

from deskbell.domain.settings.hooks import Hook
from deskbell.runtime import clock
from deskbell.runtime.kept import Kept, kept_text
from deskbell.runtime.outside import secrets
from deskbell.usecases.slack_ports import Outcome

if TYPE_CHECKING:
    from deskbell.adapters.https_hooks import HttpsHooks


class LateHooks:
    """hook_ports.Hooks; `seconds` bound a call."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def call(self, hook: Hook, key: str, body: str) -> Outcome:
        return _calls(self._seconds).call(hook, key, body)


@cache
def _calls(seconds: float) -> "HttpsHooks":
    from deskbell.adapters.https_hooks import HttpsHooks

    return HttpsHooks(secret_text, seconds, clock.wall)


def secret_text(name: str) -> str:
    """Of one below `hooks/`, kept for a while. Raises SettingsError, SecretUnavailableError."""
    return _secret(name)()


@cache
def _secret(name: str) -> Kept[str]:
    return kept_text(secrets(), name, clock.wall)
