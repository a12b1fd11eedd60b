"""Deskbell's own cards and menu as a phone shows them: short and whole in each language."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from starlette.responses import Response

from deskbell.adapters.slack.dialogs.menu import menu_view
from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.rendering.cards import ticket_card
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, InboxId, PersonId
from deskbell.domain.texts import LANGUAGES
from deskbell.domain.tickets.ticket import Priority, Status, Ticket
from tests.browser.test_looks import OUT_OF_THE_WINDOW
from tests.browser.workspace import IT, Window
from tests.builders import LENA, a_desk, a_request, a_ticket
from tests.functional.fake_slack.harness import Received, Receiver
from tests.unit.rendering.people import people
from tests.unit.rendering.statuses import in_status

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PHONE = {"width": 390, "height": 844}
RAMBLING = "\n".join(
    f"Line {number} of a log that nobody wants to read here" for number in range(99)
)
CARDS: Mapping[str, tuple[Place, Ticket]] = {
    "long": (Place.TRIAGE, a_ticket(text=RAMBLING, priority=Priority.URGENT)),
    "waiting": (Place.THREAD, in_status(a_ticket(), Status.WAITING)),
    "form": (Place.REQUEST, a_request(escalated_to=LENA)),
    "over": (Place.TRIAGE, in_status(a_ticket(text=RAMBLING), Status.CLOSED)),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_takes_no_more_than_half_of_a_phone(
    window: Window, web: WebClient, language: str
) -> None:
    posted = {name: post(web, place, ticket, language) for name, (place, ticket) in CARDS.items()}
    ana = window("ana", **PHONE)
    for name, ts in posted.items():
        shown = ana.get_by_test_id(f"message-{ts}")
        shown.scroll_into_view_if_needed()
        box = shown.bounding_box()
        assert box
        assert box["height"] <= PHONE["height"] / 2, name
    assert ana.evaluate(OUT_OF_THE_WINDOW, PHONE["width"]) == []


def test_what_somebody_wrote_stands_on_the_card_as_a_quote(window: Window, web: WebClient) -> None:
    ticket = a_ticket(text="My laptop is broken\nIt beeps twice")
    ts = post(web, Place.TRIAGE, ticket, "en")
    quote = window("ana").get_by_test_id(f"message-{ts}").locator("blockquote")
    expect(quote).to_have_text("It beeps twice")


@pytest.mark.parametrize("person", ["ana", "minjun", "ola"])
def test_all_that_can_be_done_fits_on_a_phone(
    window: Window, web: WebClient, receiver: Receiver, person: str
) -> None:
    language = {"ana": "en", "minjun": "ko", "ola": "pl"}[person]
    admin = PersonId("U1")
    desk = a_desk(admins=frozenset({admin}))
    origin = Origin("T#A|1", InboxId("it"), ChannelId(IT), None)

    def answer(received: Received) -> Response:
        view = menu_view(origin, desk, admin, language)
        web.views_open(trigger_id=received.payload["trigger_id"], view=view)
        return Response()

    receiver.on_interaction = answer
    page = window(person, **PHONE)
    open_by_shortcut(page)
    buttons = page.get_by_test_id("modal").locator("[data-kind=button]")
    assert buttons.count() > 10
    lines = [box["height"] for one in buttons.all() if (box := one.bounding_box())]
    assert max(lines) < 50, "no button needs two lines"
    assert page.evaluate(OUT_OF_THE_WINDOW, PHONE["width"]) == []


def post(web: WebClient, place: Place, ticket: Ticket, language: str) -> str:
    card = ticket_card(ticket, place, a_desk(), people, language)
    answer = web.chat_postMessage(channel=IT, text=card.text, blocks=[*card.blocks])
    return str(answer["ts"])


def open_by_shortcut(page: Page) -> None:
    page.get_by_test_id("shortcuts-button").click()
    page.get_by_test_id("shortcut-it_form").click()
    expect(page.get_by_test_id("modal")).to_be_visible()
