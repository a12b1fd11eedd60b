"""Every block and element as the page draws it, looked at in the gallery without a workspace."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.choosing import choose, chosen, offered

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
Gallery = Callable[..., Page]
WIDTHS = [320, 768, 1280, 1600]


@pytest.fixture
def gallery(browser: Browser, fake_url: str) -> Iterator[Gallery]:
    """Opens the gallery; whatever the console calls an error fails."""
    wrong: list[str] = []
    contexts = []

    def open_gallery(
        width: int = 1280, locale: str = "en-US", scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.goto(f"{fake_url}/gallery.html")
        page.wait_for_selector("body[data-ready]")
        page.get_by_test_id("gallery-locale").select_option(locale)
        return page

    yield open_gallery
    for context in contexts:
        context.close()
    assert wrong == []


def sample(page: Page, name: str) -> Locator:
    return page.get_by_test_id(f"sample-{name}")


def hears(page: Page, value: Any, action_id: str = "") -> None:
    """What the app is told in the end."""
    told = page.get_by_test_id("heard")
    expect(told).to_contain_text(f'"value":{json.dumps(value, separators=(",", ":"))}}}')
    expect(told).to_contain_text(f'"action_id":"{action_id}')


@pytest.mark.parametrize("locale", ["en-US", "ko-KR", "pl-PL"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_out_of_its_block_in_any_language_at_any_width(
    gallery: Gallery, width: int, locale: str
) -> None:
    page = gallery(width, locale)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll('.gallery-item *')]
            .filter((node) => !node.closest('.table-scroll, .block-carousel, .sr, svg, .options'))
            .filter((node) => {
                const item = node.closest('.gallery-item').getBoundingClientRect();
                return node.getBoundingClientRect().right > item.right + 1;
            })
            .map((node) => node.className)"""
    )
    assert too_wide == []


