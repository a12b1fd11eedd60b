"""Puts the ingress together, and only the ingress: it may import no SDK (performance.md).

Built on the first request and kept while Lambda keeps the process. Settings are looked at
again every minute, the secret every five (`kept.py`).
"""

from functools import cache, partial
from typing import TYPE_CHECKING

from deskbell.adapters.aws_http import AwsJsonService, HttpInputQueue, HttpTable
from deskbell.adapters.http_settings import HttpSettings
from deskbell.adapters.slack.reception import Reception
from deskbell.runtime import clock
from deskbell.runtime.kept import Kept, kept_secret
from deskbell.runtime.settings import Environment, credentials

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_desk import FormDesk

SETTINGS_SECONDS = 60


@cache
def reception() -> Reception:
    """Raises SettingsError where the template gave the function too little."""
    env = Environment.from_env("DESK_TABLE", "DESK_INBOX_URL", "DESK_SECRET")
    service = partial(
        AwsJsonService, region=env.region, credentials=credentials(), endpoint=env.endpoint
    )
    table = HttpTable(service("dynamodb").call, env.table)
    manager = service("secretsmanager", json_version="1.1")
    secret = kept_secret(manager.call, env.secret, clock.wall)
    pushed = HttpSettings(table)
    settings = Kept(pushed.current, SETTINGS_SECONDS, clock.wall)
    queue = HttpInputQueue(service("sqs").call, env.inbox_url)

    @cache
    def forms() -> "FormDesk":
        # Imported when somebody wants a form: an event's cold start does not pay for it.
        from deskbell.adapters.person_language import PersonLanguage
        from deskbell.adapters.slack.form_desk import FormDesk
        from deskbell.adapters.slack.plain_api import PlainSlackApi

        slack = PlainSlackApi(env.slack_api_url, lambda: secret().bot_token)
        language = PersonLanguage(table, slack, lambda: settings().desk.language)
        return FormDesk(queue.put, slack, language, pushed.definition)

    return Reception(
        secrets=lambda: secret().signing_secrets,
        workspace=lambda: settings().workspace,
        desk=lambda: settings().desk,
        put=queue.put,
        forms=forms,
        wall=clock.wall,
        now=lambda: clock.now(env.clock_file),
    )
