"""Five hundred incidents in a minute: nobody is called five hundred times, and none is dropped."""

from dataclasses import replace
from typing import cast

from deskbell.domain.ids import ChannelId, Ref, incident_ref, pager_ref
from deskbell.domain.paging.effects import SendPages
from deskbell.domain.paging.page import Page, Rung
from deskbell.domain.paging.pager import MOST, Pager, SendBundle, SendPage, decide_pager
from deskbell.domain.paging.policy import Method
from tests.builders import BEN, INSTALL, LENA
from tests.unit.paging.night import HERE, MINUTE, NIGHT, ON_CALL, SECOND, Night

REF = pager_ref(INSTALL, BEN, Method.SLACK)


def storm(count: int) -> Night:
    night = Night()
    for number in range(count):
        night.report(f"system {number}", by=None, source="prometheus")
        night.pass_time(MINUTE / count / 2)
    return night


def test_of_five_hundred_the_first_three_ring_and_the_others_come_as_one_message() -> None:
    night = storm(500)
    night.pass_time(MINUTE)
    assert [len(numbers) for _, to, _, numbers in night.rang if to == BEN] == [1, 1, 1, 497]


def test_each_of_them_is_in_the_list() -> None:
    night = storm(500)
    night.pass_time(MINUTE)
    named = [number for _, to, _, numbers in night.rang if to == BEN for number in numbers]
    assert sorted(named) == list(range(1, 501))


def test_what_is_acknowledged_meanwhile_is_not_in_it() -> None:
    night = storm(12)
    for number in range(4, 13):
        night.acknowledge(number=number)
    night.pass_time(MINUTE)
    assert [numbers for _, to, _, numbers in night.rang if to == BEN] == [(1,), (2,), (3,)]


def test_everybody_has_a_pager_of_their_own() -> None:
    night = storm(4)
    night.pass_time(6 * MINUTE)
    assert [len(numbers) for _, to, _, numbers in night.rang if to == LENA] == [1, 1, 1, 1]
    assert {pager.to for pager in night.pagers.values()} == {BEN, LENA}


def a_page(number: int, *, is_new: bool = True) -> Page:
    ref = incident_ref(INSTALL, str(number), 1)
    return Page(ref, Rung(0, 0 if is_new else 1, 0), BEN, Method.SLACK, is_new)


def three_sent() -> Pager:
    return Pager(REF, INSTALL, 3, BEN, Method.SLACK, sent=(NIGHT, NIGHT, NIGHT))


def bundled(*pages: Page) -> Pager:
    return replace(three_sent(), waiting=pages, due=NIGHT + MINUTE)


def refs(*pages: Page) -> list[Ref]:
    return [page.incident for page in pages]


def test_what_is_new_comes_before_what_is_repeated() -> None:
    pager = bundled(a_page(1, is_new=False), a_page(2), a_page(3, is_new=False), a_page(4))
    [change] = decide_pager(pager, SendBundle(), NIGHT + MINUTE).changes
    [sent] = change.effects
    assert isinstance(sent, SendPages)
    assert refs(*sent.pages) == refs(a_page(2), a_page(4), a_page(1), a_page(3))


def test_a_bundle_is_not_sent_early_and_not_twice() -> None:
    pager = bundled(a_page(1))
    assert decide_pager(pager, SendBundle(), NIGHT + MINUTE - SECOND).ignored == "timer_stale"
    [change] = decide_pager(pager, SendBundle(), NIGHT + MINUTE).changes
    assert isinstance(change.after, Pager)
    assert decide_pager(change.after, SendBundle(), NIGHT + MINUTE).ignored == "timer_stale"


def test_a_page_that_is_asked_for_twice_waits_once() -> None:
    pager = bundled(a_page(1))
    assert decide_pager(pager, SendPage(REF, INSTALL, a_page(1)), NIGHT).ignored


def test_after_a_quiet_minute_each_rings_by_itself_again() -> None:
    later = decide_pager(three_sent(), SendPage(REF, INSTALL, a_page(9)), NIGHT + MINUTE)
    [change] = later.changes
    [sent] = change.effects
    assert isinstance(sent, SendPages)


def test_a_channel_has_one_as_well() -> None:
    assert pager_ref(INSTALL, ChannelId(ON_CALL), Method.CHANNEL) != pager_ref(
        INSTALL, HERE, Method.CHANNEL
    )


def test_while_a_bundle_waits_however_late_it_is_no_page_overtakes_it() -> None:
    pager = replace(bundled(a_page(1)), sent=())
    late = decide_pager(pager, SendPage(REF, INSTALL, a_page(2)), NIGHT + 5 * MINUTE)
    [change] = late.changes
    assert isinstance(change.after, Pager)
    assert change.after.waiting == (a_page(1), a_page(2))


def test_of_very_many_each_five_hundred_go_at_once_so_that_no_row_is_too_large() -> None:
    pager, messages = three_sent(), list[SendPages]()
    for number in range(MOST):
        decision = decide_pager(pager, SendPage(pager.ref, INSTALL, a_page(number)), NIGHT)
        [change] = decision.changes
        pager = cast("Pager", change.after)
        messages += [one for one in change.effects if isinstance(one, SendPages)]
    [message] = messages
    assert len(message.pages) == MOST
    assert (pager.waiting, pager.due) == ((), None)
