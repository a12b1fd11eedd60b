"""How many calls of one kind this process makes in a minute."""

from deskbell.adapters.slack.pace import A_MINUTE, UNHURRIED, WINDOW, Pace


class Clock:
    now = 1_795_424_400.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_up_to_the_rate_and_the_rest_is_told_when() -> None:
    clock = Clock()
    pace = Pace(clock)
    waits = [pace.wait("users_info") for _ in range(A_MINUTE["users_info"] + 2)]
    assert waits == [0.0] * A_MINUTE["users_info"] + [60.0, 60.0]
    clock.now += 59.0
    assert pace.wait("users_info") == 1.0
    clock.now += 1.0
    assert pace.wait("users_info") == 0.0


def test_what_never_comes_in_hundreds_is_not_slowed_down() -> None:
    pace = Pace(Clock())
    assert {pace.wait("chat_postMessage") for _ in range(1000)} == {0.0}


def test_one_kind_does_not_slow_another_down() -> None:
    pace = Pace(Clock())
    for _ in range(A_MINUTE["views_publish"]):
        pace.wait("views_publish")
    assert pace.wait("views_publish") > 0
    assert pace.wait("conversations_open") == 0.0


def test_who_is_in_no_hurry_leaves_half_of_the_readings_to_the_others() -> None:
    unhurried, usual = Pace(Clock(), UNHURRIED), Pace(Clock())
    method = "conversations_replies"

    assert [unhurried.wait(method) for _ in range(26)] == [0.0] * 25 + [WINDOW]
    assert {usual.wait(method) for _ in range(26)} == {0.0}
