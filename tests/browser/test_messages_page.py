"""Messages as people see them: who said what when, threads, reactions, files, what is new."""

import base64

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from tests.browser.workspace import IT, Window, write
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
NINE_IN_NEW_YORK = 1_795_356_000
PICTURE = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>")


def message(page: Page, ts: str) -> Locator:
    return page.get_by_test_id("messages").get_by_test_id(f"message-{ts}")


def tool(page: Page, ts: str, name: str) -> None:
    message(page, ts).hover()
    message(page, ts).get_by_test_id(f"{name}-{ts}").click()


def test_a_message_appears_at_once_in_everybodys_window(window: Window) -> None:
    ana, ben = window("ana"), window("ben")
    write(ana, "My *laptop* is broken, @ben :ticket:")
    seen = ben.get_by_test_id("message-text").last
    expect(seen).to_have_text("My laptop is broken, @Ben Carter 🎫")
    expect(seen.locator("b")).to_have_text("laptop")
    expect(ben.get_by_test_id("banner")).to_contain_text("This is not Slack")


def test_a_new_message_of_somebody_else_is_read_out(window: Window, fake: FakeSlackClient) -> None:
    ana = window("ana")
    fake.say("ben", "it-happens", "The printer is fine again")
    words = "#it-happens: Ben Carter: The printer is fine again"
    expect(ana.get_by_test_id("announcer")).to_have_text(words)


def test_a_reaction_is_counted_and_taken_back_with_a_click(
    window: Window, fake: FakeSlackClient
) -> None:
    ts = fake.say("ola", "it-happens", "The printer is on fire")
    ana, ben = window("ana"), window("ben")
    message(ana, ts).hover()
    ana.get_by_test_id(f"react-{ts}-ticket").click()
    ben.get_by_test_id(f"reaction-{ts}-ticket").click()
    pill = ana.get_by_test_id(f"reaction-{ts}-ticket")
    expect(pill).to_have_text("🎫2")
    expect(pill).to_have_attribute("title", "Ana Reyes and Ben Carter reacted with :ticket:")
    pill.click()
    expect(ben.get_by_test_id(f"reaction-{ts}-ticket")).to_have_text("🎫1")


def test_an_emoji_is_found_by_searching_by_category_and_in_a_skin_tone(
    window: Window, fake: FakeSlackClient
) -> None:
    ts = fake.say("ola", "it-happens", "Fixed!")
    ana = window("ana")
    tool(ana, ts, "react")
    ana.get_by_test_id("emoji-search").fill("tada")
    ana.get_by_test_id("pick-tada").click()
    expect(ana.get_by_test_id(f"reaction-{ts}-tada")).to_have_text("🎉1")
    ana.get_by_test_id(f"add-reaction-{ts}").click()
    ana.get_by_test_id("emoji-category-3").click()
    ana.get_by_test_id("pick-pizza").click()
    expect(ana.get_by_test_id(f"reaction-{ts}-pizza")).to_have_text("🍕1")
    ana.get_by_test_id(f"add-reaction-{ts}").click()
    ana.get_by_test_id("skin-tone-5").click()
    ana.get_by_test_id("emoji-search").fill("clap")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id(f"reaction-{ts}-clap::skin-tone-5")).to_have_text("👏🏾1")


def test_the_emoji_picker_is_walked_through_with_arrow_keys(
    window: Window, fake: FakeSlackClient
) -> None:
    ts = fake.say("ola", "it-happens", "Fixed!")
    ana = window("ana")
    tool(ana, ts, "react")
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "Enter"):
        ana.keyboard.press(key)
    expect(ana.get_by_test_id(f"reaction-{ts}-eyes")).to_be_visible()


def test_a_thread_opens_beside_the_channel(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "The VPN is slow")
    ana, ben = window("ana"), window("ben")
    tool(ben, ts, "reply")
    ben.get_by_test_id("thread-composer-input").fill("Since when?")
    ben.keyboard.press("Enter")
    ana.get_by_test_id(f"thread-link-{ts}").click()
    expect(ana.get_by_test_id("thread-pane")).to_contain_text("Since when?")
    expect(ana.get_by_test_id("messages")).not_to_contain_text("Since when?")
    ana.get_by_test_id("thread-close").click()
    expect(ana.get_by_test_id("thread-pane")).to_be_hidden()
    expect(message(ana, ts)).to_be_focused()


