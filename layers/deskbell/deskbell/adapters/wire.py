"""Deskbell's values as canonical JSON: inputs on the queue, effects in the outbox, the desk itself.

Generic over frozen dataclasses: `encode` names each value's
class, `decode` reads it back against the type hints and refuses what does not fit. A field with
a default may be missing, which is how an older writer looks; a field nobody knows is refused.
What is to be done with a type is found out once, as its writer and its reader: two functions.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
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
Writer = Callable[[Any], object]
Reader = Callable[[object], object]


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
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: type) -> Writer:
    if issubclass(kind, str):
        return str
    if issubclass(kind, int | NoneType):
        return _same
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    if issubclass(kind, datetime):
        return _written_time
    if issubclass(kind, timedelta):
        return lambda value: round(value.total_seconds())
    if issubclass(kind, frozenset):
        return lambda value: sorted(map(str, value))
    if issubclass(kind, Mapping):
        return lambda value: {str(key): _plain(item) for key, item in value.items()}
    if issubclass(kind, tuple):
        return lambda value: [_plain(item) for item in value]
    raise TypeError(f"{kind.__name__} has no form on the wire")


def _same(value: object) -> object:
    return value


def _written_time(value: datetime) -> str:
    if value.tzinfo is not UTC:
        raise TypeError("times are aware and in UTC")
    return value.isoformat()


def _dataclass_writer(kind: Any) -> Writer:  # noqa: ANN401 (any dataclass)
    names = _names(kind)

    def write(value: object) -> object:
        written: dict[str, object] = {_TYPE: kind.__name__}
        for name in names:
            written[name] = _plain(getattr(value, name))
        return written

    return write


def _read(value: object, expected: Any) -> object:  # noqa: ANN401 (any type hint)
    return _reader(expected)(value)


@cache  # `A | B` equals `B | A`: of the untagged members of a union, only one fits a value
def _reader(expected: Any) -> Reader:  # noqa: ANN401 (any type hint)
    if isinstance(expected, NewType):
        return _reader(expected.__supertype__)
    if is_dataclass(expected):
        return _dataclass_reader(expected)
    origin, held = get_origin(expected), get_args(expected)
    if origin in (Union, UnionType):
        return _union_reader(held)
    if origin is tuple:
        return _tuple_reader(held)
    if origin is frozenset:
        read_items = _tuple_reader((*held, ...))
        return lambda value: frozenset(cast("tuple[object, ...]", read_items(value)))
    if origin is Mapping:
        return _mapping_reader(_reader(held[1]))
    return _scalar_reader(expected)


def _scalar_reader(expected: type) -> Reader:
    if expected is datetime:
        return _read_time
    if expected is timedelta:
        return _read_duration
    return _enum_reader(expected) if issubclass(expected, Enum) else _exact_reader(expected)


def _read_time(value: object) -> object:
    if not isinstance(value, str):
        raise _unfit(value, datetime)
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise InputError("not a time") from None
    if time.tzinfo is not UTC or time.isoformat() != value:
        raise InputError("not a canonical UTC time")
    return time


def _read_duration(value: object) -> object:
    # `type(...) is`: True is an int in Python, and must not be one here.
    if type(value) is not int:
        raise _unfit(value, timedelta)
    return timedelta(seconds=value)


def _enum_reader(expected: type[Enum]) -> Reader:
    def read(value: object) -> object:
        try:
            return expected(value)
        except ValueError:
            raise InputError(f"not a {expected.__name__}") from None

    return read


def _exact_reader(expected: type) -> Reader:
    def read(value: object) -> object:
        if type(value) is not expected:
            raise _unfit(value, expected)
        return value

    return read


def _unfit(value: object, expected: type) -> InputError:
    return InputError(f"expected {expected.__name__}, got {type(value).__name__}")


def _mapping_reader(read_item: Reader) -> Reader:
    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise InputError("expected an object")
        return {key: read_item(item) for key, item in value.items()}

    return read


def _tuple_reader(items: tuple[Any, ...]) -> Reader:
    alike = items[-1] is Ellipsis
    readers = [_reader(item) for item in items if item is not Ellipsis]

    def read(value: object) -> object:
        if not isinstance(value, list):
            raise InputError("expected a list")
        if alike:
            return tuple(map(readers[0], value))
        if len(readers) != len(value):
            raise InputError(f"expected {len(readers)} items, got {len(value)}")
        return tuple(read_item(item) for read_item, item in zip(readers, value, strict=True))

    return read


def _union_reader(members: tuple[Any, ...]) -> Reader:
    optional = NoneType in members
    classes: list[Any] = [member for member in members if is_dataclass(member)]
    tagged = {member.__name__: _reader(member) for member in classes}
    others = [_reader(member) for member in members if member not in (*classes, NoneType)]

    def read(value: object) -> object:
        if value is None and optional:
            return None
        tag = value.get(_TYPE) if isinstance(value, dict) else None
        if isinstance(tag, str) and tag in tagged:
            return tagged[tag](value)
        for read_other in () if tag else others:
            try:
                return read_other(value)
            except InputError:
                continue
        raise InputError(f"no member of the union fits: {tag or type(value).__name__}")

    return read


def _dataclass_reader(expected: Any) -> Reader:  # noqa: ANN401 (any dataclass)
    known = {_TYPE, *_names(expected)}
    needed = {
        field.name
        for field in fields(expected)
        if field.default is MISSING and field.default_factory is MISSING
    }

    @cache
    def readers() -> dict[str, Reader]:
        """Only when one is read, as a class may hold values of its own."""
        hints = get_type_hints(expected)
        return {name: _reader(hints[name]) for name in _names(expected)}

    def read(value: object) -> object:
        if not isinstance(value, dict) or value.get(_TYPE) != expected.__name__:
            raise InputError(f"expected a {expected.__name__}")
        if not needed <= value.keys() <= known:
            raise _misfit(value, expected, needed)
        of = readers()
        return expected(**{name: of[name](item) for name, item in value.items() if name != _TYPE})

    return read


def _misfit(
    value: dict[str, object],
    expected: Any,  # noqa: ANN401 (any dataclass)
    needed: set[str],
) -> InputError:
    names = _names(expected)
    if strange := value.keys() - {_TYPE, *names}:
        return InputError(f"{expected.__name__} has no {', '.join(sorted(strange))}")
    missing = next(name for name in names if name in needed - value.keys())
    return InputError(f"{expected.__name__} needs {missing}")


def _names(kind: Any) -> list[str]:  # noqa: ANN401 (any dataclass)
    return [field.name for field in fields(kind)]
