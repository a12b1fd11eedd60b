"""A Home tab's language, values that cannot be meant, and Slack taking its time (A1-12)."""

from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.person_language import PersonLanguage
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.errors import InputError
from deskbell.domain.ids import home_ref
from deskbell.usecases.slack_ports import Later, Never, Undelivered
from tests.builders import (
    ANA,
    INSTALL,
    IT_HAPPENS,
    MINJUN,
    OLA,
    a_desk,
    two_inboxes,
)
from tests.functional.home_tab import SECOND, HomeTab, ask, home
from tests.functional.memory_desk import MemoryDesk
from tests.ingress import MemoryModals, MemoryRows


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(a_desk(inboxes=two_inboxes()))


# --- the language -------------------------------------------------------------------------------


def test_a_chosen_language_shows_at_once_and_in_all_that_deskbell_says_next(
    desk: MemoryDesk,
) -> None:
    tab = home(desk, ANA)
    assert tab.controls()["home.language"]["initial_option"]["value"] == "auto"
    tab.choose_language("Polski")
    assert tab.headings == ["Moje otwarte zgłoszenia (0)"]
    assert tab.controls()["home.language"]["initial_option"]["value"] == "pl"
    desk.receive(desk.join(ANA))
    ask(desk, ANA)
    desk.advance(desk.ticket.ref, "acknowledge_request")

    assert ["Witaj" in desk.direct(ANA)[0].shown.text, len(desk.direct(ANA))] == [True, 2]
    assert "zgłoszenie" in desk.direct(ANA)[1].shown.text


def test_language_as_in_slack_is_a_choice_too(desk: MemoryDesk) -> None:
    tab = home(desk, OLA).choose_language("한국어").choose_language("Slack 언어 설정대로")

    assert tab.headings == ["Moje otwarte zgłoszenia (0)"]
    assert tab.open().headings == ["Moje otwarte zgłoszenia (0)"]


def test_a_card_in_a_channel_stays_in_the_channels_language(desk: MemoryDesk) -> None:
    home(desk, ANA).choose_language("Polski")
    ask(desk, ANA)

    assert "🆕 *New*" in str(desk.ours(IT_HAPPENS)[0].shown.blocks)


def test_the_next_form_is_in_the_chosen_language_within_a_minute() -> None:
    clock, table = [0.0], MemoryRows()
    language = PersonLanguage(table, MemoryModals(), lambda: "en", lambda: clock[0])
    row = (f"P#{INSTALL}#{MINJUN}", "PERSON")
    seen = []
    for seconds, chosen in ((0.0, None), (1.0, "pl"), (60.0, "pl"), (61.0, None), (121.0, None)):
        clock[0] = seconds
        table.rows[row] = {"locale": "ko-KR"} | ({"language": chosen} if chosen else {})
        seen.append(language(INSTALL, MINJUN))

    assert seen == ["ko", "ko", "pl", "pl", "ko"]


# --- what cannot be meant -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("home.later", "tickets|1"),
        ("home.later", "requests|"),
        ("home.later", "requests|-1"),
        ("home.later", "requests|٣"),
        ("home.later", "requests|100000"),
        ("home.earlier", "1"),
        ("home.language", "de"),
        ("home.language", "pl-PL"),
        ("home.language", "<!channel>"),
    ],
)
def test_a_control_with_a_value_that_is_not_ours_changes_nothing(
    action: str, value: str, desk: MemoryDesk
) -> None:
    tab = home(desk, ANA)
    before = tab.view
    tab.use(action, value=value)

    assert tab.view is before
    assert desk.events(home_ref(INSTALL, ANA)) == ["HomeShown"]
    assert desk.table.languages == {}


def test_a_page_that_the_list_does_not_have_is_its_last(desk: MemoryDesk) -> None:
    ask(desk, ANA, times=11)
    tab = home(desk, ANA).use("home.later", value="requests|99999")

    assert tab.numbers["requests"] == ["1"]


def test_a_list_of_agents_stays_hidden_whatever_a_requester_asks_for(desk: MemoryDesk) -> None:
    ask(desk, ANA)
    tab = home(desk, OLA).use("home.later", value="queue|1")

    assert tab.lists == {"requests": []}


@pytest.mark.parametrize(
    "details", [{}, {"value": ""}, {"value": 7}, {"selected_option": None}, {"value": "x" * 3000}]
)
def test_a_control_of_the_wrong_shape_changes_nothing(
    details: dict[str, object], desk: MemoryDesk
) -> None:
    tab = home(desk, ANA)

    with pytest.raises(InputError):
        tab.gesture("home.later", **details)


def test_a_control_of_a_tab_that_was_never_opened_changes_nothing(desk: MemoryDesk) -> None:
    HomeTab(desk, ANA).use("home.later", value="requests|1")

    assert desk.slack.homes == {}
    assert desk.table.states == {}


@pytest.mark.parametrize("tab", ["messages", "about"])
def test_only_the_home_tab_is_shown(tab: str, desk: MemoryDesk) -> None:
    assert desk.open_home(ANA, tab=tab) == Ignored("other_tab")


# --- once more, later, never --------------------------------------------------------------------


def test_a_second_delivery_of_an_opening_changes_nothing(desk: MemoryDesk) -> None:
    opening = desk.open_home(ANA)
    handled = desk.receive(opening, opening)

    assert [one.ignored for one in handled] == [None, "duplicate"]
    assert desk.events(home_ref(INSTALL, ANA)) == ["HomeShown"]


def test_a_delivery_without_a_time_shows_the_tab_once_more(desk: MemoryDesk) -> None:
    for _ in range(2):
        desk.receive(desk.open_home(ANA, event_ts=None))
        desk.now += SECOND

    assert [call.method for call in desk.slack.calls] == ["views.publish"] * 2
    assert desk.slack.homes[ANA]["blocks"]


def test_a_tab_that_slack_takes_later_shows_what_there_is_by_then(desk: MemoryDesk) -> None:
    desk.slack.fail("views.publish", Fault(Later(30.0, "ratelimited")))
    desk.receive(desk.open_home(ANA))
    assert desk.slack.homes == {}
    ask(desk, ANA)
    desk.later(timedelta(seconds=30))

    assert HomeTab(desk, ANA).numbers == {"requests": ["1"]}


def test_a_tab_that_slack_never_takes_is_let_go_until_the_next_opening(desk: MemoryDesk) -> None:
    refusal = Fault(Never(Undelivered.REJECTED, "invalid_blocks"))
    desk.slack.fail("views.publish", refusal)
    desk.receive(desk.open_home(ANA))
    assert desk.slack.homes == {}

    assert home(desk, ANA).lists == {"requests": []}
    assert desk.events(home_ref(INSTALL, ANA)) == ["HomeShown", "HomeShown"]


def test_a_request_sent_by_form_is_on_the_open_tab(desk: MemoryDesk) -> None:
    tab = home(desk, ANA)
    desk.give(desk.form(ANA))

    assert tab.headings == ["My open requests (1)"]


def test_a_request_of_somebody_who_never_opened_the_tab_shows_none(desk: MemoryDesk) -> None:
    desk.give(desk.form(ANA))

    assert ANA not in desk.slack.homes


def test_a_tab_that_slack_does_not_take_holds_up_no_card(desk: MemoryDesk) -> None:
    home(desk, ANA)
    desk.slack.fail("views.publish", Fault(Later(600.0, "ratelimited")))
    desk.give(desk.form(ANA))

    assert len(desk.ours(IT_HAPPENS)) == 1
    assert desk.relay.outbox.due(desk.wall() + 3600, 10) == []
