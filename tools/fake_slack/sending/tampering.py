"""What faults do to one attempt on its way: wrong signatures, broken bytes; courier.py asks."""

from collections.abc import Sequence

from tools.fake_slack.sending.fault_kinds import Do, Fault
from tools.fake_slack.sending.outbound import JSON

WRONG_SIGNATURE = f"v0={'0' * 64}"
NOT_UTF8 = b"\xff\xfe"


def spoil(body: bytes, content_type: str, faults: Sequence[Fault]) -> bytes:
    """The body that is sent, and signed, instead."""
    for fault in faults:
        body = _spoilt(body, content_type, fault)
    return body


def seconds_off(faults: Sequence[Fault]) -> int:
    """How far the timestamp is from the truth."""
    return sum(int(fault.seconds) for fault in faults if fault.do is Do.STALE)


def tamper(headers: dict[str, str], faults: Sequence[Fault]) -> dict[str, str]:
    """The headers that are sent instead."""
    for fault in faults:
        if fault.do is Do.WRONG_SIGNATURE:
            headers = {**headers, "X-Slack-Signature": WRONG_SIGNATURE}
        if fault.do is Do.MISSING_HEADERS:
            left_out = {name.lower() for name in fault.headers}
            headers = {name: text for name, text in headers.items() if name.lower() not in left_out}
    return headers


def _spoilt(body: bytes, content_type: str, fault: Fault) -> bytes:
    is_json = content_type == JSON
    match fault.do:
        case Do.OVERSIZED if is_json:
            return body.ljust(fault.size)
        case Do.OVERSIZED:
            return (body + b"&padding=").ljust(fault.size, b"x")
        case Do.BROKEN_JSON:
            return body[: len(body) // 2]
        case Do.BROKEN_UTF8:
            after = body.index(b'"' if is_json else b"=") + 1
            return body[:after] + NOT_UTF8 + body[after:]
        case _:
            return body
