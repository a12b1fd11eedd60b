"""How long ago something was, for somebody who reads it at night; operator commands print it."""

from datetime import datetime, timedelta

TIME = "%Y-%m-%d %H:%M:%S UTC"


def age(of: timedelta) -> str:
    """The two largest units: "3 h 12 min"."""
    seconds = max(0, int(of.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    units = ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s"))
    first = next((index for index, (count, _) in enumerate(units) if count), len(units) - 1)
    return " ".join(f"{count} {unit}" for count, unit in units[first : first + 2] if count) or "0 s"


def since(at: datetime, now: datetime) -> str:
    return f"{at:{TIME}} ({age(now - at)} ago)"
