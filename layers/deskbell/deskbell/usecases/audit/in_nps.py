"""I15: a low score calls somebody once, and a member has one case at a time (A1-23, A1-24).
`invariants.py` lists them."""

from collections import Counter
from collections.abc import Iterator

from deskbell.domain.decision import ActorKind
from deskbell.domain.nps.case import Case, Status
from deskbell.domain.nps.events import (
    NpsCaseHandled,
    NpsCaseOpened,
    NpsCaseReopened,
    NpsContactAllowed,
    NpsContactDeclined,
    NpsMemberAsked,
    NpsResurveyDue,
    NpsScoreAdded,
)
from deskbell.domain.nps.response import Response
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import AuditRow

_SURVEYED = {one.__name__ for one in (NpsCaseOpened, NpsScoreAdded, NpsMemberAsked)}
_ASKS = {one.__name__ for one in (NpsResurveyDue, NpsMemberAsked)}
CALLS = {NpsCaseOpened.__name__, NpsCaseReopened.__name__}


def i15_a_score_calls_at_most_once(books: Books) -> Iterator[Violation]:
    """Whether it opens a case, or opens one again."""
    called = Counter(
        str(row.detail["response"])
        for row in _rows(books)
        if row.event in CALLS and row.detail["response"]
    )
    for response, times in called.items():
        if times > 1:
            yield Violation("I15", response, f"has called somebody {times} times")


def i15_a_member_has_one_case_at_a_time(books: Books) -> Iterator[Violation]:
    """That is not closed: so never two that are open."""
    going_on = Counter(
        (case.install, case.member) for case in _cases(books) if case.status is not Status.CLOSED
    )
    for (install, member), count in going_on.items():
        if count > 1:
            yield Violation("I15", f"{install} {member}", f"has {count} cases at a time")


def i15_a_low_score_has_called(books: Books) -> Iterator[Violation]:
    """And belongs to a case."""
    for state in books.states.values():
        if not isinstance(state, Response) or not state.is_low:
            continue
        if not state.called or state.case not in books.states:
            yield Violation("I15", str(state.ref), "is low, and has called nobody")


def i15_who_handles_it_did_so_themselves(books: Books) -> Iterator[Violation]:
    """Nobody marks it for somebody else, nor does time."""
    for row in _rows(books):
        is_theirs = row.actor == f"{ActorKind.PERSON}:{row.detail.get('person')}"
        if row.event == NpsCaseHandled.__name__ and not is_theirs:
            yield Violation("I15", str(row.ref), f"was handled by {row.actor} as somebody else")


def i15_no_survey_within_the_cool_down(books: Books) -> Iterator[Violation]:
    """Nor of a member who does not want to be contacted: nobody is told to send one, and nobody
    does."""
    for case in _cases(books):
        surveyed, declined = case.opened_at, False
        for row in books.audit.get(case.ref, ()):
            if row.event in _ASKS and declined:
                yield Violation("I15", str(case.ref), "is asked about, and wants no contact")
            if row.event in _ASKS and row.at - surveyed < case.terms.survey_cooldown:
                yield Violation("I15", str(case.ref), "is surveyed again within the cool-down")
            if row.event in _SURVEYED:
                surveyed = row.at
            if row.event == NpsContactDeclined.__name__:
                declined = True
            elif row.event == NpsContactAllowed.__name__:
                declined = False


def _cases(books: Books) -> list[Case]:
    return [state for state in books.states.values() if isinstance(state, Case)]


def _rows(books: Books) -> Iterator[AuditRow]:
    for case in _cases(books):
        yield from books.audit.get(case.ref, ())
