"""The one secret of a Slack install, as Secrets Manager holds it: JSON with token and keys."""

from dataclasses import dataclass, field

from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError, SettingsError


@dataclass(frozen=True, slots=True)
class SlackSecret:
    """Never shown; two signing secrets while a company replaces one.

    `heartbeat_url`: where the auditor says that all holds. Who knows it could say so too.
    """

    bot_token: str = field(repr=False)
    signing_secrets: tuple[str, ...] = field(repr=False)
    heartbeat_url: str | None = field(default=None, repr=False)


def parse_secret(text: str) -> SlackSecret:
    """Raises SettingsError, which says what to do and nothing of what is inside."""
    try:
        document = load_object(text)
    except InputError:
        document = {}
    token, keys = document.get("bot_token"), document.get("signing_secrets")
    if not (isinstance(token, str) and token and isinstance(keys, list)):
        raise SettingsError(_REMEDY)
    signing = tuple(key for key in keys if isinstance(key, str) and key)
    if not signing or len(signing) != len(keys):
        raise SettingsError(_REMEDY)
    heartbeat = document.get("heartbeat_url")
    return SlackSecret(token, signing, heartbeat if isinstance(heartbeat, str) else None)


_REMEDY = (
    "the Slack secret must be JSON with "
    '"bot_token" (text) and "signing_secrets" (a list of one or two texts); '
    "store it with `./deskbell secret`"
)
