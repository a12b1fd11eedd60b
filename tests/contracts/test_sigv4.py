"""Our signer against AWS's published test suite, and byte for byte against botocore's.

The suite (docs.aws.amazon.com, "Signature Version 4 test suite") also signs other methods, paths
and queries; all of its requests that are `POST /`, which is the one we make, are here. In its
`post-sts-header-after` the token is not signed, and the signature that of `post-vanilla`.
"""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreCredentials
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.adapters.sigv4 import Credentials, sign_post

# The example keys of AWS's documentation and Signature Version 4 test suite; they open nothing.
EXAMPLE_KEY = "AKIDEXAMPLE"
EXAMPLE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"  # pragma: allowlist secret
EXAMPLE_TIME = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
HOST = {"Host": "example.amazonaws.com"}
FORM = "application/x-www-form-urlencoded"
EXAMPLE_TOKEN = (
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4"  # pragma: allowlist secret
    "FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI"  # pragma: allowlist secret
    "/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQ"  # pragma: allowlist secret
    "DYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT"  # pragma: allowlist secret
    "38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9K"  # pragma: allowlist secret
    "SYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="  # pragma: allowlist secret
)


@pytest.mark.parametrize(
    ("headers", "body", "token", "signed", "signature"),
    [
        pytest.param(
            HOST,
            b"",
            None,
            "host;x-amz-date",
            # pragma: allowlist nextline secret
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
            id="post-vanilla",
        ),
        pytest.param(
            {**HOST, "My-Header1": "value1"},
            b"",
            None,
            "host;my-header1;x-amz-date",
            # pragma: allowlist nextline secret
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
            id="post-header-key-sort",
        ),
        pytest.param(
            {**HOST, "My-Header1": "VALUE1"},
            b"",
            None,
            "host;my-header1;x-amz-date",
            # pragma: allowlist nextline secret
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
            id="post-header-value-case",
        ),
        pytest.param(
            {**HOST, "Content-Type": FORM},
            b"Param1=value1",
            None,
            "content-type;host;x-amz-date",
            # pragma: allowlist nextline secret
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            id="post-x-www-form-urlencoded",
        ),
        pytest.param(
            {**HOST, "Content-Type": f"{FORM}; charset=utf8"},
            b"Param1=value1",
            None,
            "content-type;host;x-amz-date",
            # pragma: allowlist nextline secret
            "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
            id="post-x-www-form-urlencoded-parameters",
        ),
        pytest.param(
            HOST,
            b"",
            EXAMPLE_TOKEN,
            "host;x-amz-date;x-amz-security-token",
            # pragma: allowlist nextline secret
            "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
            id="post-sts-header-before",
        ),
    ],
)
def test_it_signs_as_awss_own_examples_do(
    headers: dict[str, str], body: bytes, token: str | None, signed: str, signature: str
) -> None:
    found = sign_post(
        headers,
        body,
        service="service",
        region="us-east-1",
        credentials=Credentials(EXAMPLE_KEY, EXAMPLE_SECRET, token),
        at=EXAMPLE_TIME,
    )

    assert found["X-Amz-Date"] == "20150830T123600Z"
    assert found["Authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders={signed}, Signature={signature}"
    )


NAMES = st.sampled_from(["Content-Type", "X-Amz-Target", "X-Custom", "X-Other-Header", "Accept"])
# What HTTP allows in a header, runs of blanks and tabs included; signing folds those.
VALUES = st.text(
    st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("\t  "),
    min_size=1,
    max_size=30,
)
BODIES = st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode())
PARTS = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@settings(max_examples=600, deadline=None)
@given(
    headers=st.dictionaries(NAMES, VALUES.filter(str.strip)),
    body=BODIES,
    service=PARTS,
    region=PARTS,
    access_key=KEYS,
    secret_key=KEYS,
    token=st.none() | KEYS,
    at=st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    endpoint=st.sampled_from(
        [
            "sqs.eu-west-1.amazonaws.com",
            "dynamodb.us-gov-east-1.amazonaws.com",
            "secretsmanager.cn-north-1.amazonaws.com.cn",
            "127.0.0.1:4802",
        ]
    ),
)
def test_it_signs_as_botocore_does(
    headers: dict[str, str],
    body: bytes,
    service: str,
    region: str,
    access_key: str,
    secret_key: str,
    token: str | None,
    at: datetime,
    endpoint: str,
) -> None:
    theirs = AWSRequest("POST", f"http://{endpoint}/", headers=dict(headers), data=body)
    signer = auth.SigV4Auth(BotocoreCredentials(access_key, secret_key, token), service, region)
    with patch.object(auth, "get_current_datetime", lambda: at):
        signer.add_auth(theirs)

    ours = sign_post(
        {"Host": endpoint, **headers},
        body,
        service=service,
        region=region,
        credentials=Credentials(access_key, secret_key, token),
        at=at,
    )

    assert ours["Authorization"] == theirs.headers["Authorization"]
    assert ours["X-Amz-Date"] == theirs.headers["X-Amz-Date"]
    assert ours.get("X-Amz-Security-Token") == theirs.headers.get("X-Amz-Security-Token")


def test_credentials_are_not_shown() -> None:
    shown = repr(Credentials(EXAMPLE_KEY, EXAMPLE_SECRET, "token"))

    assert EXAMPLE_KEY not in shown
    assert EXAMPLE_SECRET not in shown
    assert "token=" not in shown
