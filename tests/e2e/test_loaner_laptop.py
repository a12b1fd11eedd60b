"""A loaner laptop through the deployed desk: from the emoji to the return, with time travel, word
for word in three languages (A1-07, A1-08)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.one_laptop import SERIAL, bring_one_laptop
from tests.running_desk import Desk
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.e2e

PATIENCE = 90.0
WHY = "Getting a new loaner laptop within the next 48 hours please"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Words:
    """Who it is, and what tells in their language how far it is."""

    name: str
    button: str
    waits: str
    kept: str
    longer: str
    soon: str
    overdue: str
    back: str


WORDS = {
    "ana": Words(
        name="Ana Reyes",
        button="Borrow a laptop",
        waits="waits for your manager's approval",
        kept="A laptop is kept for you",
        longer="You can keep the laptop",
        soon="is due back in San Francisco: ",
        overdue="was due back in San Francisco",
        back="is back and in order",
    ),
    "minjun": Words(
        name="Kim Minjun",
        button="노트북 빌리기",
        waits="매니저의 승인을 기다리고 있어요",
        kept="노트북을 맡아 두었어요",
        longer="더 쓰실 수 있어요",
        soon="반납일이 다가와요",
        overdue="반납일이 지났어요",
        back="반납됐고 이상이 없어요",
    ),
    "ola": Words(
        name="Ola Nowak",
        button="Wypożycz laptopa",
        waits="czeka na zgodę",
        kept="Laptop dla Ciebie jest odłożony",
        longer="może u Ciebie zostać",
        soon="Zbliża się termin oddania",
        overdue="miał wrócić",
        back="wrócił i jest sprawny",
    ),
}


class Borrower:
    """One person, and the technician and the manager beside them, by what Slack shows them."""

    def __init__(self, desk: Desk, person: str) -> None:
        self.desk, self.slack, self.person = desk, desk.slack, person
        self.words = WORDS[person]
        self._seen = len(self.heard())
        self._dealt_with = {one["ts"] for one in self.offers("loan.")}

    def heard(self) -> list[JsonObject]:
        return self.slack.dms(self.person)

    def hears(self, words: str) -> JsonObject:
        """The first message since the last one that says this."""

        def found() -> list[JsonObject]:
            return [dm for dm in self.heard()[self._seen :] if words in str(dm["text"])]

        self.desk.eventually(f"{self.person} hears: {words}", found, PATIENCE)
        [message, *_] = found()
        self._seen = self.heard().index(message) + 1
        return message

    def dm(self, person: str) -> str:
        return str(self.slack.act(person, "open_dm")["channel"])

    def tap(self, person: str, message: JsonObject, action: str, **more: Any) -> None:
        do = "select" if more else "click"
        channel = self.dm(person)
        self.slack.act(person, do, channel=channel, ts=message["ts"], action_id=action, **more)

    def fill_in(self, person: str, **values: str) -> None:
        self.desk.eventually("a dialog", lambda: self.slack.views(person), PATIENCE)
        answer = self.slack.act(person, "submit", values=values)
        assert answer == {"ok": True}, answer

    def offers(self, action: str) -> list[JsonObject]:
        """What stands in the office's channel about this person and offers it."""
        said = self.slack.messages("it-triage")
        return [one for one in said if self.words.name in str(one) and action in str(one)]

    def technician(self, action: str, **values: str) -> None:
        """At the message about this loan; those of earlier ones still stand there."""

        def fresh() -> list[str]:
            return [one["ts"] for one in self.offers(action) if one["ts"] not in self._dealt_with]

        self.desk.eventually(action, fresh, PATIENCE)
        [ts] = fresh()
        self.slack.act("ben", "click", channel="it-triage", ts=ts, action_id=action)
        self.fill_in("ben", **values)

    # --- the way of a laptop ------------------------------------------------------------------

    def asks_by_emoji(self) -> None:
        """Whoever sees the message puts 💻 on it; the button in its thread opens the form."""
        slack, person = self.slack, self.person
        message = slack.say(person, "it-happens", WHY)
        for reactor in ("ben", person):
            slack.act(reactor, "react", channel="it-happens", ts=message, name="computer")

        def offered() -> list[JsonObject]:
            in_thread = (
                one for one in slack.messages("it-happens") if one.get("thread_ts") == message
            )
            return [one for one in in_thread if "loan.request" in str(one)]

        self.desk.eventually("a button", offered, PATIENCE)
        [button] = offered()
        slack.act(person, "click", channel="it-happens", ts=button["ts"], action_id="loan.request")
        self.desk.eventually("the form", lambda: slack.views(person), PATIENCE)
        assert self.words.button in str(slack.views(person))
        assert WHY in str(slack.views(person))
        refused = slack.act(person, "submit", values={"office": "san_francisco"})
        assert "manager" in str(refused), "an approval needs somebody who gives it"
        self.fill_in(person, manager="lena")
        self.hears(self.words.waits)

    def gets_it(self) -> datetime:
        """Approved, kept, fetched at a time of theirs; until when it is theirs."""

        def asked() -> list[JsonObject]:
            cards = (dm for dm in self.slack.dms("lena") if WHY in str(dm))
            return [card for card in cards if "approval.approve" in str(card)]

        self.desk.eventually("the manager is asked", asked, PATIENCE)
        self.tap("lena", asked()[-1], "approval.approve")
        kept = self.hears(self.words.kept)
        self.tap(self.person, kept, "loan.slot", value=options(kept, "loan.slot")[0])
        self.fill_in(self.person, healthy="yes")
        self.hears("📅")
        self.technician("loan.hand_out", serial=SERIAL.lower())
        return due_in(self.hears("💻"))

    def brings_it_back(self, last: JsonObject) -> None:
        """`last` is a message that offers to say so."""
        self.tap(self.person, last, "loan.return")
        self.technician("loan.inspect", finding="available", serial=SERIAL)
        self.hears(self.words.back)
        self.desk.eventually("rest", lambda: not self.desk.wrong(), PATIENCE)


def options(message: JsonObject, action: str) -> list[str]:
    return [
        option["value"]
        for block in message["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == action
        for option in element["options"]
    ]


def due_in(message: JsonObject) -> datetime:
    [seconds, *_] = re.findall(r"<!date\^(\d+)\^", str(message["text"]))
    return datetime.fromtimestamp(int(seconds), UTC)


@pytest.fixture(scope="module")
def lending(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """San Francisco has one laptop."""
    bring_one_laptop(desk, tmp_path_factory.mktemp("inventory"))
    return desk


@pytest.mark.parametrize("person", ["minjun", "ola"])
def test_a_laptop_from_the_emoji_to_the_return_in_each_language(lending: Desk, person: str) -> None:
    borrower = Borrower(lending, person)
    borrower.asks_by_emoji()
    borrower.gets_it()
    borrower.brings_it_back(borrower.heard()[-1])


def test_one_that_is_kept_longer_and_comes_back_late(lending: Desk) -> None:
    borrower, words = Borrower(lending, "ana"), WORDS["ana"]
    borrower.asks_by_emoji()
    due = borrower.gets_it()

    lending.tick(due - DAY + MINUTE)
    borrower.tap("ana", borrower.hears(words.soon), "loan.extend")
    borrower.fill_in("ana", days="3")
    extended = due_in(borrower.hears(words.longer))
    assert extended > due
    lending.tick(extended + MINUTE)
    lending.tick(extended + DAY + MINUTE)
    borrower.brings_it_back(borrower.hears(words.overdue))

    heard = len(borrower.heard())
    lending.tick(extended + 30 * DAY)
    assert len(borrower.heard()) == heard, "nobody is reminded of what is back"
