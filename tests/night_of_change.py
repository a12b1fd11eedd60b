"""The night in which the clocks of Europe go back, for those who travel there with a desk."""

from datetime import UTC, datetime, timedelta

from tests.running_desk import Desk

DAY = timedelta(days=1)


def night_of_change(desk: Desk) -> datetime:
    """02:59 in Warsaw, a minute before it is 02:00 again: the next such night in which the second
    line is the one who reads Polish."""
    now = datetime.fromtimestamp(float(str(desk.slack.clock()["now"])), UTC)
    for year in range(now.year, now.year + 20):
        last = datetime(year, 10, 31, 0, 59, tzinfo=UTC)
        night = last - timedelta(days=last.isoweekday() % 7)
        at = night.isoformat().replace("+00:00", "Z")
        on_call = desk.operator("oncall", "--schedule", "it_second", "--at", at).stdout
        if night > now + DAY and "now   adam" in on_call:
            return night
    raise AssertionError("it is never his turn")
