"""The sidebar and the header: finding one's way, coming and going, changing channels."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from tests.browser.workspace import Window, write
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def tool(page: Page, name: str) -> None:
    page.get_by_test_id("channel-menu").click()
    page.get_by_test_id(f"channel-{name}").click()


def test_a_dm_from_the_app_is_marked_unread_until_opened(window: Window, web: WebClient) -> None:
    ana = window("ana")
    web.chat_postMessage(channel="U0ANA00001", text="Your number is *IT-1*")
    app = ana.get_by_test_id("dm-app")
    expect(app).to_contain_text("1")
    app.click()
    expect(ana.get_by_test_id("messages")).to_contain_text("Your number is IT-1")
    expect(app).to_have_text("Deskbell")


def test_a_mention_is_counted_and_other_messages_only_make_the_name_bold(
    window: Window, fake: FakeSlackClient
) -> None:
    ana = window("ana")
    channel, badge = (ana.get_by_test_id(f"{what}-x-team") for what in ("channel", "unread"))
    fake.say("lena", "x-team", "Good morning")
    expect(channel).to_have_class("place unread")
    expect(badge).to_have_count(0)
    fake.say("lena", "x-team", "@ana are you there?")
    fake.say("lena", "x-team", "@channel everybody?")
    expect(badge).to_have_text("2")
    expect(ana).to_have_title("(2) #it-happens · Deskbell Sample")
    channel.click()
    expect(channel).to_have_class("place")


def test_each_person_sees_their_own_channels(window: Window) -> None:
    page = window("lena")
    expect(page.get_by_test_id("channel-it-oncall")).to_be_visible()
    page.get_by_test_id("person-switcher").click()
    page.get_by_test_id("person-gus").click()
    expect(page.get_by_test_id("channel-it-oncall")).to_have_count(0)
    expect(page.get_by_test_id("channel-it-happens")).to_be_visible()
    expect(page.get_by_test_id("browse-channels")).to_be_hidden()


def test_people_from_next_door_see_the_shared_channel_only(window: Window) -> None:
    cora = window("cora")
    expect(cora.get_by_test_id("channel-title")).to_have_text("#x-team")
    expect(cora.locator("[data-testid^=channel-x], [data-testid^=channel-it]")).to_have_count(1)
    shared = cora.get_by_test_id("channel-x-team").get_by_role("img")
    expect(shared).to_have_accessible_name("Shared with another company")
    expect(cora.get_by_test_id("dm-app")).to_have_count(0)


def test_the_switcher_tells_who_everybody_is_and_opens_a_window_for_them(window: Window) -> None:
    ana = window("ana")
    ana.get_by_test_id("person-switcher").click()
    minjun = ana.get_by_test_id("person-minjun")
    expect(minjun).to_contain_text("Requester")
    expect(minjun).to_contain_text("Korean")
    expect(ana.get_by_test_id("person-cora")).to_contain_text("Acme")
    with ana.expect_popup() as opened:
        ana.get_by_test_id("window-minjun").click()
    expect(opened.value.get_by_test_id("person-switcher")).to_contain_text("Kim Minjun")
    expect(ana.get_by_test_id("person-switcher")).to_contain_text("Ana Reyes")


def test_the_page_speaks_the_language_of_who_looks(window: Window, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "one")
    for number in range(5):
        fake.say("ben", "it-happens", f"reply {number}", thread_ts=root)
    ola, minjun = window("ola"), window("minjun")
    expect(ola.get_by_test_id(f"thread-link-{root}")).to_contain_text("5 odpowiedzi")
    expect(ola.get_by_test_id("member-count")).to_have_text("10 członków")
    expect(minjun.get_by_test_id(f"thread-link-{root}")).to_contain_text("댓글 5개")
    expect(minjun.locator("html")).to_have_attribute("lang", "ko-KR")


def test_a_channel_is_found_joined_and_left(window: Window, fake: FakeSlackClient) -> None:
    ana, ben = window("ana"), window("ben")
    ben.get_by_test_id("channel-it-triage").click()
    expect(ana.get_by_test_id("channel-it-triage")).to_have_count(0)
    ana.get_by_test_id("browse-channels").click()
    expect(ana.get_by_test_id("browse-it-triage")).to_contain_text("5 members")
    ana.get_by_test_id("browse-it-triage").click()
    ana.get_by_test_id("join").click()
    expect(ana.get_by_test_id("composer-input")).to_be_visible()
    expect(ben.get_by_test_id("messages")).to_contain_text("has joined the channel")
    expect(ben.get_by_test_id("member-count")).to_have_text("6 members")
    tool(ana, "leave")
    expect(ana.get_by_test_id("join")).to_be_visible()
    expect(ben.get_by_test_id("messages")).to_contain_text("has left the channel")


def test_people_and_the_app_are_added_and_removed(window: Window) -> None:
    ben = window("ben")
    ben.get_by_test_id("channel-it-triage").click()
    for what, who, count in (("kick", "app", 4), ("invite", "app", 5), ("invite", "ana", 6)):
        tool(ben, what)
        ben.get_by_test_id(f"{what}-{who}").click()
        expect(ben.get_by_test_id("member-count")).to_have_text(f"{count} members")
    tool(ben, "invite")
    ben.get_by_test_id("invite-cora").click()
    expect(ben.get_by_test_id("notice")).to_contain_text("not shared with their company")


def test_the_members_are_listed_searched_and_added(window: Window) -> None:
    ben = window("ben")
    ben.get_by_test_id("channel-it-triage").click()
    ben.get_by_test_id("member-count").click()
    expect(ben.get_by_test_id("member-app")).to_be_visible()
    ben.get_by_test_id("members-search").fill("ana")
    ben.get_by_test_id("member-invite-ana").click()
    expect(ben.get_by_test_id("member-kick-ana")).to_be_visible()
    ben.keyboard.press("Escape")
    expect(ben.get_by_test_id("member-count")).to_have_text("6 members")


def test_a_channel_is_made_described_renamed_and_archived(window: Window) -> None:
    lena = window("lena")
    lena.get_by_test_id("channel-create").click()
    lena.get_by_test_id("create-name").fill("moving-boxes")
    lena.get_by_test_id("create-private").check()
    lena.get_by_test_id("create-ok").click()
    title = lena.get_by_test_id("channel-title")
    expect(title).to_have_text("moving-boxes")
    expect(title.get_by_role("img")).to_have_accessible_name("private")
    tool(lena, "topic")
    lena.get_by_test_id("topic-dialog-topic").fill("Boxes")
    lena.get_by_test_id("topic-dialog-ok").click()
    expect(lena.get_by_test_id("topic")).to_have_text("Boxes")
    tool(lena, "rename")
    lena.get_by_test_id("rename-name").fill("boxes-moved")
    lena.keyboard.press("Enter")
    expect(title).to_have_text("boxes-moved")
    tool(lena, "archive")
    expect(lena.get_by_test_id("composer-input")).to_have_count(0)
    tool(lena, "unarchive")
    expect(lena.get_by_test_id("composer-input")).to_be_visible()


def test_sharing_closing_and_deleting_a_channel_show_at_once(window: Window) -> None:
    adam, cora = window("adam"), window("cora")
    adam.get_by_test_id("channel-x-team-comms").click()
    tool(adam, "share-T0ACME0001")
    title = adam.get_by_test_id("channel-title")
    expect(title.get_by_role("img")).to_have_accessible_name("Udostępniony innej firmie")
    tool(adam, "unshare-T0ACME0001")
    expect(title.get_by_role("img")).to_have_count(0)
    tool(adam, "private")
    adam.get_by_test_id("ask-ok").click()
    expect(title.get_by_role("img")).to_have_accessible_name("prywatny")
    tool(adam, "delete")
    adam.get_by_test_id("ask-cancel").click()
    expect(title).to_have_text("x-team-comms")
    tool(adam, "delete")
    adam.get_by_test_id("ask-ok").click()
    expect(adam.get_by_test_id("channel-x-team-comms")).to_have_count(0)
    expect(title).not_to_have_text("x-team-comms")
    expect(cora.get_by_test_id("channel-title")).to_have_text("#x-team")


def test_what_slack_refuses_is_told_in_its_words(window: Window) -> None:
    adam = window("adam")
    tool(adam, "rename")
    adam.get_by_test_id("rename-name").fill("x-team")
    adam.get_by_test_id("rename-ok").click()
    expect(adam.get_by_test_id("notice")).not_to_be_empty()
    expect(adam.get_by_test_id("channel-title")).to_have_text("#it-happens")


def test_a_direct_message_is_started_with_one_person_or_with_several(window: Window) -> None:
    ana, ben = window("ana"), window("ben")
    ana.get_by_test_id("dm-add").click()
    ana.get_by_test_id("dm-with-ben").check()
    ana.get_by_test_id("dm-open").click()
    expect(ana.get_by_test_id("channel-title")).to_have_text("Ben Carter")
    write(ana, "Hello Ben")
    expect(ben.get_by_test_id("unread-Ana Reyes")).to_have_text("1")
    ana.get_by_test_id("dm-add").click()
    ana.get_by_test_id("dm-search").fill("lena")
    ana.get_by_test_id("dm-with-lena").check()
    ana.get_by_test_id("dm-search").fill("ben")
    ana.get_by_test_id("dm-with-ben").check()
    ana.get_by_test_id("dm-open").click()
    expect(ana.get_by_test_id("channel-title")).to_have_text("Ben Carter, Lena Fischer")


def test_people_for_a_direct_message_are_found_with_the_keyboard(window: Window) -> None:
    ana = window("ana")
    ana.get_by_test_id("dm-add").click()
    for typed, chosen in (("lena", "Lena Fischer"), ("ben", "Ben Carter, Lena Fischer")):
        ana.keyboard.type(typed)
        ana.keyboard.press("Enter")
        expect(ana.get_by_test_id("dm-chosen")).to_have_text(chosen)
    ana.keyboard.type("nobody of that name")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("new-dm")).to_contain_text("Nobody found")
    ana.get_by_test_id("dm-search").fill("")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("channel-title")).to_have_text("Ben Carter, Lena Fischer")
    expect(ana.get_by_test_id("composer-input")).to_be_focused()


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        ("ana", ["members", "invite", "kick", "topic", "share-T0ACME0001", "archive", "leave"]),
        ("gus", ["members", "topic"]),
    ],
)
def test_the_channel_menu_offers_what_the_person_may_do(
    window: Window, person: str, offered: list[str]
) -> None:
    page = window(person)
    page.get_by_test_id("channel-menu").click()
    entries = page.get_by_test_id("channel-tools").get_by_role("menuitem").all()
    assert [one.get_attribute("data-testid") for one in entries] == [
        f"channel-{what}" for what in offered
    ]


def test_slacks_own_lines_are_in_the_language_of_who_looks(
    window: Window, fake: FakeSlackClient
) -> None:
    ola, minjun = window("ola"), window("minjun")
    fake.act("ben", "leave", channel="it-happens")
    fake.act("lena", "invite", channel="it-happens", user="ben")
    fake.act("lena", "set_topic", channel="it-happens", topic="Printers")
    expect(ola.get_by_test_id("message-text")).to_have_text(
        [
            "opuszcza kanał",
            "dołącza do kanału, dodano przez: Lena Fischer",
            "ustawia temat kanału: Printers",
        ]
    )
    expect(minjun.get_by_test_id("message-text").last).to_have_text(
        "채널 주제를 설정했습니다: Printers"
    )


def test_the_signs_of_a_channel_stand_apart_from_its_name(window: Window) -> None:
    lena = window("lena")
    lena.get_by_test_id("channel-x-team").click()
    sign = lena.get_by_test_id("channel-title").get_by_role("img")
    expect(sign).to_have_css("margin-left", "6px")
    fold = lena.get_by_test_id("channel-x-team").get_by_role("img")
    expect(fold).to_have_css("margin-left", "0px")


def test_a_section_folds_and_keeps_what_is_unread(window: Window, fake: FakeSlackClient) -> None:
    ana = window("ana")
    ana.get_by_test_id("fold-channels").click()
    expect(ana.get_by_test_id("channel-x-team")).to_be_hidden()
    expect(ana.get_by_test_id("channel-it-happens")).to_be_visible()
    fake.say("lena", "x-team", "Good morning")
    expect(ana.get_by_test_id("channel-x-team")).to_be_visible()


@pytest.mark.parametrize("person", ["minjun", "ola"])
@pytest.mark.parametrize("width", [320, 1600])
def test_nothing_runs_out_of_the_window_in_long_languages(
    window: Window, person: str, width: int
) -> None:
    page = window(person, width=width)
    if width == 320:
        page.get_by_test_id("menu-button").click()
    page.get_by_test_id("person-switcher").click()
    menu = page.get_by_test_id("person-menu")
    assert menu.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") == width
