"""Signs of life of outside systems: one that stays out is an outage, its return the end of it."""

from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.decision import SetTimer
from deskbell.domain.effects import FollowUp
from deskbell.domain.paging.dedup import dedup_key
from deskbell.domain.paging.heartbeat import (
    Beat,
    Heartbeat,
    HeartbeatCommand,
    Miss,
    Pause,
    Shown,
    Watch,
    decide_heartbeat,
)
from deskbell.domain.paging.inputs import HeartbeatChanged
from tests.builders import BEN, INSTALL
from tests.unit.paging.night import HOUR, MINUTE, NIGHT, SECOND

EVERY = 5 * MINUTE


@dataclass
class Backup:
    """The nightly backup's signs of life; `said` is what its incident hears: missed or back."""

    now: datetime = NIGHT
    beat: Heartbeat | None = None
    due: datetime | None = None
    said: list[str] = field(default_factory=list)

    def do(self, command: HeartbeatCommand) -> str | None:
        decision = decide_heartbeat(self.beat, command, self.now)
        for change in decision.changes:
            assert isinstance(change.after, Heartbeat)
            self.beat = change.after
            for timer in change.timers:
                self.due = timer.due if isinstance(timer, SetTimer) else None
            for effect in change.effects:
                assert isinstance(effect, FollowUp)
                changed: object = effect.envelope.input
                assert isinstance(changed, HeartbeatChanged)
                self.said.append("missed" if changed.missed else "back")
        return decision.ignored

    def pass_time(self, span: object) -> None:
        end = self.now + span  # type: ignore[operator]
        while self.due and self.due <= end:
            self.now = self.due
            self.do(Miss())
        self.now = end

    @property
    def shown(self) -> Shown:
        assert self.beat
        return self.beat.shown


def watched() -> Backup:
    backup = Backup()
    backup.do(Watch(INSTALL, "backup", EVERY))
    return backup


def alive() -> Backup:
    backup = watched()
    backup.do(Beat())
    return backup


def test_missed_once_it_is_an_outage_with_a_key_of_its_own() -> None:
    backup = alive()
    backup.pass_time(EVERY - SECOND)
    assert backup.said == []
    backup.pass_time(SECOND)
    assert backup.said == ["missed"]
    assert backup.beat
    assert backup.beat.key == dedup_key("hb:backup")
    assert backup.shown is Shown.MISSED


def test_back_again_the_outage_is_over() -> None:
    backup = alive()
    backup.pass_time(2 * EVERY)
    backup.do(Beat())
    assert backup.said == ["missed", "back"]
    assert backup.shown is Shown.ALIVE


def test_one_that_never_came_is_missed_after_twice_its_interval() -> None:
    backup = watched()
    assert backup.shown is Shown.NEW
    backup.pass_time(2 * EVERY - SECOND)
    assert backup.said == []
    backup.pass_time(SECOND)
    assert backup.said == ["missed"]


def test_missed_twice_it_is_still_one_outage() -> None:
    backup = alive()
    backup.pass_time(5 * EVERY)
    assert backup.do(Miss()) == "timer_stale"
    assert backup.said == ["missed"]


def test_paused_nothing_is_raised_and_it_is_shown_as_paused_until_the_end() -> None:
    backup = alive()
    backup.do(Pause(BEN, NIGHT + HOUR))
    backup.pass_time(HOUR - SECOND)
    assert backup.said == []
    assert backup.shown is Shown.PAUSED
    backup.pass_time(SECOND + EVERY)
    assert backup.said == ["missed"]


def test_a_pause_needs_an_end_that_is_ahead() -> None:
    backup = alive()
    assert backup.do(Pause(BEN, NIGHT)) == "pause_over_already"


def test_what_was_missed_and_comes_back_in_a_pause_is_over() -> None:
    backup = alive()
    backup.pass_time(EVERY)
    backup.do(Pause(BEN, NIGHT + HOUR))
    backup.do(Beat())
    assert backup.said == ["missed", "back"]
    assert backup.shown is Shown.PAUSED


def test_what_was_missed_before_a_pause_is_no_new_outage_after_it() -> None:
    backup = alive()
    backup.pass_time(EVERY)
    backup.do(Pause(BEN, NIGHT + HOUR))
    backup.pass_time(2 * HOUR)
    assert backup.said == ["missed"]
    assert backup.shown is Shown.MISSED


def test_a_timer_that_is_early_misses_nothing() -> None:
    backup = alive()
    assert backup.do(Miss()) == "timer_stale"


def test_signs_of_life_of_nobody_we_wait_for_change_nothing() -> None:
    assert Backup().do(Beat()) == "no_such_heartbeat"


def test_another_interval_counts_from_now_and_the_same_changes_nothing() -> None:
    backup = alive()
    assert backup.do(Watch(INSTALL, "backup", EVERY)) == "heartbeat_watched"
    backup.do(Watch(INSTALL, "backup", HOUR))
    backup.pass_time(HOUR - SECOND)
    assert backup.said == []
