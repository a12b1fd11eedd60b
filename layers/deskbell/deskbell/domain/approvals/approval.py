"""An approval: somebody is asked for a yes before something goes on (C-23).

Any workflow may ask for one (`asking.py`) and hears what came of it (`caused_inputs.py`); nothing
here knows what it is for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deskbell.domain.approvals.counting import Policy, Seat, approved, outcome_of
from deskbell.domain.approvals.outcome import Outcome
from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Approval:
    """The current state. `label` is what people know the subject by, `about` what it is, and `what`
    the asker's own words.

    `asked` are all who have a card of it, in that order: those whose turn has come, and those who
    have passed it on. `remind_at` is the next reminder, `due` when it ends by itself. `settled_by`
    is whose vote decided; nobody's, where time or its subject did.
    """

    ref: Ref
    install: InstallId
    version: int
    subject: Ref
    label: str
    what: str
    asker: PersonId
    requester: PersonId | None
    policy: Policy
    seats: tuple[Seat, ...]
    asked_at: datetime
    due: datetime
    remind_every: timedelta
    remind_at: datetime | None = None
    asked: tuple[PersonId, ...] = ()
    outcome: Outcome | None = None
    settled_by: PersonId | None = None
    settled_at: datetime | None = None
    about: Text | None = None

    @property
    def needed(self) -> int:
        """How many have to approve."""
        return self.policy.needed(len(self.seats))

    @property
    def approved(self) -> int:
        """How many have."""
        return approved(self.seats)

    @property
    def counted(self) -> Outcome | None:
        """What the votes alone say."""
        return outcome_of(self.policy, self.seats)

    @property
    def waits_for(self) -> tuple[PersonId, ...]:
        """Whose turn it is."""
        if self.outcome is not None:
            return ()
        waiting = tuple(seat.person for seat in self.seats if seat.vote is None)
        return waiting[:1] if self.policy.in_turn else waiting

    @property
    def involved(self) -> frozenset[PersonId]:
        """Whoever has a voice in it, or had one and passed it on."""
        return frozenset(one for seat in self.seats for one in (seat.person, *seat.passed_by))

    def seat_of(self, person: PersonId) -> Seat | None:
        """Nobody has two."""
        return next((seat for seat in self.seats if seat.person == person), None)

    @property
    def routing(self) -> Routing:
        return Routing(None, None, 0)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """For the lists of what waits for somebody."""
        return frozenset((Role.APPROVER, person) for person in self.waits_for)

    @property
    def is_open(self) -> bool:
        return self.outcome is None
