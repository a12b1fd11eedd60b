"""A time as a form or a button has it; the use cases that read one ask."""

from datetime import UTC, datetime


def instant_in(text: str) -> datetime | None:
    """ISO 8601 with its offset, in UTC; None of anything else, as nobody is trusted with it."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None
