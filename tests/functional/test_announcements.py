"""Announcements as people in Slack see them: read, counted, changed, reminded of once (A1-20)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.slack.commands import read_command
from deskbell.adapters.slack.dialogs.readings import DialogWanted
from deskbell.adapters.slack.form_readings import HelpWanted
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.people import Person, Standing
from deskbell.usecases.announcements import change_announcement
from deskbell.usecases.slack_ports import Later
from tests.api_gateway import (
    AT,
    a_button_press,
    an_interaction,
    command_request,
    interaction_request,
)
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    EVERYBODY,
    IT_HAPPENS,
    JIWOO,
    LENA,
    MINJUN,
    NOW,
    OLA,
    a_desk,
)
from tests.functional.announcements import AnnouncingDesk
from tests.ingress import Ingress
from tests.memory_slack import buttons
from tests.unit.announcements.people import EVERYBODY_IN, TEAM, settings
from tests.unit.dogfooding.people import a_dogfooding

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def desk() -> AnnouncingDesk:
    return AnnouncingDesk()


def test_the_post_has_each_language_and_says_who_announces(desk: AnnouncingDesk) -> None:
    desk.announces(text_pl="W piątek zamknięte", text_ko="금요일 휴무")
    for words in (
        "Closed on &lt;Friday&gt;",
        "W piątek zamknięte",
        "금요일 휴무",
        "Polski",
        "한국어",
    ):
        assert words in desk.shown
    assert "*X-Team* · Lena Fischer" in desk.shown
    assert "0 people have read it" in desk.shown
    assert "goes to" in desk.heard(LENA)[-1]


def test_each_reader_is_counted_once_and_thanked_in_their_language(desk: AnnouncingDesk) -> None:
    desk.announces()
    desk.reads(ANA, OLA, ANA, OLA)
    assert "2 people have read it" in desk.shown
    thanks = [one.shown.text for one in desk.slack.whispers]
    assert len(thanks) == 2
    assert "przeczytane" in thanks[1]


def test_who_has_not_read_it_is_reminded_once_with_it_in_their_own_language(
    desk: AnnouncingDesk,
) -> None:
    desk.announces(text_pl="W piątek zamknięte")
    desk.reads(ANA)
    desk.passes(DAY)
    [ola] = desk.heard(OLA)
    assert "W piątek zamknięte" in ola
    [jiwoo] = desk.heard(JIWOO)
    assert "아직 읽었다고" in jiwoo
    assert "Closed on &lt;Friday&gt;" in jiwoo
    assert desk.heard(ANA) == []
    assert len(desk.heard(LENA)) == 1
    desk.passes(2 * DAY)
    assert [len(desk.heard(one)) for one in (OLA, JIWOO, BEN, ANA)] == [1, 1, 1, 0]


def test_the_reminder_can_be_answered_where_it_is(desk: AnnouncingDesk) -> None:
    desk.announces()
    desk.passes(DAY)
    [reminder] = desk.direct(OLA)
    desk.give(desk.press(OLA, Button.ANNOUNCEMENT_READ, reminder))
    assert "1 person has read it" in desk.shown


def test_who_is_away_on_leave_gone_or_a_bot_is_not_reminded() -> None:
    today = (NOW + DAY).date().isoformat()
    plan: DogfoodingPlan = a_dogfooding(leave={OLA: (f"{today}..{today}",)})
    desk = AnnouncingDesk(away=frozenset({BEN}), dogfooding=plan)
    robot = Person(PersonId("U0ROBOT001"), "Robot", None, None, Standing.BOT)
    desk.slack.people[robot.id] = robot
    desk.slack.members[EVERYBODY_IN].add(robot.id)
    jiwoo = next(one for one in EVERYBODY if one.id == JIWOO)
    desk.slack.people[JIWOO] = replace(jiwoo, deactivated=True)
    desk.ports.people.note_left(desk.desk.workspace.install, JIWOO)
    desk.announces()
    desk.passes(DAY)
    assert len(desk.heard(ANA)) == 1
    for person in (BEN, OLA):
        assert desk.heard(person) == []
    assert set(desk.announcement.reminded) == {ANA}


def test_more_people_than_one_transaction_takes_are_reminded_over_some_minutes(
    desk: AnnouncingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_announcement, "AT_ONCE", 2)
    desk.announces()
    desk.passes(DAY)
    assert [len(desk.heard(one)) for one in (ANA, BEN, JIWOO, OLA)] == [1, 1, 1, 1]


def test_while_slack_does_not_say_who_is_there_it_is_asked_again(desk: AnnouncingDesk) -> None:
    desk.announces()
    desk.slack.fail("conversations.members", Fault(Later(1, "ratelimited")))
    with pytest.raises(SlackUnavailableError):
        desk.later(DAY)
    desk.later(timedelta(minutes=1))
    assert len(desk.heard(OLA)) == 1


def test_a_change_is_shown_and_asks_nobody_again_unless_its_author_wants_it(
    desk: AnnouncingDesk,
) -> None:
    desk.announces()
    desk.reads(ANA)
    desk.later(HOUR)
    desk.rewrites(text_en="Closed on Monday")
    assert "Closed on Monday" in desk.shown
    assert "Friday" not in desk.shown
    assert "1 person has read it" in desk.shown
    assert "changed <!date" in desk.shown
    desk.rewrites(again="yes")
    [below] = desk.ours(EVERYBODY_IN, desk.post.ts)
    assert "please read it again" in below.shown.text
    assert "0 people have read it" in desk.shown
    desk.passes(DAY)
    assert len(desk.heard(ANA)) == 1


def test_nobody_else_changes_it(desk: AnnouncingDesk) -> None:
    desk.announces()
    desk.rewrites(BEN, text_en="Free pizza")
    assert "pizza" not in desk.shown
    assert "only whoever announced it" in desk.slack.whispers[-1].shown.text


def test_one_for_later_is_posted_then_or_withdrawn_before(desk: AnnouncingDesk) -> None:
    desk.announces(due=(NOW + HOUR).isoformat())
    assert desk.posts == []
    assert "comes to" in desk.heard(LENA)[-1]
    desk.later(HOUR)
    assert len(desk.posts) == 1
    other = AnnouncingDesk()
    other.announces(due=(NOW + HOUR).isoformat())
    [scheduled] = other.direct(LENA)
    other.give(other.press(LENA, Button.ANNOUNCEMENT_WITHDRAW, scheduled))
    other.later(HOUR)
    assert other.posts == []
    assert other.announcement.withdrawn_at


def test_who_has_read_it_is_seen_by_its_author_and_the_lead_alone() -> None:
    desk = AnnouncingDesk(away=frozenset({JIWOO}))
    desk.announces()
    desk.reads(ANA)
    for person in (LENA, BEN):
        seen = desk.asks_for_readers(person)
        assert "1 has read it, 2 not yet" in seen
        assert "*Not yet:* Ben Carter, Ola Nowak" in seen
        assert "*Read:* Ana Reyes" in seen
        assert "*Away:* Park Jiwoo" in seen
    assert "Ana Reyes" not in desk.asks_for_readers(OLA)
    desk.slack.members[EVERYBODY_IN].add(ADAM)
    assert "Przeczytała: 1, jeszcze nie: 3" in desk.asks_for_readers(ADAM)


def test_while_slack_does_not_say_who_is_there_the_list_says_so(desk: AnnouncingDesk) -> None:
    desk.announces()
    desk.reads(ANA)
    desk.slack.fail("conversations.members", Fault(Later(1, "ratelimited")))
    seen = desk.asks_for_readers(LENA)
    assert "*Read:* Ana Reyes" in seen
    assert "Slack does not say just now" in seen


def test_who_is_no_author_announces_nothing_however_the_form_is_sent(desk: AnnouncingDesk) -> None:
    desk.announces(BEN)
    assert desk.posts == []


@pytest.mark.parametrize("value", ["", "T#ABC|1", "ANNOUNCE#", "ANNOUNCE#ABC"])
def test_what_names_no_announcement_means_nothing(desk: AnnouncingDesk, value: str) -> None:
    dialog = DialogSubmitted(Dialog.ANNOUNCEMENT_REWRITE, value, LENA, IT_HAPPENS, None, {})
    press = ButtonPressed(Button.ANNOUNCEMENT_READ, value, LENA, IT_HAPPENS, None, None)
    handled = desk.give(dialog, press)
    assert {one.ignored for one in handled} <= {
        *("dialog_unreadable", "button_unreadable", "no_such_announcement")
    }


def test_each_change_says_who_did_it_what_caused_it_and_why(desk: AnnouncingDesk) -> None:
    desk.announces(due=(NOW + HOUR).isoformat())
    desk.later(HOUR)
    desk.reads(ANA)
    desk.passes(DAY)
    rows = desk.history(desk.announcement.ref)
    assert [row.event.removeprefix("Announcement") for row in rows] == [
        *("Scheduled", "Posted", "Read", "Reminded")
    ]
    assert rows[-1].actor == "timer:announcement"
    assert all(row.cause and row.reason.key.startswith("reason.announcement_") for row in rows)


# --- from Slack's side --------------------------------------------------------------------------


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    ingress = Ingress(monkeypatch, capsys)
    ingress.settings = a_desk(announcements=settings())
    return ingress


def _command(text: str, person: str, **changes: Any) -> object:
    fields = {
        **{"command": "/it", "text": text, "user_id": person},
        **{"channel_id": IT_HAPPENS, "trigger_id": "1.2.abc"},
    }
    return read_command(fields, a_desk(**changes), NOW)


def test_the_command_opens_the_form_where_anybody_may_announce() -> None:
    wanted = _command("announce", LENA, announcements=settings())
    assert isinstance(wanted, DialogWanted)
    assert wanted.dialog is Dialog.ANNOUNCE
    assert isinstance(_command("announce", LENA), HelpWanted)


def test_who_may_announce_nowhere_is_told_so(ingress: Ingress) -> None:
    answer = ingress.send(command_request("announce"))
    assert ingress.slack.opened == []
    assert "공지할 권한이 없어요" in answer.json["text"]


def test_the_form_asks_for_the_desks_language_first_and_needs_only_that(ingress: Ingress) -> None:
    ingress.settings = a_desk(announcements=settings(authors=frozenset({MINJUN})), language="pl")
    ingress.send(command_request("announce"))
    [(_, view)] = ingress.slack.opened
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    names = [one["block_id"] for one in asked]
    assert names == ["audience", "text_pl", "text_en", "text_ko", "due"]
    assert [one["optional"] for one in asked] == [False, False, True, True, True]


@pytest.mark.parametrize("hours", [-1, 24 * 200])
def test_a_time_that_is_past_or_far_away_is_sent_back(ingress: Ingress, hours: int) -> None:
    ingress.settings = a_desk(announcements=settings(authors=frozenset({MINJUN})))
    seconds = AT + hours * 3600
    fields = {
        "audience": {"value": {"selected_option": {"value": TEAM}}},
        "text_en": {"value": {"value": "Closed"}},
        "due": {"value": {"selected_date_time": seconds}},
    }
    view = {
        **{"id": "V0MENU0001", "hash": "1.abc", "type": "modal"},
        **{"callback_id": "announcement.new", "private_metadata": f"||{IT_HAPPENS}|"},
        "state": {"values": fields},
    }
    answer = ingress.send(interaction_request(an_interaction("view_submission", view=view)))
    assert answer.json["errors"].keys() == {"due"}
    assert ingress.inputs == []


def test_the_button_to_change_it_opens_its_form(ingress: Ingress) -> None:
    value = "ANNOUNCE#ABC"
    ingress.send(interaction_request(a_button_press(action_id="announcement.rewrite", value=value)))
    [(_, view)] = ingress.slack.opened
    assert view["callback_id"] == "announcement.rewrite"
    assert all(one["optional"] for one in view["blocks"][1:-1])


def test_the_post_has_no_button_for_its_author_alone(desk: AnnouncingDesk) -> None:
    desk.announces()
    assert not [*buttons(desk.post, Dialog.ANNOUNCEMENT_REWRITE)]