def test_a_reply_is_also_sent_to_the_channel(window: Window, fake: FakeSlackClient) -> None:
    root = fake.say("ana", "it-happens", "The VPN is slow")
    ana, ben = window("ana"), window("ben")
    tool(ben, root, "reply")
    ben.get_by_test_id("broadcast").check()
    ben.get_by_test_id("thread-composer-input").fill("Mended")
    ben.keyboard.press("Enter")
    expect(ana.get_by_test_id("messages")).to_contain_text("replied to a thread: The VPN is slow")
    expect(ana.get_by_test_id(f"thread-link-{root}")).to_contain_text("1 reply")
    expect(ben.get_by_test_id("broadcast")).not_to_be_checked()
    ana.get_by_test_id(f"replied-{fake.messages('it-happens')[-1]['ts']}").click()
    expect(ana.get_by_test_id("thread-messages")).to_contain_text("Mended")


def test_people_edit_and_delete_their_own_messages(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "teh mouse of @ben in #it-happens")
    other = fake.say("ben", "it-happens", "hm")
    ana = window("ana")
    tool(ana, ts, "edit")
    expect(ana.get_by_test_id("edit-input")).to_have_value("teh mouse of @ben in #it-happens")
    ana.get_by_test_id("edit-input").fill("the mouse of @ben")
    ana.get_by_test_id("edit-save").click()
    expect(message(ana, ts)).to_contain_text("the mouse of @Ben Carter (edited)")
    message(ana, other).hover()
    expect(ana.get_by_test_id(f"reply-{other}")).to_be_visible()
    expect(ana.get_by_test_id(f"delete-{other}")).to_have_count(0)
    tool(ana, ts, "delete")
    ana.get_by_test_id("ask-cancel").click()
    expect(message(ana, ts)).to_be_visible()
    tool(ana, ts, "delete")
    ana.get_by_test_id("ask-ok").click()
    expect(message(ana, ts)).to_have_count(0)


def test_an_edit_under_way_outlives_what_others_do(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("ana", "it-happens", "teh mouse")
    ana = window("ana")
    tool(ana, ts, "edit")
    ana.get_by_test_id("edit-input").fill("the mou")
    fake.act("ben", "react", channel="it-happens", ts=ts, name="eyes")
    fake.say("ben", "it-happens", "and now?")
    expect(ana.get_by_test_id("messages")).to_contain_text("and now?")
    expect(ana.get_by_test_id("edit-input")).to_have_value("the mou")
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id(f"reaction-{ts}-eyes")).to_be_visible()


def test_a_deleted_root_leaves_its_place_to_the_thread(
    window: Window, fake: FakeSlackClient
) -> None:
    root = fake.say("ana", "it-happens", "The VPN is slow")
    fake.say("ben", "it-happens", "Since when?", thread_ts=root)
    ana = window("ana")
    fake.act("ana", "delete", channel="it-happens", ts=root)
    expect(message(ana, root)).to_contain_text("This message was deleted.")
    expect(ana.get_by_test_id(f"thread-link-{root}")).to_contain_text("1 reply")


def test_a_whisper_is_marked_seen_by_one_person_and_dismissed(
    window: Window, web: WebClient
) -> None:
    ana, ben = window("ana"), window("ben")
    ts = web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="psst")["message_ts"]
    expect(ana.get_by_test_id("only-you")).to_have_text("👁 Only visible to you")
    web.chat_postMessage(channel=IT, text="for all")
    expect(ben.get_by_test_id("messages")).to_contain_text("for all")
    expect(ben.get_by_test_id("messages")).not_to_contain_text("psst")
    ana.get_by_test_id(f"dismiss-{ts}").click()
    expect(ana.get_by_test_id("only-you")).to_have_count(0)


