"""An outage through the deployed desk, in the night in which the clocks change: reported at 02:59,
not answered at the first level, acknowledged at the second by whoever reads Polish, resolved
and reviewed, with time travel (A1-05, C-13)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.night_of_change import night_of_change
from tests.running_desk import Desk
from tools.fake_slack.state.messages import JsonObject

pytestmark = pytest.mark.e2e

PATIENCE = 90.0
MINUTE = timedelta(minutes=1)
WARSAW = ZoneInfo("Europe/Warsaw")
ON_CALL = "it-oncall"
ACKNOWLEDGE, RESOLVE = "incident.acknowledge", "incident.resolve"


class Night:
    """What people do and see, by what Slack shows them; what was there before does not count."""

    def __init__(self, desk: Desk, begin: datetime) -> None:
        self.desk, self.slack, self.begin = desk, desk.slack, begin
        desk.tick(begin)
        self._known = {one["ts"] for person in ("ola", "ben", "adam") for one in self._dms(person)}
        self._known |= {one["ts"] for one in self.slack.messages(ON_CALL)}

    def after(self, minutes: int) -> None:
        self.desk.tick(self.begin + minutes * MINUTE)

    def hears(self, person: str, words: str) -> JsonObject:
        return self._eventually(f"{person} hears: {words}", lambda: self.told(person, words))[-1]

    def told(self, person: str, words: str) -> list[JsonObject]:
        fresh = (one for one in self._dms(person) if one["ts"] not in self._known)
        return [one for one in fresh if words in str(one)]

    def card(self, words: str) -> JsonObject:
        return self._eventually(f"the card says: {words}", lambda: self._posted("VPN", words))[0]

    def review(self, card: JsonObject, words: str) -> JsonObject:
        def below() -> list[JsonObject]:
            return [one for one in self._posted(words) if one.get("thread_ts") == card["ts"]]

        return self._eventually(f"the review says: {words}", below)[0]

    def click(self, person: str, where: JsonObject, action: str, channel: str = "") -> None:
        place = channel or str(self.slack.act(person, "open_dm")["channel"])
        self.slack.act(person, "click", channel=place, ts=where["ts"], action_id=action)

    def fill_in(self, person: str, **values: str) -> None:
        self.desk.eventually("a form", lambda: self.slack.views(person), PATIENCE)
        assert self.slack.act(person, "submit", values=values) == {"ok": True}

    def _posted(self, *words: str) -> list[JsonObject]:
        fresh = (one for one in self.slack.messages(ON_CALL) if one["ts"] not in self._known)
        return [one for one in fresh if all(word in str(one) for word in words)]

    def _dms(self, person: str) -> list[JsonObject]:
        return self.slack.dms(person)

    def _eventually(self, what: str, found: Callable[[], list[JsonObject]]) -> list[JsonObject]:
        self.desk.eventually(what, found, PATIENCE)
        return found()


def test_an_outage_in_the_night_in_which_the_clocks_change(desk: Desk) -> None:
    begin = night_of_change(desk)
    assert f"{begin.astimezone(WARSAW):%H:%M}" == "02:59"
    assert f"{(begin + 5 * MINUTE).astimezone(WARSAW):%H:%M}" == "02:04", "the clock goes back"
    night = Night(desk, begin)

    said = {"command": "/urgent", "text": "vpn: Nikt nie może się połączyć"}
    desk.slack.act("ola", "slash", channel="it-happens", **said)
    night.fill_in("ola", affected="Biuro w Warszawie")
    night.hears("ola", "Właśnie wzywamy osobę na dyżurze")
    page = night.hears("ben", "You are called because you are on call: IT outages, level 1")
    assert "Nikt nie może się połączyć" in str(page)
    night.card("level 1 of 2, round 1 of 2")

    night.after(4)
    assert night.told("adam", "VPN") == [], "the first level has five minutes"
    night.after(6)
    page = night.hears("adam", "Wezwanie, bo masz dyżur: IT outages, poziom 2")
    night.card("level 2 of 2, round 1 of 2")

    night.click("adam", page, ACKNOWLEDGE)
    night.hears("ola", "zajmuje się Adam Zielinski")
    night.hears("ben", "Adam Zielinski sees to outage")
    card = night.card("Adam Zielinski has had it since")
    pages = len(night.told("ben", ACKNOWLEDGE))
    night.after(20)
    assert len(night.told("ben", ACKNOWLEDGE)) == pages, "nobody is called for what is seen to"

    night.after(25)
    night.click("adam", card, RESOLVE, ON_CALL)
    night.hears("ola", "jest zakończona")
    card = night.card("Over since")
    night.click("adam", card, "incident.review", ON_CALL)
    review = night.review(card, "Review of outage")
    for told in (
        r"Acknowledged after [567] min by Adam Zielinski",
        r"Over: .*, after 2[4-7] min",
        "Ola Nowak reported an outage.",
        r"Level 1, round 1: 1 was called. \(Ben Carter\)",
        r"Level 2, round 1: 1 was called. \(Adam Zielinski\)",
        "Adam Zielinski resolved it.",
    ):
        assert re.search(told, str(review)), told

    night.click("adam", review, "incident.action", ON_CALL)
    night.fill_in("adam", text="Certyfikat odnawiać wcześniej", inbox="it")
    night.hears("adam", "Certyfikat odnawiać wcześniej")
    posted = [one for one in desk.slack.messages("it-happens") if "Nikt nie może" in str(one)]
    assert posted == [], "nothing of it is said in public"
    desk.eventually("all holds", lambda: not desk.wrong(), PATIENCE)
