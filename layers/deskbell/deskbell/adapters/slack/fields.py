"""Reads typed values out of what Slack sent; a wrong type is an InputError, never a KeyError.

Slack's payloads are trusted to be signed, not to have the shape we expect (bad_inputs.md 30, 31).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

from deskbell.domain.errors import InputError
from deskbell.domain.id_types import ChannelId, PersonId, Ts

_ID = re.compile(r"[A-Z][A-Z0-9]{1,31}")
_TS = re.compile(r"[0-9]{1,10}\.[0-9]{1,6}")  # until 2286; later years break Python's datetime
_MAX_SHORT = 255

Payload = Mapping[str, object]


def nested(payload: Payload, key: str) -> Payload:
    """The object under `key`; an absent one is empty, and Slack may write an empty one as `[]`."""
    value = payload.get(key)
    if value is None or value == []:
        return {}
    if not isinstance(value, dict):
        raise InputError(f"{key} is no object")
    return value


def nested_list(payload: Payload, key: str) -> list[Payload]:
    """The objects under `key`; an absent list is empty."""
    value = payload.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError(f"{key} is no list of objects")
    return cast("list[Payload]", value)


def short(payload: Payload, key: str) -> str:
    """A text that is an id, a name or a code: there, at most 255 characters, and fit for a key,
    which half a surrogate pair is not (bad_inputs.md 37)."""
    value = payload.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_SHORT:
        raise InputError(f"{key} is no short text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(f"{key} cannot be encoded") from None
    return value


def long(payload: Payload, key: str) -> str:
    """A text of any length; an absent one is empty."""
    value = payload.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{key} is no text")
    return value


def optional(payload: Payload, key: str) -> str | None:
    """Like `short`, but it may be absent, null or empty."""
    return None if payload.get(key) in (None, "") else short(payload, key)


def slack_id(payload: Payload, key: str) -> str:
    """The id of a channel or a person."""
    value = short(payload, key)
    if not _ID.fullmatch(value):
        raise InputError(f"{key} is no Slack id")
    return value


def channel_id(payload: Payload, key: str) -> ChannelId:
    return ChannelId(slack_id(payload, key))


def person_id(payload: Payload, key: str) -> PersonId:
    return PersonId(slack_id(payload, key))


def optional_person(payload: Payload, key: str) -> PersonId | None:
    return None if payload.get(key) in (None, "") else person_id(payload, key)


def message_ts(payload: Payload, key: str) -> Ts:
    """A timestamp, kept as text: as a float it would lose its last digits."""
    value = short(payload, key)
    if not _TS.fullmatch(value):
        raise InputError(f"{key} is no timestamp")
    return Ts(value)


def optional_ts(payload: Payload, key: str) -> Ts | None:
    return None if payload.get(key) in (None, "") else message_ts(payload, key)


_OLDEST = timedelta(days=30)
_NEWEST = timedelta(minutes=5)


def occurred_at(ts: Ts, received_at: datetime) -> datetime:
    """When `ts` says it happened; `received_at` if that cannot be (bad_inputs.md 74)."""
    seconds, _, micros = ts.partition(".")
    happened = datetime.fromtimestamp(int(seconds), UTC)
    happened += timedelta(microseconds=int(micros.ljust(6, "0")))
    if not received_at - _OLDEST <= happened <= received_at + _NEWEST:
        return received_at
    return happened