def test_who_wrote_from_outside_or_as_an_app_is_tagged(
    window: Window, fake: FakeSlackClient, web: WebClient
) -> None:
    guest = fake.say("gus", "it-happens", "Hello")
    app = web.chat_postMessage(channel=IT, text="Hello")["ts"]
    ana = window("ana")
    expect(message(ana, guest)).to_contain_text("GUEST")
    expect(message(ana, str(app))).to_contain_text("APP")
    cora = fake.say("cora", "x-team", "Hello")
    ana.get_by_test_id("channel-x-team").click()
    expect(message(ana, cora)).to_contain_text("Acme")


def test_the_time_is_the_time_of_who_looks(window: Window, fake: FakeSlackClient) -> None:
    fake.clock(mode="frozen", now=NINE_IN_NEW_YORK)
    ts = fake.say("ben", "it-happens", "What time is it?")
    for person, time in (("ana", "9:00 AM"), ("lena", "15:00"), ("minjun", "오후 11:00")):
        expect(message(window(person), ts).locator("time")).to_have_text(time)


def test_messages_of_one_person_stand_together_under_their_day(
    window: Window, fake: FakeSlackClient
) -> None:
    first = fake.say("ben", "it-happens", "One")
    second = fake.say("ben", "it-happens", "Two")
    ana = window("ana")
    expect(message(ana, first)).to_contain_text("Ben Carter")
    expect(message(ana, second)).not_to_contain_text("Ben Carter")
    fake.advance(86_400)
    third = fake.say("ben", "it-happens", "Three")
    expect(message(ana, third)).to_contain_text("Ben Carter")
    expect(ana.locator("[data-testid^=day-]")).to_have_text(["Yesterday", "Today"])


def test_what_came_meanwhile_stands_under_a_line_and_can_be_left_unread(
    window: Window, fake: FakeSlackClient
) -> None:
    ana = window("ana")
    fake.say("lena", "x-team", "Before")
    expect(ana.get_by_test_id("channel-x-team")).to_have_class("place unread")
    ana.get_by_test_id("channel-x-team").click()
    expect(ana.get_by_test_id("new-line")).to_be_visible()
    ana.get_by_test_id("channel-it-happens").click()
    ana.get_by_test_id("channel-x-team").click()
    expect(ana.get_by_test_id("messages")).to_contain_text("Before")
    expect(ana.get_by_test_id("new-line")).to_have_count(0)
    ts = fake.say("lena", "x-team", "Read me later")
    tool(ana, ts, "more")
    ana.get_by_test_id("menu-unread").click()
    expect(ana.get_by_test_id("channel-x-team")).to_have_class("place unread")


def test_a_copied_link_opens_the_message_also_from_a_text(
    window: Window, fake: FakeSlackClient
) -> None:
    root = fake.say("lena", "x-team", "The rules")
    reply = fake.say("xena", "x-team", "The exceptions", thread_ts=root)
    ana = window("ana")
    ana.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ana.get_by_test_id("channel-x-team").click()
    ana.get_by_test_id(f"thread-link-{root}").click()
    pane = ana.get_by_test_id("thread-pane")
    pane.get_by_test_id(f"message-{reply}").hover()
    pane.get_by_test_id(f"more-{reply}").click()
    ana.get_by_test_id("menu-copy-link").click()
    expect(ana.get_by_test_id("toast")).to_have_text("Link copied")
    link = ana.evaluate("navigator.clipboard.readText()")
    lena = window("lena")
    fake.say("ana", "it-happens", f"see {link}")
    lena.get_by_test_id("messages").get_by_role("link").click()
    expect(lena.get_by_test_id("channel-title")).to_contain_text("x-team")
    expect(lena.get_by_test_id("thread-pane").get_by_test_id(f"message-{reply}")).to_be_focused()
    lena.goto(f"{link}&as=lena")
    lena.wait_for_selector("body[data-ready]")
    expect(lena.get_by_test_id("thread-pane")).to_contain_text("The exceptions")


