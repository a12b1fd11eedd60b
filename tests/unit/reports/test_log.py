"""A rebuild gives equal figures, in whatever order, how often and in how many parts the history is
read (A5-10); and what a life makes of odd histories (C-10)."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.ids import Kind, PersonId, Ref, Thread, Ts
from deskbell.domain.reports.collaboration import collaboration
from deskbell.domain.reports.collaboration_tables import collaboration_tables
from deskbell.domain.reports.facts import Fact, Remark, Saying, Step
from deskbell.domain.reports.figures import figures
from deskbell.domain.reports.life import Life, Turn
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.period import Period
from deskbell.domain.reports.tables import Table, tables
from deskbell.domain.tickets.position import Position
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, IT_HAPPENS, JIWOO, OLA, a_desk, two_inboxes
from tests.unit.reports.golden import golden_log
from tests.unit.reports.history import IT, NEW_YORK, History, X, adds_up, local

WEEK = Period(date(2026, 11, 16), date(2026, 11, 22), NEW_YORK)
DESK = a_desk(inboxes=two_inboxes())
EVENTS = (
    *("TicketAssigned", "TicketSolved", "SolvedByPeer", "ActionUndone", "TicketMerged"),
    *("TicketMoved", "TicketLinked", "TicketUnlinked"),
)
REFS = tuple(Ref(Kind.TICKET, name) for name in "abc")
AT = st.datetimes(datetime(2026, 11, 15), datetime(2026, 11, 24), timezones=st.just(UTC))  # noqa: DTZ001
PEOPLE = st.sampled_from([None, ANA, BEN, JIWOO])


def told(log: Log) -> tuple[Table, ...]:
    lives, left_out = log.lives(WEEK.ends, DESK.staff)
    return (
        *tables(figures(lives, WEEK, DESK, left_out=left_out), {}),
        *collaboration_tables(collaboration(lives, WEEK, DESK)),
    )


@st.composite
def steps(draw: st.DrawFn) -> list[Fact]:
    """Histories that may never have been: any status after any other, times in no order."""
    found = list[Fact]()
    for ref in draw(st.lists(st.sampled_from(REFS), unique=True, min_size=1)):
        for version in range(1, draw(st.integers(1, 6)) + 1):
            event = draw(st.sampled_from(EVENTS)) if version > 1 else "TicketOpened"
            status = draw(st.sampled_from(Status)) if version > 1 else Status.NEW
            position = Position(status, draw(PEOPLE), draw(st.sampled_from([None, "hardware"])))
            into = draw(st.sampled_from(REFS)) if status is Status.MERGED else None
            inbox = draw(st.sampled_from([IT, X]))
            parent = draw(st.sampled_from(REFS)) if event == "TicketLinked" else None
            story = (draw(AT), event, inbox, position, ANA, into, parent, draw(st.booleans()))
            found.append(Step(ref, version, *story))
    return found


@st.composite
def remarks(draw: st.DrawFn) -> Remark:
    message = Thread(IT_HAPPENS, Ts(f"{draw(AT).timestamp():.0f}.000100"))
    saying, internal = draw(st.sampled_from(Saying)), draw(st.booleans())
    answer = draw(st.sampled_from([None, True, False]))
    ref = draw(st.sampled_from(REFS))
    return Remark(ref, message, draw(AT), saying, draw(PEOPLE), internal, answer)


HISTORIES = st.one_of(
    st.just(golden_log()),
    st.tuples(steps(), st.lists(remarks(), max_size=5)).map(lambda two: [*two[0], *two[1]]),
)


@settings(max_examples=40)
@given(HISTORIES, st.randoms(use_true_random=False))
def test_late_and_repeated_events_give_equal_figures(facts: list[Fact], random: Random) -> None:
    late = [*facts, *facts[: len(facts) // 2]]
    random.shuffle(late)
    assert told(Log(late)) == told(Log(facts))


@settings(max_examples=40)
@given(HISTORIES, st.data())
def test_a_log_that_was_read_in_parts_gives_equal_figures(
    facts: list[Fact], data: st.DataObject
) -> None:
    sides = data.draw(st.lists(st.booleans(), min_size=len(facts), max_size=len(facts)))
    left = Log(fact for fact, side in zip(facts, sides, strict=True) if side)
    right = Log(fact for fact, side in zip(facts, sides, strict=True) if not side)
    assert left | right == right | left == Log(facts)
    assert told(left | right) == told(Log(facts))


@given(steps())
def test_whatever_happened_every_row_adds_up(facts: list[Fact]) -> None:
    tickets, *_ = told(Log(facts))
    assert adds_up(tickets)


# --- one life --------------------------------------------------------------------------------


def life(*histories: History, until: str = "2026-12-01") -> Life:
    """Of the first of them."""
    facts = [fact for history in histories for fact in history.facts]
    lives, _ = Log(facts).lives(local(f"{until} 00:00"), DESK.staff)
    return next(one for one in lives if one.ref == histories[0].ref)


def opened() -> History:
    return History("a").opened("2026-11-16 09:00", ANA)


def test_a_solution_that_came_before_its_taking_was_noted_ends_when_it_was_decided() -> None:
    """Solved at 9:10 in Slack's words, which came after the taking at 9:20."""
    history = opened().then("2026-11-16 09:20", "TicketAssigned", status=Status.ASSIGNED)
    history.solved("2026-11-16 09:10", BEN)
    assert life(history).turns[-1].at == local("2026-11-16 09:20")


