"""What Slack refuses, as the memory twin does; workspace.py raises and answers it."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

from deskbell.adapters.slack.errors import outcome_of
from deskbell.usecases.slack_ports import Later, Never, Sent, Unknown

_T = TypeVar("_T")


class RefusedError(Exception):
    """Slack's answer `ok: false` with this error code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refused() -> NoReturn:
    raise RefusedError("account_inactive")


def answered(do: Callable[[], _T]) -> _T | Later | Unknown | Never:
    try:
        return do()
    except RefusedError as refusal:
        outcome = outcome_of(200, refusal.code, None)
        if isinstance(outcome, Sent):
            raise TypeError(f"{refusal.code} is no refusal") from refusal
        return outcome
