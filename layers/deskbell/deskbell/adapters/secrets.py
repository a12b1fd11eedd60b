"""Slack's bot token, from the one secret that the relay may read; called before each API call."""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from deskbell.domain.errors import SecretUnavailableError, SettingsError

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient

KEPT = 300.0
"""Seconds for which a token is used without looking again; a new one is in use after that."""


class BotToken:
    """The `bot_token` of the secret. Safe to call from several threads."""

    def __init__(
        self,
        client: "SecretsManagerClient",
        secret: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._secret = secret
        self._clock = clock
        self._known: tuple[str, float] | None = None

    def __call__(self) -> str:
        """Raises SettingsError (nobody has put it there), SecretUnavailableError (try again)."""
        known = self._known
        if known is not None and self._clock() < known[1]:
            return known[0]
        token = self._read()
        self._known = (token, self._clock() + KEPT)
        return token

    def _read(self) -> str:
        try:
            document = self._client.get_secret_value(SecretId=self._secret)["SecretString"]
        except self._client.exceptions.ResourceNotFoundException as error:
            raise SettingsError(f"there is no secret {self._secret}; {REMEDY}") from error
        except (BotoCoreError, ClientError) as error:
            raise SecretUnavailableError(f"could not read {self._secret}: {error}") from error
        return bot_token(document, self._secret)


REMEDY = 'store {"bot_token": "…", "signing_secrets": ["…"]} in it'


def bot_token(document: str, secret: str) -> str:
    """The token in the secret's text. Raises SettingsError, which never shows the text."""
    try:
        token = json.loads(document)["bot_token"]
    except (ValueError, KeyError, TypeError):
        token = None
    if not isinstance(token, str) or not token:
        raise SettingsError(f"the secret {secret} has no bot_token; {REMEDY}")
    return token
