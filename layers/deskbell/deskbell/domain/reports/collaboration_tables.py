"""How teams work together as tables, as `tables.py` makes those of tickets."""

from deskbell.domain.reports.collaboration import Collaboration, Share, Team, Together
from deskbell.domain.reports.tables import UNKNOWN, Cell, Table, percent

_NONE = "(none)"


def collaboration_tables(found: Collaboration) -> tuple[Table, ...]:
    """A row for each two teams that have to do with each other; then how much is shared."""
    pairs = (
        (_name(pair.giver), _name(pair.taker), *_together(one)) for pair, one in found.pairs.items()
    )
    teams = (("inbox", _name(team), *_share(one)) for team, one in found.teams.items())
    shared = (("all", "", *_share(found.whole)), *teams) if found.whole.requests else ()
    times = ("answered", "mean", "median", "p90")
    return (
        Table("teams", ("from", "to", "handed over", *times, "joint"), tuple(pairs)),
        Table("shared", ("by", "name", "requests", "of several teams", "%"), tuple(shared)),
    )


def _name(team: Team) -> str:
    return team or _NONE


def _together(one: Together) -> tuple[Cell, ...]:
    times = one.times
    shown = (times.mean, times.median, times.p90) if times else (UNKNOWN,) * 3
    return (one.handed_over, times.count if times else 0, *shown, one.joint)


def _share(one: Share) -> tuple[Cell, ...]:
    return (one.requests, one.joint, percent(one.joint, one.requests))
