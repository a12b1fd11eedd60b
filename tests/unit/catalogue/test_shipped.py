"""Each way through each of the workflows that come with Deskbell ends as it should (A1-06)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.dry_run import Walk, dry_run
from deskbell.domain.catalogue.script import Script
from deskbell.domain.catalogue.step_parts import Ending, Result
from deskbell.domain.catalogue.steps import Approval, Finish, Ticket
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.classification import Priority, Privacy
from tests.unit.catalogue.definitions import LISTS, NOW, SHIPPED, VOCABULARY
from tests.unit.catalogue.walks import every_walk
from tools.desk.workflows.catalogue_files import read_catalogue
from tools.fake_slack.blocks.emoji_names import emoji_by_name

NAMES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
ASKED_FOR = [
    "access_request",
    "broken_hardware",
    "licence",
    "lost_device",
    "mailing_list",
    "mobile_device",
    "new_hire_equipment",
    "offboarding_return",
    "password_reset",
    "peripheral",
    "printer_or_room",
    "software_installation",
    "vpn_or_network",
]


@cache
def catalogue() -> Mapping[str, Definition]:
    return read_catalogue(SHIPPED, VOCABULARY)


@cache
def walks(name: str) -> Sequence[tuple[Script, Walk]]:
    return list(every_walk(catalogue()[name]))


def walk(name: str, results: Mapping[str, Any] | None = None, **answers: str) -> Walk:
    """As everybody would answer, but for what is told."""
    first = walks(name)[0][0].answers
    told = {step: (result,) for step, result in (results or {}).items()}
    return dry_run(catalogue()[name], Script({**first, **answers}, told), LISTS, NOW)


def steps_of(walked: Walk) -> list[str]:
    return [stop.step for stop in walked.stops]


def test_what_product_asked_for_is_there() -> None:
    assert NAMES == ASKED_FOR


@pytest.mark.parametrize("name", NAMES)
def test_every_end_and_every_step_of_it_can_be_reached(name: str) -> None:
    definition = catalogue()[name]
    reached = {step for _, walked in walks(name) for step in walked.request.done}
    assert reached == set(definition.by_id)


@pytest.mark.parametrize("name", NAMES)
def test_a_no_or_silence_never_opens_what_was_asked_for(name: str) -> None:
    definition = catalogue()[name]
    approvals = [step.id for step in definition.steps if isinstance(step, Approval)]
    for _, walked in walks(name):
        results = {walked.request.results.get(step) for step in approvals}
        if results & {Result.REJECTED, Result.EXPIRED}:
            assert walked.ending is not Ending.DONE
            assert not [
                step for step in walked.request.done if isinstance(definition.by_id[step], Ticket)
            ]


@pytest.mark.parametrize("name", NAMES)
def test_everybody_is_told_how_it_ended(name: str) -> None:
    definition = catalogue()[name]
    for _, walked in walks(name):
        last = definition.by_id[walked.request.step]
        # A form that nobody sends is the one silent end.
        forgotten = walked.request.results.get(last.id) is Result.EXPIRED
        assert isinstance(last, Finish) or forgotten


@pytest.mark.parametrize("name", NAMES)
def test_it_is_in_three_languages_and_begins_with_an_emoji_that_slack_has(name: str) -> None:
    definition = catalogue()[name]
    assert definition.languages == LANGUAGES
    assert definition.start.emoji
    assert set(definition.start.emoji) <= emoji_by_name().keys()


def test_each_has_an_emoji_and_a_command_of_its_own() -> None:
    starts = [definition.start for definition in catalogue().values()]
    emoji = [name for start in starts for name in start.emoji]
    assert len(set(emoji)) == len(emoji) >= 12
    assert len({start.command for start in starts}) == len(starts)


def test_free_software_goes_straight_to_it() -> None:
    walked = walk("software_installation", paid="no")
    assert steps_of(walked) == ["details", "install", "on_its_way"]


def test_paid_software_waits_for_the_manager() -> None:
    assert steps_of(walk("software_installation", paid="yes")) == [
        *("details", "costs", "manager_agrees", "install", "on_its_way")
    ]
    refused = walk("software_installation", {"manager_agrees": "rejected"}, paid="yes")
    assert (refused.ending, refused.request.step) == (Ending.REFUSED, "refused")


def test_administrators_rights_need_two_and_end_on_their_day() -> None:
    walked = walk("access_request", level="admin")
    assert "both_agree" in steps_of(walked)
    assert "manager_agrees" not in steps_of(walked)
    assert steps_of(walked)[-4:] == ["last_day", "ends_soon", "take_back", "over"]
    ends = {str(stop.step): stop.at for stop in walked.stops}
    assert ends["ends_soon"] < ends["take_back"] - timedelta(days=7)


def test_nobody_gets_a_new_password_before_somebody_has_checked_who_they_are() -> None:
    definition = catalogue()["password_reset"]
    assert definition.privacy is Privacy.PRIVATE
    for _, walked in walks("password_reset"):
        if walked.ending is Ending.DONE:
            assert "checked" in walked.request.done


def test_being_locked_out_is_urgent() -> None:
    assert "open_at_once" in steps_of(walk("password_reset", locked_out="yes"))
    assert "open" in steps_of(walk("password_reset", locked_out="no"))


def test_a_newcomers_things_are_reminded_of_two_days_before() -> None:
    quick = walk("new_hire_equipment")
    [reminder] = [stop for stop in quick.stops if stop.step == "reminder"]
    [first_day] = [stop for stop in quick.stops if stop.step == "welcome"]
    assert first_day.at - reminder.at == timedelta(days=2)


def test_only_few_know_that_somebody_leaves_or_has_lost_something() -> None:
    for name in ("offboarding_return", "lost_device"):
        assert catalogue()[name].privacy is Privacy.RESTRICTED


def test_only_a_monitor_needs_a_yes() -> None:
    assert "manager_agrees" in steps_of(walk("peripheral", item="monitor"))
    assert "manager_agrees" not in steps_of(walk("peripheral", item="mouse"))


def test_a_room_in_which_people_wait_is_urgent() -> None:
    assert "at_once" in steps_of(walk("printer_or_room", people_wait="yes"))
    assert "at_once" not in steps_of(walk("printer_or_room", people_wait="no"))


def test_a_network_fault_that_a_restart_mends_opens_no_ticket() -> None:
    mended = walk("vpn_or_network", restarted="no", helped="yes")
    assert steps_of(mended) == ["details", "try_this", "afterwards", "mended"]
    assert "open" in steps_of(walk("vpn_or_network", restarted="no", helped="no"))
    assert "try_this" not in steps_of(walk("vpn_or_network", restarted="yes"))


def test_a_phone_is_ready_when_its_ticket_is_solved_and_done_when_it_is_handed_over() -> None:
    assert steps_of(walk("mobile_device"))[-4:] == [
        *("prepared", "pick_up", "handed_over", "received")
    ]


def test_a_lost_device_is_worked_on_even_if_nobody_fills_in_the_form() -> None:
    quiet = walk("lost_device", {"details": "expired"})
    assert quiet.ending is Ending.DONE
    assert quiet.stops[1].step == "open_without_details"
    assert quiet.stops[1].at == NOW + timedelta(minutes=15)
    tickets = [one for one in catalogue()["lost_device"].steps if isinstance(one, Ticket)]
    assert {ticket.priority for ticket in tickets} == {Priority.URGENT}


def test_a_theft_is_reported_to_the_police_and_a_loss_is_not() -> None:
    assert "police" in steps_of(walk("lost_device", stolen="yes"))
    assert "police" not in steps_of(walk("lost_device", stolen="no"))


def test_who_cannot_work_gets_another_laptop() -> None:
    assert "swap" in steps_of(walk("broken_hardware", device="laptop", can_work="no"))
    assert "swap" not in steps_of(walk("broken_hardware", device="laptop", can_work="yes"))


def test_a_broken_mouse_is_replaced_by_the_other_workflow() -> None:
    assert steps_of(walk("broken_hardware", device="accessory")) == [
        *("details", "replace", "replaced")
    ]


def test_from_a_thousand_dollars_a_year_two_people_agree() -> None:
    assert "both_agree" in steps_of(walk("licence", yearly_cost="1000"))
    assert "both_agree" not in steps_of(walk("licence", yearly_cost="999"))


def test_a_mailing_list_is_set_up_when_its_owner_agrees() -> None:
    assert steps_of(walk("mailing_list")) == [
        *("details", "owner_agrees", "set_up", "is_set_up", "flag_up", "ready")
    ]
    assert walk("mailing_list", {"owner_agrees": "expired"}).ending is Ending.REFUSED
