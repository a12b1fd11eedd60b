"""What functions reach, made once a cold start: environment, settings, AWS, Slack, the inbox.

The modules that put functions together call it; only the ingress does without botocore, and has
all of its own (`ingress.py`).
"""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from deskbell.adapters.aws_http import AwsCall, AwsJsonService, HttpInputQueue
from deskbell.adapters.dynamo.settings_rows import DynamoSettings
from deskbell.adapters.dynamo.table import bind, connection
from deskbell.adapters.patient_aws import TIMEOUTS, patiently
from deskbell.adapters.slack.secret import SlackSecret
from deskbell.runtime import clock
from deskbell.runtime.kept import Kept, kept_secret
from deskbell.runtime.settings import Environment, credentials

if TYPE_CHECKING:
    from deskbell.adapters.slack.web_api import SlackWorkspace

SLACK_SECONDS = 8
"""For one call of the relay's; its lease is much longer (reliability.md 2.4)."""
CALLS = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"total_max_attempts": 3},
    # Its old address of all regions stands in data that we do not load (dynamo/table.py).
    s3={"us_east_1_regional_endpoint": "regional"},
)


@cache
def environment() -> Environment:
    """The function's environment; the table is bound as soon as it is known."""
    env = Environment.from_env("DESK_TABLE")
    bind(env.table, env.region, env.endpoint)
    return env


def client(service: str) -> Any:  # noqa: ANN401 - botocore makes the types at run time
    """From the table's session: boto3 has one of its own, which reads all of botocore's data once
    more. That and importing boto3 are two empty cold starts (performance.md)."""
    region = environment().region
    return connection().session.create_client(service, region, config=CALLS)


def _call(
    service: str, json_version: str = "1.0", timeouts: tuple[float, float] = TIMEOUTS
) -> AwsCall:
    """Without botocore: each client of it takes a quarter of an empty cold start to make
    (performance.md)."""
    env = environment()
    made = AwsJsonService(
        service,
        region=env.region,
        credentials=credentials(),
        endpoint=env.endpoint,
        json_version=json_version,
        timeouts=timeouts,
    )
    return made.call


def now() -> datetime:
    """The domain's time."""
    return clock.now(environment().clock_file)


@cache
def settings() -> DynamoSettings:
    """The desk's settings, cached between invocations."""
    environment()
    return DynamoSettings()


def slack(timeout: int, **limits: Any) -> "SlackWorkspace":  # noqa: ANN401 - its own
    from deskbell.adapters.slack.web_api import SlackWorkspace

    env, install = environment(), settings().current().workspace
    secret = slack_secret()
    return SlackWorkspace(install, env.slack_api_url, lambda: secret().bot_token, timeout, **limits)


@cache
def slack_secret() -> Kept[SlackSecret]:
    return kept_secret(secrets(), environment().secret, clock.wall)


def secrets() -> AwsCall:
    return patiently(_call("secretsmanager", "1.1"))


def hasty_secrets(timeouts: tuple[float, float]) -> AwsCall:
    """Asks once, where others wait behind it."""
    return _call("secretsmanager", "1.1", timeouts)


@cache
def sqs() -> AwsCall:
    return patiently(_call("sqs"))


def inbox() -> HttpInputQueue:
    return HttpInputQueue(sqs(), environment().inbox_url)
