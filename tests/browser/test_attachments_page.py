"""Attachments, the old coloured boxes: apps still post them, alone or below blocks."""

from typing import Any

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from tests.browser.workspace import IT, Window

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
BAR = "getComputedStyle(node).borderInlineStartColor"


def test_a_message_of_attachments_alone_shows_them(window: Window, web: WebClient) -> None:
    first: dict[str, Any] = {
        "fallback": "Disk almost full",
        "color": "#36a64f",
        "pretext": "A check found something",
        "author_name": "The monitor",
        "title": "Disk almost full",
        "title_link": "https://example.com/disk",
        "text": "*92 %* of `/var` is used",
        "fields": [{"title": "Host", "value": "mail-1", "short": True}],
        "footer": "every 5 minutes",
    }
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "A card"}}]
    others: list[dict[str, Any]] = [
        {"fallback": "A card", "color": "danger", "blocks": blocks},
        {"fallback": "Only words to fall back to"},
    ]
    ts = web.chat_postMessage(channel=IT, attachments=[first, *others])["ts"]
    ana = window("ana")
    box, card, fallback = (ana.get_by_test_id(f"attachment-{ts}-{number}") for number in (1, 2, 3))
    expect(ana.get_by_test_id(f"message-{ts}")).to_contain_text("A check found something")
    expect(box.get_by_role("link", name="Disk almost full")).to_have_attribute(
        "href", "https://example.com/disk"
    )
    expect(box.locator("b", has_text="92 %")).to_be_visible()
    for words in ("The monitor", "Host", "mail-1", "every 5 minutes"):
        expect(box).to_contain_text(words)
    expect(card.get_by_role("heading", name="A card")).to_be_visible()
    expect(fallback).to_have_text("Only words to fall back to")
    colours = [one.evaluate(f"node => {BAR}") for one in (box, card)]
    assert colours == ["rgb(54, 166, 79)", "rgb(224, 30, 90)"]


def test_attachments_of_any_json_do_not_break_the_page(window: Window, web: WebClient) -> None:
    odd: dict[str, Any] = {"color": 5, "title": 7, "text": ["x"], "fields": [None, "y"], "ts": {}}
    ts = web.chat_postMessage(channel=IT, text="box", attachments=[odd, {"color": "red; x"}])["ts"]
    ana = window("ana")
    expect(ana.get_by_test_id(f"attachment-{ts}-1")).to_contain_text("7")


def test_attachments_are_read_out_by_what_they_fall_back_to(window: Window, web: WebClient) -> None:
    ana = window("ana")
    web.chat_postMessage(channel=IT, attachments=[{"text": "box", "fallback": "The disk is full"}])
    words = "#it-happens: Deskbell: The disk is full"
    expect(ana.get_by_test_id("announcer")).to_have_text(words)
