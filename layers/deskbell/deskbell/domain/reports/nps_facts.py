"""What a report counts of surveys: answers, and what was done about low ones (A1-25).

As `facts.py` of tickets. No fact has a word that a member wrote; `member` is their id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from deskbell.domain.ids import Kind, Ref
from deskbell.domain.nps import events as e


@dataclass(frozen=True, slots=True)
class Answered:
    """`experience` is the day that was rated."""

    response: Ref
    version: int
    at: datetime
    member: str
    segment: str
    score: int
    threshold: int
    experience: date


@dataclass(frozen=True, slots=True)
class Corrected:
    """Its source says that it was another score."""

    response: Ref
    version: int
    at: datetime
    score: int


class Act(StrEnum):
    """What became of a case."""

    OPENED = e.NpsCaseOpened.__name__
    ADDED = e.NpsScoreAdded.__name__
    TAKEN = e.NpsCaseTaken.__name__
    HANDLED = e.NpsCaseHandled.__name__
    REOPENED = e.NpsCaseReopened.__name__


@dataclass(frozen=True, slots=True)
class CaseStep:
    """`response` is the answer by which it was opened, added to or reopened; None where a person
    did that."""

    case: Ref
    version: int
    at: datetime
    act: Act
    response: Ref | None


NpsFact = Answered | Corrected | CaseStep
NPS_KINDS = (Kind.NPS, Kind.NPS_RESPONSE)
"""Whose history they are of."""


def nps_facts_of(
    ref: Ref, version: int, at: datetime, event: str, detail: Mapping[str, object]
) -> Iterator[NpsFact]:
    """Of one audit row, as `facts.facts_of`; of what counts nothing, none."""
    if ref.kind is Kind.NPS and event in set(Act):
        response = detail.get("response")
        named = Ref.parse(str(response)) if response else None
        yield CaseStep(ref, version, at, Act(event), named)
    elif event == e.NpsScoreReceived.__name__:
        yield Answered(
            ref,
            version,
            at,
            str(detail["member"]),
            str(detail["segment"]),
            _whole(detail["score"]),
            _whole(detail["threshold"]),
            date.fromisoformat(str(detail["experience"])),
        )
    elif event == e.NpsScoreCorrected.__name__:
        yield Corrected(ref, version, at, _whole(detail["score"]))


def _whole(value: object) -> int:
    return int(str(value))
