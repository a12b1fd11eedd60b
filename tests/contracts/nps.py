"""Low scores as people see them in Slack, in every state and with the worst in it, for
`everything_sent.py`; and their rows with nothing left at its default."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.ids import Ts, nps_turn_ref, nps_week_ref
from deskbell.domain.nps import commands as c
from deskbell.domain.nps.case import (
    MOST_SCORES,
    Case,
    Given,
    Mark,
    Recovery,
    SecondSurvey,
    Stage,
    Status,
)
from deskbell.domain.nps.decide import decide
from deskbell.domain.nps.digest import Around, tell
from deskbell.domain.nps.effects import SendNpsWeek
from deskbell.domain.nps.net_score import Scores
from deskbell.domain.nps.policy import Terms
from deskbell.domain.nps.response import Response
from deskbell.domain.nps.turn import Turn
from deskbell.domain.nps.week import NpsWeek
from deskbell.domain.nps.words import How
from deskbell.domain.redaction import Redacted
from deskbell.usecases.slack_ports import Message
from tests.builders import BEN, INSTALL, JIWOO, LENA, NOW
from tests.unit.nps.members import (
    AGENT,
    CLOSELOOP,
    HOUR,
    IT,
    NOBODY,
    OTHER,
    SETTINGS,
    TODAY,
    Team,
    a_score,
    utc,
)
from tests.unit.nps.weeks import a_week

MARK = Mark("white_check_mark", Ts("1.0"))


@dataclass(frozen=True, slots=True)
class Unredacted:
    """redaction_ports.Redaction: all that a member wrote is on the card, so that what the rules
    would take out is seen escaped, too."""

    def redact(self, text: str, names: Collection[str], locale: str | None) -> Redacted:
        return Redacted(text, {})


def a_first_case() -> Case:
    team = Team()
    team.hears(a_score(3, comment="Call me at +1 555 0100"))
    return team.the_case()


def a_full_case() -> Case:
    """It has been everything; no such one can be."""
    return replace(
        a_first_case(),
        version=9,
        segment="premium",
        terms=Terms(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR),
        status=Status.HANDLED,
        escalated_to=LENA,
        handled_by=BEN,
        handled_at=NOW,
        mark=MARK,
        how=How.CREDITED,
        closes_at=NOW + HOUR,
        moves=3,
        generation=2,
        second=SecondSurvey(Stage.ASKED, NOW, JIWOO),
        recovery=Recovery(a_first_case().latest.response, a_first_case().latest.response, 3, 9, 7),
        no_contact=True,
    )


def a_full_response() -> Response:
    team = Team()
    team.hears(a_score(3, comment="Late", segment="premium", changed_at=utc("2026-11-23T08:00")))
    return team.responses[0]


def a_turn() -> Turn:
    return Turn(nps_turn_ref(INSTALL, IT), INSTALL, 4, IT, JIWOO)


def a_told_week() -> NpsWeek:
    return NpsWeek(nps_week_ref(INSTALL, "2026-W47"), INSTALL, 1, "2026-W47", NOW, a_week().scores)


def cases(words: str) -> Iterator[Case]:
    first = a_first_case()
    said = Given(first.latest.response, 3, "2021-03-05", words)
    opened = replace(first, scores=(said,), segment=words[:40])
    yield opened
    yield replace(opened, scores=(replace(said, comment="+48 601 100 100"),))
    yield replace(opened, scores=(said,) * MOST_SCORES, owner=None)
    yield replace(opened, escalated_to=LENA)
    handled = replace(
        opened,
        status=Status.HANDLED,
        handled_by=BEN,
        handled_at=NOW,
        closes_at=NOW + timedelta(hours=72),
    )
    yield handled
    yield from (replace(handled, how=how) for how in How)
    yield replace(handled, status=Status.CLOSED, closes_at=None)
    closed = replace(handled, status=Status.CLOSED, closes_at=None, how=How.CALLED)
    yield closed
    yield replace(opened, no_contact=True)
    for stage in Stage:
        second = SecondSurvey(stage, NOW, BEN if stage is Stage.ASKED else None)
        yield replace(handled, second=second)
        yield replace(closed, second=second, no_contact=stage is Stage.WITHHELD)
    for score in (2, 9):
        answer = first.latest.response
        yield replace(closed, recovery=Recovery(answer, answer, 3, score, 7))


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    for number, case in enumerate(cases(words)):
        yield f"the card of a {case.status} case, {number}", renderer.nps_case(case)


def weeks(words: str) -> Iterator[Decision]:
    """All that is said of a week of them; an admin names segments."""
    around = Around(INSTALL, SETTINGS, TODAY, NOW)
    many = tuple((f"{words[:36]}{n}", Scores(1, n, 100_000)) for n in range(30))
    silence = (Scores(),) * 12
    for counted in (
        a_week(segments=(("", Scores(1, 1, 1)), *many)),
        a_week(segments=(("", Scores(1, 1, 1)), *many[:1])),
        a_week(waiting=0, in_time=((100_000, 99_999), (100_000, 99_999)), delta=-10_000),
        a_week(scores=silence),
        a_week(scores=silence, opened=0, waiting=0, seconds=0),
    ):
        yield tell(a_told_week().ref, None, counted, around)


def week_posts(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    for number, decision in enumerate(weeks(words)):
        for change in decision.changes:
            assert isinstance(change.after, NpsWeek)
            for effect in change.effects:
                assert isinstance(effect, SendNpsWeek)
                shown = renderer.nps_week(effect.text, change.after, "F0PICTURE01")
                yield f"the digest of a week, {number}", shown


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of a low score: nobody's words are in it."""
    yield from weeks(words)
    for present in (frozenset({BEN}), frozenset[object]()):
        team = Team(present=present)  # type: ignore[arg-type]
        yield team.hears(a_score(3))
        team.marks()
        yield team.hears(a_score(2, "2"))
        for score in (1, 9):  # the low one first: it opens another case, which the next one closes
            team.does(c.SetContact(AGENT, CLOSELOOP, wanted=score == 9))
            team.marks()
            team.waits(timedelta(days=4))
            yield team.hears(a_score(score, f"after {score}"))
    duty = c.OnDuty(LENA)
    for case in cases("words"):
        for by in (AGENT, OTHER, NOBODY):
            yield decide(case, c.Take(by, CLOSELOOP), duty, NOW)
            yield decide(case, c.MarkHandled(by, CLOSELOOP, mark=MARK), duty, NOW)
            yield decide(case, c.MarkHandled(by, CLOSELOOP, How.FIXED), duty, NOW)
            yield decide(case, c.Reopen(by, CLOSELOOP), duty, NOW)
            yield decide(case, c.AskAgain(by, CLOSELOOP), duty, NOW)
            for wanted in (True, False):
                yield decide(case, c.SetContact(by, CLOSELOOP, wanted), duty, NOW)
        for later in (4 * HOUR, 24 * HOUR):
            yield decide(case, c.Expire(), duty, NOW + later)
