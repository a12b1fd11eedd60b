"""Deskbell's values as canonical JSON: inputs on the queue, effects in the outbox, the desk itself.

Generic over frozen dataclasses: `encode` names each value's
class, `decode` reads it back against the type hints and refuses what does not fit. A field with
a default may be missing, which is how an older writer looks; a field nobody knows is refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError

VERSION = 1
_TYPE = "$type"
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)

T = TypeVar("T")


def encode(value: object) -> str:
    """The same text for the same value, in ASCII, so that it passes every queue and log."""
    return _ENCODER.encode({"v": VERSION, "value": _plain(value)})


@overload
def decode(text: str, expected: type[T]) -> T: ...
@overload
def decode(text: str, expected: UnionType) -> Any: ...  # noqa: ANN401 (a union is no `type[T]`)
def decode(text: str, expected: object) -> object:
    """The value in `text`; raises InputError if it is not an `expected` of this version."""
    return _read(_value(text), expected)


def decode_field(text: str, name: str, expected: type[T]) -> T:
    """That field alone of the value in `text`; raises InputError as `decode` does."""
    value = _value(text)
    if not isinstance(value, dict) or name not in value:
        raise InputError(f"there is no {name}")
    return cast("T", _read(value[name], expected))


def fifo_id(text: str) -> str:
    """A message group or deduplication id that SQS accepts, whatever `text` is made of."""
    return hashlib.sha256(text.encode()).hexdigest()


def _value(text: str) -> object:
    document = load_object(text)
    if document.get("v") != VERSION or set(document) != {"v", "value"}:
        raise InputError(f"its schema version is not {VERSION}")
    return document["value"]


def _plain(value: object) -> object:
    match value:
        case str():
            return str(value)
        case None | bool() | int():
            return value
        case datetime():
            if value.tzinfo is not UTC:
                raise TypeError("times are aware and in UTC")
            return value.isoformat()
        case timedelta():
            return round(value.total_seconds())
        case frozenset():
            return sorted(str(item) for item in value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            kind: Any = type(value)
            named = {name: _plain(getattr(value, name)) for name in _names(kind)}
            return {_TYPE: kind.__name__, **named}
    raise TypeError(f"{type(value).__name__} has no form on the wire")


def _read(value: object, expected: Any) -> object:  # noqa: ANN401 (any type hint)
    if isinstance(expected, NewType):
        return _read(value, expected.__supertype__)
    if is_dataclass(expected):
        return _read_dataclass(value, expected)
    origin = get_origin(expected)
    if origin in (Union, UnionType):
        return _read_union(value, get_args(expected))
    if origin is tuple:
        return _read_tuple(value, get_args(expected))
    if origin is frozenset:
        return frozenset(_read_tuple(value, (*get_args(expected), ...)))
    if origin is Mapping:
        _, held = get_args(expected)
        if not isinstance(value, dict):
            raise InputError("expected an object")
        return {key: _read(item, held) for key, item in value.items()}
    return _read_scalar(value, expected)


def _read_scalar(value: object, expected: type) -> object:
    if expected is datetime and isinstance(value, str):
        return _read_time(value)
    if expected is timedelta and type(value) is int:
        return timedelta(seconds=value)
    if issubclass(expected, Enum):
        try:
            return expected(value)
        except ValueError:
            raise InputError(f"not a {expected.__name__}") from None
    # `type(...) is`: True is an int in Python, and must not be one here.
    if type(value) is expected:
        return value
    raise InputError(f"expected {expected.__name__}, got {type(value).__name__}")


def _read_time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise InputError("not a time") from None
    if time.isoformat() != text or time.utcoffset() != UTC.utcoffset(None):
        raise InputError("not a canonical UTC time")
    return time


def _read_tuple(value: object, items: tuple[Any, ...]) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise InputError("expected a list")
    if items[-1] is Ellipsis:
        return tuple(_read(item, items[0]) for item in value)
    if len(items) != len(value):
        raise InputError(f"expected {len(items)} items, got {len(value)}")
    return tuple(_read(item, held) for item, held in zip(value, items, strict=True))


def _read_union(value: object, members: tuple[Any, ...]) -> object:
    if value is None and NoneType in members:
        return None
    tagged = isinstance(value, dict) and value.get(_TYPE)
    for member in members:
        if is_dataclass(member):
            if tagged == getattr(member, "__name__", None):
                return _read(value, member)
        elif not tagged and member is not NoneType:
            try:
                return _read(value, member)
            except InputError:
                continue
    raise InputError(f"no member of the union fits: {tagged or type(value).__name__}")


def _read_dataclass(value: object, expected: Any) -> object:  # noqa: ANN401 (any dataclass)
    if not isinstance(value, dict) or value.get(_TYPE) != expected.__name__:
        raise InputError(f"expected a {expected.__name__}")
    hints, known = _hints(expected), fields(expected)
    if strange := set(value) - {_TYPE, *(field.name for field in known)}:
        raise InputError(f"{expected.__name__} has no {', '.join(sorted(strange))}")
    for field in known:
        optional = field.default is not MISSING or field.default_factory is not MISSING
        if field.name not in value and not optional:
            raise InputError(f"{expected.__name__} needs {field.name}")
    return expected(
        **{name: _read(item, hints[name]) for name, item in value.items() if name != _TYPE}
    )


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 (any dataclass)
    return tuple(field.name for field in fields(kind))


@cache
def _hints(expected: type) -> dict[str, Any]:
    return get_type_hints(expected)
