"""Colleagues help first: what they solve is a ticket solved by a peer, with thanks (A5-04)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.inputs import MessagePosted
from deskbell.domain.settings.partners import Partner
from deskbell.domain.tickets.peers import helper_of
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, BOT, CORA, IT_HAPPENS, LENA, MINJUN, OLA, a_desk, two_inboxes
from tests.functional.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    inboxes = two_inboxes()
    inboxes[InboxId("it")] = replace(inboxes[InboxId("it")], peers_help=True)
    return MemoryDesk(a_desk(inboxes=inboxes))


@pytest.fixture
def question(desk: MemoryDesk) -> MessagePosted:
    return desk.say(ANA, "How do I share my screen")


def answer(desk: MemoryDesk, question: MessagePosted, person: PersonId) -> MessagePosted:
    said = desk.say(person, "Press the green button", question.ts)
    desk.give(said)
    return said


def mark(desk: MemoryDesk, person: PersonId, message: MessagePosted, **how: Any) -> None:
    desk.give(desk.reaction(person, message.ts, "white_check_mark", **how))


def thanks(desk: MemoryDesk, question: MessagePosted) -> list[str]:
    said = [post.shown.text for post in desk.ours(IT_HAPPENS, question.ts)]
    return [text for text in said if "🙌" in text]


def test_a_colleagues_mark_on_a_question_nobody_tracked_is_solved_by_peer(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    answer(desk, question, OLA)
    mark(desk, OLA, question)

    assert (desk.ticket.status, desk.ticket.solver, desk.ticket.peer) == (Status.SOLVED, OLA, OLA)
    assert desk.events(desk.ticket.ref)[:2] == ["TicketOpened", "SolvedByPeer"]
    assert desk.history(desk.ticket.ref)[1].detail["deflected"] is True
    [text] = thanks(desk, question)
    assert f"<@{OLA}>" in text


def test_the_askers_own_mark_thanks_whoever_answered_last(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    answer(desk, question, MINJUN)
    answer(desk, question, OLA)
    mark(desk, ANA, question)

    assert desk.ticket.peer == OLA
    assert len(thanks(desk, question)) == 1


def test_the_askers_mark_on_an_answer_thanks_its_author(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    good = answer(desk, question, MINJUN)
    answer(desk, question, OLA)
    mark(desk, ANA, good)

    assert desk.ticket.peer == MINJUN


def test_who_found_it_out_alone_is_not_thanked_and_not_counted_as_helped(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    mark(desk, ANA, question)

    assert (desk.ticket.status, desk.ticket.solver) == (Status.SOLVED, ANA)
    assert desk.history(desk.ticket.ref)[1].detail["deflected"] is False
    assert not thanks(desk, question)


def test_on_a_ticket_that_nobody_has_taken_it_is_the_same(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    desk.give(desk.reaction(MINJUN, question.ts, "ticket"))
    answer(desk, question, OLA)
    mark(desk, ANA, question)

    assert (desk.ticket.status, desk.ticket.peer) == (Status.SOLVED, OLA)
    assert len(desk.tickets) == 1
    assert len(thanks(desk, question)) == 1


def test_what_an_agent_has_taken_no_colleague_solves(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    desk.give(desk.reaction(MINJUN, question.ts, "ticket"))
    desk.give(desk.reaction(BEN, question.ts, "eyes"))
    mark(desk, OLA, question)

    assert desk.ticket.status is Status.ASSIGNED


def test_an_agents_answer_is_no_peers(desk: MemoryDesk, question: MessagePosted) -> None:
    answer(desk, question, BEN)
    mark(desk, ANA, question)

    assert not desk.tickets


def test_an_agents_mark_before_the_ticket_waits_for_it_as_ever(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    mark(desk, BEN, question)
    assert not desk.tickets

    desk.give(desk.reaction(MINJUN, question.ts, "ticket"))
    assert (desk.ticket.status, desk.ticket.peer) == (Status.SOLVED, None)


def test_people_of_other_companies_mark_nothing_as_solved(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    partner = Partner("Acme", IT_HAPPENS, "T0ACME0001", owner=LENA, backup=BEN)
    desk.settings.desk = replace(desk.settings.current(), partners=(partner,))
    desk.give(desk.reaction(MINJUN, question.ts, "ticket"))
    mark(desk, CORA, question)

    assert desk.ticket.status is Status.NEW


def test_a_mark_on_kind_words_makes_no_ticket(desk: MemoryDesk) -> None:
    mark(desk, OLA, desk.say(ANA, "Thank you all!"))

    assert not desk.tickets


def test_where_the_inbox_does_not_want_it_a_colleagues_mark_means_nothing(
    question: MessagePosted, desk: MemoryDesk
) -> None:
    desk.settings.desk = a_desk()
    mark(desk, OLA, question)

    assert not desk.tickets


def test_the_asker_who_takes_the_mark_off_again_reopens_it_however_late(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    answer(desk, question, OLA)
    mark(desk, ANA, question)
    desk.now += timedelta(hours=5)
    mark(desk, ANA, question, added=False)

    assert desk.ticket.status is Status.NEW
    assert desk.history(desk.ticket.ref)[-1].reason.key == "reason.peer_disputed"


def test_the_asker_who_replies_that_it_is_not_solved_reopens_it(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    answer(desk, question, OLA)
    mark(desk, OLA, question)
    desk.give(desk.say(ANA, "That button is not there", question.ts))

    assert desk.ticket.status is Status.NEW


def test_the_peer_is_thanked_once_even_if_it_takes_two_marks(
    desk: MemoryDesk, question: MessagePosted
) -> None:
    answer(desk, question, OLA)
    mark(desk, ANA, question)
    desk.now += timedelta(minutes=10)
    mark(desk, ANA, question, added=False)
    mark(desk, ANA, question)

    assert desk.ticket.status is Status.SOLVED
    assert len(thanks(desk, question)) == 1


@pytest.mark.parametrize(
    ("marker", "marked", "repliers", "helper"),
    [
        (OLA, ANA, [], OLA),
        (OLA, MINJUN, [MINJUN], MINJUN),
        (OLA, BEN, [BEN], None),
        (BEN, ANA, [OLA], None),
        (ANA, ANA, [OLA, BEN], None),
        (ANA, ANA, [BEN, OLA], OLA),
        (ANA, None, [ANA], ANA),
    ],
)
def test_whose_answer_it_was(
    marker: PersonId, marked: PersonId | None, repliers: list[PersonId], helper: PersonId | None
) -> None:
    assert helper_of(marker, marked, ANA, repliers, {BEN, LENA, BOT}) == helper
