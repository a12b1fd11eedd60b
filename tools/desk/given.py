"""What an admin gives on the command line, as values; the commands that try things out read it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tools.desk.errors import OperatorError


def time_in(text: str | None, zone: str) -> datetime:
    """In UTC; without a text it is now, and without an offset the text is of the zone."""
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise OperatorError(f"{text} is not a time", "write it as 2026-11-23T22:30") from None
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def pairs(given: Iterable[str], example: str) -> list[tuple[str, str]]:
    """`name=value` each."""
    found = []
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise OperatorError(f"{pair} names no value", f"write {example}")
        found.append((name, value))
    return found