def test_an_undone_reopening_leaves_it_solved_since_the_first_time() -> None:
    history = opened().solved("2026-11-16 10:00", BEN)
    history.then("2026-11-16 11:00", "TicketReopened", status=Status.ASSIGNED)
    history.then("2026-11-16 11:01", "ActionUndone", status=Status.SOLVED)
    assert [(one.turn, one.at) for one in life(history).turns[1:]] == [
        (Turn.SOLVED, local("2026-11-16 10:00"))
    ]


def test_a_merge_that_is_undone_has_not_happened() -> None:
    other = History("b").opened("2026-11-16 08:00", OLA)
    history = opened().then("2026-11-16 10:00", "TicketMerged", into=other, status=Status.MERGED)
    history.then("2026-11-16 11:00", "TicketUnmerged", status=Status.NEW)
    assert life(history, other).is_open_at(local("2026-11-16 12:00"))
    assert life(other, history).began == other.facts[0].at
    assert life(history, other).is_measured


def test_through_two_merges_the_first_request_is_measured_by_the_last_ticket() -> None:
    last = History("c").opened("2026-11-16 09:30", OLA)
    middle = History("b").opened("2026-11-16 09:20", OLA)
    middle.then("2026-11-16 10:00", "TicketMerged", into=last, status=Status.MERGED)
    first = opened().said("2026-11-16 09:05", BEN, answer=True)
    first.then("2026-11-16 09:40", "TicketMerged", into=middle, status=Status.MERGED)
    went_on = life(last, middle, first)
    assert went_on.began == local("2026-11-16 09:00")
    assert went_on.first_answer
    assert went_on.first_answer.at == local("2026-11-16 09:05")
    assert went_on.opened_at == local("2026-11-16 09:30")


def test_what_the_desk_said_before_it_was_tracked_is_no_reply_to_the_ticket() -> None:
    history = opened().said("2026-11-16 08:50", BEN, answer=True)
    assert life(history).first_answer is None
    history.said("2026-11-16 09:30", JIWOO, answer=True)
    answer = life(history).first_answer
    assert answer
    assert (answer.at, answer.by) == (local("2026-11-16 09:30"), JIWOO)


@pytest.mark.parametrize(("person", "counts"), [(BEN, True), (OLA, False), (ANA, False)])
def test_a_reply_that_was_read_later_counts_if_its_author_works_here(
    person: PersonId, counts: bool
) -> None:
    """From when it was written; Ola is a colleague, Ana has asked."""
    history = opened().read_later("2026-11-16 09:10", person)
    answer = life(history).first_answer
    assert (answer.at if answer else None) == (local("2026-11-16 09:10") if counts else None)


def test_whoever_asks_is_not_answered_by_themselves_though_they_work_here() -> None:
    history = History("a").opened("2026-11-16 09:00", BEN).read_later("2026-11-16 09:10", BEN)
    assert life(history).first_answer is None


def test_an_answer_of_somebody_who_has_left_since_stays_one() -> None:
    history = opened().said("2026-11-16 09:10", OLA, answer=True)
    assert life(history).first_answer


def test_a_disputed_answer_of_a_colleague_is_the_desks_work_again() -> None:
    history = opened().then("2026-11-16 09:30", "SolvedByPeer", status=Status.SOLVED)
    assert not life(history).is_measured
    history.then("2026-11-16 09:40", "TicketReopened", status=Status.NEW)
    history.solved("2026-11-16 10:00", BEN)
    assert life(history).is_measured
    assert [one.at for one in life(history).solutions] == [local("2026-11-16 10:00")]


def test_what_an_earlier_release_began_is_left_out_and_counted() -> None:
    old = Step(REFS[0], 1, local("2026-11-16 09:00"), "TicketOpened", IT, None)
    new = Step(REFS[0], 2, old.at + timedelta(hours=1), "TicketSolved", IT, Position(Status.SOLVED))
    assert Log([old, new]).lives(WEEK.ends, ()) == ([], 1)
    assert Log([old, new]).lives(old.at, ()) == ([], 0)


def test_what_is_opened_only_later_is_not_there_yet_though_its_thread_is() -> None:
    history = History("a").read_later("2026-11-16 09:00", BEN).opened("2026-11-16 10:00", ANA)
    assert Log(history.facts).lives(local("2026-11-16 09:30"), ()) == ([], 0)


def test_what_is_opened_and_solved_at_once_is_both() -> None:
    history = History("a").opened("2026-11-16 09:00", ANA, status=Status.SOLVED)
    assert [one.turn for one in life(history).turns] == [Turn.OPENED, Turn.SOLVED]
