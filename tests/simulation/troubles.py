"""What goes wrong for a while, beside the single calls: Slack, the desk and its channels."""

from __future__ import annotations

from collections.abc import Callable

from tests.builders import BOT, IT_HAPPENS, IT_TRIAGE
from tests.simulation.circumstances import Circumstances
from tests.simulation.desk import SimulatedDesk
from tests.simulation.faults import Mishap
from tests.simulation.hands import SECONDS
from tests.simulation.scheduler import Killed

LONGEST_LAG = 10.0
"""Seconds after which Slack's history shows a post (reliability.md 5.1)."""
SLOWEST_LAG = 240.0
"""Longer than a lease: an attempt finds nothing of the one before."""
LATE_BY = (120.0, 300.0)
"""Seconds: longer than a lease, and while the next attempt is in doubt."""


def begin(desk: SimulatedDesk, where: Circumstances) -> None:
    """Draws which of them there are, and when; some are as the circumstances want them."""
    faults, random, slack = desk.world.faults, desk.world.random, desk.slack
    if faults.level:
        slack.read_lag = random.uniform(0.0, LONGEST_LAG)
    _arrange(desk, where)
    if faults.happens(Mishap.DOWN):
        _for_a_while(desk, 1200.0, lambda: _down(desk, True), lambda: _down(desk, False))
    if faults.happens(Mishap.SMS_DOWN):
        _for_a_while(desk, 1200.0, lambda: _mute(desk, True), lambda: _mute(desk, False))
    if faults.happens(Mishap.STOPPED):
        _for_a_while(desk, 10_800.0, desk.stop, desk.start, after=SECONDS / 2)
    if slack.gives_up and faults.happens(Mishap.REMOVED):
        _for_a_while(desk, 1200.0, slack.remove_app, lambda: _install(desk))
    channel = random.choice((IT_HAPPENS, IT_TRIAGE))
    inside = slack.members[channel]
    if faults.happens(Mishap.EVICTED):
        _for_a_while(desk, 600.0, lambda: inside.discard(BOT), lambda: inside.add(BOT))
    if faults.happens(Mishap.ARCHIVED):
        _for_a_while(
            desk,
            600.0,
            lambda: slack.archived.add(IT_TRIAGE),
            lambda: slack.archived.discard(IT_TRIAGE),
        )


def _arrange(desk: SimulatedDesk, where: Circumstances) -> None:
    slack = desk.slack
    match where:
        case Circumstances.NO_ECHO:
            slack.echoes_to_us = False
        case Circumstances.SLOW_HISTORY:
            slack.read_lag = SLOWEST_LAG
        case Circumstances.NO_BACKFILL:
            desk.not_asked |= {"CaptureMissedFunction"}
            slack.gives_up = False
        case Circumstances.LATE_WRITES:
            slack.echoes_to_us = False
            for write in ("placed", "sent", "release", "park"):
                _let_come_late(desk, write)


def _let_come_late(desk: SimulatedDesk, write: str) -> None:
    """Some of what a relay writes of its rows."""
    world, outbox = desk.world, desk.relay.ports.outbox
    in_time = getattr(outbox, write)

    def perhaps_late(*given: object) -> None:
        if not world.faults.happens(Mishap.LATE_WRITE):
            in_time(*given)
            return
        world.note(f"outbox.{write}", Mishap.LATE_WRITE)
        seconds = world.random.uniform(*LATE_BY)
        world.scheduler.after(
            seconds,
            lambda: world.scheduler.spawn("late write", lambda: in_time(*given), lambda _: None),
        )
        raise Killed

    setattr(outbox, write, perhaps_late)


def _for_a_while(
    desk: SimulatedDesk,
    seconds: float,
    begin: Callable[[], None],
    end: Callable[[], None],
    after: float = 0.0,
) -> None:
    world = desk.world
    at = world.random.uniform(after, SECONDS - 300.0)
    world.scheduler.after(at, begin)
    world.scheduler.after(at + seconds, end)
    world.troubled_until = max(world.troubled_until, world.scheduler.now + at + seconds)


def _down(desk: SimulatedDesk, is_down: bool) -> None:
    desk.slack.down = is_down


def _mute(desk: SimulatedDesk, is_down: bool) -> None:
    desk.contacts.down = is_down


def _install(desk: SimulatedDesk) -> None:
    desk.slack.installed = True
