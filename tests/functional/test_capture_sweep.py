"""A question that nobody tracked or answered is offered to the triagers, who make it a ticket with
one click (A5-01)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import InboxId, install_ref
from deskbell.domain.inputs import Button
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, IT_TRIAGE, JIWOO, MINJUN, OLA, an_inbox
from tests.functional.dropping_slack import HOUR, DroppingSlack, keys_of
from tests.memory_slack import buttons


@pytest.fixture
def slack() -> DroppingSlack:
    slack = DroppingSlack()
    inbox = an_inbox(capture_after=timedelta(minutes=30))
    slack.desk.settings.desk = replace(
        slack.desk.settings.current(), inboxes={InboxId("it"): inbox}
    )
    slack.begin()
    return slack


def offers(slack: DroppingSlack) -> list[Post]:
    return [p for p in slack.desk.ours(IT_TRIAGE) if list(buttons(p, Button.CAPTURE))]


def test_a_question_that_nobody_tracked_or_answered_is_offered_once(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "How do I share my screen")
    slack.desk.later(HOUR)
    report = slack.backfill()
    slack.desk.later(HOUR)
    slack.backfill()

    assert report.offered == 1
    [offer] = offers(slack)
    assert "How do I share my screen" in offer.shown.text
    assert f"/archives/{IT_HAPPENS}/p{asked.replace('.', '')}" in offer.shown.text
    assert slack.desk.events(install_ref(INSTALL)) == ["QuestionOffered"]
    assert not slack.desk.tickets


def test_one_click_makes_it_a_ticket_and_a_second_one_says_which(slack: DroppingSlack) -> None:
    slack.say(ANA, "How do I share my screen")
    slack.desk.later(HOUR)
    slack.backfill()
    [offer] = offers(slack)

    slack.desk.give(slack.desk.press(BEN, Button.CAPTURE, offer))
    slack.desk.give(slack.desk.press(JIWOO, Button.CAPTURE, offer))

    assert (slack.desk.ticket.requester, slack.desk.ticket.opener) == (ANA, BEN)
    assert slack.desk.history(slack.desk.ticket.ref)[0].reason.key == "reason.opened_by_capture"
    assert slack.desk.ticket.status is Status.NEW
    [whisper] = slack.desk.slack.whispers
    assert "#1" in str(whisper)


def test_who_does_not_work_there_makes_no_ticket_with_it(slack: DroppingSlack) -> None:
    slack.say(ANA, "How do I share my screen")
    slack.desk.later(HOUR)
    slack.backfill()
    [offer] = offers(slack)
    [handled] = slack.desk.give(slack.desk.press(MINJUN, Button.CAPTURE, offer))

    assert handled.ignored == "may_not_capture"
    assert not slack.desk.tickets


def test_what_a_colleague_answered_is_not_offered(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "How do I share my screen")
    slack.say(OLA, "The green button", asked)
    slack.desk.later(HOUR)

    assert slack.backfill().offered == 0


def test_who_asks_twice_in_their_own_thread_is_still_without_an_answer(
    slack: DroppingSlack,
) -> None:
    asked = slack.say(ANA, "How do I share my screen")
    slack.say(ANA, "Anybody?", asked)
    slack.desk.later(HOUR)

    assert slack.backfill().offered == 1


def test_tickets_greetings_and_what_is_still_young_are_not_offered(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "My laptop does not start")
    slack.react(MINJUN, asked, "ticket")
    slack.say(OLA, "Good morning!")
    slack.desk.later(HOUR)
    slack.say(OLA, "How do I share my screen")

    assert slack.backfill().offered == 0


def test_the_report_says_which_share_of_the_questions_are_tickets(slack: DroppingSlack) -> None:
    for text in ("My laptop does not start", "My phone is gone", "My mouse squeaks"):
        slack.react(MINJUN, slack.say(ANA, text), "ticket")
    slack.say(OLA, "How do I share my screen")
    slack.say(OLA, "Good morning!")
    slack.desk.later(HOUR)

    assert slack.backfill().capture_rate == 0.75


def test_what_slack_did_not_tell_of_an_auto_channel_becomes_a_ticket_at_the_next_look(
    slack: DroppingSlack,
) -> None:
    inbox = an_inbox(auto=(IT_HAPPENS,))
    slack.desk.settings.desk = replace(
        slack.desk.settings.current(), inboxes={InboxId("it"): inbox}
    )
    slack.say(ANA, "My laptop does not start", told=False)
    slack.say(OLA, "Good morning!", told=False)
    slack.desk.later(HOUR)

    assert len(keys_of(slack.backfill())) == 1
    assert slack.desk.ticket.text == "My laptop does not start"
