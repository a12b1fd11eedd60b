"""Slack's bot token, from the one secret that the relay may read; asked before each API call."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.adapters.slack.secret import parse_secret
from deskbell.domain.errors import SecretUnavailableError, SettingsError

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient

KEPT = 300.0
"""Seconds for which a token is used without looking again; a new one is in use after that."""


class BotToken:
    """The `bot_token` in the JSON stored under `name`; may be called from several threads."""

    def __init__(
        self,
        client: "SecretsManagerClient",
        name: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._name = name
        self._clock = clock
        self._known = ""
        self._until = 0.0

    def __call__(self) -> str:
        """Raises SettingsError (it says what to do) or SecretUnavailableError (try again)."""
        if not self._known or self._clock() >= self._until:
            self._known = self._read()
            self._until = self._clock() + KEPT
        return self._known

    def _read(self) -> str:
        try:
            text = self._client.get_secret_value(SecretId=self._name)["SecretString"]
        except self._client.exceptions.ResourceNotFoundException as fault:
            raise SettingsError(
                f"there is no secret {self._name}, or it has no value yet; "
                "store it with `./deskbell secret`"
            ) from fault
        except (BotoCoreError, ClientError) as fault:
            raise SecretUnavailableError(f"reading the secret {self._name}") from fault
        return parse_secret(text).bot_token
