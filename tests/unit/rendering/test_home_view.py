"""What a Home tab says and offers, and that Slack takes the fullest one (A1-12)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.slack.rendering.home import home_view
from deskbell.domain.home.home import HomeList
from deskbell.domain.ids import FormId, InboxId, Thread, Ts
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk, FormSettings
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.home.content import HomeContent, HomePage
from deskbell.usecases.ports import Listed
from tests.block_kit import assert_slack_takes
from tests.builders import ANA, IT_HAPPENS, NOW, a_desk, a_ticket
from tests.unit.rendering.people import a_person, people, tricksters

READER = a_person(ANA, "Ana Reyes")
MESSAGE = Thread(IT_HAPPENS, Ts("1795424400.000100"))
OF_TICKETS = (HomeList.REQUESTS, HomeList.MINE, HomeList.QUEUE)


def page(
    of: HomeList, *tickets: Ticket, page: int = 0, total: int | None = None
) -> HomePage[Listed]:
    items = [Listed(ticket, MESSAGE) for ticket in tickets]
    return HomePage(of, items, page, page * 10 + 1, len(items) if total is None else total)


def content(
    *pages: HomePage[Listed], language: str | None = None, desk: Desk | None = None
) -> HomeContent:
    forms = tuple((desk or a_desk()).forms.values())
    return HomeContent(ANA, NOW, language, forms, pages)


def view(
    *pages: HomePage[Listed],
    language: str | None = None,
    desk: Desk | None = None,
    reader: Person = READER,
) -> Mapping[str, Any]:
    shown = content(*pages, language=language, desk=desk)
    return home_view(shown, reader, desk or a_desk(), people)


def block(shown: Mapping[str, Any], name: str) -> Any:
    """The one block whose id begins so."""
    [found] = [one for one in shown["blocks"] if one["block_id"].startswith(f"{name}.")]
    return found


def item(ticket: Ticket, of: HomeList = HomeList.REQUESTS, desk: Desk | None = None) -> str:
    shown = view(page(of, ticket), desk=desk)
    return str(block(shown, f"{of}.{ticket.number}")["text"]["text"])


def several_forms(count: int) -> Desk:
    form = a_desk().forms[FormId("it")]
    ids = [FormId(f"it{number}") for number in range(count)]
    return a_desk(forms={id_: replace(form, id=id_, command=f"/{id_}") for id_ in ids})


# --- the controls -------------------------------------------------------------------------------


def test_languages_are_offered_each_in_itself() -> None:
    [_, menu] = block(view(), "controls")["elements"]

    assert [option["text"]["text"] for option in menu["options"]] == [
        "Language as in Slack",
        "English",
        "한국어",
        "Polski",
    ]
    assert menu["initial_option"]["value"] == "auto"


@pytest.mark.parametrize(
    ("chosen", "locale", "desk", "says"),
    [
        ("ko", "pl-PL", "en", "진행 중인"),
        (None, "pl-PL", "en", "Moje"),
        (None, "de-DE", "en", "My"),
        (None, None, "pl", "Moje"),
    ],
)
def test_the_tab_is_in_the_chosen_language_else_the_readers_else_the_desks(
    chosen: str | None, locale: str | None, desk: str, says: str
) -> None:
    shown = view(
        page(HomeList.REQUESTS),
        language=chosen,
        desk=a_desk(language=desk),
        reader=replace(READER, locale=locale),
    )

    assert block(shown, "requests.heading")["text"]["text"].startswith(says)


@pytest.mark.parametrize(("count", "offered"), [(0, 0), (1, 1), (3, 3), (9, 5)])
def test_each_form_has_its_button_up_to_five(count: int, offered: int) -> None:
    shown = view(desk=several_forms(count))
    found = [
        element
        for one in shown["blocks"]
        if one["type"] == "actions"
        for element in one["elements"]
        if element["action_id"] == "it_form.open"
    ]

    assert [button["value"] for button in found] == [f"it{number}" for number in range(offered)]
    assert ["style" in button for button in found] == [number == 0 for number in range(offered)]
    assert_slack_takes(shown)


def test_the_tab_says_when_it_was_made() -> None:
    said = block(view(), "as_of")["elements"][0]["text"]

    assert said.startswith(f"As of <!date^{int(NOW.timestamp())}^")


# --- the lists ----------------------------------------------------------------------------------


def test_a_requester_reads_number_title_and_status() -> None:
    assert item(a_ticket()) == (
        "*<https://slack.com/archives/C0ITHAPPEN/p1795424400000100|#7>* My laptop does not start\n"
        "🆕 *New* · <!date^1795424400^{date_short_pretty} {time}|2026-11-23 04:00 EST>"
    )


def test_an_agent_reads_who_asked_and_where() -> None:
    assert item(a_ticket(), HomeList.QUEUE).endswith(" · Ana Reyes · IT")
    assert item(a_ticket(requester=None), HomeList.MINE).endswith(" · unknown · IT")


def test_a_ticket_of_an_inbox_that_the_desk_gave_up_shows_its_id() -> None:
    assert item(a_ticket(inbox=InboxId("hr")), HomeList.QUEUE).endswith(" · hr")


@pytest.mark.parametrize("text", [None, "", ":tada:", "<@U0ANA00001>"])
def test_a_ticket_without_words_has_a_title_all_the_same(text: str | None) -> None:
    assert len(item(a_ticket(text=text)).split("\n")[0].split("* ")[1]) > 5


def test_what_people_write_is_shown_and_does_nothing() -> None:
    hostile = "<!channel> <https://evil.example|here> *Solved* `x` & <@U0LENA0001>"
    shown = item(a_ticket(text=hostile))

    assert "<!channel>" not in shown
    assert "<https://evil" not in shown
    assert "<@" not in shown
    assert "∗Solved* ˋxˋ" in shown


def test_a_page_says_what_part_it_is_and_where_to_go_on() -> None:
    tickets = [replace(a_ticket(), number=number) for number in range(10)]
    shown = view(page(HomeList.QUEUE, *tickets, page=1, total=31))

    assert block(shown, "queue.range")["elements"][0]["text"] == "11–20 of 31"
    assert [
        (button["action_id"], button["value"], button["text"]["text"])
        for button in block(shown, "queue.turn")["elements"]
    ] == [("home.earlier", "queue|0", "← Previous"), ("home.later", "queue|2", "Next →")]


def names(shown: Mapping[str, Any]) -> Sequence[str]:
    return [one["block_id"] for one in shown["blocks"]]


def test_only_a_block_that_changed_has_another_id() -> None:
    before = view(page(HomeList.REQUESTS, a_ticket()))
    after = view(page(HomeList.REQUESTS, a_ticket(text="Another")))

    changed = [name.rsplit(".", 1)[0] for name in set(names(after)) - set(names(before))]
    assert changed == ["requests.7"]
    assert names(view(page(HomeList.REQUESTS, a_ticket()))) == names(before)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["<!here> & " * 1_000, "👨‍👩‍👧‍👦" * 500, "한" * 3_000])
def test_slack_takes_the_fullest_tab_with_the_worst_that_people_write(
    text: str, language: str
) -> None:
    tickets = [replace(a_ticket(), number=number, text=text) for number in range(10)]
    pages = [page(of, *tickets, page=1, total=100_000) for of in OF_TICKETS]
    shown: Mapping[str, Any] = home_view(
        content(*pages, language=language, desk=several_forms(5)), READER, a_desk(), tricksters
    )

    assert_slack_takes(shown)
    assert len(shown["blocks"]) < 100


def test_slack_takes_an_empty_tab() -> None:
    assert_slack_takes(view(*(page(of) for of in OF_TICKETS)))


def test_a_form_is_called_as_its_command_is() -> None:
    form: FormSettings = a_desk().forms[FormId("it")]
    [button, _] = block(view(), "controls")["elements"]

    assert button["text"]["text"] == f"New request ({form.command})"
