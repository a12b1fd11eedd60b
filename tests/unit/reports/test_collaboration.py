"""How teams work together (A3-07): the figures are those of the events, whatever a team is called,
and agree with a reckoning of its own."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.ids import InboxId, PersonId, Ref
from deskbell.domain.reports.collaboration import Collaboration, Pair, Share, collaboration
from deskbell.domain.reports.collaboration_tables import collaboration_tables
from deskbell.domain.reports.facts import Fact, Remark, Step
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.period import Period
from deskbell.domain.reports.tables import shown
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, JIWOO, OLA, XENA, a_desk, an_inbox, two_inboxes
from tests.unit.reports.history import IT, NEW_YORK, History, X

HR = InboxId("hr")
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22), NEW_YORK)
DESK = a_desk(inboxes={**two_inboxes(), HR: an_inbox(id=HR, name="HR", agents=frozenset({OLA}))})
IT_TO_X = Pair(IT, X)


def found(*histories: History, desk: Desk = DESK, inbox: InboxId | None = None) -> Collaboration:
    return of([fact for history in histories for fact in history.facts], desk, inbox)


def of(facts: list[Fact], desk: Desk = DESK, inbox: InboxId | None = None) -> Collaboration:
    lives, _ = Log(facts).lives(WEEK.ends, desk.staff)
    return collaboration(lives, WEEK, desk, inbox)


def handed_over(name: str = "a") -> History:
    history = History(name).opened("2026-11-16 09:00", ANA)
    return history.then("2026-11-16 10:00", "TicketMoved", inbox=X)


def test_a_row_for_each_two_teams_and_how_much_is_shared() -> None:
    taken = handed_over().then("2026-11-16 12:00", "TicketAssigned", assignee=XENA)
    alone = History("b").opened("2026-11-17 09:00", ANA)
    teams, shared = collaboration_tables(found(taken, alone, handed_over("c")))
    assert teams.columns == (
        "from",
        "to",
        "handed over",
        "answered",
        "mean",
        "median",
        "p90",
        "joint",
    )
    assert [tuple(map(shown, row)) for row in teams.rows] == [
        ("it", "x-team", "2", "1", *["2:00:00"] * 3, "2"),
        ("x-team", "it", "0", "0", "", "", "", "2"),
    ]
    assert [tuple(map(shown, row)) for row in shared.rows] == [
        ("all", "", "3", "2", "66.7"),
        ("inbox", "it", "3", "2", "66.7"),
        ("inbox", "x-team", "2", "2", "100.0"),
    ]


def test_without_a_ticket_nothing_is_shown() -> None:
    assert [table.rows for table in collaboration_tables(found())] == [(), ()]


def test_a_team_that_is_called_otherwise_is_the_same_team() -> None:
    """Its figures go by its id, which the settings keep."""
    other_names = {
        inbox.id: replace(inbox, name=f"{inbox.name} and friends")
        for inbox in DESK.inboxes.values()
    }
    renamed = replace(DESK, inboxes=other_names)
    assert found(handed_over(), desk=renamed) == found(handed_over())


def test_a_move_that_is_taken_back_is_none() -> None:
    back = handed_over().then("2026-11-16 10:01", "TicketMoved", inbox=IT, back=True)
    assert found(back).pairs == {}
    assert found(back).whole == Share(1, 0)


def test_what_a_rule_decides_at_the_opening_is_no_hand_over() -> None:
    routed = History("a").opened("2026-11-16 09:00", ANA)
    routed.then("2026-11-16 09:00", "RuleApplied", inbox=X)
    assert found(routed).pairs == {}
    assert found(routed).teams == {X: Share(1, 0)}


def test_the_good_bye_of_those_who_hand_it_over_is_no_answer_of_the_others() -> None:
    history = handed_over().said("2026-11-16 10:05", BEN, answer=True)
    assert found(history).pairs[IT_TO_X].times is None
    history.said("2026-11-16 10:30", XENA, answer=True)
    times = found(history).pairs[IT_TO_X].times
    assert times
    assert times.mean == timedelta(minutes=30)


def test_what_is_handed_on_without_an_answer_has_none() -> None:
    history = handed_over().then("2026-11-16 11:00", "TicketMoved", inbox=HR)
    history.then("2026-11-16 12:00", "TicketAssigned", assignee=OLA)
    pairs = found(history).pairs
    assert pairs[IT_TO_X].times is None
    assert pairs[Pair(X, HR)].times
    assert {pair for pair, one in pairs.items() if one.joint} == {
        Pair(*two) for two in ((IT, X), (X, IT), (IT, HR), (HR, IT), (X, HR), (HR, X))
    }
    assert found(history).whole == Share(1, 1)


def test_a_problem_of_one_team_with_parts_at_another_is_joint_as_long_as_they_are_linked() -> None:
    problem = History("problem", X).opened("2026-11-16 09:00", ANA)
    part = History("part").opened("2026-11-16 09:05", ANA)
    part.then("2026-11-16 09:10", "TicketLinked", parent=problem)
    assert found(problem, part).whole == Share(1, 1)
    part.then("2026-11-16 09:20", "TicketUnlinked")
    assert found(problem, part).whole == Share(2, 0)


def test_one_request_at_two_teams_is_joint_once_they_are_merged() -> None:
    goes_on = History("on", X).opened("2026-11-16 09:00", ANA)
    merged = History("merged").opened("2026-11-16 09:05", OLA)
    assert found(goes_on, merged).whole == Share(2, 0)
    merged.then("2026-11-16 09:30", "TicketMerged", into=goes_on, status=Status.MERGED)
    assert found(goes_on, merged).whole == Share(1, 1)


def test_of_one_inbox_what_it_has_to_do_with_others_is_told() -> None:
    history = handed_over().then("2026-11-16 11:00", "TicketMoved", inbox=HR)
    alone = History("b", HR).opened("2026-11-17 09:00", ANA)
    of_it = found(history, alone, inbox=IT)
    assert set(of_it.pairs) == {Pair(*two) for two in ((IT, X), (X, IT), (IT, HR), (HR, IT))}
    assert (of_it.whole, of_it.teams) == (Share(1, 1), {IT: Share(1, 1)})


def test_a_hand_over_counts_in_its_days_and_an_answer_in_its_own() -> None:
    before = History("a").opened("2026-11-14 09:00", ANA)
    before.then("2026-11-15 10:00", "TicketMoved", inbox=X)
    before.then("2026-11-16 10:00", "TicketAssigned", assignee=XENA)
    pair = found(before).pairs[IT_TO_X]
    assert (pair.handed_over, pair.joint) == (0, 1)
    assert pair.times
    assert pair.times.mean == timedelta(days=1)


def test_what_was_over_before_is_not_counted() -> None:
    over = History("a").opened("2026-11-10 09:00", ANA)
    over.then("2026-11-10 10:00", "TicketMoved", inbox=X).solved("2026-11-11 09:00", XENA)
    assert found(over).pairs == {}
    assert found(over).whole == Share(0, 0)


# --- against a reckoning of its own -----------------------------------------------------------

INBOXES = (IT, X, HR)
STAFF: dict[InboxId, tuple[PersonId, ...]] = {IT: (BEN, JIWOO), X: (XENA,), HR: (OLA,)}


@st.composite
def desks_life(draw: st.DrawFn) -> list[History]:
    """Tickets that people move, take back, take, answer, link, merge and solve over ten days."""
    histories: list[History] = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        history = History(name, draw(st.sampled_from(INBOXES)))
        minutes = draw(st.lists(st.integers(0, 14_000), min_size=1, max_size=7, unique=True))
        at, *later = [str(datetime(2026, 11, 14) + timedelta(minutes=m)) for m in sorted(minutes)]  # noqa: DTZ001
        history.opened(at, ANA)
        came_from: list[InboxId] = []
        for at in later:
            match draw(st.sampled_from(["move", "move", "back", "take", "say", "tie", "solve"])):
                case "move":
                    came_from.append(history.inbox)
                    to = draw(st.sampled_from([i for i in INBOXES if i != history.inbox]))
                    history.then(at, "TicketMoved", inbox=to, assignee=None)
                case "back" if came_from and was_moved(history):
                    history.then(at, "TicketMoved", inbox=came_from.pop(), back=True)
                case "take":
                    history.then(at, "TicketAssigned", assignee=STAFF[history.inbox][0])
                case "say":
                    anybody = st.sampled_from([p for people in STAFF.values() for p in people])
                    history.said(at, draw(anybody), answer=True)
                case "tie" if histories:
                    other = draw(st.sampled_from(histories))
                    history.then(at, "TicketLinked", parent=other)
                case "solve":
                    history.solved(at)
                case _:
                    pass
        histories.append(history)
    return histories


def was_moved(history: History) -> bool:
    """By the last that happened; afterwards a move is not taken back any more."""
    last = history.facts[-1]
    return isinstance(last, Step) and last.event == "TicketMoved"


def events(history: History) -> list[Step]:
    """Until the end of the week; of a move that was taken back, neither it nor its taking back."""
    kept: list[Step] = []
    for step in (one for one in history.facts if isinstance(one, Step) and one.at < WEEK.ends):
        kept = kept[:-1] if step.back else [*kept, step]
    return kept


def hand_overs(history: History) -> list[tuple[Pair, datetime]]:
    steps = events(history)
    return [
        (Pair(before.inbox, step.inbox), step.at)
        for before, step in pairwise(steps)
        if step.event == "TicketMoved"
    ]


@settings(max_examples=150)
@given(desks_life())
def test_the_sums_are_those_of_the_events(histories: list[History]) -> None:
    report = found(*histories)
    moved = [one for history in histories for one in hand_overs(history) if WEEK.has(one[1])]
    assert sum(one.handed_over for one in report.pairs.values()) == len(moved)
    for pair, one in report.pairs.items():
        assert one.handed_over == sum(pair == each for each, _ in moved)
        assert one.joint == report.pairs[Pair(pair.taker, pair.giver)].joint if one.joint else True


@settings(max_examples=150)
@given(desks_life())
def test_what_is_joint_is_what_several_teams_had(histories: list[History]) -> None:
    """Tickets that hang together by a link, by whatever way: those whose sets of names meet."""
    begun = [history for history in histories if events(history)]
    there = {history.ref for history in begun}  # nobody links to what is opened afterwards
    names: list[set[Ref]] = [
        {history.ref, *(step.parent for step in links(history)[-1:] if step.parent in there)}
        for history in begun
    ]
    for _ in names:
        names = [reduce(set.union, (o for o in names if o & one), set(one)) for one in names]
    requests = {
        frozenset(one): [history for history in begun if history.ref in one] for one in names
    }
    teams = [
        {step.inbox for history in of_one for step in events(history)}
        for of_one in requests.values()
        if any(was_open(history) for history in of_one)
    ]
    report = found(*histories)
    assert report.whole == Share(len(teams), sum(len(one) > 1 for one in teams))
    for inbox in INBOXES:
        had = [one for one in teams if inbox in one]
        assert report.teams.get(inbox, Share(0, 0)) == Share(
            len(had), sum(len(one) > 1 for one in had)
        )
        for other in set(INBOXES) - {inbox}:
            pair = report.pairs.get(Pair(inbox, other))
            assert (pair.joint if pair else 0) == sum(other in one for one in had)


def links(history: History) -> list[Step]:
    return [step for step in events(history) if step.event == "TicketLinked"]


def was_open(history: History) -> bool:
    """All but what was solved before the week, and stayed so: nothing else ends one here."""
    solved = [step.at for step in events(history) if step.event == "TicketSolved"]
    return not solved or min(solved) >= WEEK.begins


@settings(max_examples=150)
@given(desks_life())
def test_times_are_from_the_hand_over_to_the_first_who_takes_or_answers_there(
    histories: list[History],
) -> None:
    taken: dict[Pair, list[timedelta]] = {}
    for history in histories:
        steps, moves = events(history), hand_overs(history)
        ends = [*(at for _, at in moves[1:]), WEEK.ends]
        for (pair, at), left in zip(moves, ends, strict=False):
            there = {*STAFF[pair.taker or IT], DESK.inboxes[pair.taker or IT].lead}
            took = [
                step.at
                for step in steps
                if at <= step.at < left
                and step.event in ("TicketAssigned", "TicketSolved", "TicketLinked", "TicketMoved")
                and (step.event == "TicketSolved" or (step.position and step.position.assignee))
            ]
            said = [
                one.at
                for one in history.facts
                if isinstance(one, Remark)
                and one.answer
                and at <= one.at < left
                and one.person in there
            ]
            if (first := min([*took, *said], default=None)) and WEEK.has(first):
                taken.setdefault(pair, []).append(first - at)
    report = found(*histories)
    assert {pair for pair, one in report.pairs.items() if one.times} == set(taken)
    for pair, times in taken.items():
        told = report.pairs[pair].times
        assert told
        assert told.count == len(times)
        assert told.mean == sum(times, timedelta()) / len(times)
