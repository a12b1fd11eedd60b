"""DynamoDB types that PynamoDB does not map to the plain values of Deskbell's rows.

PynamoDB's own maps and lists hand out containers of their own and take any key for an
attribute's name; these take and give tuples and dicts of text, nothing else.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

_Texts = dict[str, dict[str, str]]


class InstantAttribute(Attribute[datetime]):
    """An aware time as ISO text, exact to the microsecond and readable in the console."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        return value.isoformat()

    def deserialize(self, value: str) -> datetime:
        return datetime.fromisoformat(value)


class WholeAttribute(Attribute[int]):
    """A number without a fraction; reads back as an int."""

    attr_type = NUMBER

    def serialize(self, value: int) -> str:
        return str(value)

    def deserialize(self, value: str) -> int:
        return int(value)


class TextListAttribute(Attribute[Sequence[str]]):
    """A list of texts, in order; an empty one is left out."""

    attr_type = LIST
    null = True

    def serialize(self, value: Sequence[str]) -> list[dict[str, str]] | None:
        return [{STRING: text} for text in value] or None

    def deserialize(self, value: list[dict[str, str]]) -> tuple[str, ...]:
        return tuple(text[STRING] for text in value)


class TextMapAttribute(Attribute[Mapping[str, str]]):
    """Texts by name."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> _Texts:
        return {name: {STRING: text} for name, text in value.items()}

    def deserialize(self, value: _Texts) -> dict[str, str]:
        return {name: text[STRING] for name, text in value.items()}


class RecordListAttribute(Attribute[Sequence[Mapping[str, str]]]):
    """A list of small records of texts; an empty one is left out."""

    attr_type = LIST
    null = True

    def serialize(self, value: Sequence[Mapping[str, str]]) -> list[dict[str, _Texts]] | None:
        return [{MAP: {k: {STRING: v} for k, v in record.items()}} for record in value] or None

    def deserialize(self, value: list[dict[str, _Texts]]) -> list[dict[str, str]]:
        return [{k: v[STRING] for k, v in record[MAP].items()} for record in value]
