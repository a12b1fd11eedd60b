"""The bot token from Secrets Manager: kept for a while, and a clear word when it is missing."""

import json
from collections.abc import Iterator

import pytest

from deskbell.adapters.aws_http import AwsJsonService
from deskbell.adapters.sigv4 import Credentials
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.runtime.kept import SECRET_SECONDS, kept_secret
from tests.http_stub import Reply, Stub, http_stub

THROTTLED = Reply(status=400, body=b'{"__type": "ThrottlingException"}')
MISSING = Reply(status=400, body=b'{"__type": "ResourceNotFoundException"}')


def holding(document: dict[str, object]) -> Reply:
    return Reply(body=json.dumps({"SecretString": json.dumps(document)}).encode())


def holding_token(token: str) -> Reply:
    return holding({"bot_token": token, "signing_secrets": ["s"]})


class Desk:
    """Reads its token from `aws` at the time that the test sets."""

    def __init__(self, aws: Stub) -> None:
        self.aws = aws
        self.now = 1000.0
        self.service = AwsJsonService(
            "secretsmanager", region="r", credentials=Credentials("k", "s"), endpoint=aws.url
        )
        self._secret = kept_secret(self.service.call, "deskbell/slack", lambda: self.now)

    def token(self) -> str:
        return self._secret().bot_token


@pytest.fixture
def desk() -> Iterator[Desk]:
    with http_stub() as aws:
        desk = Desk(aws)
        yield desk
        desk.service.close()


def test_token_is_read_once_in_five_minutes(desk: Desk) -> None:
    desk.aws.replies = [holding_token("old"), holding_token("new")]

    assert [desk.token(), desk.token()] == ["old", "old"]
    # pragma: allowlist nextline secret
    assert [asked.json for asked in desk.aws.asked] == [{"SecretId": "deskbell/slack"}]
    desk.now += SECRET_SECONDS
    assert desk.token() == "new"


def test_missing_secret_says_what_to_do(desk: Desk) -> None:
    desk.aws.replies = [MISSING]

    with pytest.raises(SettingsError, match=r"no secret deskbell/slack.*deskbell secret"):
        desk.token()


def test_secret_without_a_token_says_what_to_do_and_not_what_is_in_it(desk: Desk) -> None:
    desk.aws.replies = [holding({"token": "hidden"})]

    with pytest.raises(SettingsError, match="bot_token") as fault:
        desk.token()
    assert "hidden" not in str(fault.value)


def test_throttled_secret_can_be_read_later(desk: Desk) -> None:
    desk.aws.replies = [THROTTLED, holding_token("token")]

    with pytest.raises(SecretUnavailableError):
        desk.token()
    assert desk.token() == "token"


@pytest.mark.parametrize("reply", [THROTTLED, MISSING], ids=["throttled", "missing"])
def test_known_token_is_used_while_the_secret_cannot_be_read(reply: Reply, desk: Desk) -> None:
    desk.aws.replies = [holding_token("known"), reply]

    desk.token()
    desk.now += SECRET_SECONDS
    assert desk.token() == "known"
    assert len(desk.aws.asked) == 2
