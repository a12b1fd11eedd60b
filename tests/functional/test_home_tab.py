"""What is on the Home tab of requesters, agents and others, page by page (A1-12)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ts
from deskbell.domain.inputs import Button
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    CORA,
    GUS,
    IT_HAPPENS,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
    X_TEAM,
    XENA,
    a_desk,
    two_inboxes,
)
from tests.functional.home_tab import SECOND, ask, home
from tests.functional.memory_desk import MemoryDesk

ALL_THREE = ["requests", "mine", "queue"]


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(a_desk(inboxes=two_inboxes()))


def ask_by_emoji(
    desk: MemoryDesk, person: PersonId, text: str, channel: ChannelId = IT_HAPPENS
) -> Ts:
    desk.now += SECOND
    said = desk.say(person, text, channel=channel)
    desk.give(desk.reaction(person, said.ts, "ticket", channel=said.channel))
    return said.ts


# --- who sees what ------------------------------------------------------------------------------


@pytest.fixture
def busy(desk: MemoryDesk) -> MemoryDesk:
    """Ana and Ola asked IT, Ana asked the X-Team; Jiwoo took Ola's."""
    ask(desk, ANA)
    ask(desk, OLA)
    ask_by_emoji(desk, ANA, "A member is locked out", X_TEAM)
    card = desk.ours(IT_HAPPENS)[1]
    desk.give(desk.press(JIWOO, Button.TAKE, card))
    return desk


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        (ANA, {"requests": ["3", "1"]}),
        (OLA, {"requests": ["2"]}),
        (MINJUN, {"requests": []}),
        (GUS, {"requests": []}),
        (CORA, {"requests": []}),
        (ADAM, {"requests": [], "mine": []}),
        (BEN, {"requests": [], "mine": [], "queue": ["1"]}),
        (JIWOO, {"requests": [], "mine": ["2"], "queue": ["1"]}),
        (XENA, {"requests": [], "mine": [], "queue": ["3"]}),
        (LENA, {"requests": [], "mine": [], "queue": ["1", "3"]}),
    ],
    ids=["ana", "ola", "minjun", "gus", "cora", "adam", "ben", "jiwoo", "xena", "lena"],
)
def test_everybody_sees_what_is_theirs_and_nothing_else(
    person: PersonId, seen: dict[str, list[str]], busy: MemoryDesk
) -> None:
    assert home(busy, person).numbers == seen


def test_an_admin_sees_what_they_took(busy: MemoryDesk) -> None:
    busy.give(busy.press(ADAM, Button.TAKE, busy.ours(IT_HAPPENS)[0]))

    assert home(busy, ADAM).numbers == {"requests": [], "mine": ["1"]}


def test_an_agent_who_left_the_team_sees_its_queue_no_more(busy: MemoryDesk) -> None:
    inboxes = two_inboxes()
    it = replace(inboxes[InboxId("it")], agents=frozenset({JIWOO}))
    busy.settings.desk = a_desk(inboxes=inboxes | {it.id: it})

    assert home(busy, BEN).numbers == {"requests": []}


def test_an_agent_sees_who_asked_and_for_which_team(busy: MemoryDesk) -> None:
    tab = home(busy, LENA)

    assert [item.split(" · ")[-2:] for item in tab.lists["queue"]] == [
        ["Ana Reyes", "IT"],
        ["Ana Reyes", "X-Team"],
    ]
    assert tab.headings == ["My open requests (0)", "Waiting for me (0)", "My team's queue (2)"]


def test_a_requester_sees_what_it_is_about_and_where_it_stands(busy: MemoryDesk) -> None:
    [item] = home(busy, OLA).lists["requests"]

    assert "A new monitor" in item
    assert "Park Jiwoo" in item, "who has it"


def test_a_ticket_of_a_message_links_to_it_and_one_of_a_form_to_its_card(busy: MemoryDesk) -> None:
    [by_emoji, by_form] = home(busy, ANA).lists["requests"]
    [card, _] = busy.ours(IT_HAPPENS)
    [message] = [post for post in busy.slack.in_channel(X_TEAM) if post.author == ANA]

    address = "https://slack.com/archives"
    assert f"<{address}/{X_TEAM}/p{message.ts.replace('.', '')}|#3>" in by_emoji
    assert f"<{address}/{IT_HAPPENS}/p{card.ts.replace('.', '')}|#1>" in by_form


def test_a_form_whose_card_is_not_there_yet_has_its_number_without_a_link(
    desk: MemoryDesk,
) -> None:
    desk.slack.fail("chat.postMessage", Fault(Later(600.0, "ratelimited")))
    ask(desk, ANA)

    [item] = home(desk, ANA).lists["requests"]
    assert item.startswith("*#1* A new monitor")


def test_a_tab_with_nothing_on_it_says_so(desk: MemoryDesk) -> None:
    tab = home(desk, BEN)

    assert tab.lists == {"requests": [], "mine": [], "queue": []}
    assert [tab.says(of, "empty").split(":")[0].split(".")[0] for of in ALL_THREE] == [
        "Nothing is open",
        "Nothing waits for you",
        "The queue is empty",
    ]
    assert [tab.controls(of) for of in ALL_THREE] == [{}, {}, {}]


def test_the_form_is_one_press_away(desk: MemoryDesk) -> None:
    button = home(desk, ANA).controls()["it_form.open"]

    assert (button["value"], button["text"]["text"]) == ("it", "New request (/it)")


