"""The environment of a function, read in this one place, once a cold start."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from deskbell.adapters.sigv4 import Credentials
from deskbell.domain.errors import SettingsError


class Environment(NamedTuple):
    """What the template gives a function; a field is empty where it does not need it.

    `given_up_urls` are those of all queues of dead letters, with commas between them.
    `endpoint` replaces AWS's own addresses (the local cloud), `phone_endpoint` that of its
    telephones, `clock_file` holds the local cloud's clock offset; all are None on AWS.
    """

    region: str
    table: str
    inbox_url: str
    dead_letters_url: str
    given_up_urls: str
    secret: str
    alert_secret: str
    api_secret: str
    calendar_secret: str
    contact_secret: str
    phone_origination: str
    stack: str
    bus: str
    slack_api_url: str
    endpoint: str | None
    phone_endpoint: str | None
    clock_file: str | None

    @classmethod
    def from_env(cls, *needed: str, env: Mapping[str, str] | None = None) -> "Environment":
        """Reads `DESK_…`; one SettingsError lists all of `needed` that are missing."""
        source = os.environ if env is None else env
        missing = [name for name in ("AWS_REGION", *needed) if not source.get(name)]
        if missing:
            raise SettingsError(
                f"missing in the environment: {', '.join(missing)}; "
                "template.yaml sets these for each function"
            )
        return cls(
            region=source["AWS_REGION"],
            table=source.get("DESK_TABLE", ""),
            inbox_url=source.get("DESK_INBOX_URL", ""),
            dead_letters_url=source.get("DESK_DEAD_LETTERS_URL", ""),
            given_up_urls=source.get("DESK_GIVEN_UP_URLS", ""),
            secret=source.get("DESK_SECRET", ""),
            alert_secret=source.get("DESK_ALERT_SECRET", ""),
            api_secret=source.get("DESK_API_SECRET", ""),
            calendar_secret=source.get("DESK_CALENDAR_SECRET", ""),
            contact_secret=source.get("DESK_CONTACT_SECRET", ""),
            phone_origination=source.get("DESK_PHONE_ORIGINATION", ""),
            stack=source.get("DESK_STACK", ""),
            bus=source.get("DESK_BUS", ""),
            slack_api_url=source.get("DESK_SLACK_API_URL", "https://slack.com/api/"),
            endpoint=source.get("AWS_ENDPOINT_URL") or None,
            phone_endpoint=source.get("DESK_PHONE_URL") or None,
            clock_file=source.get("DESK_CLOCK_FILE") or None,
        )


def credentials(env: Mapping[str, str] | None = None) -> Credentials:
    """The role of this function, for the AWS calls that we sign ourselves."""
    source = os.environ if env is None else env
    try:
        return Credentials(
            access_key=source["AWS_ACCESS_KEY_ID"],
            secret_key=source["AWS_SECRET_ACCESS_KEY"],
            session_token=source.get("AWS_SESSION_TOKEN") or None,
        )
    except KeyError as missing:
        raise SettingsError(f"missing in the environment: {missing}; Lambda sets it") from None
