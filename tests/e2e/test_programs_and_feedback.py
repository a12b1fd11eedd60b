"""What comes to the deployed desk without Slack: a program that acts in somebody's name (A5-07),
and a review that becomes a card and waits for everybody's digest (A1-22, A3-01)."""

from typing import Any

import httpx
import pytest

from tests.running_desk import Desk
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.e2e

QUESTION = "The badge reader does not know me"
REVIEW = {
    "source_event_id": "review-1",
    "text": "Nobody called me back. Dana, dana@example.com, +48 601 234 567",
    "sentiment": "negative",
}


class Program:
    """Ben's, as its key says; what it asks for and is answered."""

    def __init__(self, desk: Desk) -> None:
        self._at = f"{desk.stack.hooks_url}/api/tickets"
        self._key = {"Authorization": f"Bearer bens_script.{desk.stack.signing_secret}"}

    def find(self, words: str) -> list[dict[str, Any]]:
        """None, too, while the desk asks Slack who Ben is."""
        answer = httpx.get(self._at, params={"find": words}, headers=self._key, timeout=30)
        if answer.status_code == 503:
            assert answer.json()["error"] == "person_unknown"
            return []
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["tickets"]
        return found

    def ticket(self, number: int) -> dict[str, Any]:
        answer = httpx.get(f"{self._at}/{number}", headers=self._key, timeout=30)
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    def ask(self, number: int, what: str, name: str, **asked: str) -> int:
        headers = {**self._key, "Idempotency-Key": name}
        path = f"{self._at}/{number}/{what}"
        return httpx.post(path, json=asked, headers=headers, timeout=30).status_code


def thread(desk: Desk, channel: str, ts: str) -> list[JsonObject]:
    return [one for one in desk.slack.messages(channel) if one.get("thread_ts") == ts]


def test_a_program_takes_a_ticket_and_answers_in_its_persons_name(desk: Desk) -> None:
    ts = desk.slack.say("ana", "it-happens", QUESTION)
    desk.slack.act("ana", "react", channel="it-happens", ts=ts, name="ticket")
    bens = Program(desk)
    desk.eventually("the ticket is found", lambda: bens.find("badge"))
    number = bens.find("badge")[0]["number"]

    assert bens.ask(number, "moves", "e2e-take-it", move="take") == 202
    desk.eventually("Ben has it", lambda: bens.ticket(number)["assignee"])
    assert bens.ticket(number)["assignee"]["name"] == "Ben Carter"
    for _ in range(2):
        said = {"text": "A new badge waits at the desk", "audience": "everybody"}
        assert bens.ask(number, "comments", "e2e-say-it", **said) == 202

    def answers() -> list[JsonObject]:
        return [one for one in thread(desk, "it-happens", ts) if "A new badge" in str(one)]

    desk.eventually("Ana reads it", answers)
    assert len(answers()) == 1
    assert "Ben Carter" in str(answers()[0])
    assert [one["source"] for one in bens.ticket(number)["comments"]] == ["api"]
    assert desk.wrong() == []


def test_whoever_has_no_key_learns_nothing(desk: Desk) -> None:
    answer = httpx.get(f"{desk.stack.hooks_url}/api/tickets", timeout=30)

    assert (answer.status_code, answer.json()["error"]) == (401, "no_key")


def test_a_review_is_a_card_without_what_is_personal_however_often_it_comes(desk: Desk) -> None:
    key = {"Authorization": f"Bearer {desk.stack.signing_secret}"}
    for _ in range(3):
        sent = httpx.post(
            f"{desk.stack.hooks_url}/hooks/reviews", json=REVIEW, headers=key, timeout=30
        )
        assert (sent.status_code, sent.json()) == (200, {"taken": 1})

    def cards() -> list[JsonObject]:
        shown = desk.slack.messages("member-feedback")
        return [one for one in shown if "Nobody called me back" in str(one)]

    desk.eventually("a card in #member-feedback", cards)
    assert len(cards()) == 1
    assert not any(word in str(cards()) for word in ("dana@", "601 234"))
