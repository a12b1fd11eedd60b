"""Whose turn it is in a layer, while people join and leave (on-call rule R4).

Nobody is moved by somebody else's joining or leaving: whoever is on call then stays, and whoever
leaves while on call is followed by the next in order, from whom it goes on.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from deskbell.domain.ids import PersonId
from deskbell.domain.oncall.schedule import Layer
from deskbell.domain.oncall.turns import starts_at, turn_at


def whose_turn(
    layer: Layer, zone: str, at: datetime, deactivated: Collection[PersonId] = ()
) -> PersonId | None:
    """Whatever its restrictions say. Of `deactivated` it is nobody's turn: the next in order
    stands in, and the others keep theirs. None before the start, and where nobody is left."""
    turn = turn_at(layer, zone, at)
    if turn < 0:
        return None
    place, since = 0, 0
    start = starts_at(layer, zone)
    for change in sorted({one for one in changes(layer) if start < one <= at}):
        reached = turn_at(layer, zone, change)
        # Whoever gets a turn in the very moment of a change gets it as it was announced.
        place = _advance(_places(layer, change - change.resolution), place, reached - since)
        since = reached
    present = _places(layer, at)
    place = _advance(present, place, turn - since)
    left = [one for one in present if layer.members[one].person not in deactivated]
    return layer.members[_advance(left, place, 0)].person if left else None


def changes(layer: Layer) -> Iterator[datetime]:
    """When somebody joins or leaves."""
    for member in layer.members:
        yield from (at for at in (member.since, member.until) if at is not None)


def _places(layer: Layer, at: datetime) -> list[int]:
    """Of those who belong to it then, in the order of their turns."""
    return [place for place, member in enumerate(layer.members) if member.belongs(at)]


def _advance(present: list[int], place: int, turns: int) -> int:
    """So many turns on from `place`, or from the next in order if nobody is there."""
    if not present:
        return place
    here = next((index for index, one in enumerate(present) if one >= place), 0)
    return present[(here + turns) % len(present)]
