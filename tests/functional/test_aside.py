"""Somebody of the desk asks a person or another team aside (B-19)."""

from dataclasses import replace

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import PersonId
from deskbell.domain.tickets.ticket import Privacy
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    IT_TRIAGE,
    OLA,
    X_TEAM_COMMS,
    XENA,
    a_desk,
    two_inboxes,
)
from tests.functional.states import Ticketed
from tests.memory_slack import buttons

QUESTION, ANSWER = "Is the Berlin licence still valid?", "Until March"


@pytest.fixture
def desk() -> Ticketed:
    desk = Ticketed(a_desk(inboxes=two_inboxes()))
    desk.take()
    return desk


def asks(desk: Ticketed, by: PersonId = BEN, **whom: str) -> None:
    desk.answer(Dialog.ASIDE, by, text=QUESTION, **whom)


def answers(desk: Ticketed, person: PersonId, post: Post) -> None:
    [button] = buttons(post, Dialog.ANSWER_ASIDE)
    value = str(button["value"])
    desk.give(
        DialogSubmitted(
            Dialog.ANSWER_ASIDE, value, person, post.channel, post.thread_ts, {"text": ANSWER}
        )
    )


def asked(desk: Ticketed, person: PersonId = OLA) -> Post:
    return desk.direct(person)[-1]


def in_triage(desk: Ticketed) -> str:
    [card] = [post for post in desk.ours(IT_TRIAGE) if post.thread_ts is None][:1]
    return "\n".join(str(post.shown) for post in desk.ours(IT_TRIAGE, card.ts))


def told(desk: Ticketed, person: PersonId) -> str:
    return desk.slack.whispers[-1].shown.text if desk.slack.whispers[-1].person == person else ""


def test_a_person_reads_the_question_and_nothing_else_of_the_ticket(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    said = asked(desk).shown.text
    assert "Ben Carter" in said
    assert "#1" in said
    assert QUESTION in said
    assert "My laptop does not start" not in said


def test_the_answer_is_a_note_for_the_team_and_whoever_asked_hears_it(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    answers(desk, OLA, asked(desk))
    question, answer = desk.aggregates.comments(desk.first)
    assert (question.author, question.internal) == (BEN, True)
    assert (answer.author, answer.internal, answer.texts[-1][1]) == (OLA, True, ANSWER)
    assert ANSWER in desk.heard(BEN)[-1]
    assert "Ola Nowak" in desk.heard(BEN)[-1]
    assert "*#1*" in told(desk, OLA), "Ola sees that it counted"
    assert ANSWER in in_triage(desk)
    assert QUESTION in in_triage(desk)


def test_the_requester_sees_nothing_of_it(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    answers(desk, OLA, asked(desk))
    thread = str([post.shown for post in desk.slack.in_channel(IT_HAPPENS, desk.root)])
    assert QUESTION not in thread
    assert ANSWER not in thread
    assert desk.heard(ANA) == []


def test_a_team_is_asked_in_its_own_channel_and_any_of_them_answers(desk: Ticketed) -> None:
    asks(desk, team="x-team")
    [post] = desk.ours(X_TEAM_COMMS)
    assert QUESTION in post.shown.text
    answers(desk, XENA, post)
    assert ANSWER in in_triage(desk)
    assert desk.asked().asides[0].answered_by == XENA


def test_nobody_else_answers_for_them(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    answers(desk, ANA, asked(desk))
    assert desk.history(desk.first)[-1].reason.key == "reason.refused_aside_not_theirs"
    assert len(desk.aggregates.comments(desk.first)) == 1
    asks(desk, team="x-team")
    answers(desk, OLA, desk.ours(X_TEAM_COMMS)[0])
    assert len(desk.aggregates.comments(desk.first)) == 2


def test_who_does_not_work_at_the_desk_asks_nobody(desk: Ticketed) -> None:
    asks(desk, by=ANA, to=OLA)
    assert desk.heard(OLA) == []
    assert desk.asked().asides == ()


def test_a_ticket_that_is_over_needs_no_answer_any_more(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    desk.solve()
    answers(desk, OLA, asked(desk))
    assert len(desk.aggregates.comments(desk.first)) == 1


def test_another_team_hears_nothing_of_a_restricted_ticket(desk: Ticketed) -> None:
    desk.table.states[desk.first] = replace(desk.asked(), privacy=Privacy.RESTRICTED)
    asks(desk, team="x-team")
    assert desk.ours(X_TEAM_COMMS) == []
    assert desk.asked().asides == ()


def test_the_history_says_who_asked_whom_and_who_answered(desk: Ticketed) -> None:
    asks(desk, to=OLA)
    answers(desk, OLA, asked(desk))
    assert [(row.event, row.actor) for row in desk.history(desk.first)[-4:]] == [
        ("CommentAdded", f"person:{BEN}"),
        ("AsideAsked", f"person:{BEN}"),
        ("CommentAdded", f"person:{OLA}"),
        ("AsideAnswered", f"person:{OLA}"),
    ]
