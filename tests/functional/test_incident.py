"""One problem, many tickets, as people in Slack see it (C-12)."""

from datetime import timedelta

import pytest

from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Button, Dialog, DialogSubmitted
from deskbell.domain.tickets.bulk import AT_ONCE
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import ANA, BEN, GUS, IT_HAPPENS, IT_TRIAGE, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def ask(desk: MemoryDesk, person: PersonId, text: str) -> Ts:
    desk.now += MINUTE
    message = desk.say(person, text)
    desk.give(desk.reaction(person, message.ts, "ticket"))
    return message.ts


def of(desk: MemoryDesk, ts: Ts) -> Ticket:
    [ticket] = [one for one in desk.tickets if one.message and one.message.ts == ts]
    return ticket


def fill(desk: MemoryDesk, dialog: Dialog, ts: Ts, by: PersonId = BEN, **values: str) -> None:
    ticket = of(desk, ts)
    value = f"{ticket.ref}|{ticket.card_revision}"
    desk.give(DialogSubmitted(dialog, value, by, IT_HAPPENS, ts, values))


def link(desk: MemoryDesk, ts: Ts, to: int, by: PersonId = BEN) -> None:
    fill(desk, Dialog.LINK, ts, by, number=str(to))


def press(desk: MemoryDesk, button: Button, ts: Ts, by: PersonId = BEN) -> None:
    [card] = desk.ours(IT_HAPPENS, ts)
    desk.give(desk.press(by, button, card))


def menu(desk: MemoryDesk, button: Button, ts: Ts, by: PersonId = BEN) -> None:
    from deskbell.domain.inputs import ButtonPressed

    ticket = of(desk, ts)
    value = f"{ticket.ref}|{ticket.card_revision}"
    desk.give(ButtonPressed(button, value, by, IT_HAPPENS, Ts("1.1"), ts))


def card(desk: MemoryDesk, ts: Ts) -> str:
    [post] = desk.ours(IT_HAPPENS, ts)
    return str(post.shown.blocks)


def whispers(desk: MemoryDesk, person: PersonId) -> str:
    return "\n".join(w.shown.text for w in desk.slack.whispers if w.person == person)


@pytest.fixture
def problem(desk: MemoryDesk) -> Ts:
    return ask(desk, BEN, "The VPN is down")


@pytest.fixture
def parts(desk: MemoryDesk, problem: Ts) -> list[Ts]:
    """Ana has it twice, Minjun and Ola once."""
    asked = [ask(desk, person, "VPN?") for person in (ANA, MINJUN, ANA, OLA)]
    for part in asked:
        link(desk, part, to=1)
    return asked


def test_the_problems_card_counts_its_parts(desk: MemoryDesk, problem: Ts, parts: list[Ts]) -> None:
    assert "4 linked tickets: #2, #3, #4, #5" in card(desk, problem)
    assert "Part of #1" in card(desk, parts[0])


