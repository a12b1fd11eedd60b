"""Trigger ids: what lets the app open a modal for the person who just did something."""

from dataclasses import dataclass

from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids

LIFETIME_S = 3.0


class TriggerRefused(Exception):
    """The code Slack answers."""


@dataclass(slots=True)
class _Trigger:
    user: str
    expires: float
    used: bool = False


class Triggers:
    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        trigger_id = self._ids.trigger()
        self._issued[trigger_id] = _Trigger(user, self._clock.now() + LIFETIME_S)
        return trigger_id

    def take(self, trigger_id: str) -> str:
        """The person it was issued for; it works once and only for three seconds."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise TriggerRefused("invalid_trigger_id")
        if trigger.used:
            raise TriggerRefused("exchanged_trigger_id")
        if self._clock.now() > trigger.expires:
            raise TriggerRefused("expired_trigger_id")
        trigger.used = True
        return trigger.user
