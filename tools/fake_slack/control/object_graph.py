"""Objects as JSON and back, each one once however many refer to it; snapshots.py uses it.

Only dataclasses and enums of the fake itself are written and read, so that a snapshot from anywhere
can hold data and nothing else.
"""

import base64
import binascii
import importlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from tools.fake_slack.state.messages import Json, JsonObject

KIND = "$"
"""The key that tells an object, or a container JSON does not have, from a plain mapping."""
HOME = "tools.fake_slack."


class UnreadableError(Exception):
    """It was not written here, or by another version; the text says where it stops making sense."""


class Writer:
    """`known` are objects that the reader has too; they are told by name."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = {id(thing): name for name, thing in known.items()}
        self._numbers: dict[int, int] = {}

    def write(self, value: object) -> Json:
        if id(value) in self._known:
            return {KIND: "known", "name": self._known[id(value)]}
        match value:
            case StrEnum():
                return {KIND: "enum", "of": _name_of(type(value)), "value": value.value}
            case None | bool() | int() | float() | str():
                return value
            case bytes():
                return {KIND: "bytes", "base64": base64.b64encode(value).decode()}
            case list():
                return [self.write(one) for one in value]
            case tuple() | set() | frozenset():
                return {KIND: type(value).__name__, "items": [self.write(one) for one in value]}
            case dict():
                return self._mapping(value)
        if type(value).__module__.startswith(HOME) and is_dataclass(value):
            has = {field.name: getattr(value, field.name) for field in fields(value)}
            return self._object(value, has)
        raise TypeError(f"{type(value).__qualname__} cannot be part of a snapshot")

    def _mapping(self, value: dict[Any, Any]) -> Json:
        if KIND not in value and all(type(key) is str for key in value):
            return {key: self.write(one) for key, one in value.items()}
        return {KIND: "dict", "items": [[self.write(k), self.write(v)] for k, v in value.items()]}

    def _object(self, value: object, has: dict[str, object]) -> JsonObject:
        if id(value) in self._numbers:
            return {KIND: "same", "number": self._numbers[id(value)]}
        number = self._numbers[id(value)] = len(self._numbers)
        written = {name: self.write(one) for name, one in has.items()}
        return {KIND: "object", "of": _name_of(type(value)), "number": number, "has": written}


class Reader:
    """Reads in the order of writing, because an object comes before what refers to it."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known
        self._objects: dict[int, object] = {}

    def read(self, raw: Json) -> object:
        """Raises UnreadableError."""
        try:
            return self._read(raw)
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise UnreadableError(f"{type(error).__name__}: {error}") from error

    def _read(self, raw: Json) -> object:
        if isinstance(raw, list):
            return [self._read(one) for one in raw]
        if not isinstance(raw, dict):
            return raw
        if KIND in raw:
            return self._special(raw[KIND], raw)
        return {key: self._read(one) for key, one in raw.items()}

    def _special(self, kind: Json, raw: JsonObject) -> object:
        match kind:
            case "known":
                return self._known[raw["name"]]
            case "same":
                return self._objects[raw["number"]]
            case "bytes":
                return base64.b64decode(raw["base64"], validate=True)
            case "tuple" | "set" | "frozenset":
                items = [self._read(one) for one in raw["items"]]
                return {"tuple": tuple, "set": set, "frozenset": frozenset}[kind](items)
            case "dict":
                return {self._read(key): self._read(value) for key, value in raw["items"]}
            case "enum":
                return _enum(raw["of"])(raw["value"])
            case "object":
                return self._object(raw)
        raise UnreadableError(f"unknown kind {kind!r}")

    def _object(self, raw: JsonObject) -> object:
        kind = _type_named(raw["of"])
        names = {field.name for field in fields(kind)} if is_dataclass(kind) else None
        if names != set(raw["has"]):
            raise UnreadableError(f"{raw['of']} has other fields in this version")
        made: object = object.__new__(kind)
        self._objects[raw["number"]] = made
        for name, value in raw["has"].items():
            # Frozen ones are not yet anybody's: this is their making.
            object.__setattr__(made, name, self._read(value))
        return made


def _name_of(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _type_named(name: str) -> type:
    module, _, qualname = name.partition(":")
    found: object = None
    if module.startswith(HOME):
        try:
            found = getattr(importlib.import_module(module), qualname, None)
        except ImportError:
            found = None
    if not isinstance(found, type) or found.__module__ != module:
        raise UnreadableError(f"there is no {name!r} in this version")
    return found


def _enum(name: str) -> type[StrEnum]:
    kind = _type_named(name)
    if not issubclass(kind, StrEnum):
        raise UnreadableError(f"{name!r} is no enum")
    return kind
