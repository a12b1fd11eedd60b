"""Moving the clock together with the desk: the command that does its scheduled work."""

import time
from pathlib import Path

import pytest

from tests.functional.fake_slack.travelling import python, started
from tools.fake_slack.client import FakeSlackClient

pytestmark = pytest.mark.enable_socket


def end_of(fake: FakeSlackClient) -> dict[str, object]:
    give_up = time.monotonic() + 10
    while (seen := fake.journey())["running"]:
        assert time.monotonic() < give_up
    return seen


def test_the_command_is_run_as_of_the_time_and_its_words_are_shown() -> None:
    with started(python("import sys; print('fired', sys.argv[1]); print('done')")) as fake:
        fake.tick(at="2026-03-02T09:00:00Z")
        seen = end_of(fake)
    assert seen["output"] == ["fired 2026-03-02T09:00:00+00:00", "done"]
    assert seen["exit"] == 0


def test_time_can_be_moved_by_so_much() -> None:
    with started(python("import sys; print(sys.argv[1])")) as fake:
        now = fake.clock()["now"]
        at = fake.tick(advance=3600)["at"]
        end_of(fake)
    assert 3599 < at - now < 3605


def test_a_command_that_fails_is_told_so() -> None:
    with started(python("import sys; print('the desk is not up'); sys.exit(1)")) as fake:
        fake.tick(advance=60)
        seen = end_of(fake)
    assert (seen["output"], seen["exit"]) == (["the desk is not up"], 1)


def test_a_command_that_does_not_exist_is_told_so(tmp_path: Path) -> None:
    with started(str(tmp_path / "nothing")) as fake:
        fake.tick(advance=60)
        seen = end_of(fake)
    assert seen["output"] == [f"{tmp_path / 'nothing'}: No such file or directory"]
    assert seen["exit"] == 127


def test_one_journey_at_a_time_and_the_end_of_the_fake_ends_it() -> None:
    begun = time.monotonic()
    with started(python("import time; time.sleep(60)")) as fake:
        fake.tick(advance=60)
        with pytest.raises(ValueError, match="the last journey is not over yet"):
            fake.tick(advance=60)
    assert time.monotonic() - begun < 30


def test_without_a_command_the_fake_says_what_to_do(fake: FakeSlackClient) -> None:
    assert fake.journey() == {
        "has_command": False,
        "running": False,
        "at": None,
        "exit": None,
        "output": [],
    }
    with pytest.raises(ValueError, match="no command that does the desk's scheduled work"):
        fake.tick(advance=60)


def test_a_time_that_makes_no_sense_is_refused() -> None:
    with started(python("")) as fake:
        for when in (
            {},
            {"advance": -1},
            {"advance": "soon"},
            {"at": "tomorrow"},
            {"advance": 1e12},
        ):
            with pytest.raises(ValueError, match="2026-03-02T09:00:00Z"):
                fake.tick(**when)
