"""A loaner laptop by hand: from the emoji to the return, with time travel, by three people in three
languages, each in their own window over the deployed local desk (A1-07, A1-08)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.choosing import pick
from tests.browser.desk_page import (
    SOON,
    fill_in,
    last_message,
    messages_of_the_app,
    press,
    react,
    say,
    sees,
    send,
    thread_of,
)
from tests.browser.workspace import Window
from tests.one_laptop import SERIAL, bring_one_laptop
from tests.running_desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.enable_socket]

WHY = "Getting a new loaner laptop within the next 48 hours please"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays what, and what each of them reads."""

    requester: str
    name: str
    form: str
    waits: str
    kept: str
    booked: str
    theirs: str
    soon: str
    is_back: str
    over: str
    manager: str
    manager_id: str
    asks: str
    approve: str
    technician: str
    hand_out: str
    inspect: str
    fine: str


CASTS = [
    Cast(
        requester="ana",
        name="Ana Reyes",
        form="Borrow a laptop",
        waits="waits for your manager's approval",
        kept="A laptop is kept for you",
        booked="You come for the laptop",
        theirs="is yours until",
        soon="is due back in San Francisco",
        is_back="It is back",
        over="is back and in order",
        manager="ola",
        manager_id="U0OLA00001",
        asks="Laptop zastępczy (San Francisco) na 7 dni",
        approve="Zgoda",
        technician="jiwoo",
        hand_out="노트북 내주기",
        inspect="노트북 점검",
        fine="반납됐고 다시 빌려줄 수 있어요",
    ),
    Cast(
        requester="minjun",
        name="Kim Minjun",
        form="노트북 빌리기",
        waits="매니저의 승인을 기다리고 있어요",
        kept="노트북을 맡아 두었어요",
        booked="San Francisco 사무실에서 받으세요",
        theirs="까지 쓰실 수 있어요",
        soon="반납일이 다가와요",
        is_back="반납했어요",
        over="반납됐고 이상이 없어요",
        manager="adam",
        manager_id="U0ADAM0001",
        asks="Laptop zastępczy (San Francisco) na 7 dni",
        approve="Zgoda",
        technician="ben",
        hand_out="Hand out a laptop",
        inspect="Inspect a laptop",
        fine="can be lent again",
    ),
    Cast(
        requester="ola",
        name="Ola Nowak",
        form="Wypożycz laptopa",
        waits="czeka na zgodę przełożonego",
        kept="Laptop dla Ciebie jest odłożony",
        booked="Odbierasz laptopa",
        theirs="jest u Ciebie do",
        soon="Zbliża się termin oddania",
        is_back="Już oddany",
        over="wrócił i jest sprawny",
        manager="minjun",
        manager_id="U0MINJUN01",
        asks="San Francisco 사무실의 대여 노트북, 7일",
        approve="승인",
        technician="ben",
        hand_out="Hand out a laptop",
        inspect="Inspect a laptop",
        fine="can be lent again",
    ),
]


@pytest.fixture(scope="module", autouse=True)
def one_laptop(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    bring_one_laptop(desk, tmp_path_factory.mktemp("inventory"))


def asks_by_emoji(page: Page, cast: Cast) -> None:
    message = say(page, WHY)
    react(page, message, "computer")
    thread = thread_of(page, message.get_attribute("data-ts"))
    form = fill_in(page, thread, "Borrow a laptop")
    expect(page.get_by_test_id("modal-title")).to_have_text(cast.form)
    expect(form.locator("[data-block='why']")).to_have_value(WHY)
    pick(page, form.locator("[data-block='office']"), "san_francisco")
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("field-error-manager")).to_be_visible(timeout=SOON)
    pick(page, form.locator("[data-block='manager']"), cast.manager_id)
    send(page)


def technician_does(page: Page, cast: Cast, button: str, title: str) -> Locator:
    """In the office's channel, at the newest message about this laptop; the form."""
    said = page.get_by_test_id("messages").locator("article", has_text=cast.name)
    offers = said.filter(has=page.locator("button", has_text=button))
    form = fill_in(page, offers.last, button)
    expect(page.get_by_test_id("modal-title")).to_have_text(title)
    return form


def due_in(message: Locator) -> datetime:
    """When it is to be back, as the message has it for whoever looks."""
    shown = message.locator("time[datetime]").last.get_attribute("datetime")
    return datetime.fromisoformat(str(shown)).astimezone(UTC)


@pytest.mark.parametrize("cast", CASTS, ids=lambda one: one.requester)
def test_a_laptop_from_the_emoji_to_the_return(desk_window: Window, desk: Desk, cast: Cast) -> None:
    people = (cast.requester, cast.manager, cast.technician)
    requester, manager, technician = (desk_window(person) for person in people)
    messages_of_the_app(manager)
    technician.get_by_test_id("channel-it-triage").click()
    asks_by_emoji(requester, cast)
    messages_of_the_app(requester)
    last_message(requester, cast.waits)

    asked = last_message(manager, WHY)
    sees(asked, cast.asks, cast.name)
    press(asked, cast.approve)
    kept = last_message(requester, "San Francisco")
    sees(kept, cast.kept, "ThinkPad X1")

    kept.locator("[data-testid$='-loan.slot']").click()
    requester.get_by_role("listbox").get_by_role("option").first.click()
    visit = requester.get_by_test_id("modal")
    pick(requester, visit.locator("[data-block='healthy']"), "yes")
    send(requester)
    last_message(requester, cast.booked)

    form = technician_does(technician, cast, "Hand it out…", cast.hand_out)
    form.locator("[data-block='serial']").fill(SERIAL)
    send(technician)
    theirs = last_message(requester, cast.theirs)

    desk.tick(due_in(theirs) - DAY + MINUTE)
    press(last_message(requester, cast.soon), cast.is_back)
    form = technician_does(technician, cast, "Inspect it…", cast.inspect)
    pick(technician, form.locator("[data-block='finding']"), "available")
    form.locator("[data-block='serial']").fill(SERIAL)
    send(technician)
    last_message(requester, cast.over)
    found = last_message(technician, cast.fine)
    expect(found.get_by_test_id("only-you")).to_be_visible()