def test_files_are_shown_as_pictures_or_cards(window: Window, fake: FakeSlackClient) -> None:
    place = {"channel": "it-happens"}
    fake.act("ben", "upload", **place, filename="notes.txt", text="x" * 2048, comment="My notes")
    fake.act("ben", "upload", **place, filename="plan.svg", content=PICTURE.decode())
    ana = window("ana")
    card = ana.get_by_role("link", name="Download notes.txt")
    expect(card).to_contain_text("2 kB")
    picture = ana.get_by_role("img", name="plan.svg")
    expect(picture).to_have_js_property("naturalWidth", 4)
    expect(ana.get_by_test_id("messages")).to_contain_text("My notes")


def test_a_message_shortcut_is_offered_and_reaches_the_app(
    window: Window, fake: FakeSlackClient, receiver: Receiver
) -> None:
    ts = fake.say("ben", "it-happens", "Broken")
    ana = window("ana")
    tool(ana, ts, "more")
    ana.get_by_test_id("message-shortcut-ticket_from_message").click()
    fake.wait()
    (sent,) = receiver.of("interactions")
    assert (sent.payload["type"], sent.payload["message"]["ts"]) == ("message_action", ts)


def test_a_name_tells_who_somebody_is(window: Window, fake: FakeSlackClient) -> None:
    ts = fake.say("lena", "it-happens", "Hello")
    ana = window("ana")
    ana.get_by_test_id(f"author-{ts}").click()
    expect(ana.get_by_test_id("profile-lena")).to_contain_text("IT lead")
    ana.get_by_test_id("profile-message").click()
    expect(ana.get_by_test_id("channel-title")).to_have_text("Lena Fischer")


def test_the_keyboard_moves_through_messages_and_uses_them(
    window: Window, fake: FakeSlackClient
) -> None:
    first = fake.say("ana", "it-happens", "One")
    second = fake.say("ben", "it-happens", "Two")
    ana = window("ana")
    ana.get_by_test_id("messages").focus()
    ana.keyboard.press("ArrowUp")
    expect(message(ana, second)).to_be_focused()
    ana.keyboard.press("ArrowUp")
    expect(message(ana, first)).to_be_focused()
    ana.keyboard.press("e")
    expect(ana.get_by_test_id("edit-input")).to_be_focused()
    ana.keyboard.press("Escape")
    expect(message(ana, first)).to_be_focused()
    ana.keyboard.press("t")
    expect(ana.get_by_test_id("thread-pane")).to_contain_text("One")
    ana.get_by_test_id("thread-composer-input").focus()
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("thread-pane")).to_be_hidden()


def test_what_people_write_never_becomes_markup(window: Window) -> None:
    ana = window("ana")
    write(ana, "<img src=x onerror=alert(1)> <!here> &amp;")
    expect(ana.get_by_test_id("message-text").last).to_have_text(
        "<img src=x onerror=alert(1)> <!here> &amp;"
    )
    expect(ana.get_by_test_id("messages").locator("img, .mention")).to_have_count(0)


def test_a_reload_forgets_what_only_one_person_saw(window: Window, web: WebClient) -> None:
    ana = window("ana")
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="psst")
    expect(ana.get_by_test_id("only-you")).to_be_visible()
    ana.reload()
    ana.wait_for_selector("body[data-ready]")
    expect(ana.get_by_test_id("messages")).not_to_contain_text("psst")
    web.chat_postEphemeral(channel=IT, user="U0ANA00001", text="psst again")
    expect(ana.get_by_test_id("only-you")).to_have_count(1)


def test_one_message_has_its_tools_at_a_time(window: Window, fake: FakeSlackClient) -> None:
    stamps = [fake.say("ben", "it-happens", words) for words in ("One", "Two")]
    ana = window("ana")
    first, second = (message(ana, ts) for ts in stamps)
    first.focus()
    expect(first.locator(".toolbar")).to_have_css("opacity", "1")
    second.hover()
    expect(second.locator(".toolbar")).to_have_css("opacity", "1")
    expect(first.locator(".toolbar")).to_have_css("opacity", "0")
    ana.keyboard.press("Tab")
    expect(first.locator(".toolbar")).to_have_css("opacity", "1")
    ana.mouse.move(0, 0)
    second.hover()
    expect(first.locator(".toolbar")).to_have_css("opacity", "0")
