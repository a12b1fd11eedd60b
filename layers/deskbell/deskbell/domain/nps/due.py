"""Who is to be surveyed again, and why nobody else is; `./deskbell nps due` asks (A1-25)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.nps.case import Case, Stage, Status


class Why(StrEnum):
    """How it stands with somebody; of all but `DUE`, why they are not to be surveyed again."""

    DUE = "due"
    OPEN = "open"
    """Somebody is to see to it first."""
    PLANNED = "planned"
    ASKED = "asked"
    RECOVERED = "recovered"
    NOT_RECOVERED = "not_recovered"
    NO_CONTACT = "no_contact"
    NOT_PLANNED = "not_planned"
    """The settings did not want it when the case was opened."""


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """`at`: since when it is so, or for when it is planned, where that is known; `before` and
    `after` are the scores of a closed loop."""

    member: str
    why: Why
    at: datetime | None = None
    owner: PersonId | None = None
    before: int | None = None
    after: int | None = None


def members(cases: Iterable[Case]) -> Iterator[MemberStanding]:
    """By the newest case of each; those who are due first, the longest of them first of all."""
    newest: dict[tuple[InstallId, str], Case] = {}
    for case in cases:
        key = (case.install, case.member)
        if key not in newest or newest[key].ordinal < case.ordinal:
            newest[key] = case
    standings = (standing_of(case) for case in newest.values())
    yield from sorted(standings, key=_place)


def standing_of(case: Case) -> MemberStanding:
    second, recovery = case.second, case.recovery
    if recovery:
        why = Why.RECOVERED if recovery.is_recovered else Why.NOT_RECOVERED
        return MemberStanding(case.member, why, None, case.owner, recovery.before, recovery.score)
    at = second.at if second else None
    return MemberStanding(case.member, _why(case), at, case.owner)


def _why(case: Case) -> Why:
    if case.no_contact:
        return Why.NO_CONTACT
    if case.status is Status.OPEN:
        return Why.OPEN
    stage = case.second.stage if case.second else None
    match stage:
        case Stage.DUE:
            return Why.DUE
        case Stage.PLANNED:
            return Why.PLANNED
        case Stage.ASKED:
            return Why.ASKED
        case Stage.WITHHELD:
            return Why.NO_CONTACT
        case None:
            return Why.NOT_PLANNED


def _place(one: MemberStanding) -> tuple[bool, str, str]:
    is_due = one.why is Why.DUE
    return not is_due, str(one.at) if is_due else "", one.member
