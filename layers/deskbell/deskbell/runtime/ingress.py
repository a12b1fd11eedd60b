"""Puts the ingress together, and only the ingress: it may import no SDK (performance.md).

Built on the first request and kept while Lambda keeps the process. Settings are looked at
again every minute, the secret every five: longer than a moment, shorter than a rotation.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from deskbell.adapters.aws_http import AwsJsonService, HttpInputQueue, HttpSecrets, HttpTable
from deskbell.adapters.http_settings import HttpSettings
from deskbell.adapters.slack.reception import Reception
from deskbell.adapters.slack.secret import parse_secret
from deskbell.domain.errors import DeskbellError
from deskbell.runtime import clock
from deskbell.runtime.settings import Environment, credentials

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_desk import FormDesk

SETTINGS_SECONDS = 60
SECRET_SECONDS = 300

T = TypeVar("T")


class Kept(Generic[T]):
    """What `read` gave, read again after `seconds`; an old value is better than none at all."""

    def __init__(self, read: Callable[[], T], seconds: float, wall: Callable[[], float]) -> None:
        self._read = read
        self._seconds = seconds
        self._wall = wall
        self._values: list[T] = []
        self._until = 0.0

    def __call__(self) -> T:
        if not self._values or self._wall() >= self._until:
            try:
                self._values = [self._read()]
            except DeskbellError:
                if not self._values:
                    raise
            self._until = self._wall() + self._seconds
        return self._values[0]


@cache
def reception() -> Reception:
    """Raises SettingsError where the template gave the function too little."""
    env = Environment.from_env("DESK_TABLE", "DESK_INBOX_URL", "DESK_SECRET")
    service = partial(
        AwsJsonService, region=env.region, credentials=credentials(), endpoint=env.endpoint
    )
    table = HttpTable(service("dynamodb"), env.table)
    secrets = HttpSecrets(service("secretsmanager", json_version="1.1"))
    secret = Kept(lambda: parse_secret(secrets.text(env.secret)), SECRET_SECONDS, clock.wall)
    settings = Kept(HttpSettings(table).current, SETTINGS_SECONDS, clock.wall)
    queue = HttpInputQueue(service("sqs"), env.inbox_url)

    @cache
    def forms() -> "FormDesk":
        # Imported when somebody wants a form: an event's cold start does not pay for it.
        from deskbell.adapters.person_language import PersonLanguage
        from deskbell.adapters.slack.form_desk import FormDesk
        from deskbell.adapters.slack.plain_api import PlainSlackApi

        slack = PlainSlackApi(env.slack_api_url, lambda: secret().bot_token)
        language = PersonLanguage(table, slack, lambda: settings().desk.language)
        return FormDesk(queue.put, slack, language)

    return Reception(
        secrets=lambda: secret().signing_secrets,
        workspace=lambda: settings().workspace,
        desk=lambda: settings().desk,
        put=queue.put,
        forms=forms,
        wall=clock.wall,
        now=lambda: clock.now(env.clock_file),
    )
