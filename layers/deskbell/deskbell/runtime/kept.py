"""What is read from elsewhere and kept for a while; both compositions use it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from deskbell.adapters.aws_http import AwsCall, HttpSecrets
from deskbell.adapters.slack.secret import SlackSecret, parse_secret
from deskbell.domain.errors import DeskbellError

SECRET_SECONDS = 300
"""Longer than a moment, shorter than a rotation."""

T = TypeVar("T")


class Kept(Generic[T]):
    """What `read` gave, read again after `seconds`; an old value is better than none at all. Where
    there is none, a fault is told for `silent` seconds before anything is read anew.

    May be called from several threads: two of them may read at once, which is harmless.
    """

    def __init__(
        self,
        read: Callable[[], T],
        seconds: float,
        wall: Callable[[], float],
        *,
        silent: float = 0.0,
    ) -> None:
        self._read = read
        self._seconds = seconds
        self._silent = silent
        self._wall = wall
        self._values: list[T] = []
        self._faults: list[DeskbellError] = []
        self._until = 0.0

    def __call__(self) -> T:
        if self._wall() >= self._until:
            try:
                self._values = [self._read()]
            except DeskbellError as fault:
                self._faults = [fault]
            self._until = self._wall() + (self._seconds if self._values else self._silent)
        if not self._values:
            raise self._faults[0]
        return self._values[0]


def kept_text(secretsmanager: AwsCall, name: str, wall: Callable[[], float]) -> Kept[str]:
    """Of any secret. Calling it raises as `kept_secret`'s does."""
    secrets = HttpSecrets(secretsmanager)
    return Kept(lambda: secrets.text(name), SECRET_SECONDS, wall)


def kept_secret(secretsmanager: AwsCall, name: str, wall: Callable[[], float]) -> Kept[SlackSecret]:
    """Calling it raises SettingsError (it says what to do) or SecretUnavailableError."""
    secrets = HttpSecrets(secretsmanager)
    return Kept(lambda: parse_secret(secrets.text(name)), SECRET_SECONDS, wall)
