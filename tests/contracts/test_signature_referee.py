"""slack_sdk's own verifier and ours give the same verdict; where it raises, we refuse.

What ours refuses besides is written down: timestamps that only Python's `int()` takes for one.
"""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.signature import Clock, SignatureVerifier

from deskbell.adapters.http_events import Refused
from deskbell.adapters.slack.gate import SignedRequest, admit
from deskbell.adapters.slack.signature import is_signed
from tests.api_gateway import AT, SIGNING_SECRET, request, signature

OTHER_SECRET = "obviously-fake-other-secret"  # pragma: allowlist secret
THOUSANDS = settings(max_examples=2000, deadline=None)


class AtOurTime(Clock):
    def now(self) -> float:
        return float(AT)


VERIFIER = SignatureVerifier(SIGNING_SECRET, AtOurTime())


def theirs(body: bytes, timestamp: str, signed: str) -> bool | type[Exception]:
    """The verdict of slack_sdk, or what it raised."""
    try:
        return VERIFIER.is_valid(body, timestamp, signed)
    except (ValueError, TypeError) as fault:
        return type(fault)


def ours(body: bytes, timestamp: str, signed: str) -> bool:
    return is_signed(body, timestamp, signed, [SIGNING_SECRET], AT)


def gate(event: dict[str, Any]) -> SignedRequest | int:
    """What the ingress makes of it: the request, or the status of its refusal."""
    try:
        return admit(event, lambda: [SIGNING_SECRET], AT)
    except Refused as refusal:
        return refusal.status


def plain(timestamp: str) -> bool:
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12


bodies = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode()),
    st.sampled_from(
        [b"", b"{}", "노트북이 고장났어요".encode(), "zażółć 🎫".encode(), b"\xff\xfe{}"]
    ),
)
seconds = st.one_of(
    st.just(AT),
    st.integers(AT - 310, AT + 310),
    st.sampled_from([AT - 301, AT - 300, AT + 300, AT + 301, 0, -AT]),
)
timestamps = st.one_of(
    seconds.map(str),
    seconds.map(str),
    seconds.map(lambda at: f"+{at}"),
    seconds.map(lambda at: f" {at}\n"),
    seconds.map(lambda at: f"{at:015}"),
    seconds.map(lambda at: f"{at:_}"),
    seconds.map(lambda at: str(at).translate({48 + n: 0x660 + n for n in range(10)})),
    st.sampled_from(["abc", "", "12.0", "1e9", "-", "0x6b", "٣", "9" * 200, "NaN", "None"]),
    st.text(max_size=12),
)


@st.composite
def signatures(draw: st.DrawFn, body: bytes, timestamp: str) -> str:
    """Right ones half of the time, nearly right ones, and anything."""
    right = signature(body, timestamp.encode("utf-8", "replace").decode())
    return draw(
        st.one_of(
            st.just(right),
            st.just(right),
            st.sampled_from(
                [
                    signature(body, AT),
                    signature(body + b" ", AT),
                    signature(body, AT, OTHER_SECRET),
                    right.upper(),
                    right[:-1],
                    f"{right},{right}",
                    right.replace("v0=", "v1="),
                    right.removeprefix("v0="),
                    f" {right}",
                    "v0=" + "é" * 64,
                    "",
                ]
            ),
            st.text(max_size=70),
        )
    )


@st.composite
def requests(draw: st.DrawFn) -> tuple[bytes, str, str]:
    body, timestamp = draw(bodies), draw(timestamps)
    return body, timestamp, draw(signatures(body, timestamp))


@THOUSANDS
@given(requests())
def test_both_give_the_same_verdict_and_where_theirs_raises_ours_refuses(
    case: tuple[bytes, str, str],
) -> None:
    body, timestamp, signed = case
    verdict = theirs(body, timestamp, signed)

    if isinstance(verdict, bool) and (plain(timestamp) or not verdict):
        assert ours(body, timestamp, signed) is verdict
    elif verdict is UnicodeDecodeError and ours(body, timestamp, signed):
        # Slack's own signature over bytes that are no text: the next step of the gate refuses it.
        event = request(body, "application/x-www-form-urlencoded", at=timestamp)
        assert gate(event) == 400
    else:
        assert not ours(body, timestamp, signed)


def test_the_generated_requests_are_of_every_sort() -> None:
    """Lest the test above proves nothing."""
    seen: Counter[object] = Counter()

    @settings(max_examples=1000, deadline=None, derandomize=True)
    @given(requests())
    def look(case: tuple[bytes, str, str]) -> None:
        seen[theirs(*case)] += 1

    look()

    assert set(seen) == {True, False, ValueError, TypeError, UnicodeDecodeError}
    assert seen[True] > 50


@pytest.mark.parametrize(
    "timestamp", [f"+{AT}", f" {AT}", f"{AT}\n", f"{AT:_}", f"{AT:015}", "١٧٩٥٤٢٤٤٦٠"]
)
def test_only_plain_digits_are_a_timestamp_to_us(timestamp: str) -> None:
    signed = signature(b"{}", timestamp)

    assert theirs(b"{}", timestamp, signed) is True
    assert not ours(b"{}", timestamp, signed)


@pytest.mark.parametrize(
    ("timestamp", "signed", "fault"),
    [
        ("abc", signature(b"{}", "abc"), ValueError),
        (str(AT), "v0=" + "é" * 64, TypeError),
        ("9" * 5000, signature(b"{}", "9" * 5000), ValueError),
    ],
)
def test_a_forgery_that_makes_theirs_raise_is_a_401(
    timestamp: str, signed: str, fault: type[Exception]
) -> None:
    event = request(b"{}", "application/json", at=timestamp, x_slack_signature=signed)

    assert theirs(b"{}", timestamp, signed) is fault
    assert gate(event) == 401


@pytest.mark.parametrize("secret", [SIGNING_SECRET, OTHER_SECRET])
def test_bytes_that_are_no_text_are_a_400_if_slack_signed_them_and_else_a_401(secret: str) -> None:
    body = b"payload=\xff\xfe"
    event = request(body, "application/x-www-form-urlencoded", secret=secret)

    assert theirs(body, str(AT), signature(body, AT, secret)) is UnicodeDecodeError
    assert gate(event) == (400 if secret == SIGNING_SECRET else 401)
