"""Dogfooding as people in Slack see it: asked, done, shared, told (A3-04)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters.slack.commands import read_command
from deskbell.adapters.slack.dialogs.readings import DialogWanted
from deskbell.adapters.slack.form_readings import HelpWanted
from deskbell.domain.departments import Department
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.usecases.dogfooding.look_at_dogfooding import look_at_dogfooding
from tests.api_gateway import a_button_press, an_interaction, interaction_request
from tests.builders import ANA, BEN, BOT, IT_HAPPENS, JIWOO, LENA, MINJUN, OLA, X_TEAM
from tests.functional.feedback import FeedbackDesk, a_feedback_desk
from tests.ingress import Ingress
from tests.unit.dogfooding.people import a_dogfooding

DAY = timedelta(days=1)
NOVEMBER = datetime(2026, 11, 1, 15, tzinfo=UTC)
"""A Sunday; 10:00 on the desk's clock in New York."""


class DogfoodDesk(FeedbackDesk):
    def __init__(self, **changes: Any) -> None:
        super().__init__(a_feedback_desk(dogfooding=a_dogfooding(**changes)))
        self.slack.members[X_TEAM] = {BOT, BEN, JIWOO, LENA, OLA}
        self.now = NOVEMBER

    def until(self, end: datetime) -> None:
        """Each hour the rule looks."""
        while self.now < end:
            self.later(timedelta(hours=1))
            look_at_dogfooding(self.settings, self.queue, self.now)
            self.settle()

    def says(self, person: PersonId, **said: str) -> None:
        self.give(DialogSubmitted(Dialog.DOGFOOD, "", person, IT_HAPPENS, None, said))

    def heard(self, person: PersonId) -> list[str]:
        return [one.shown.text for one in self.direct(person)]

    @property
    def reports(self) -> list[str]:
        return [one.shown.text for one in self.ours(X_TEAM)]


@pytest.fixture
def desk() -> DogfoodDesk:
    return DogfoodDesk()


def test_on_the_first_workday_everybody_hears_what_for_in_their_language(
    desk: DogfoodDesk,
) -> None:
    desk.until(NOVEMBER + 0.9 * DAY)
    assert desk.heard(BEN) == []
    desk.until(NOVEMBER + DAY)
    for person, words in ((BEN, "it is your turn"), (JIWOO, "이번 달에"), (OLA, "kolej na Ciebie")):
        [said] = desk.heard(person)
        assert words in said
        assert "We feel what members feel" in said


def test_who_joins_on_the_20th_hears_nothing_in_that_month_and_is_asked_in_the_next() -> None:
    desk = DogfoodDesk(joined={JIWOO: "2026-11-20"})
    desk.until(datetime(2026, 12, 1, 14, tzinfo=UTC))
    assert desk.heard(JIWOO) == []
    desk.until(datetime(2026, 12, 2, tzinfo=UTC))
    [report] = desk.reports
    assert "*IT:* 0 of 1 have done it (excused: 1)" in report
    assert "Park Jiwoo" not in "".join(desk.heard(LENA))
    assert len(desk.heard(JIWOO)) == 1


def test_what_is_found_is_shared_as_feedback_each_once(desk: DogfoodDesk) -> None:
    desk.says(BEN, did="An order", findings="The app is slow\n\nNo bag  \n")
    assert "2 findings are shared" in desk.heard(BEN)[-1]
    texts = {one.text for one in desk.table.states.values() if isinstance(one, FeedbackItem)}
    assert texts == {"The app is slow", "No bag"}
    assert len(desk.cards) == 2
    assert "Ben" not in str([card.shown.blocks for card in desk.cards])


def test_who_signs_up_hears_for_when_and_who_has_done_it_is_not_reminded(
    desk: DogfoodDesk,
) -> None:
    desk.until(NOVEMBER + DAY)
    slot = datetime(2026, 11, 10, 15, tzinfo=UTC)
    desk.says(BEN, slot=str(int(slot.timestamp())))
    assert "You have signed up for" in desk.heard(BEN)[-1]
    desk.says(BEN, did="An order")
    desk.until(datetime(2026, 12, 1, 14, tzinfo=UTC))
    assert len(desk.heard(BEN)) == 3
    assert "Jeszcze jest czas" in desk.heard(OLA)[-1]
    assert len(desk.heard(OLA)) == 2


