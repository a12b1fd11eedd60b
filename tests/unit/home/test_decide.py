"""What opening the Home tab and using its controls changes (A1-12)."""

import pytest

from deskbell.domain.decision import Change, Decision, ReadingLanguage
from deskbell.domain.effects import ShowHome
from deskbell.domain.home.decide import (
    MOST_PAGES,
    ChooseLanguage,
    HomeCommand,
    OpenHome,
    TurnPage,
    decide,
)
from deskbell.domain.home.events import HomePageTurned, HomeShown, LanguageChosen
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import home_ref
from tests.builders import INSTALL, OLA

REF = home_ref(INSTALL, OLA)
OPEN = OpenHome(REF, INSTALL, OLA)


def change_of(state: Home | None, command: HomeCommand) -> Change:
    [change] = decide(state, command).changes
    return change


def after(*commands: HomeCommand) -> Home:
    """Ola's tab, after these in turn."""
    state: Home | None = None
    for command in commands:
        changed = change_of(state, command).after
        assert isinstance(changed, Home)
        state = changed
    assert state is not None
    return state


def test_the_first_opening_shows_the_tab() -> None:
    change = change_of(None, OPEN)

    assert change.before is None
    assert change.after == Home(REF, INSTALL, 1, OLA)
    assert change.event == HomeShown(OLA)
    assert change.effects == (ShowHome(OLA),)
    assert change.rows == ()


def test_every_opening_begins_at_the_first_pages_in_the_language_that_was_chosen() -> None:
    home = after(OPEN, ChooseLanguage("pl"), TurnPage(HomeList.QUEUE, 3), OPEN)

    assert home.pages == {}
    assert (home.language, home.version) == ("pl", 4)


def test_turning_a_page_turns_that_list_alone() -> None:
    home = after(OPEN, TurnPage(HomeList.QUEUE, 3), TurnPage(HomeList.REQUESTS, 1))

    assert [home.page(of) for of in HomeList] == [1, 0, 3, 0]


def test_turning_a_page_shows_the_tab_again_and_says_which() -> None:
    change = change_of(after(OPEN), TurnPage(HomeList.MINE, 2))

    assert change.effects == (ShowHome(OLA),)
    assert change.event == HomePageTurned(OLA, HomeList.MINE, 2)
    assert change.reason.args == {"page": 3}, "people count from one"


@pytest.mark.parametrize(("wanted", "turned"), [(-1, 0), (0, 0), (1000, 1000), (99_999, 1000)])
def test_a_page_that_no_list_can_have_is_the_nearest_that_it_could(
    wanted: int, turned: int
) -> None:
    change = change_of(after(OPEN), TurnPage(HomeList.REQUESTS, wanted))

    assert MOST_PAGES == 1000
    assert change.event == HomePageTurned(OLA, HomeList.REQUESTS, turned)


@pytest.mark.parametrize("language", ["pl", None])
def test_a_chosen_language_is_kept_for_everything_that_ola_reads(language: str | None) -> None:
    change = change_of(after(OPEN), ChooseLanguage(language))

    assert change.rows == (ReadingLanguage(INSTALL, OLA, language),)
    assert change.effects == (ShowHome(OLA),)
    assert change.event == LanguageChosen(OLA, language)
    assert after(OPEN, ChooseLanguage("ko"), ChooseLanguage(language)).language == language


def test_choosing_a_language_keeps_the_pages() -> None:
    home = after(OPEN, TurnPage(HomeList.QUEUE, 3), ChooseLanguage("ko"))

    assert home.page(HomeList.QUEUE) == 3


@pytest.mark.parametrize("command", [TurnPage(HomeList.QUEUE, 1), ChooseLanguage("pl")])
def test_a_control_of_a_tab_that_was_never_opened_means_nothing(command: HomeCommand) -> None:
    assert decide(None, command) == Decision(ignored="home_never_opened")


def test_nobody_has_anything_to_do_about_a_home_tab() -> None:
    home = after(OPEN)

    assert home.people == frozenset()
    assert not home.is_open
    assert (home.routing.inbox, home.routing.workflow) == (None, None)
