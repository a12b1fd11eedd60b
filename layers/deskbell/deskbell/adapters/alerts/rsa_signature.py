"""Whether a private key signed a message, by the certificate that has its public half: RSASSA-PKCS1
v1.5 (RFC 8017, 8.2.2), which is what SNS signs with.

Our own, because it would be the only use of a library of twelve megabytes in a layer that all
functions load. It needs no secret and makes none; what has to be right is compared as a whole,
never parsed, and `tests/contracts/test_sns_signatures.py` holds it against that library.
"""

import hashlib
import hmac
import ssl
from dataclasses import dataclass

from deskbell.domain.errors import InputError

_ALGORITHMS = {
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
}
"""What stands before each hash: its DigestInfo (RFC 8017, 9.2, note 1)."""
SHORTEST_KEY = 2048
_SEQUENCE, _INTEGER, _BITS, _OBJECT, _VERSION = 0x30, 0x02, 0x03, 0x06, 0xA0
_RSA = bytes.fromhex("2a864886f70d010101")


@dataclass(frozen=True, slots=True)
class RsaKey:
    modulus: int
    exponent: int


def is_signed_by(key: RsaKey, signature: bytes, message: bytes, algorithm: str) -> bool:
    """`algorithm` is sha1 or sha256."""
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature)
    if len(signature) != size or number >= key.modulus:
        return False
    ending = _ALGORITHMS[algorithm] + hashlib.new(algorithm, message).digest()
    padding = b"\xff" * (size - len(ending) - 3)
    expected = b"\x00\x01" + padding + b"\x00" + ending
    return hmac.compare_digest(pow(number, key.exponent, key.modulus).to_bytes(size), expected)


def public_key(pem: str) -> RsaKey:
    """Of a certificate, whose own signatures are not looked at: whoever reads it has to know where
    it is from. Raises InputError."""
    try:
        certificate, _ = _content(ssl.PEM_cert_to_DER_cert(pem.strip()), _SEQUENCE)
        to_be_signed, _ = _content(certificate, _SEQUENCE)
        if to_be_signed[:1] == bytes([_VERSION]):
            _, to_be_signed = _content(to_be_signed, _VERSION)
        _, rest = _content(to_be_signed, _INTEGER)
        for _ in ("algorithm", "issuer", "validity", "subject"):
            _, rest = _content(rest, _SEQUENCE)
        key, _ = _content(rest, _SEQUENCE)
        algorithm, bits = _content(key, _SEQUENCE)
        name, _ = _content(algorithm, _OBJECT)
        packed, _ = _content(bits, _BITS)
        numbers, _ = _content(packed[1:], _SEQUENCE)
        modulus, rest = _content(numbers, _INTEGER)
        exponent, _ = _content(rest, _INTEGER)
    except (ValueError, IndexError):
        raise InputError("this is no certificate of an RSA key") from None
    found = RsaKey(int.from_bytes(modulus), int.from_bytes(exponent))
    if name != _RSA or found.modulus.bit_length() < SHORTEST_KEY or found.exponent < 3:
        raise InputError("this is no certificate of an RSA key of 2048 bits or more")
    return found


def _content(der: bytes, tag: int) -> tuple[bytes, bytes]:
    """Of the element that `der` begins with, and what comes after it (X.690, 8.1)."""
    if der[0] != tag:
        raise ValueError("another element")
    length, begin = der[1], 2
    if length & 0x80:
        begin += length & 0x7F
        length = int.from_bytes(der[2:begin])
    if len(der) < begin + length or begin > 2 + 4:
        raise ValueError("it ends too soon")
    return der[begin : begin + length], der[begin + length :]
