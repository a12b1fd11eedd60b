"""Whose turn it is to call a member back: all who are there, one after the other (A1-23)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from deskbell.domain.decision import Change
from deskbell.domain.ids import InboxId, InstallId, PersonId, nps_turn_ref
from deskbell.domain.nps.events import NpsTurnTaken
from deskbell.domain.nps.words import reason
from deskbell.domain.texts import Name
from deskbell.domain.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Turn(Unlisted):
    """`last` is who of the inbox had it last; they may have left since."""

    inbox: InboxId
    last: PersonId


def next_turn(
    turn: Turn | None, install: InstallId, inbox: InboxId, present: Collection[PersonId]
) -> Change | None:
    """Whoever comes next in the order of their ids; None where nobody is there."""
    if not present:
        return None
    order = sorted(present)
    last = turn.last if turn else PersonId("")
    chosen = next((one for one in order if one > last), order[0])
    after = Turn(nps_turn_ref(install, inbox), install, 1, inbox, chosen)
    if turn:
        after = replace(turn, version=turn.version + 1, last=chosen)
    return Change(turn, after, NpsTurnTaken(inbox, chosen), reason("turn", to=Name(chosen)))
