"""Puts the ways in for alerts and signs of life together, for `alerts.receive_alert` and
`alerts.receive_heartbeat`."""

from functools import cache

from deskbell.adapters.alerts.fetching import fetch
from deskbell.adapters.alerts.reception import AlertReception
from deskbell.adapters.alerts.secret import AlertSecret, parse_alert_secret
from deskbell.adapters.aws_http import HttpSecrets
from deskbell.runtime import clock
from deskbell.runtime.kept import SECRET_SECONDS, Kept
from deskbell.runtime.outside import environment, inbox, now, secrets, settings
from deskbell.runtime.reporting import logger


@cache
def reception() -> AlertReception:
    return AlertReception(
        desk=settings().current,
        secret=kept_keys(),
        put=inbox().put_all,
        fetch=fetch,
        wall=clock.wall,
        now=now,
        tell=lambda what, **facts: logger.info(what, extra=facts),
    )


@cache
def kept_keys() -> Kept[AlertSecret]:
    """Those of all systems that send us something: surveys have theirs there, too."""
    manager, name = HttpSecrets(secrets()), environment().alert_secret
    return Kept(lambda: parse_alert_secret(manager.text(name)), SECRET_SECONDS, clock.wall)
