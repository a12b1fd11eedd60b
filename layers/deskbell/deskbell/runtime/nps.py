"""Puts the way in for scores together, for `nps.receive_score`."""

from functools import cache

from deskbell.adapters.nps.reception import ScoreReception
from deskbell.runtime import clock
from deskbell.runtime.alerts import kept_keys
from deskbell.runtime.outside import inbox, now, settings
from deskbell.runtime.reporting import logger


@cache
def reception() -> ScoreReception:
    return ScoreReception(
        desk=settings().current,
        secret=kept_keys(),
        put=inbox().put,
        wall=clock.wall,
        now=now,
        tell=lambda what, **facts: logger.info(what, extra=facts),
    )
