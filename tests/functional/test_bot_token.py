"""The bot token from Secrets Manager: kept for a while, and a clear word when it is missing."""

import json
from collections.abc import Iterator

import boto3
import pytest
from botocore.stub import Stubber
from types_boto3_secretsmanager import SecretsManagerClient

from deskbell.adapters.secrets import KEPT, BotToken
from deskbell.domain.errors import SecretUnavailableError, SettingsError

NAME = "deskbell/slack"
CALL = "get_secret_value"


class Clock:
    """Seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def client() -> SecretsManagerClient:
    return boto3.client(
        "secretsmanager",
        "us-east-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",  # pragma: allowlist secret
    )


@pytest.fixture
def aws(client: SecretsManagerClient) -> Iterator[Stubber]:
    with Stubber(client) as stubber:
        yield stubber


def holding(token: str) -> dict[str, str]:
    document = {"bot_token": token, "signing_secrets": ["s"]}
    return {"SecretString": json.dumps(document)}


def test_token_is_read_once_in_five_minutes(client: SecretsManagerClient, aws: Stubber) -> None:
    aws.add_response(CALL, holding("old"), {"SecretId": NAME})
    aws.add_response(CALL, holding("new"), {"SecretId": NAME})
    clock = Clock()
    token = BotToken(client, NAME, clock)

    assert [token(), token()] == ["old", "old"]
    clock.now = KEPT
    assert token() == "new"


def test_missing_secret_says_what_to_do(client: SecretsManagerClient, aws: Stubber) -> None:
    aws.add_client_error(CALL, "ResourceNotFoundException")

    with pytest.raises(SettingsError, match=r"no secret deskbell/slack.*deskbell secret"):
        BotToken(client, NAME)()


def test_secret_without_a_token_says_what_to_do_and_not_what_is_in_it(
    client: SecretsManagerClient, aws: Stubber
) -> None:
    aws.add_response(CALL, {"SecretString": '{"token": "hidden"}'})

    with pytest.raises(SettingsError, match="bot_token") as fault:
        BotToken(client, NAME)()
    assert "hidden" not in str(fault.value)


def test_throttled_secret_can_be_read_later(client: SecretsManagerClient, aws: Stubber) -> None:
    aws.add_client_error(CALL, "ThrottlingException")
    aws.add_response(CALL, holding("token"))
    token = BotToken(client, NAME)

    with pytest.raises(SecretUnavailableError):
        token()
    assert token() == "token"
