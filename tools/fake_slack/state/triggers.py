"""Trigger ids: what lets the app open a modal for the person who just did something."""

from dataclasses import dataclass

from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Install

LIFETIME_S = 3.0
REMEMBERED = 5_000
"""How many are told apart from invalid ones; older ones are forgotten."""


class TriggerRefused(Exception):
    """The code Slack answers."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who did something with which app; where, and in which run of a custom step, if in any."""

    user: str
    install: Install
    channel: str | None = None
    execution: str | None = None


@dataclass(slots=True)
class _Trigger:
    occasion: Occasion
    expires: float
    used: bool = False


class Triggers:
    """Interactivity pointers of custom steps are the same under another name."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, _Trigger] = {}

    def issue(self, occasion: Occasion) -> str:
        trigger_id = self._ids.trigger()
        self._issued[trigger_id] = _Trigger(occasion, self._clock.now() + LIFETIME_S)
        if len(self._issued) > REMEMBERED:
            del self._issued[next(iter(self._issued))]
        return trigger_id

    def take(self, trigger_id: str, install: Install) -> Occasion:
        """What it was issued for; it works once, for three seconds, and for its own app."""
        trigger = self._issued.get(trigger_id)
        if trigger is None or trigger.occasion.install is not install:
            raise TriggerRefused("invalid_trigger_id")
        if trigger.used:
            raise TriggerRefused("exchanged_trigger_id")
        if self._clock.now() > trigger.expires:
            raise TriggerRefused("expired_trigger_id")
        trigger.used = True
        return trigger.occasion

    def expire_all(self) -> int:
        """Every open one is too old from now on; how many there were."""
        now = self._clock.now()
        open_ones = [one for one in self._issued.values() if not one.used and one.expires >= now]
        for trigger in open_ones:
            trigger.expires = now - LIFETIME_S
        return len(open_ones)
