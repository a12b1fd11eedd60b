"""A system outside that workflows tell something, in virtual time, with its troubles."""

from __future__ import annotations

from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.slack_ports import Later, Outcome, Sent, Unknown
from tests.simulation.faults import Fault
from tests.simulation.scheduler import Killed
from tests.simulation.world import AWS_TIMEOUT, World

HOOK = Hook("hr_system", "https://hr.example.com/desk", "deskbell/slack/hooks/hr")


class SimulatedHooks:
    """hook_ports.Hooks. `heard` has every body that arrived, in doubt or not, by its key."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.heard: dict[str, set[str]] = {}

    def call(self, hook: Hook, key: str, body: str) -> Outcome:
        world = self._world
        fault = world.give_way()
        world.note(f"hook.{hook.id}", fault or "")
        if fault is Fault.CRASH_BEFORE:
            raise Killed
        if fault is Fault.REFUSED:
            return Later(None, "http_429")
        if fault is not Fault.LOST:
            self.heard.setdefault(key, set()).add(body)
        if fault is None:
            return Sent()
        if fault is Fault.CRASH_AFTER:
            raise Killed
        world.scheduler.sleep(AWS_TIMEOUT)
        return Unknown("TimeoutError")