def test_a_desk_without_forms_shows_its_language_menu_alone(desk: MemoryDesk) -> None:
    desk.settings.desk = a_desk(forms={})

    assert list(home(desk, ANA).controls()) == ["home.language"]


# --- what comes and goes ------------------------------------------------------------------------


def test_a_solved_request_leaves_every_list(busy: MemoryDesk) -> None:
    busy.give(busy.press(JIWOO, Button.SOLVE, busy.ours(IT_HAPPENS)[1]))

    assert home(busy, OLA).numbers == {"requests": []}
    assert home(busy, JIWOO).numbers["mine"] == []


def test_a_list_that_lags_behind_shows_nothing_that_is_over(busy: MemoryDesk) -> None:
    """As an index does for a moment, and as the rows of an older release did for ever."""
    before = dict(busy.table.roles)
    busy.give(busy.press(JIWOO, Button.SOLVE, busy.ours(IT_HAPPENS)[1]))
    busy.table.roles |= before

    assert home(busy, OLA).numbers == {"requests": []}
    assert home(busy, JIWOO).numbers["mine"] == []


def test_a_cancelled_request_leaves_and_comes_back_when_it_is_wanted_after_all(
    desk: MemoryDesk,
) -> None:
    ts = ask_by_emoji(desk, ANA, "My laptop does not start")
    seen = [home(desk, ANA).numbers["requests"]]
    for added in (False, True):
        desk.now += SECOND
        desk.give(desk.reaction(ANA, ts, "ticket", added=added))
        seen.append(home(desk, ANA).numbers["requests"])

    assert seen == [["1"], [], ["1"]]
    assert home(desk, BEN).numbers["queue"] == ["1"]


def test_a_request_that_proves_to_be_part_of_another_leaves(desk: MemoryDesk) -> None:
    root = ask_by_emoji(desk, ANA, "My laptop does not start")
    desk.now += SECOND
    reply = desk.say(OLA, "Mine too", root)
    desk.slack.fail("conversations.replies", *[Fault(Unknown("timeout"))] * 2)
    desk.give(desk.reaction(OLA, reply.ts, "ticket"))
    before = home(desk, OLA).numbers["requests"], home(desk, BEN).numbers["queue"]
    for _ in range(3):
        desk.later(timedelta(minutes=1))

    assert before == (["2"], ["1", "2"])
    assert (home(desk, OLA).numbers["requests"], home(desk, BEN).numbers["queue"]) == ([], ["1"])


def test_a_taken_request_goes_from_the_queue_to_whoever_took_it(desk: MemoryDesk) -> None:
    ask(desk, ANA, times=3)
    desk.give(desk.press(BEN, Button.TAKE, desk.ours(IT_HAPPENS)[1]))

    assert home(desk, BEN).numbers == {"requests": [], "mine": ["2"], "queue": ["1", "3"]}
    assert home(desk, JIWOO).numbers == {"requests": [], "mine": [], "queue": ["1", "3"]}


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded() -> MemoryDesk:
    """Ana has asked 134 times; nobody changes anything of it here, but for what a tab shows."""
    desk = MemoryDesk(a_desk(inboxes=two_inboxes()))
    ask(desk, ANA, times=134)
    return desk


def test_a_hundred_and_thirty_four_requests_are_shown_ten_a_page_newest_first(
    crowded: MemoryDesk,
) -> None:
    tab = home(crowded, ANA)
    pages = [tab.numbers["requests"]]
    ranges = [tab.says("requests", "range")]
    assert list(tab.controls("requests")) == ["home.later"]
    while "home.later" in tab.controls("requests") and len(pages) < 20:
        tab.press("home.later", "requests")
        pages.append(tab.numbers["requests"])
        ranges.append(tab.says("requests", "range"))

    assert [number for page in pages for number in page] == [str(n) for n in range(134, 0, -1)]
    assert [len(page) for page in pages] == [10] * 13 + [4]
    assert (ranges[0], ranges[1], ranges[-1]) == ("1–10 of 134", "11–20 of 134", "131–134 of 134")
    assert list(tab.controls("requests")) == ["home.earlier"]
    assert tab.headings == ["My open requests (134)"]


def test_an_agents_queue_is_paged_oldest_first_and_apart_from_their_own_lists(
    crowded: MemoryDesk,
) -> None:
    tab = home(crowded, BEN).press("home.later", "queue").press("home.later", "queue")
    tab.press("home.earlier", "queue")

    assert tab.numbers["queue"] == [str(number) for number in range(11, 21)]
    assert list(tab.controls("queue")) == ["home.earlier", "home.later"]
    assert tab.lists["requests"] == []


def test_opening_the_tab_again_begins_at_the_first_page(crowded: MemoryDesk) -> None:
    tab = home(crowded, ANA).press("home.later", "requests").open()

    assert tab.says("requests", "range") == "1–10 of 134"


def test_a_list_that_became_shorter_shows_its_last_page(desk: MemoryDesk) -> None:
    ask(desk, ANA, times=12)
    tab = home(desk, ANA)
    for card in desk.ours(IT_HAPPENS)[:5]:
        desk.give(desk.press(BEN, Button.SOLVE, card))
    tab.press("home.later", "requests")

    assert tab.numbers["requests"] == [str(number) for number in range(12, 5, -1)]
    assert tab.controls("requests") == {}


def test_ten_requests_need_no_pages(desk: MemoryDesk) -> None:
    ask(desk, ANA, times=10)
    tab = home(desk, ANA)

    assert len(tab.lists["requests"]) == 10
    assert (tab.controls("requests"), tab.says("requests", "range")) == ({}, "")
