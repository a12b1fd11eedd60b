"""Whatever members answer, agents do and time brings, in any order: what always holds."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from deskbell.domain.effects import SendDirect, SendNotice
from deskbell.domain.ids import Ts
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import Case, Mark, Status
from deskbell.domain.nps.events import NpsCaseHandled, NpsCaseOpened, NpsCaseReopened
from deskbell.domain.nps.steps import due_times
from deskbell.domain.nps.words import How
from tests.unit.nps.members import AGENT, CLOSELOOP, NOBODY, OTHER, Team, a_score

WHO = st.sampled_from((AGENT, OTHER, NOBODY))
TICK = st.integers(1, 9)
STEPS = st.one_of(
    st.tuples(st.just("score"), st.integers(0, 10), st.sampled_from("abcd"), st.sampled_from("12")),
    st.tuples(st.just("mark"), WHO),
    st.tuples(st.just("unmark"), WHO),
    st.tuples(st.just("button"), WHO, st.sampled_from(How)),
    st.tuples(st.just("reopen"), WHO),
    st.tuples(st.just("take"), WHO),
    st.tuples(st.just("wait"), st.sampled_from((1, 4, 24, 72))),
)


def play(steps: list[tuple[object, ...]]) -> Team:
    team = Team()
    for number, step in enumerate(steps, 1):
        match step:
            case ("score", int(score), str(event), str(member)):
                team.hears(a_score(score, event + member, member=member))
            case ("wait", int(hours)):
                team.waits(timedelta(hours=hours))
            case (kind, who, *more):
                for member in ("1", "2"):
                    team.does(_command(str(kind), who, number, more), member)
        for member in ("1", "2"):
            going_on = [
                x for x in team.cases if x.member == member and x.status is not Status.CLOSED
            ]
            assert len(going_on) <= 1, "one case of a member goes on"
    return team


def _command(kind: str, who: object, number: int, more: list[object]) -> c.CaseCommand:
    by: object = who
    mark = Mark("white_check_mark", Ts(f"{number:04}.000001"))
    given: dict[str, c.CaseCommand] = {
        "mark": c.MarkHandled(by, CLOSELOOP, mark=mark),  # type: ignore[arg-type]
        "unmark": c.Unmark(by, CLOSELOOP, mark),  # type: ignore[arg-type]
        "button": c.MarkHandled(by, CLOSELOOP, *more),  # type: ignore[arg-type]
        "reopen": c.Reopen(by, CLOSELOOP),  # type: ignore[arg-type]
        "take": c.Take(by, CLOSELOOP),  # type: ignore[arg-type]
    }
    return given[kind]


@settings(max_examples=80)
@given(st.lists(STEPS, max_size=25))
def test_a_score_calls_at_most_once_and_only_agents_change_anything(
    steps: list[tuple[object, ...]],
) -> None:
    team = play(steps)
    called = Counter(
        change.event.response
        for change in team.changes
        if isinstance(change.event, NpsCaseOpened | NpsCaseReopened) and change.event.response
    )
    assert set(called.values()) <= {1}
    for change in team.changes:
        if isinstance(change.event, NpsCaseHandled):
            assert change.event.person in (AGENT.person, OTHER.person)
    reopened = sum(
        isinstance(change.event, NpsCaseReopened) and change.event.response is not None
        for change in team.changes
    )
    again = [one for one in team.effects(SendNotice) if one.text.key == "notice.nps_again"]
    assert len(again) == reopened


@settings(max_examples=80)
@given(st.lists(STEPS, max_size=25))
def test_what_is_left_alone_is_escalated_once_and_what_is_handled_is_closed(
    steps: list[tuple[object, ...]],
) -> None:
    team = play(steps)
    team.waits(timedelta(days=9))
    for case in team.cases:
        assert case.status in (Status.OPEN, Status.CLOSED)
        assert due_times(case) == {}
        assert case.escalated_to or not case.is_open
    before = len(team.effects(SendDirect))
    team.waits(timedelta(days=9))
    assert len(team.effects(SendDirect)) == before


@given(st.lists(STEPS, max_size=25))
def test_each_version_follows_the_one_before_and_has_a_reason(
    steps: list[tuple[object, ...]],
) -> None:
    """The helper refuses gaps; what the history says names an actor or a cause."""
    for change in play(steps).changes:
        assert change.reason.key.startswith("reason.")
        if isinstance(change.after, Case) and change.after.status is Status.HANDLED:
            assert change.after.handled_by
            assert change.after.closes_at
