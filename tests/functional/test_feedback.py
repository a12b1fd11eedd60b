"""Feedback as people in Slack see it: a card without what is personal, and a digest for everybody
(A1-22, A3-01, A3-08, A3-09)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.adapters.slack.commands import read_command
from deskbell.adapters.slack.dialogs.readings import DialogWanted
from deskbell.adapters.slack.form_readings import HelpWanted
from deskbell.domain.envelope import Envelope
from deskbell.domain.feedback.inputs import Sentiment
from deskbell.domain.ids import ChannelId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, Dialog, ReactionChanged
from deskbell.domain.settings.hours import Appointment, Weekday
from deskbell.domain.tickets.classification import Privacy
from deskbell.usecases.look_at_digests import look_at_digests
from tests.api_gateway import an_interaction, interaction_request
from tests.builders import ANA, BEN, GUS, IT_HAPPENS, IT_TRIAGE, MINJUN, a_desk
from tests.functional.feedback import SHARE, FeedbackDesk, a_feedback_desk
from tests.functional.memory_desk import MemoryDesk
from tests.ingress import Ingress
from tests.unit.feedback.people import FEEDBACK, SETTINGS, a_review

WEEK = timedelta(days=7)
PERSONAL = (
    "Dana Whitfield here. Ben Carter was rude, call me at +48 601 100 100, dana@example.com, "
    "12 Elm Street, Austin, TX 78701"
)
LEAKS = ("Dana", "Whitfield", "Ben", "Carter", "601", "dana@", "Elm", "78701")


def test_a_review_has_a_card_with_its_source_and_how_it_is_meant() -> None:
    desk = FeedbackDesk()
    desk.hears("Too late again", theme="Delivery", category="billing", member="11672")
    for words in (
        "Feedback · Reviews",
        ">Too late again",
        "negative · about: Delivery · class: billing · member 11672",
        "Not for everybody",
    ):
        assert words in desk.shown


def test_neither_the_card_nor_the_digest_nor_the_history_has_anything_personal() -> None:
    desk = FeedbackDesk()
    desk.hears(PERSONAL, author="Dana Whitfield", theme="Ben Carter")
    desk.later(WEEK)
    [digest] = desk.digests
    history = str([row.detail for item in desk.items for row in desk.history(item.ref)])
    for said in (desk.shown, digest, history, desk.card.shown.text):
        assert [leak for leak in LEAKS if leak in said] == []
    assert "[phone number]" in digest


@pytest.mark.parametrize(
    ("language", "title", "mark"),
    [("ko", "의견 · Reviews", "[전화번호]"), ("pl", "Opinia · Reviews", "[numer telefonu]")],
)
def test_the_card_is_in_the_language_of_the_channel(language: str, title: str, mark: str) -> None:
    desk = FeedbackDesk(a_feedback_desk(language=language))
    desk.hears("Please call +48 601 100 100")
    assert title in desk.shown
    assert mark in desk.shown


def test_what_is_sent_again_changes_nothing_in_whatever_words() -> None:
    desk = FeedbackDesk()
    desk.hears("Too late", event="1")
    for text in ("Too late", "Something else"):
        [handled] = desk.give(a_review(text, "1"), key=f"signed anew: {text}")
        assert handled.ignored == "feedback_known_already"
    assert len(desk.cards) == 1
    assert "seen" not in desk.shown


def test_the_same_words_again_are_counted_on_one_card() -> None:
    desk = FeedbackDesk()
    for number, text in enumerate(("Too late!", "too late", "TOO LATE…")):
        desk.hears(text, str(number))
    assert "seen 3 times" in desk.shown


def test_the_next_month_they_are_news_again() -> None:
    desk = FeedbackDesk()
    desk.hears(event="1")
    desk.later(timedelta(days=10))
    desk.hears(event="2")
    assert len(desk.cards) == 2


def test_the_digest_tells_everybody_on_monday_what_is_negative_and_how_often_it_came() -> None:
    desk = FeedbackDesk()
    desk.hears("Too late", "1")
    desk.hears("Too late", "2")
    desk.hears("Lovely", "3", sentiment=Sentiment.POSITIVE)
    desk.hears("My lawyer writes", "4", category="legal")
    desk.later(WEEK)
    [digest] = desk.digests
    assert "1 thing that somebody was not happy with" in digest
    assert ">Too late" in digest
    assert "seen 2 times" in digest
    assert "Lovely" not in digest
    assert "lawyer" not in digest
    desk.later(WEEK)
    assert len(desk.digests) == 1


def test_a_daily_digest_comes_each_day_on_which_there_is_anything() -> None:
    daily = Appointment(Weekday.MON, Weekday.SUN, "10:00")
    desk = FeedbackDesk(a_feedback_desk(feedback=replace(SETTINGS, digest=daily)))
    desk.hears("One", "1")
    desk.later(timedelta(days=1))
    desk.later(timedelta(days=1))
    desk.hears("Two", "2")
    desk.later(timedelta(days=1))
    assert len(desk.digests) == 2


def test_what_waited_while_the_settings_had_no_feedback_is_told_when_they_have_again() -> None:
    desk = FeedbackDesk()
    desk.hears("Too late", "1")
    settings, desk.settings.desk = desk.settings.desk, a_desk()
    desk.later(WEEK)
    assert desk.digests == [], "and its timer is gone"

    desk.settings.desk = settings
    look_at_digests(desk.settings, desk.queue, desk.now)
    desk.settle()
    assert len(desk.digests) == 1


def test_what_somebody_withholds_is_not_in_the_digest_and_its_card_says_by_whom() -> None:
    desk = FeedbackDesk()
    desk.hears()
    desk.presses(MINJUN, Button.FEEDBACK_WITHHOLD)
    assert "Kim Minjun keeps it out of the digest" in desk.shown
    desk.later(WEEK)
    assert desk.digests == []


def test_an_emoji_on_a_message_shares_it_and_whoever_did_hears_where() -> None:
    desk = FeedbackDesk()
    message = desk.say(ANA, "A member says: it crashes, ask <@U0BEN00001>")
    desk.give(shared(desk, BEN, message.ts))
    assert "Feedback · said in Slack" in desk.shown
    assert "it crashes, ask [name]" in desk.shown
    assert "How is it meant?" in desk.shown
    [told] = [one.shown.text for one in desk.slack.whispers if one.person == BEN]
    assert "Shared in" in told
    desk.give(shared(desk, MINJUN, message.ts))
    assert len(desk.cards) == 1
    assert desk.items[0].givers[0].person == ANA


def test_what_somebody_writes_behind_the_command_is_shared_and_they_hear_where() -> None:
    desk = FeedbackDesk()
    fields = {
        "command": "/it",
        "text": "feedback The form is  too long",
        "user_id": BEN,
        "channel_id": IT_HAPPENS,
        "trigger_id": "1.2",
    }
    for _ in range(2):
        reading = read_command(fields, desk.desk, desk.now)
        assert isinstance(reading, Envelope)
        desk.receive(reading)
    assert "The form is  too long" in desk.shown
    assert "Ben" not in desk.shown
    [told] = [one.shown.text for one in desk.slack.whispers if one.person == BEN]
    assert "Shared in" in told
    [row] = desk.history(desk.items[0].ref)
    assert row.actor == f"person:{BEN}"


@pytest.mark.parametrize("text", ["feedback", "feedback  "])
def test_without_words_behind_it_the_command_opens_the_form(text: str) -> None:
    fields = {
        **{"command": "/it", "text": text, "user_id": BEN},
        **{"channel_id": IT_HAPPENS, "trigger_id": "1.2"},
    }
    wanted = read_command(fields, a_feedback_desk(), FeedbackDesk().now)
    assert isinstance(wanted, DialogWanted)
    assert wanted.dialog is Dialog.FEEDBACK_GIVE
    without = read_command(fields, a_feedback_desk(feedback=None), FeedbackDesk().now)
    assert isinstance(without, HelpWanted)


def fill_in(ingress: Ingress, text: str, sentiment: str | None = None) -> Any:
    chosen = {"selected_option": {"value": sentiment} if sentiment else None}
    view = {
        **{"id": "V0MENU0001", "hash": "1.abc", "type": "modal", "callback_id": "feedback.give"},
        "private_metadata": f"||{IT_HAPPENS}|",
        "state": {"values": {"text": {"value": {"value": text}}, "sentiment": {"value": chosen}}},
    }
    return ingress.send(interaction_request(an_interaction("view_submission", view=view)))


def test_what_is_said_in_the_form_is_a_card_and_whoever_said_it_hears_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingress = Ingress(monkeypatch, capsys)
    ingress.settings = a_feedback_desk()
    fill_in(ingress, "Members ask\nfor evening slots", "neutral")
    [given] = ingress.inputs
    desk = FeedbackDesk()
    desk.give(given, key="view:V0MENU0001")
    desk.give(given, key="view:V0MENU0001")
    assert ">Members ask\\n>for evening slots" in desk.shown
    assert "neutral" in desk.shown
    [item] = desk.items
    assert [one.person for one in item.givers] == [MINJUN]
    [told] = [one.shown.text for one in desk.slack.whispers if one.person == MINJUN]
    assert f"<#{FEEDBACK}>" in told


def test_a_form_without_words_is_sent_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingress = Ingress(monkeypatch, capsys)
    ingress.settings = a_feedback_desk()
    assert fill_in(ingress, "  ").json["errors"].keys() == {"text"}
    assert ingress.inputs == []


def test_a_guest_of_ours_shares_nothing_and_decides_nothing() -> None:
    desk = FeedbackDesk()
    desk.give(shared(desk, GUS, desk.say(ANA, "It crashes").ts))
    assert desk.cards == []
    desk.hears()
    desk.presses(GUS, Button.FEEDBACK_WITHHOLD)
    assert desk.items[0].withheld_by is None
    [told] = [one.shown.text for one in desk.slack.whispers if one.person == GUS]
    assert "only people of our own company" in told


def test_somebody_says_how_it_is_meant_and_the_buttons_for_that_go() -> None:
    desk = FeedbackDesk()
    desk.give(shared(desk, MINJUN, desk.say(ANA, "It crashes").ts))
    desk.presses(BEN, Button.FEEDBACK_NEGATIVE)
    assert "How is it meant?" not in desk.shown
    assert "Positive" not in desk.shown
    desk.later(WEEK)
    assert ">It crashes" in desk.digests[0]


@pytest.mark.parametrize(("channel", "is_shared"), [(IT_TRIAGE, False), (IT_HAPPENS, True)])
def test_notes_and_what_is_said_with_another_company_are_not_shared(
    channel: ChannelId, is_shared: bool
) -> None:
    desk = FeedbackDesk()
    said = desk.say(BEN, "Between us", channel=channel)
    desk.give(replace(shared(desk, BEN, said.ts, channel), shared=is_shared))
    assert desk.cards == []


def test_what_is_asked_in_private_is_not_shared() -> None:
    settings = a_feedback_desk()
    inboxes = {key: replace(one, privacy=Privacy.PRIVATE) for key, one in settings.inboxes.items()}
    desk = FeedbackDesk(replace(settings, inboxes=inboxes))
    desk.give(shared(desk, BEN, desk.say(ANA, "My pay").ts))
    assert desk.cards == []


def test_reactions_on_a_card_are_counted_as_they_are_there() -> None:
    desk = FeedbackDesk()
    desk.hears()
    for person in (ANA, BEN):
        desk.reacts(person)
    desk.reacts(ANA, "heart")
    desk.now += timedelta(seconds=1)
    desk.reacts(BEN, added=False)
    assert desk.items[0].counted == {"+1": 1, "heart": 1}
    desk.later(WEEK)
    assert ":+1: 1 · :heart: 1" in desk.digests[0]


def test_a_card_that_somebody_deleted_stays_so() -> None:
    desk = FeedbackDesk()
    desk.hears(event="1")
    desk.slack.delete(Thread(FEEDBACK, desk.card.ts))
    desk.hears(event="2")
    assert desk.cards == []
    assert desk.items[0].seen == 2


def test_a_desk_without_the_setting_does_nothing_with_it() -> None:
    [handled] = MemoryDesk(a_desk()).give(a_review())
    assert handled.ignored == "feedback_not_set_up"


def shared(
    desk: FeedbackDesk, person: PersonId, ts: Ts, channel: ChannelId = IT_HAPPENS
) -> ReactionChanged:
    reaction = desk.reaction(person, ts, SHARE, channel=channel)
    assert isinstance(reaction, ReactionChanged)
    return reaction