def test_colours_follow_the_system_or_what_is_chosen(gallery: Gallery) -> None:
    page = gallery(scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(24, 28, 27)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(223, 229, 226)"
    page.get_by_test_id("gallery-scheme").select_option("light")
    assert page.evaluate(background) == "rgb(255, 255, 255)"


def test_fields_stand_in_two_columns_and_under_each_other_on_a_phone(gallery: Gallery) -> None:
    for width, columns in ((1280, 2), (320, 1)):
        fields = sample(gallery(width), "section").locator(".fields").first
        lefts = fields.evaluate(
            "node => new Set([...node.children].map((one) => one.getBoundingClientRect().x)).size"
        )
        assert lefts == columns


def test_a_long_text_is_folded_until_somebody_wants_more(gallery: Gallery) -> None:
    section = sample(gallery(), "section")
    words = section.locator(".words > .mrkdwn").last
    folded = words.bounding_box()
    section.get_by_test_id("see-more").click()
    unfolded = words.bounding_box()
    assert folded
    assert unfolded
    assert unfolded["height"] > folded["height"] * 1.5
    expect(section.get_by_test_id("see-more")).to_have_text("See less")


def test_slacks_text_format_becomes_elements_and_markup_stays_text(gallery: Gallery) -> None:
    words = sample(gallery(), "mrkdwn").locator(".mrkdwn").first
    for tag, text in (
        ("b", "bold"),
        ("i", "italic"),
        ("s", "strike"),
        ("code", "code @Ben Carter"),
    ):
        expect(words.locator(f"> {tag}").filter(has_text=text).first).to_have_text(text)
    expect(words.locator("blockquote")).to_have_text("a quote with bold\nof two lines")
    expect(words.locator("pre")).to_have_text("let x = 1 < 2; // *not bold*\n> no quote")
    expect(words.locator(".list-line")).to_have_count(3)
    for mention in ("@Ben Carter", "#it-happens", "#private channel", "@it-team", "@here"):
        expect(words.locator(".mention", has_text=mention).last).to_be_visible()
    expect(words.locator("a").last).to_have_attribute("href", "https://example.com/path?a=1&b=2")
    expect(words).to_contain_text("snake_case_name 2*3*4")
    expect(words).to_contain_text("today at 9:00 PM, 2 hours ago <b>no markup</b>")


def test_dates_are_in_the_language_of_who_looks(gallery: Gallery) -> None:
    for locale, date in (
        ("ko-KR", "2026년 11월 21일 토요일"),
        ("pl-PL", "sobota, 21 listopada 2026"),
    ):
        page = gallery(locale=locale)
        expect(sample(page, "rich_text").locator("time")).to_contain_text(date)


def test_rich_text_lists_go_on_counting_after_an_inner_list(gallery: Gallery) -> None:
    lists = sample(gallery(), "rich_text").locator("ol")
    starts = lists.evaluate_all("nodes => nodes.map((node) => node.start)")
    assert starts == [1, 3, 9]


def test_markdown_has_its_structure_and_no_markup_of_its_own(gallery: Gallery) -> None:
    words = sample(gallery(), "markdown").locator(".markdown")
    expect(words.locator("h3")).to_have_text("Heading one")
    expect(words.locator("td")).to_have_text(["Berlin", "3", "Seoul", "12"])
    expect(words.locator("input[type=checkbox]:checked")).to_have_count(1)
    expect(words.locator("pre")).to_have_text("print('<b>')")
    expect(words).to_contain_text("<b>no markup</b> &")


def test_a_picture_that_is_not_there_shows_its_description(gallery: Gallery) -> None:
    expect(sample(gallery(), "image")).to_contain_text("A picture that is not there")


def test_an_unknown_block_shows_its_json(gallery: Gallery) -> None:
    expect(sample(gallery(), "unknown")).to_contain_text('"type": "hologram"')


def test_a_data_table_is_sorted_and_turned_over(gallery: Gallery) -> None:
    table = sample(gallery(), "data_table")
    expect(table.locator("tbody th")).to_have_text(["Berlin", "Seoul", "Warsaw"])
    table.get_by_role("button", name="Next").click()
    expect(table.locator("tbody th")).to_have_text(["Austin"])
    table.get_by_role("button", name="Waited").click()
    expect(table.locator("tbody td")).to_have_text(["4 min", "9 min", "30 min"])
    table.get_by_role("button", name="Waited").click()
    expect(table.locator("tbody td")).to_have_text(["120 min", "30 min", "9 min"])


def test_charts_tell_their_numbers_to_screen_readers(gallery: Gallery) -> None:
    charts = sample(gallery(), "data_visualization").get_by_role("img")
    expect(charts.first).to_have_attribute("aria-label", "Hardware: 45; Access: 28; VPN: 18")
    expect(charts).to_have_count(4)


def test_a_container_folds_and_what_is_in_it_can_be_clicked(gallery: Gallery) -> None:
    page = gallery()
    container = sample(page, "container")
    container.get_by_role("button", name="Take it").click()
    hears(page, None, "inside")
    container.locator("summary").click()
    expect(container.get_by_role("button", name="Take it")).to_be_hidden()


def test_a_confirm_dialog_stands_before_a_click(gallery: Gallery) -> None:
    page = gallery()
    danger = page.get_by_test_id("gallery-danger")
    danger.click()
    expect(page.get_by_test_id("confirm")).to_contain_text("Really?")
    page.get_by_test_id("confirm-deny").click()
    expect(page.get_by_test_id("heard")).to_contain_text("Touch something")
    danger.click()
    page.get_by_test_id("confirm-ok").click()
    hears(page, None, "danger")


def test_a_denied_choice_is_taken_back(gallery: Gallery) -> None:
    page = gallery()
    menu = page.get_by_test_id("gallery-menu")
    choose(page, menu, "Seoul")
    expect(page.get_by_test_id("confirm")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_have_text("Laptop")
    choose(page, menu, "Berlin")
    page.get_by_test_id("confirm-deny").click()
    choose(page, menu, "Berlin")
    page.get_by_test_id("confirm-ok").click()
    hears(page, "berlin", "menu")
    expect(menu).to_have_text("Berlin")


def test_an_overflow_menu_is_used_with_the_keyboard(gallery: Gallery) -> None:
    page = gallery()
    overflow = page.get_by_test_id("gallery-more")
    overflow.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    hears(page, "assign", "more")
    expect(overflow).to_be_focused()


def test_options_are_grouped_searched_and_cleared(gallery: Gallery) -> None:
    page = gallery()
    select = sample(page, "selects").get_by_test_id("gallery-static_select")
    select.click()
    expect(page.get_by_role("listbox").get_by_role("group")).to_have_count(2)
    page.get_by_test_id("option-search").fill("se")
    expect(offered(page)).to_have_text(["Seoul"])
    page.get_by_test_id("option-search").fill("nowhere")
    expect(page.get_by_test_id("option-hint")).to_have_text("No results")
    page.get_by_test_id("option-search").fill("")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(select).to_have_text("Warsaw")
    expect(select).to_be_focused()
    select.click()
    page.get_by_test_id("option-clear").click()
    expect(select).to_have_text("Choose an option")


def test_an_external_select_asks_once_enough_is_typed(gallery: Gallery) -> None:
    page = gallery()
    select = sample(page, "selects").get_by_test_id("gallery-external_select")
    select.focus()
    page.keyboard.type("w")
    expect(page.get_by_test_id("option-hint")).to_have_text("Type at least 2 characters")
    page.keyboard.type("a")
    offered(page, "Warsaw").click()
    hears(page, "warsaw", "external_select")
    expect(select).to_have_text("Warsaw")


def test_no_more_can_be_chosen_than_allowed(gallery: Gallery) -> None:
    page = gallery()
    select = sample(page, "multi_selects").get_by_test_id("gallery-multi_static_select")
    select.click()
    offered(page, "Warsaw").click()
    expect(page.get_by_test_id("option-hint")).to_have_text("You can choose up to 2")
    offered(page, "Berlin").click(force=True)
    page.keyboard.press("Escape")
    hears(page, ["seoul", "warsaw"], "multi_static_select")
    assert chosen(select) == ["Seoul", "Warsaw"]
    sample(page, "multi_selects").get_by_role("button", name="Remove Seoul").click()
    hears(page, ["warsaw"])


def test_a_conversations_select_offers_only_the_kinds_it_filters_for(gallery: Gallery) -> None:
    page = gallery()
    sample(page, "selects").get_by_test_id("gallery-conversations_select").click()
    expect(offered(page)).to_have_text(["🔒 it-oncall", "Ben Carter"])


def test_a_moment_is_given_in_the_persons_own_time_zone(gallery: Gallery) -> None:
    page = gallery()
    moment = page.get_by_test_id("gallery-moment")
    expect(moment.locator("[type=date]")).to_have_value("2026-11-21")
    expect(moment.locator("[type=time]")).to_have_value("21:00")
    moment.locator("[type=date]").fill("2026-07-04")
    hears(page, 1_783_213_200, "moment")


def test_enter_or_each_pause_in_typing_sends_what_was_typed(gallery: Gallery) -> None:
    page = gallery()
    on_enter, on_character = sample(page, "dispatching").get_by_role("textbox").all()
    on_enter.fill("one")
    expect(page.get_by_test_id("heard")).to_contain_text("Touch something")
    on_enter.press("Enter")
    hears(page, "one")
    on_character.press_sequentially("two")
    expect(page.get_by_test_id("heard")).to_contain_text('"two"')


def test_characters_are_counted_as_the_limit_counts_them(gallery: Gallery) -> None:
    typed = sample(gallery(), "typed")
    counter = typed.get_by_test_id("counter-plain_text_input")
    typed.get_by_role("textbox").first.fill("🎫" * 41)
    expect(counter).to_have_text("41/40")
    expect(counter).to_have_class("counter over")
    expect(typed.get_by_role("textbox").first).to_have_accessible_description(re.compile(r"41/40$"))


def test_files_are_added_within_number_and_kind_and_taken_out_again(gallery: Gallery) -> None:
    page = gallery()
    files = page.get_by_test_id("gallery-file_input")
    picker = files.locator("input[type=file]")
    picker.set_input_files({"name": "a.exe", "mimeType": "", "buffer": b"x"})
    expect(files).to_contain_text("Only png, txt")
    two = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"x"} for name in "ab"]
    picker.set_input_files(two)  # type: ignore[arg-type]
    expect(files.get_by_role("listitem")).to_have_count(2)
    hears(page, ["F0a.txt", "F0b.txt"])
    expect(files.get_by_role("button", name="Add files")).to_be_hidden()
    files.get_by_role("button", name="Remove a.txt").click()
    expect(files.get_by_role("listitem")).to_have_count(1)


def test_feedback_stays_marked(gallery: Gallery) -> None:
    page = gallery()
    page.get_by_role("button", name="Bad answer").click()
    hears(page, "bad", "feedback")
    expect(page.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")


def test_everything_that_can_be_touched_has_a_name_and_shows_its_focus(gallery: Gallery) -> None:
    page = gallery()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('#gallery :is(button, input, textarea, summary)')]
            .filter((node) => !(node.ariaLabel || node.labels?.length || node.innerText?.trim()
                || node.placeholder) && !node.disabled)
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []
    button = page.get_by_test_id("gallery-plain")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = button.evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline == "solid"
