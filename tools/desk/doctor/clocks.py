"""Doctor, clocks: do this machine, AWS and Slack agree on the time? Signatures depend on it."""

from email.utils import parsedate_to_datetime

from tools.desk.doctor.finding import Area, Finding

AREA = Area("Clocks")
TOLERANCE = 60
"""Seconds; Slack's signatures stand five minutes (slack.md 2.2)."""


def judge(whose: str, date: str, now: float) -> Finding:
    """`date` is the Date header of an answer that came at about `now`."""
    try:
        apart = round(now - parsedate_to_datetime(date).timestamp())
    except ValueError:
        return AREA.unseen(f"{whose}'s clock", "its answer says no time")
    if abs(apart) <= TOLERANCE:
        return AREA.ok(f"this machine and {whose} agree on the time")
    way = "ahead of" if apart > 0 else "behind"
    return AREA.wrong(
        f"this machine is {abs(apart)} seconds {way} {whose}", "switch on its time synchronisation"
    )
