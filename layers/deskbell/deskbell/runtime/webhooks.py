"""Puts the way in for scores and feedback together, for `webhooks.receive_webhook`."""

from functools import cache

from deskbell.adapters.webhooks.reception import WebhookReception
from deskbell.runtime import clock
from deskbell.runtime.alerts import kept_keys
from deskbell.runtime.outside import inbox, now, settings
from deskbell.runtime.reporting import logger


@cache
def reception() -> WebhookReception:
    return WebhookReception(
        desk=settings().current,
        secret=kept_keys(),
        put=inbox().put,
        wall=clock.wall,
        now=now,
        tell=lambda what, **facts: logger.info(what, extra=facts),
    )
