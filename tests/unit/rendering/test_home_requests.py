"""Guided requests in the Home tab: what can be asked for, and what goes on (A1-12)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.memory.store import MemoryTable
from deskbell.adapters.memory.ticket_lists import MemoryTicketLists
from deskbell.adapters.slack.rendering.home import home_view
from deskbell.domain.catalogue.offered import Offered, offered
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import home_ref
from deskbell.domain.people import Standing
from deskbell.domain.requests.awaiting import Awaits
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.home.content import Running, home_content
from tests.block_kit import assert_slack_takes
from tests.builders import ANA, INSTALL, NOW, a_desk
from tests.unit.catalogue.test_shipped import catalogue
from tests.unit.rendering.guided import PERIPHERAL, a_guided_request
from tests.unit.rendering.people import a_person, people

SHIPPED = tuple(map(offered, catalogue().values()))
HOME = [one for one in SHIPPED if one.start.home]


def tab(
    workflows: Sequence[Offered] = SHIPPED,
    running: Sequence[Running] = (),
    page: int = 0,
    language: str = "en",
) -> Mapping[str, Any]:
    desk = replace(a_desk(), workflows=tuple(workflows))
    pages = {HomeList.CATALOGUE: page}
    home = Home(home_ref(INSTALL, ANA), INSTALL, 1, ANA, language, pages)
    content = home_content(
        home, desk, MemoryTicketLists(MemoryTable()), NOW, Standing.MEMBER, running=running
    )
    view = home_view(content, a_person(ANA, "Ana Reyes"), desk, people)
    assert_slack_takes(view)
    return view


def of(view: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [one for one in view["blocks"] if one["block_id"].startswith(f"{name}.")]


def test_what_can_be_asked_for_is_listed_with_why_and_a_button_each() -> None:
    [entry] = of(tab(), "catalogue.access_request")

    assert entry["text"]["text"].startswith("*Access or permission*\nEvery right has somebody")
    button = entry["accessory"]
    assert (button["action_id"], button["text"]["text"]) == ("request.fill", "Ask")
    assert button["value"].startswith("|access_request|")
    assert button["accessibility_label"] == "Ask: Access or permission"


def test_it_has_pages_of_ten() -> None:
    [heading] = of(tab(), "catalogue.heading")
    assert heading["text"]["text"] == f"What I can ask for ({len(HOME)})"

    first, second = tab(), tab(page=1)
    assert len([one for one in first["blocks"] if "accessory" in one]) == 10
    assert len([one for one in second["blocks"] if "accessory" in one]) == len(HOME) - 10
    [turn] = of(first, "catalogue.turn")
    assert [one["value"] for one in turn["elements"]] == ["catalogue|1"]


def test_what_is_not_meant_for_the_tab_is_not_there() -> None:
    hidden = [replace(one, start=replace(one.start, home=False)) for one in SHIPPED]

    assert of(tab(hidden), "catalogue") == []


@pytest.mark.parametrize("kind", Awaits)
def test_a_running_request_says_how_far_it_is_and_can_be_cancelled(kind: Awaits) -> None:
    request = a_guided_request(kind=kind)
    [entry] = of(tab(running=[Running(request, PERIPHERAL)]), "running.7")

    title, stands = entry["text"]["text"].splitlines()
    assert title.startswith("*Keyboard, mouse, monitor, headset* · <https://slack.com/")
    assert not stands.startswith("home.")
    assert stands.endswith(" · Step 1 of up to 4")
    assert entry["accessory"]["action_id"] == "request.cancel"
    assert entry["accessory"]["value"] == str(request.ref)


def test_who_has_none_sees_nothing_of_it() -> None:
    assert of(tab(), "running") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_in_the_readers_language(language: str) -> None:
    view = tab(running=[Running(a_guided_request(), PERIPHERAL)], language=language)

    assert PERIPHERAL.title[language] in of(view, "running.7")[0]["text"]["text"]
    entry = of(view, "catalogue.peripheral") or of(
        tab(page=1, language=language), "catalogue.peripheral"
    )
    assert PERIPHERAL.why[language] in entry[0]["text"]["text"]
