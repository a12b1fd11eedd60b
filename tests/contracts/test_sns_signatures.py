"""Our check of SNS's signatures, held against the cryptography library: what one takes, the other
does, and whatever is changed, neither."""

from functools import cache

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from deskbell.adapters.alerts.rsa_signature import RsaKey, is_signed_by, public_key
from deskbell.domain.errors import InputError
from tests import sns

ALGORITHMS = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}
EACH = st.sampled_from(sorted(ALGORITHMS))
TEXTS = st.binary(max_size=100)


@cache
def key() -> RsaKey:
    return public_key(sns.certificate())


def signed(message: bytes, algorithm: str) -> bytes:
    return sns.private_key(sns.BITS).sign(message, padding.PKCS1v15(), ALGORITHMS[algorithm])


def referee(signature: bytes, message: bytes, algorithm: str) -> bool:
    public = sns.private_key(sns.BITS).public_key()
    try:
        public.verify(signature, message, padding.PKCS1v15(), ALGORITHMS[algorithm])
    except InvalidSignature:
        return False
    return True


def test_the_key_of_a_certificate_is_what_the_library_reads() -> None:
    there = x509.load_pem_x509_certificate(sns.certificate().encode()).public_key()
    assert isinstance(there, rsa.RSAPublicKey)
    numbers = there.public_numbers()
    assert key() == RsaKey(numbers.n, numbers.e)


@given(TEXTS, EACH)
def test_what_the_library_signs_is_signed(message: bytes, algorithm: str) -> None:
    assert is_signed_by(key(), signed(message, algorithm), message, algorithm)


@given(TEXTS, EACH, st.integers(0, 8 * 256 - 1))
def test_one_other_bit_is_no_signature(message: bytes, algorithm: str, bit: int) -> None:
    changed = bytearray(signed(message, algorithm))
    changed[bit // 8] ^= 1 << bit % 8
    assert not is_signed_by(key(), bytes(changed), message, algorithm)
    assert not referee(bytes(changed), message, algorithm)


@given(TEXTS, TEXTS, EACH, EACH)
def test_another_message_or_hash_is_not_signed(
    message: bytes, other: bytes, algorithm: str, another: str
) -> None:
    signature = signed(message, algorithm)
    is_theirs = referee(signature, other, another)
    assert is_signed_by(key(), signature, other, another) is is_theirs
    assert is_theirs is ((message, algorithm) == (other, another))


@given(st.binary(max_size=300), TEXTS, EACH)
def test_anything_else_is_none(signature: bytes, message: bytes, algorithm: str) -> None:
    assert is_signed_by(key(), signature, message, algorithm) is False
    assert referee(signature, message, algorithm) is False


def test_no_padding_but_the_whole_one_counts() -> None:
    """Bleichenbacher's forgery of 2006: a short padding, and rubbish behind the hash."""
    message = b"forged"
    ending = bytes.fromhex("3031300d060960864801650304020105000420") + b"\0" * 32
    forged = b"\0\1" + b"\xff" * 8 + b"\0" + ending
    packed = forged + b"\0" * (256 - len(forged))
    root = round(int.from_bytes(packed) ** (1 / 3)) if len(packed) < 100 else 1
    easy = RsaKey(key().modulus, 3)
    assert not is_signed_by(easy, root.to_bytes(256), message, "sha256")


def test_the_same_number_in_another_form_is_none() -> None:
    signature = signed(b"x", "sha256")
    more = int.from_bytes(signature) + key().modulus
    if more.bit_length() <= 8 * 256:
        assert not is_signed_by(key(), more.to_bytes(256), b"x", "sha256")
    assert not is_signed_by(key(), b"\0" + signature, b"x", "sha256")


@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=4))
def test_no_certificate_makes_it_raise_anything_else(at: int, other: bytes) -> None:
    pem = sns.certificate().encode()
    at %= len(pem)
    broken = (pem[:at] + other + pem[at + len(other) :]).decode("latin-1")
    try:
        found = public_key(broken)
    except InputError:
        return
    assert found.modulus.bit_length() >= 2048


def test_a_key_of_another_kind_is_none() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(InputError, match="no certificate"):
        public_key(pem.decode())
