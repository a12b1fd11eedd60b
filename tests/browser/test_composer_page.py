"""Where people type: sending, completion, commands, formatting, drafts, files."""

import pytest
from playwright.sync_api import FilePayload, expect
from starlette.responses import Response

from tests.browser.choosing import gesture
from tests.browser.workspace import Window, write
from tests.functional.fake_slack.harness import Receiver
from tools.fake_slack.client import FakeSlackClient

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
NAMES = ("a.txt", "b.txt")


def test_enter_sends_and_shift_enter_makes_a_line(window: Window, fake: FakeSlackClient) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.press_sequentially("First")
    ana.keyboard.press("Shift+Enter")
    field.press_sequentially("Second")
    ana.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(ana.get_by_test_id("message-text")).to_contain_text("First\nSecond")
    assert fake.messages("it-happens")[-1]["text"] == "First\nSecond"


@pytest.mark.parametrize(
    ("typed", "picked", "result"),
    [
        ("@jiw", "mention-jiwoo", "@jiwoo "),
        ("Hello @deskb", "mention-app", "Hello @U0BOT00001 "),
        ("@it-", "mention-it-agents", "@it-agents "),
        ("see #x-team-a", "channel-link-x-team-announcements", "see #x-team-announcements "),
        ("done :tad", "emoji-tada", "done :tada: "),
        ("/i", "command-it", "/it "),
    ],
)
def test_a_word_is_completed_with_the_keyboard(
    window: Window, typed: str, picked: str, result: str
) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially(typed)
    option = ana.get_by_test_id(picked)
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    ana.keyboard.press("Tab")
    expect(field).to_have_value(result)
    expect(ana.get_by_test_id("composer-completions")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_another_completion_is_chosen_and_escape_offers_none(window: Window) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.press_sequentially("@")
    ana.keyboard.press("ArrowDown")
    expect(ana.get_by_test_id("mention-minjun")).to_have_attribute("aria-selected", "true")
    ana.keyboard.press("Enter")
    expect(field).to_have_value("@minjun ")
    field.press_sequentially("@")
    ana.keyboard.press("Escape")
    expect(ana.get_by_test_id("composer-completions")).to_be_hidden()


def test_a_word_in_the_middle_is_completed_where_it_stands(window: Window) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.fill("ask  today")
    field.evaluate("node => node.setSelectionRange(4, 4)")
    field.press_sequentially("@be")
    ana.keyboard.press("Tab")
    field.press_sequentially("and @l")
    ana.keyboard.press("Tab")
    expect(field).to_have_value("ask @ben and @lena today")


def test_a_failing_command_leaves_what_was_typed(window: Window, receiver: Receiver) -> None:
    receiver.on_command = lambda _: Response("no", 500)
    ana = window("ana")
    write(ana, "/it my mouse")
    expect(ana.get_by_test_id("composer-error")).to_contain_text("dispatch_failed")
    expect(ana.get_by_test_id("composer-input")).to_have_value("/it my mouse")
    ana.get_by_test_id("composer-error-dismiss").click()
    expect(ana.get_by_test_id("composer-error")).to_be_hidden()


def test_an_unknown_command_is_refused_and_me_is_a_message(window: Window) -> None:
    ana = window("ana")
    error = ana.get_by_test_id("composer-error")
    write(ana, "/nothing here")
    expect(error).to_contain_text("/nothing is not a valid command")
    ana.get_by_test_id("composer-input").fill("")
    expect(error).to_be_hidden()
    write(ana, "/me waves")
    expect(ana.get_by_test_id("message-text").last).to_have_text("waves")


def test_commands_do_not_work_in_threads(
    window: Window, fake: FakeSlackClient, receiver: Receiver
) -> None:
    root = fake.say("ben", "it-happens", "Hello")
    fake.say("ben", "it-happens", "Hello?", thread_ts=root)
    ana = window("ana")
    ana.get_by_test_id(f"thread-link-{root}").click()
    ana.get_by_test_id("thread-composer-input").fill("/it my mouse")
    hint = ana.get_by_test_id("thread-composer-hint")
    expect(hint).to_have_text("Commands do not work in threads.")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("thread-composer-error")).to_contain_text("do not work in threads")
    expect(ana.get_by_test_id("thread-composer-input")).to_have_value("/it my mouse")
    assert receiver.of("commands") == []


def test_marks_go_around_what_is_selected(window: Window) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.fill("very urgent")
    field.evaluate("node => node.setSelectionRange(5, 11)")
    ana.get_by_test_id("composer-bold").click()
    expect(field).to_have_value("very *urgent*")
    ana.keyboard.press("Control+i")
    expect(field).to_have_value("very *_urgent_*")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("message-text").locator("b i")).to_have_text("urgent")


def test_a_draft_waits_in_its_channel(window: Window) -> None:
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.fill("Not yet")
    ana.get_by_test_id("channel-x-team").click()
    expect(field).to_have_value("")
    expect(ana.get_by_test_id("channel-it-happens").get_by_title("Draft")).to_be_visible()
    ana.reload()
    ana.get_by_test_id("channel-it-happens").click()
    expect(field).to_have_value("Not yet")


