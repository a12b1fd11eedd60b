"""The Slack secret of a desk: asked for, checked with Slack, stored; `./deskbell secret`."""

import getpass
import json
import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from deskbell.adapters.slack.secret import SlackSecret, parse_secret
from deskbell.domain.errors import SettingsError
from tools.desk.deployment import Account, Stack
from tools.desk.errors import AwsError, OperatorError, code_of, explain_aws
from tools.desk.slack_calls import asking

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient

_TOKEN = re.compile(r"xoxb-[0-9A-Za-z-]{10,}")
_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
TOKEN_PLACE = "the app's page, OAuth & Permissions, Bot User OAuth Token"  # noqa: S105
HEARTBEAT_PLACE = "of the service that misses it, https://…"
SIGNING_PLACE = "the app's page, Basic Information, App Credentials, Signing Secret"
_TOKEN_FORM = f"it begins with xoxb- ({TOKEN_PLACE})"
_SIGNING_FORM = f"a signing secret is 32 of 0-9 and a-f ({SIGNING_PLACE})"


@dataclass(frozen=True, slots=True)
class Install:
    """Who Slack says that the token belongs to."""

    team: str
    team_name: str
    enterprise: str
    app: str
    bot_user: str
    bot_name: str
    """As people write it behind an @."""
    org_wide: bool


def shape_faults(secret: SlackSecret) -> list[str]:
    """What cannot be right, without a word of what is inside."""
    faults = [] if _TOKEN.fullmatch(secret.bot_token) else [_wrong_token(secret.bot_token)]
    if any(key.startswith("xox") for key in secret.signing_secrets):
        faults.append(f"what was given as one is a token: {_SIGNING_FORM}")
    elif not all(_SIGNING_SECRET.fullmatch(key) for key in secret.signing_secrets):
        faults.append(_SIGNING_FORM)
    if len(secret.signing_secrets) > 2:
        faults.append("there are more than two signing secrets: the current and the previous")
    return faults


def _wrong_token(token: str) -> str:
    if token.startswith("xoxe"):
        return (
            "the bot token is of an app with token rotation, which Deskbell does not do and Slack "
            "does not switch off again: make a new app (./deskbell manifest --link), and delete "
            "this one"
        )
    if token.startswith("xoxp-"):
        return f"the bot token is a person's (xoxp-): {_TOKEN_FORM}"
    if _SIGNING_SECRET.fullmatch(token):
        return f"the bot token looks like the signing secret: {_TOKEN_FORM}"
    return f"the bot token is not one: {_TOKEN_FORM}"


def refuse_if_wrong(secret: SlackSecret) -> None:
    """Raises OperatorError for a secret of the wrong shape, before anybody is sent it."""
    if faults := shape_faults(secret):
        raise OperatorError("; ".join(faults), "nothing was stored; copy it again")


def read(account: Account, stack: Stack) -> SlackSecret | None:
    """None if nobody has stored one; raises OperatorError if it cannot be read."""
    client: SecretsManagerClient = account.client("secretsmanager")
    try:
        text = client.get_secret_value(SecretId=stack.output("SlackSecretArn"))["SecretString"]
        return parse_secret(text)
    except ClientError as error:
        if code_of(error) == "ResourceNotFoundException":
            return None
        raise explain_aws(error) from error
    except AwsError as error:
        raise explain_aws(error) from error
    except SettingsError as error:
        raise OperatorError(
            str(error), f"store it again: ./deskbell secret {account.option}"
        ) from (error)


def heartbeat_of(account: Account, stack: Stack) -> str | None:
    """What a new token does not change; None where no sound secret is stored."""
    try:
        secret = read(account, stack)
    except OperatorError:
        return None
    return secret.heartbeat_url if secret else None


def store(account: Account, stack: Stack, secret: SlackSecret) -> None:
    """Checks the shape first; the functions see the new one within five minutes."""
    refuse_if_wrong(secret)
    value: dict[str, object] = {
        "bot_token": secret.bot_token,
        "signing_secrets": list(secret.signing_secrets),
    }
    if secret.heartbeat_url:
        value["heartbeat_url"] = secret.heartbeat_url
    client: SecretsManagerClient = account.client("secretsmanager")
    try:
        client.put_secret_value(
            SecretId=stack.output("SlackSecretArn"), SecretString=json.dumps(value)
        )
    except AwsError as error:
        raise explain_aws(error) from error


def with_new_signing_secret(old: SlackSecret, signing: str) -> SlackSecret:
    """The new one first; what was current stays valid until it is dropped."""
    if signing == old.signing_secrets[0]:
        raise OperatorError(
            "that is the signing secret which is stored already",
            f"press Regenerate first ({SIGNING_PLACE})",
        )
    return replace(old, signing_secrets=(signing, old.signing_secrets[0]))


def without_previous(old: SlackSecret) -> SlackSecret:
    return replace(old, signing_secrets=old.signing_secrets[:1])


def with_heartbeat(old: SlackSecret, url: str) -> SlackSecret:
    """Raises OperatorError for a URL that the auditor would not ask for."""
    if not url.startswith("https://"):
        raise OperatorError("the heartbeat's URL does not begin with https://", "copy it again")
    return replace(old, heartbeat_url=url)


def install_of(token: str, api_url: str) -> Install:
    """Asks Slack; raises OperatorError if it does not take the token."""
    ask = asking(token, api_url)
    told = ask("auth.test")
    if told.error:
        raise OperatorError(
            f"Slack does not take this bot token ({told.error})", f"copy it again: {TOKEN_PLACE}"
        )
    user = ask("users.info", user=told.body["user_id"])
    if user.error:
        raise OperatorError(
            f"Slack refuses users.info ({user.error})",
            "give the app the scopes of ./deskbell manifest and reinstall it",
        )
    return Install(
        team=str(told.body["team_id"]),
        team_name=str(told.body.get("team", "")),
        enterprise=str(told.body.get("enterprise_id") or ""),
        app=str(user.body["user"].get("profile", {}).get("api_app_id", "")),
        bot_user=str(told.body["user_id"]),
        bot_name=str(told.body["user"]),
        org_wide=bool(told.body.get("is_enterprise_install")),
    )


def asked(name: str, place: str) -> str:
    """Typed without echo, or the next line of the standard input if that is no terminal."""
    prompt = f"{name} ({place}): "
    answer = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()
    if not answer.strip():
        raise OperatorError(f"no {name.lower()} was given", "nothing was stored; try again")
    return answer.strip()