def test_solving_all_solves_every_part_that_is_open(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    desk.give(desk.reaction(ANA, parts[2], "white_check_mark"))
    press(desk, Button.SOLVE_ALL, problem)
    assert {of(desk, part).status for part in (problem, *parts)} == {Status.SOLVED}
    assert of(desk, parts[2]).solver == ANA
    assert of(desk, parts[0]).solver == BEN
    assert "solved them with it: 4 of 4" in card(desk, problem)


def test_each_requester_hears_once_that_it_is_solved(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    press(desk, Button.SOLVE_ALL, problem)
    for person in (ANA, MINJUN, OLA):
        told = [post for post in desk.direct(person) if "✅" in post.shown.text]
        assert len(told) == 1, person


def test_a_solved_problem_still_offers_to_solve_its_parts(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    press(desk, Button.SOLVE, problem)
    assert of(desk, parts[0]).status is Status.NEW
    press(desk, Button.SOLVE_ALL, problem)
    assert of(desk, parts[0]).status is Status.SOLVED
    assert "Solve all linked" not in card(desk, problem)


def test_one_text_reaches_all_requesters_once(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    fill(desk, Dialog.NOTIFY, problem, text="It will be *back*\nat noon")
    for person in (ANA, MINJUN, OLA):
        told = [post for post in desk.direct(person) if "at noon" in post.shown.text]
        assert len(told) == 1, person
    assert "wrote to their requesters: 4 of 4" in card(desk, problem)


def test_hundreds_of_parts_are_reached_in_turns(desk: MemoryDesk, problem: Ts) -> None:
    asked = [ask(desk, GUS, f"VPN {number}") for number in range(AT_ONCE + 5)]
    for part in asked:
        link(desk, part, to=1)
    press(desk, Button.SOLVE_ALL, problem)
    assert {of(desk, part).status for part in asked} == {Status.SOLVED}
    assert len([post for post in desk.direct(GUS) if "✅" in post.shown.text]) == 1
    assert "BulkWentOn" in desk.events(of(desk, problem).ref)


def test_a_link_can_be_undone(desk: MemoryDesk, problem: Ts, parts: list[Ts]) -> None:
    menu(desk, Button.UNLINK, parts[0])
    assert "Part of" not in card(desk, parts[0])
    assert "3 linked tickets" in card(desk, problem)
    press(desk, Button.SOLVE_ALL, problem)
    assert of(desk, parts[0]).status is Status.NEW


def test_a_part_has_no_parts(desk: MemoryDesk, problem: Ts, parts: list[Ts]) -> None:
    other = ask(desk, OLA, "Mail?")
    link(desk, other, to=2)
    link(desk, problem, to=6)
    assert of(desk, other).ties.parent is None
    assert of(desk, problem).ties.parent is None
    assert "cannot be a part of *#2*" in whispers(desk, BEN)
    assert "other tickets are linked to *#1*" in whispers(desk, BEN)


def test_a_ticket_is_no_part_of_itself(desk: MemoryDesk, problem: Ts) -> None:
    link(desk, problem, to=1)
    assert of(desk, problem).ties.parent is None


def test_only_the_team_may_link_solve_all_and_tell_all(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    other = ask(desk, OLA, "Mail?")
    link(desk, other, to=1, by=OLA)
    menu(desk, Button.SOLVE_ALL, problem, by=ANA)
    fill(desk, Dialog.NOTIFY, problem, by=ANA, text="Free lunch")
    assert of(desk, other).ties.parent is None
    assert of(desk, problem).status is Status.NEW
    assert "Free lunch" not in str([post.shown for post in desk.direct(MINJUN)])


def test_a_problem_with_parts_is_not_merged_away(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    ask(desk, OLA, "Mail?")
    fill(desk, Dialog.MERGE, problem, number="6")
    assert of(desk, problem).status is Status.NEW


def test_the_triage_card_shows_the_same(desk: MemoryDesk, problem: Ts, parts: list[Ts]) -> None:
    shown = [str(post.shown.blocks) for post in desk.ours(IT_TRIAGE)]
    assert any("4 linked tickets" in one for one in shown)


def test_solving_all_is_undone_all_at_once(desk: MemoryDesk, problem: Ts, parts: list[Ts]) -> None:
    press(desk, Button.SOLVE_ALL, problem)
    assert {of(desk, part).status for part in parts} == {Status.SOLVED}
    menu(desk, Button.UNDO, problem)
    assert of(desk, problem).is_open
    assert {of(desk, part).status for part in parts} == {Status.NEW}
    assert "took that back: 4 of 4" in card(desk, problem)
    assert "has taken back that your request" in desk.direct(ANA)[-1].shown.text
    press(desk, Button.SOLVE_ALL, problem)
    assert {of(desk, part).status for part in parts} == {Status.SOLVED}


def test_a_part_with_which_somebody_went_on_stays_as_it_is(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    press(desk, Button.SOLVE_ALL, problem)
    press(desk, Button.REOPEN, parts[0])
    press(desk, Button.SOLVE, parts[0])
    menu(desk, Button.UNDO, problem)
    assert [of(desk, part).status for part in parts] == [Status.SOLVED, *[Status.NEW] * 3]


def test_what_an_earlier_time_has_solved_stays_solved(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    press(desk, Button.SOLVE_ALL, problem)
    desk.now += 10 * MINUTE
    press(desk, Button.REOPEN, problem)
    late = ask(desk, OLA, "VPN again?")
    link(desk, late, to=1)
    press(desk, Button.SOLVE_ALL, problem)
    menu(desk, Button.UNDO, problem)
    assert of(desk, late).status is Status.NEW
    assert {of(desk, part).status for part in parts} == {Status.SOLVED}


def test_after_two_minutes_solving_all_stays(
    desk: MemoryDesk, problem: Ts, parts: list[Ts]
) -> None:
    press(desk, Button.SOLVE_ALL, problem)
    desk.now += 3 * MINUTE
    menu(desk, Button.UNDO, problem)
    assert {of(desk, part).status for part in parts} == {Status.SOLVED}
    assert "can no longer be undone" in whispers(desk, BEN)


def test_more_parts_than_one_commit_reaches_are_undone_as_well(
    desk: MemoryDesk, problem: Ts
) -> None:
    asked = [ask(desk, ANA, "VPN?") for _ in range(AT_ONCE + 2)]
    for part in asked:
        link(desk, part, to=1)
    press(desk, Button.SOLVE_ALL, problem)
    menu(desk, Button.UNDO, problem)
    assert {of(desk, part).status for part in asked} == {Status.NEW}
