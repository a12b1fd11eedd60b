"""The signature check holds for what Slack signs, and raises for nothing (reliability.md 6.1)."""

from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from deskbell.adapters.slack.signature import is_signed
from tests.api_gateway import AT, PREVIOUS_SECRET, SIGNING_SECRET, signature


@given(st.text(), st.text(), st.binary(max_size=50))
def test_no_header_makes_it_raise_or_pass(timestamp: str, signed: str, body: bytes) -> None:
    assert not is_signed(body, timestamp, signed, [SIGNING_SECRET], AT)


@given(st.text())
def test_it_agrees_with_slacks_own_signer(body: str) -> None:
    theirs = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=str(AT), body=body)

    assert theirs is not None
    assert is_signed(body.encode(), str(AT), theirs, [SIGNING_SECRET], AT)


@given(st.binary(min_size=1, max_size=50), st.integers(min_value=0))
def test_one_other_bit_is_another_body(body: bytes, at: int) -> None:
    at %= len(body)
    other = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]

    assert is_signed(body, str(AT), signature(body), [SIGNING_SECRET], AT)
    assert not is_signed(other, str(AT), signature(body), [SIGNING_SECRET], AT)


def test_either_of_two_secrets_holds() -> None:
    signed = signature(b"{}", secret=PREVIOUS_SECRET)

    assert is_signed(b"{}", str(AT), signed, [SIGNING_SECRET, PREVIOUS_SECRET], AT)
    assert not is_signed(b"{}", str(AT), signed, [SIGNING_SECRET], AT)


def test_five_minutes_either_way_are_near_enough() -> None:
    signed = signature(b"{}")

    assert is_signed(b"{}", str(AT), signed, [SIGNING_SECRET], AT + 300)
    assert is_signed(b"{}", str(AT), signed, [SIGNING_SECRET], AT - 300)
    assert not is_signed(b"{}", str(AT), signed, [SIGNING_SECRET], AT + 300.5)
    assert not is_signed(b"{}", str(AT), signed, [SIGNING_SECRET], AT - 300.5)
