"""How often each workflow is used (A1-06); `./deskbell workflow usage` shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """What was counted of one workflow on one day, in UTC."""

    workflow: str
    day: date
    begun: int
    done: int
    refused: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Usage:
    """Of one workflow, in a span of days; `running` is how many there are now, whenever they were
    begun."""

    workflow: str
    begun: int
    done: int
    refused: int
    cancelled: int
    running: int


def usage(counted: Iterable[Day], known: Iterable[str], today: date, days: int) -> Sequence[Usage]:
    """Also of those that nobody has begun; the most used come first. A day ends at midnight UTC."""
    since = today - timedelta(days=days - 1)
    found: dict[str, list[Day]] = {name: [] for name in known}
    for one in counted:
        found.setdefault(one.workflow, []).append(one)
    used = [_usage(workflow, of_it, since) for workflow, of_it in found.items()]
    return sorted(used, key=lambda one: (-one.begun, one.workflow))


def _usage(workflow: str, counted: Sequence[Day], since: date) -> Usage:
    late = [one for one in counted if one.day >= since]
    return Usage(
        workflow=workflow,
        begun=sum(one.begun for one in late),
        done=sum(one.done for one in late),
        refused=sum(one.refused for one in late),
        cancelled=sum(one.cancelled for one in late),
        running=sum(one.begun - one.done - one.refused - one.cancelled for one in counted),
    )
