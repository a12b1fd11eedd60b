"""A while after the solution its requester is asked how satisfied they are (A4-14, C-24)."""

from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.people import PersonRow
from deskbell.adapters.slack.actions import MORE
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.effects import ShowSurvey
from deskbell.domain.ids import FormId, PersonId, Ref, Ts, surveyed_ref
from deskbell.domain.inputs import Button, ButtonPressed, FormSubmitted
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.people import Standing
from deskbell.domain.settings.csat import Csat, LowCsat
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.hours import QuietHours
from deskbell.domain.tickets.survey import Score
from deskbell.domain.tickets.survey_times import ask_at
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.ports import RowState
from tests.builders import (
    ANA,
    ANSWERS,
    BEN,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk
from tests.functional.states import DAY, HOUR, MINUTE, SECOND, Ticketed
from tests.memory_slack import buttons
from tools.desk.ticket_history import plain

ASKS, THANKS = "How did we do with", "Thank you"
GOOD, BAD, COMMENT = Button.CSAT_GOOD, Button.CSAT_BAD, Dialog.CSAT_COMMENT


def asking(csat: Csat | None = None, **changes: Any) -> Desk:
    inboxes = {
        name: replace(inbox, csat=csat or Csat(), peers_help=True)
        for name, inbox in two_inboxes().items()
    }
    return a_desk(inboxes=inboxes, **changes)


@pytest.fixture
def desk() -> Ticketed:
    return Ticketed(asking())


def solved(desk: Ticketed, wait: timedelta = 30 * MINUTE) -> Ticketed:
    desk.take()
    desk.solve()
    desk.later(wait)
    return desk


def questions(desk: Ticketed, person: PersonId = ANA) -> list[Post]:
    """All that they were ever asked, whatever it shows by now."""
    return [
        post
        for post in desk.direct(person)
        if any(words in post.shown.text for words in ("*#1*", "*#2*"))
        and ("How" in post.shown.text or THANKS in post.shown.text or "We asked" in post.shown.text)
    ]


def question(desk: Ticketed) -> Post:
    [post] = questions(desk)
    return post


def press(desk: Ticketed, button: Button, person: PersonId = ANA, post: Post | None = None) -> None:
    desk.give(desk.press(person, button, post or question(desk)))


def press_what_was_there(desk: Ticketed, button: Button, person: PersonId = ANA) -> None:
    """As their Slack shows it still."""
    post, value = question(desk), f"{desk.first}|1"
    desk.give(ButtonPressed(button, value, person, post.channel, post.ts, post.thread_ts))


def comments(desk: Ticketed, text: str, person: PersonId = ANA) -> None:
    post = question(desk)
    [button] = buttons(post, COMMENT)
    value = str(button["value"])
    desk.give(DialogSubmitted(COMMENT, value, person, post.channel, post.thread_ts, {"text": text}))


def below_the_triage_card(desk: Ticketed) -> str:
    """Of the first ticket."""
    card = desk.ours(IT_TRIAGE)[0]
    return "\n".join(post.shown.text for post in desk.ours(IT_TRIAGE, card.ts))


def triage_card(desk: Ticketed) -> str:
    return str(desk.ours(IT_TRIAGE)[0].shown.blocks)


def in_public(desk: Ticketed) -> str:
    return "\n".join(str(post.shown) for post in desk.ours(IT_HAPPENS)) + "\n".join(
        str(post.shown) for post in desk.ours(IT_HAPPENS, desk.root)
    )


def second_ticket(desk: Ticketed) -> tuple[Ref, Ts]:
    message = desk.say(ANA, "And the monitor flickers")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    [other] = [ticket.ref for ticket in desk.tickets if ticket.ref != desk.first]
    return other, message.ts


def last_words(desk: Ticketed) -> str:
    return desk.slack.whispers[-1].shown.text


# --- when, and how often ----------------------------------------------------------------------


def test_half_an_hour_after_the_solution_the_requester_is_asked_once(desk: Ticketed) -> None:
    solved(desk, 30 * MINUTE - SECOND)
    assert questions(desk) == []
    desk.later(SECOND)
    assert ASKS in question(desk).shown.text
    assert "My laptop does not start" in question(desk).shown.text
    for _ in range(3):
        desk.later(DAY)
    assert len(questions(desk)) == 1
    assert desk.events(desk.first).count("CsatAsked") == 1


def test_the_question_comes_by_direct_message_and_nothing_of_it_stands_in_public(
    desk: Ticketed,
) -> None:
    solved(desk, MINUTE)
    before = in_public(desk)
    desk.later(HOUR)
    press(desk, BAD)
    comments(desk, "Nobody came")
    assert in_public(desk) == before


def test_what_is_open_again_by_then_is_not_asked_about(desk: Ticketed) -> None:
    solved(desk, 20 * MINUTE)
    desk.reply(ANA, "It happens again")
    assert desk.asked().status is Status.ASSIGNED
    desk.later(DAY)
    assert questions(desk) == []


def test_a_solution_that_is_undone_is_not_asked_about(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    desk.give(desk.reaction(BEN, desk.root, "white_check_mark", added=False))
    assert desk.asked().is_open
    desk.later(HOUR)
    assert questions(desk) == []


def test_of_two_tickets_at_the_same_time_one_asks(desk: Ticketed) -> None:
    """Nobody is asked twice in seven days (C-24)."""
    other, root = second_ticket(desk)
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    solved(desk)
    assert len(questions(desk)) == 1
    asked = {ref: desk.events(ref) for ref in (desk.first, other)}
    assert sum(events.count("CsatAsked") for events in asked.values()) == 1
    assert sum(events.count("CsatSkipped") for events in asked.values()) == 1


def test_it_is_counted_across_all_inboxes(desk: Ticketed) -> None:
    other, root = second_ticket(desk)
    solved(desk)
    card = next(p for p in desk.ours(IT_TRIAGE) if "*#2*" in str(p.shown.blocks))
    [more] = buttons(card, MORE)
    claim = "|".join(str(more["value"]).split("|")[:2])
    moved = DialogSubmitted(Dialog.MOVE, claim, BEN, IT_TRIAGE, None, {"inbox": "x-team"})
    desk.give(moved)
    assert next(one for one in desk.tickets if one.ref == other).inbox == "x-team"
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    desk.later(30 * MINUTE)
    assert len(questions(desk)) == 1


def test_after_seven_days_they_may_be_asked_about_another_one(desk: Ticketed) -> None:
    _, root = second_ticket(desk)
    solved(desk)
    desk.later(7 * DAY - 30 * MINUTE)
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    desk.later(30 * MINUTE)
    assert len(questions(desk)) == 2


def test_a_moment_before_that_they_are_not(desk: Ticketed) -> None:
    other, root = second_ticket(desk)
    solved(desk)
    desk.later(7 * DAY - 30 * MINUTE - SECOND)
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    desk.later(30 * MINUTE)
    assert len(questions(desk)) == 1
    last = desk.history(other)[-1]
    assert (last.event, last.actor, last.reason.key) == (
        "CsatSkipped",
        "timer:csat",
        "reason.csat_asked_lately",
    )


def test_the_settings_say_how_often() -> None:
    desk = Ticketed(asking(csat_every=DAY))
    _, root = second_ticket(desk)
    solved(desk)
    desk.later(DAY)
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    desk.later(30 * MINUTE)
    assert len(questions(desk)) == 2


def test_the_settings_say_when() -> None:
    desk = solved(Ticketed(asking(Csat(after=2 * HOUR))), 2 * HOUR - SECOND)
    assert questions(desk) == []
    desk.later(SECOND)
    assert len(questions(desk)) == 1


def test_in_a_later_cycle_they_are_asked_again(desk: Ticketed) -> None:
    solved(desk)
    press(desk, GOOD)
    desk.pick(Button.REOPEN)
    desk.later(7 * DAY)
    desk.solve()
    desk.later(30 * MINUTE)
    first, again = questions(desk)
    assert THANKS in first.shown.text
    assert not list(buttons(first, BAD))
    assert ASKS in again.shown.text
    assert [one.score for one in desk.asked().surveys] == [Score.GOOD, None]


def test_a_reopening_that_is_undone_is_the_same_cycle() -> None:
    desk = solved(Ticketed(asking(csat_every=MINUTE)))
    desk.later(HOUR)
    desk.pick(Button.REOPEN)
    desk.pick(Button.UNDO)
    assert desk.asked().status is Status.SOLVED
    desk.later(HOUR)
    assert len(questions(desk)) == 1


def test_a_closed_ticket_is_still_asked_about() -> None:
    desk = solved(Ticketed(asking(Csat(after=4 * DAY))), 3 * DAY)
    assert desk.asked().status is Status.CLOSED
    desk.later(DAY)
    assert len(questions(desk)) == 1


def test_in_the_night_the_question_waits_for_the_morning() -> None:
    desk = Ticketed(asking(quiet_hours=QuietHours("09:15", "08:00")))
    solved(desk)
    assert questions(desk) == []
    desk.later(23 * HOUR)
    assert len(questions(desk)) == 1


def test_what_is_open_again_by_the_morning_is_not_asked_about() -> None:
    desk = solved(Ticketed(asking(quiet_hours=QuietHours("09:15", "08:00"))))
    desk.reply(ANA, "It happens again")
    desk.later(DAY)
    assert questions(desk) == []


# --- about what, and whom ---------------------------------------------------------------------


def test_an_inbox_can_ask_nobody() -> None:
    desk = Ticketed(a_desk(inboxes=two_inboxes()))
    solved(desk, DAY)
    assert questions(desk) == []
    assert "csat" not in {name for _, name in desk.table.timers}


def test_nobody_is_asked_about_what_a_colleague_has_solved(desk: Ticketed) -> None:
    desk.give(desk.reaction(MINJUN, desk.root, "white_check_mark"))
    assert (desk.asked().status, desk.asked().peer) == (Status.SOLVED, MINJUN)
    desk.later(HOUR)
    assert questions(desk) == []


def test_nobody_is_asked_about_what_they_solved_without_the_desk(desk: Ticketed) -> None:
    desk.give(desk.reaction(ANA, desk.root, "white_check_mark"))
    desk.pick(Button.SOLVE, ANA)
    assert desk.asked().solver == ANA or desk.asked().peer == ANA
    desk.later(HOUR)
    assert questions(desk) == []


def test_nobody_is_asked_about_what_is_no_request(desk: Ticketed) -> None:
    desk.answer(Dialog.DISMISS, BEN)
    assert desk.asked().status is Status.CANCELLED
    desk.later(HOUR)
    assert questions(desk) == []


def test_a_merged_ticket_asks_nobody_and_the_one_that_goes_on_asks_once(desk: Ticketed) -> None:
    _, root = second_ticket(desk)
    desk.answer(Dialog.MERGE, BEN, number="2")
    assert desk.asked().status is Status.MERGED
    desk.give(desk.reaction(BEN, root, "white_check_mark"))
    desk.later(HOUR)
    assert len(questions(desk)) == 1
    assert "CsatAsked" not in desk.events(desk.first)


def test_whoever_has_left_is_not_asked(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    desk.slack.people[ANA] = replace(desk.slack.people[ANA], deactivated=True)
    desk.receive(desk.told("user_change", ANA, user={"id": ANA, "deleted": True, "updated": 1}))
    desk.later(30 * MINUTE)
    assert desk.history(desk.first)[-1].reason.key == "reason.csat_unreachable"
    assert [row for row in desk.table.outbox.values() if isinstance(row.effect, ShowSurvey)] == []
    assert desk.aggregates.load(surveyed_ref(INSTALL, ANA)) is None


@pytest.mark.parametrize("standing", [Standing.EXTERNAL, Standing.BOT])
def test_whom_the_app_cannot_write_to_is_not_asked(desk: Ticketed, standing: Standing) -> None:
    person = replace(desk.slack.people[ANA], standing=standing)
    desk.slack.people[ANA] = person
    desk.person_rows.put(INSTALL, PersonRow(person, inf))
    solved(desk)
    assert questions(desk) == []
    assert "CsatSkipped" in desk.events(desk.first)


def test_whoever_somebody_filed_for_is_asked_and_not_whoever_filed_it() -> None:
    desk = MemoryDesk(asking())
    values = {**ANSWERS.values, "requested_for": OLA, "channel": "phone"}
    desk.give(FormSubmitted(FormId("it"), BEN, "V0000001", values))
    [card] = desk.ours(IT_HAPPENS)
    desk.give(desk.press(JIWOO, Button.SOLVE, card))
    desk.later(30 * MINUTE)
    assert (desk.ticket.requester, desk.ticket.opener) == (OLA, BEN)
    assert [one.person for one in desk.ticket.surveys] == [OLA]
    assert "Jak oceniasz" in desk.direct(OLA)[-1].shown.text


def test_whoever_wrote_by_mail_is_not_asked(desk: Ticketed) -> None:
    """They have no direct messages."""
    ticket = replace(desk.asked(), requester=stranger("ada@example.org"))
    solved = replace(ticket, status=Status.SOLVED, solver=BEN, solved_at=desk.now)
    inbox = desk.desk.inboxes[ticket.inbox]
    assert ask_at(solved, inbox) is None
    assert ask_at(replace(solved, requester=ANA), inbox) is not None


# --- what they answer -------------------------------------------------------------------------


def test_the_question_becomes_the_thanks_with_room_for_words(desk: Ticketed) -> None:
    solved(desk)
    press(desk, GOOD)
    post = question(desk)
    assert THANKS in post.shown.text
    assert [next(iter(buttons(post, one)))["text"]["text"] for one in (COMMENT, BAD)] == [
        "Add a comment",
        "👎 Not good",
    ]
    assert list(buttons(post, GOOD)) == []
    comments(desk, "Fast and <kind> *people*")
    shown = str(question(desk).shown.blocks)
    assert "Fast and &lt;kind&gt;" in shown
    assert desk.asked().surveys[0].comment == "Fast and <kind> *people*"


def test_a_second_press_changes_nothing(desk: Ticketed) -> None:
    solved(desk)
    press(desk, GOOD)
    version = desk.asked().version
    press_what_was_there(desk, GOOD)
    assert desk.asked().version == version


def test_an_answer_can_be_changed_for_seven_days(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    desk.later(7 * DAY - SECOND)
    press(desk, GOOD)
    assert desk.asked().surveys[0].score is Score.GOOD
    assert "👍 Ana Reyes has thought again" in below_the_triage_card(desk)
    given = [row for row in desk.history(desk.first) if row.event == "CsatGiven"]
    assert [row.detail["score"] for row in given] == ["bad", "good"]
    assert [row.detail["before"] for row in given] == [None, "bad"]


def test_then_the_buttons_go_and_an_old_one_does_nothing(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    desk.later(7 * DAY)
    assert not [one for name in (GOOD, BAD, COMMENT) for one in buttons(question(desk), name)]
    press_what_was_there(desk, GOOD)
    assert desk.asked().surveys[0].score is Score.BAD
    assert "the time to answer about *#1* is over" in last_words(desk)


def test_what_nobody_answers_says_that_its_time_is_over(desk: Ticketed) -> None:
    solved(desk)
    desk.later(7 * DAY)
    assert "The time to answer is over" in question(desk).shown.text
    assert list(buttons(question(desk), GOOD)) == []


def test_nobody_else_can_answer(desk: Ticketed) -> None:
    solved(desk)
    press_what_was_there(desk, GOOD, BEN)
    assert desk.asked().surveys[0].score is None
    assert desk.history(desk.first)[-1].reason.key == "reason.refused_csat_not_theirs"


def test_everything_is_in_their_language(desk: Ticketed) -> None:
    message = desk.say(MINJUN, "The printer is out of paper")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.give(desk.reaction(BEN, message.ts, "white_check_mark"))
    desk.later(30 * MINUTE)
    assert "건은 어떠셨나요" in desk.direct(MINJUN)[-1].shown.text


# --- what the team hears ----------------------------------------------------------------------


def test_a_bad_answer_is_told_to_the_team_below_their_card(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    assert "👎 Ana Reyes is not satisfied with *#1*" in below_the_triage_card(desk)
    comments(desk, "Nobody came\n*at all*")
    assert "👎 Ana Reyes about *#1*:\nNobody came" in below_the_triage_card(desk)
    assert "*at all*" not in below_the_triage_card(desk)
    assert desk.asked().status is Status.SOLVED


def test_a_good_answer_is_no_news_but_stands_on_the_card(desk: Ticketed) -> None:
    solved(desk)
    before = below_the_triage_card(desk)
    press(desk, GOOD)
    assert below_the_triage_card(desk) == before
    assert "👍 Ana Reyes is satisfied" in triage_card(desk)
    comments(desk, "Thanks, Ben")
    assert "Thanks, Ben" in triage_card(desk)
    assert "👍" not in in_public(desk)


def test_no_button_of_a_card_is_stale_because_of_an_answer(desk: Ticketed) -> None:
    solved(desk)
    revision = desk.asked().card_revision
    press(desk, GOOD)
    assert desk.asked().card_revision == revision


def test_a_bad_answer_reopens_the_ticket_where_its_inbox_wants_that() -> None:
    desk = solved(Ticketed(asking(Csat(low=LowCsat.REOPEN))))
    press(desk, BAD)
    assert (desk.asked().status, desk.asked().assignee) == (Status.ASSIGNED, BEN)
    given, again = desk.history(desk.first)[-2:]
    assert (given.event, again.event) == ("CsatGiven", "TicketReopened")
    assert (again.actor, again.reason.key) == (f"person:{ANA}", "reason.reopened_by_csat")
    assert "👎 Ana Reyes is not satisfied" in below_the_triage_card(desk)
    assert any("#1" in text for text in desk.heard(BEN))
    desk.later(2 * DAY)
    assert len(questions(desk)) == 1


def test_long_after_the_end_it_is_only_told() -> None:
    desk = solved(Ticketed(asking(Csat(low=LowCsat.REOPEN))))
    desk.later(4 * DAY)
    press(desk, BAD)
    assert desk.asked().status is Status.CLOSED
    assert "👎 Ana Reyes is not satisfied" in below_the_triage_card(desk)


def test_of_a_confidential_ticket_only_who_may_know_hears() -> None:
    desk = Ticketed(asking())
    desk.answer(Dialog.PRIVACY, LENA, privacy=Privacy.RESTRICTED)
    assert desk.asked().privacy is Privacy.RESTRICTED
    desk.pick(Button.TAKE, LENA)
    desk.give(
        ButtonPressed(
            *(Button.SOLVE, f"{desk.first}|{desk.asked().card_revision}", LENA),
            *(desk.direct(LENA)[-1].channel, desk.direct(LENA)[-1].ts, None),
        )
    )
    desk.later(30 * MINUTE)
    press(desk, BAD, post=questions(desk)[-1])
    assert "not satisfied" not in below_the_triage_card(desk)
    assert any("👎 Ana Reyes is not satisfied" in text for text in desk.heard(LENA))


# --- what is kept -----------------------------------------------------------------------------


def test_the_history_says_who_when_and_why(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    comments(desk, "Nobody came")
    told = [(row.event, row.actor, row.reason.key) for row in desk.history(desk.first)[-3:]]
    assert told == [
        ("CsatAsked", "timer:csat", "reason.csat_asked"),
        ("CsatGiven", f"person:{ANA}", "reason.csat_bad"),
        ("CsatCommented", f"person:{ANA}", "reason.csat_commented"),
    ]
    [turn] = desk.history(surveyed_ref(INSTALL, ANA))
    assert (turn.event, turn.actor) == ("PersonSurveyed", "timer:csat")


def test_explain_tells_the_answer_and_the_comment_in_words(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    comments(desk, "Nobody came")
    said = [plain(row.reason, {ANA: "ana"}) for row in desk.history(desk.first)[-2:]]
    assert said == ["ana is not satisfied.", "ana said more about it: Nobody came"]


def test_where_the_team_has_no_card_whoever_has_it_hears(desk: Ticketed) -> None:
    """The triage channel was archived, say."""
    solved(desk)
    [home, *_] = desk.asked().cards
    desk.table.states[desk.first] = replace(desk.asked(), cards=(home,))
    press(desk, BAD)
    assert any("👎 Ana Reyes is not satisfied" in text for text in desk.heard(BEN))
    assert "👎" not in in_public(desk)


def test_the_log_alone_tells_the_response_rate_and_csat(desk: Ticketed) -> None:
    solved(desk)
    press(desk, BAD)
    press(desk, GOOD)
    rows = [row for ticket in desk.tickets for row in desk.history(ticket.ref)]
    asked = {(row.ref, row.detail["survey"]) for row in rows if row.event == "CsatAsked"}
    scores = {
        (row.ref, row.detail["survey"]): row.detail["score"]
        for row in rows
        if row.event == "CsatGiven"
    }
    assert (len(scores) / len(asked), list(scores.values())) == (1.0, ["good"])


def test_a_question_that_slack_refuses_is_told_to_nobody_in_public(desk: Ticketed) -> None:
    """They have left, and we were not told."""
    desk.slack.people[ANA] = replace(desk.slack.people[ANA], deactivated=True)
    solved(desk)
    assert "DeliveryFailed" in desk.events(desk.first)
    assert "How did we do" not in in_public(desk)
    [row] = [row for row in desk.table.outbox.values() if row.state is RowState.PARKED]
    assert RetryDelivery(row.id, row.effect, row.code).event.effect == "ShowSurvey"
