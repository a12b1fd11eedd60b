"""What time does to a guided request: moments that coincide, and days that are over already."""

from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.inputs import Button
from tests.builders import ANA, LENA
from tests.functional.guided import Guided
from tests.memory_slack import buttons
from tests.unit.catalogue.definitions import (
    a_definition,
    a_field,
    a_finish,
    a_form,
    a_message,
    a_ticket,
    say,
)

DAY = a_form("details", a_field("day", "date"))
EVE = {"do": "wait", "date": "day", "before": "1d"}
WEEK = timedelta(days=7)


def a_desk_with(*steps: dict[str, Any]) -> Guided:
    return Guided(a_definition(DAY, *steps, a_ticket(), a_finish()))


def ask_for(desk: Guided, ahead: timedelta) -> None:
    """Ana asks for a day so far from now."""
    desk.ask("key")
    desk.fill_in({"day": (desk.now + ahead).date().isoformat()})


def test_two_waits_for_the_same_moment_are_one() -> None:
    desk = a_desk_with({"id": "one", **EVE}, {"id": "two", **EVE})
    ask_for(desk, WEEK)
    assert desk.request.course.step == "one"
    desk.later(WEEK - timedelta(days=2))
    assert desk.request.course.step == "one", "it is not the eve yet"
    desk.later(timedelta(days=2))
    assert desk.requests[0].course.ending is Ending.DONE


@pytest.mark.parametrize("ahead", [timedelta(0), -WEEK, timedelta(days=1)])
def test_a_day_that_is_over_already_holds_nobody_up(ahead: timedelta) -> None:
    desk = a_desk_with({"id": "eve", **EVE}, a_message("said", "Tomorrow is the day."))
    ask_for(desk, ahead)
    assert desk.requests[0].course.ending is Ending.DONE
    assert "Tomorrow is the day." in desk.thread_of(desk.asked)


@pytest.mark.parametrize("count", [2, 30])
def test_reminders_and_a_wait_for_one_moment_all_have_their_turn(count: int) -> None:
    """Also more of them than there is room for in one decision."""
    when = {"date": "day", "before": "1d"}
    reminds = (
        {"id": f"r{n}", "do": "remind", "who": "requester", "text": say(f"Soon {n}."), **when}
        for n in range(count)
    )
    desk = a_desk_with(*reminds, {"id": "eve", **EVE})
    ask_for(desk, WEEK)
    assert desk.request.wakes_at
    desk.later(desk.request.wakes_at - desk.now)
    desk.later(timedelta(0))
    assert desk.requests[0].course.ending is Ending.DONE
    assert [desk.heard(ANA).count(f"Soon {n}.") for n in range(count)] == [1] * count


def a_list(due: dict[str, str]) -> dict[str, Any]:
    item = {"id": "desk", "text": say("Prepare the desk"), "who": "lead it", "due": due}
    keys = {"id": "keys", "text": say("Hand out keys"), "who": "lead it"}
    return {"id": "todo", "do": "checklist", "title": say("Ready?"), "items": [item, keys]}


LATE = "This is due now: Prepare the desk"


@pytest.mark.parametrize("due", [{"in": "2d"}, {"date": "day", "before": "5d"}])
def test_whoever_has_not_ticked_an_item_by_its_time_is_reminded_once(due: dict[str, str]) -> None:
    desk = a_desk_with(a_list(due))
    ask_for(desk, WEEK)
    [card] = [one for one in desk.direct(LENA) if any(buttons(one, Button.REQUEST_TICK))]
    assert f"Lena Fischer · by <!date^{at(desk)}^" in str(card.shown.blocks)
    desk.later(timedelta(days=2) - timedelta(hours=2))
    assert LATE not in desk.heard(LENA)
    desk.later(WEEK)
    desk.later(WEEK)
    assert desk.heard(LENA).count(LATE) == 1
    assert desk.request.course.step == "todo", "it is still to be done"


def test_nobody_is_reminded_of_an_item_that_is_ticked_or_of_a_list_that_is_done() -> None:
    desk = a_desk_with(a_list({"in": "2d"}), EVE | {"id": "eve"})
    ask_for(desk, WEEK)
    desk.tick("desk")
    desk.later(timedelta(days=3))
    assert LATE not in desk.heard(LENA)
    desk.tick("keys")
    desk.later(WEEK)
    assert desk.requests[0].course.ending is Ending.DONE
    assert LATE not in desk.heard(LENA)


def test_a_time_that_is_over_when_the_list_is_sent_is_shown_and_reminds_nobody() -> None:
    desk = a_desk_with(a_list({"date": "day", "before": "9d"}))
    ask_for(desk, WEEK)
    desk.later(WEEK)
    [card] = [one for one in desk.direct(LENA) if any(buttons(one, Button.REQUEST_TICK))]
    assert "· by <!date^" in str(card.shown.blocks)
    assert LATE not in desk.heard(LENA)


def at(desk: Guided) -> int:
    wakes = desk.request.wakes_at
    assert wakes
    return int(wakes.timestamp())