def test_a_quarter_has_a_report_a_month_and_asks_everybody_once_in_each() -> None:
    desk = DogfoodDesk(
        exempt=frozenset({OLA}),
        leave={BEN: ("2026-12-01..2026-12-25",)},
        joined={JIWOO: "2026-12-20"},
    )
    desk.until(datetime(2026, 11, 12, tzinfo=UTC))
    desk.says(BEN, did="An order")
    desk.until(datetime(2027, 2, 3, tzinfo=UTC))
    november, december, january = desk.reports
    assert "2026-11" in november
    assert "*IT:* 1 of 1 has done it (excused: 1)" in november
    assert "*Board:* 0 of 1 have done it (excused: 1)" in november
    assert "*IT:* 0 of 0 have done it (excused: 2)" in december
    assert "*IT:* 0 of 2 have done it (excused: 0)" in january
    assert [sum("your turn" in one for one in desk.heard(who)) for who in (BEN, LENA)] == [3, 4]
    assert desk.heard(OLA) == []


def test_only_the_owner_hears_by_name_who_is_late(desk: DogfoodDesk) -> None:
    desk.says(JIWOO, did="An order")
    desk.until(datetime(2026, 12, 2, tzinfo=UTC))
    [told] = [one for one in desk.heard(LENA) if "not done by" in one]
    assert "not done by Ben Carter, Lena Fischer, Ola Nowak (3 in all)" in told
    assert "Ben Carter" not in desk.reports[0]


def test_what_is_sent_at_midnight_counts_for_the_month_of_the_desks_zone(
    desk: DogfoodDesk,
) -> None:
    desk.now = datetime(2026, 12, 1, 4, 59, tzinfo=UTC)
    desk.says(BEN, did="An order")
    desk.now += timedelta(minutes=1)
    desk.says(OLA, did="An order")
    desk.until(datetime(2026, 12, 2, tzinfo=UTC))
    assert "*IT:* 1 of 2" in desk.reports[0]
    assert "*Board:* 0 of 2" in desk.reports[0]


def test_who_has_no_part_in_it_changes_nothing(desk: DogfoodDesk) -> None:
    submitted = DialogSubmitted(Dialog.DOGFOOD, "", ANA, IT_HAPPENS, None, {"did": "x"})
    [handled] = desk.give(submitted)
    assert handled.ignored == "dogfood_not_theirs"


# --- from Slack's side ------------------------------------------------------------------------


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    """Minjun presses, who reads Korean."""
    ingress = Ingress(monkeypatch, capsys)
    departments = (Department("IT", (MINJUN,)),)
    ingress.settings = a_feedback_desk(dogfooding=a_dogfooding(departments=departments))
    return ingress


def send(ingress: Ingress, **said: str) -> Any:
    fields = {name: {"value": {"value": words}} for name, words in said.items()}
    view = {
        **{"id": "V0MENU0001", "hash": "1.abc", "type": "modal", "callback_id": "dogfood.say"},
        **{"private_metadata": f"||{IT_HAPPENS}|", "state": {"values": fields}},
    }
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def test_the_button_opens_the_form_with_the_next_times(ingress: Ingress) -> None:
    ingress.send(interaction_request(a_button_press(action_id="dogfood.say", value="x")))
    [(_, view)] = ingress.slack.opened
    slot, did, findings = [one for one in view["blocks"] if one["type"] == "input"]
    assert [one["optional"] for one in (slot, did, findings)] == [True] * 3
    assert len(slot["element"]["options"]) == 10
    assert did["label"]["text"] == "무엇을 해 봤나요?"


def test_a_form_with_nothing_in_it_or_too_much_is_sent_back(ingress: Ingress) -> None:
    assert send(ingress, did="").json["errors"].keys() == {"did"}
    assert send(ingress, findings="\n".join("abcdef")).json["errors"].keys() == {"findings"}
    send(ingress, did="An order")
    [submitted] = ingress.inputs
    assert isinstance(submitted, DialogSubmitted)
    assert submitted.values == {"did": "An order"}


@pytest.mark.parametrize(("person", "reading"), [(BEN, DialogWanted), (ANA, HelpWanted)])
def test_the_word_behind_the_command_opens_it_for_those_who_have_a_part_in_it(
    person: PersonId, reading: type
) -> None:
    fields = {
        **{"command": "/it", "text": "dogfood", "user_id": person},
        **{"channel_id": IT_HAPPENS, "trigger_id": "1.2.fake"},
    }
    desk = a_feedback_desk(dogfooding=a_dogfooding())
    assert isinstance(read_command(fields, desk, NOVEMBER), reading)