def test_the_last_message_is_edited_with_the_up_key(window: Window, fake: FakeSlackClient) -> None:
    fake.say("ana", "it-happens", "Mine")
    fake.say("ben", "it-happens", "Not mine")
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    field.press("ArrowUp")
    expect(ana.get_by_test_id("edit-input")).to_have_value("Mine")
    ana.get_by_test_id("edit-input").fill("Still mine")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("edit-input")).to_have_count(0)
    expect(field).to_be_focused()


def test_files_are_chosen_taken_out_and_sent_with_words(
    window: Window, fake: FakeSlackClient
) -> None:
    ana, ben = window("ana"), window("ben")
    chosen = [FilePayload(name=name, mimeType="text/plain", buffer=b"words") for name in NAMES]
    ana.get_by_test_id("composer-file").set_input_files(chosen)
    waiting = ana.get_by_test_id("composer-files")
    expect(waiting.get_by_role("listitem")).to_have_count(2)
    expect(ana.get_by_test_id("composer-input")).to_be_focused()
    ana.get_by_role("button", name="Remove a.txt").click()
    write(ana, "Please read")
    expect(waiting).to_be_hidden()
    expect(ben.get_by_role("link", name="Download b.txt")).to_be_visible()
    expect(ben.get_by_test_id("message-text").last).to_have_text("Please read")


def test_a_pasted_file_waits_to_be_sent(window: Window) -> None:
    ana = window("ana")
    ana.get_by_test_id("composer-input").evaluate(
        """node => {
            const data = new DataTransfer();
            data.items.add(new File(["x"], "screen.txt", {type: "text/plain"}));
            node.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data}));
        }"""
    )
    expect(ana.get_by_test_id("composer-files")).to_contain_text("screen.txt")
    expect(ana.get_by_test_id("composer-send")).to_be_enabled()


def test_the_shortcuts_menu_offers_what_the_app_has(window: Window) -> None:
    ana = window("ana")
    ana.get_by_test_id("shortcuts-button").click()
    expect(ana.get_by_test_id("shortcut-it_form")).to_contain_text("Ask IT for help with a form")
    cora = window("cora")
    cora.get_by_test_id("shortcuts-button").click()
    expect(cora.get_by_test_id("shortcuts-menu")).to_have_text("No shortcuts here")


def test_the_skip_link_leads_to_the_message_box(window: Window) -> None:
    ana = window("ana")
    ana.get_by_test_id("skip").focus()
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("composer-input")).to_be_focused()


def test_files_wait_while_a_command_runs(window: Window, receiver: Receiver) -> None:
    ana = window("ana")
    file = FilePayload(name=NAMES[0], mimeType="text/plain", buffer=b"words")
    ana.get_by_test_id("composer-file").set_input_files(file)
    with gesture(ana, "slash"):
        write(ana, "/it my mouse")
    expect(ana.get_by_test_id("composer-input")).to_have_value("")
    expect(ana.get_by_test_id("composer-files")).to_contain_text(NAMES[0])
    (command,) = receiver.of("commands")
    assert command.fields["text"] == "my mouse"


def test_an_app_that_is_taken_out_offers_nothing_until_it_is_back(
    window: Window, fake: FakeSlackClient
) -> None:
    ana = window("ana")
    field, options = (ana.get_by_test_id(f"composer-{what}") for what in ("input", "completions"))
    field.press_sequentially("/it")
    expect(options).to_be_visible()
    fake.uninstall()
    expect(ana.get_by_test_id("dm-app")).to_have_count(0)
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("composer-error")).to_contain_text("/it is not a valid command")
    expect(options).to_be_hidden()
    fake.reinstall()
    expect(ana.get_by_test_id("dm-app")).to_be_visible()
    field.fill("")
    field.press_sequentially("/i")
    expect(ana.get_by_test_id("command-it")).to_be_visible()


def test_one_can_type_at_once_wherever_one_comes(window: Window, fake: FakeSlackClient) -> None:
    root = fake.say("ben", "it-happens", "Hello")
    ana = window("ana")
    field = ana.get_by_test_id("composer-input")
    expect(field).to_be_focused()
    ana.get_by_test_id("channel-x-team").click()
    expect(field).to_be_focused()
    ana.get_by_test_id("channel-it-happens").click()
    for _ in range(2):
        ana.get_by_test_id(f"message-{root}").first.focus()
        ana.keyboard.press("t")
        expect(ana.get_by_test_id("thread-composer-input")).to_be_focused()
        ana.keyboard.press("Escape")
        expect(ana.get_by_test_id("thread-pane")).to_be_hidden()


def test_a_message_that_is_too_long_says_so_and_stays(
    window: Window, fake: FakeSlackClient
) -> None:
    ana = window("ana")
    field, hint = (ana.get_by_test_id(f"composer-{what}") for what in ("input", "hint"))
    field.fill("x" * 11_799)
    expect(hint).to_be_hidden()
    field.fill("x" * 11_999)
    expect(hint).to_have_text("1 character left")
    field.fill("😀" * 12_002)
    expect(hint).to_have_text("2 characters too many: a message has at most 12,000")
    expect(ana.get_by_test_id("composer-send")).to_be_disabled()
    ana.keyboard.press("Enter")
    expect(field).to_have_value("😀" * 12_002)
    field.fill("x" * 12_000)
    ana.keyboard.press("Enter")
    expect(field).to_have_value("")
    assert len(fake.messages("it-happens")[-1]["text"]) == 12_000
