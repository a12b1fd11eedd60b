"""How teams work together (A3-07): what one hands to another, how soon that one answers, and how
much is the work of several; docs/reports.md defines each figure.

A team is its inbox's id: whatever it is called, and has been called, its figures are in one row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, permutations

from deskbell.domain.ids import InboxId, Ref
from deskbell.domain.reports.figures import Times, times_of
from deskbell.domain.reports.life import Life
from deskbell.domain.reports.period import Period
from deskbell.domain.reports.visits import Visit
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.ticket import Status

Team = InboxId | None
"""None: of a ticket without an inbox."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What `giver` handed to `taker`; `joint` is the same in both directions."""

    giver: Team
    taker: Team

    @property
    def place(self) -> tuple[str, str]:
        return self.giver or "", self.taker or ""

    def is_of(self, inbox: InboxId | None) -> bool:
        return inbox is None or inbox in (self.giver, self.taker)


@dataclass(frozen=True, slots=True)
class Together:
    handed_over: int
    times: Times | None
    joint: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of `requests` that a team had, those that another one had as well."""

    requests: int
    joint: int


@dataclass(frozen=True, slots=True)
class Collaboration:
    pairs: Mapping[Pair, Together]
    whole: Share
    teams: Mapping[Team, Share]


def collaboration(
    lives: Sequence[Life], period: Period, desk: Desk, inbox: InboxId | None = None
) -> Collaboration:
    """`lives` are until the end of the period, all of them: `inbox` is one of two. `desk` says who
    works where today."""
    handed, joint = Counter[Pair](), Counter[Pair]()
    times: dict[Pair, list[timedelta]] = defaultdict(list)
    for life in lives:
        for pair, visit in _hand_overs(life):
            handed[pair] += period.has(visit.since)
            answered = _answered(life, visit, desk)
            if answered and period.has(answered):
                times[pair].append(answered - visit.since)
    found = [teams for teams in _requests(lives, period) if inbox is None or inbox in teams]
    for teams in found:
        joint.update(Pair(*two) for two in permutations(teams, 2))
    pairs = sorted({*+handed, *times, *joint}, key=lambda pair: pair.place)
    return Collaboration(
        {
            pair: Together(handed[pair], _times(times, pair), joint[pair])
            for pair in pairs
            if pair.is_of(inbox)
        },
        _share(found),
        {
            team: _share([teams for teams in found if team in teams])
            for team in sorted(frozenset[Team]().union(*found), key=lambda team: team or "")
            if inbox in (None, team)
        },
    )


def _times(times: Mapping[Pair, list[timedelta]], pair: Pair) -> Times | None:
    return times_of(times[pair]) if pair in times else None


def _share(requests: Sequence[frozenset[Team]]) -> Share:
    return Share(len(requests), sum(len(teams) > 1 for teams in requests))


def _hand_overs(life: Life) -> Iterator[tuple[Pair, Visit]]:
    """Each with the visit that it began."""
    for before, visit in pairwise(life.visits):
        yield Pair(before.inbox, visit.inbox), visit


def _answered(life: Life, visit: Visit, desk: Desk) -> datetime | None:
    """When somebody there took it, or answered its requester while they had it: a good-bye of those
    who handed it over is no answer."""
    inbox = desk.inboxes.get(visit.inbox) if visit.inbox else None
    people = {*inbox.agents, inbox.lead} if inbox else set()
    answers = (one.at for one in life.answers if one.by in people and visit.has(one.at))
    return min((at for at in (visit.taken, *answers) if at), default=None)


def _requests(lives: Sequence[Life], period: Period) -> Iterator[frozenset[Team]]:
    """The teams of each request that was open in the period: tickets that were merged, and a
    problem with its parts, are one."""
    of = {life.ref: life for life in lives}
    groups = {ref: [ref] for ref in of}
    for life in lives:
        for other in _tied(life):
            if other in of and groups[other] is not (group := groups[life.ref]):
                group += groups[other]
                groups.update(dict.fromkeys(groups[other], group))
    for group in {id(group): group for group in groups.values()}.values():
        if any(_is_open_in(of[ref], period) for ref in group):
            yield frozenset(visit.inbox for ref in group for visit in of[ref].visits)


def _tied(life: Life) -> Iterator[Ref]:
    if life.into and life.status is Status.MERGED:
        yield life.into
    if life.parent:
        yield life.parent


def _is_open_in(life: Life, period: Period) -> bool:
    return life.is_open_at(period.begins) or any(period.has(one.at) for one in life.turns)
