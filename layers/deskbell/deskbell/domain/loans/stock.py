"""An office's laptops and who waits for one: the aggregate beside every loan of that office.

It fits one item (`MOST_ASSETS`). Whoever takes a laptop from it writes it with its version, so
that of those who race for the last one only one gets it.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.ids import Ref
from deskbell.domain.loans.asset import IDLE as IDLE
from deskbell.domain.loans.asset import Asset as Asset
from deskbell.domain.loans.asset import AssetId as AssetId
from deskbell.domain.loans.asset import AssetState as AssetState
from deskbell.domain.loans.policy import OfficeId
from deskbell.domain.unlisted import Unlisted

MOST_ASSETS = 300
"""In one office; the item has room for twice as many, and for all who wait."""
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A loan on the waiting list; it keeps the order in which they came."""

    loan: Ref
    since: datetime
    needed_by: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody comes at `start` to pick their laptop up."""

    loan: Ref
    start: datetime


@dataclass(frozen=True, slots=True)
class Stock(Unlisted):
    """The current state; version 0 is an office that has never had any."""

    office: OfficeId
    assets: tuple[Asset, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    visits: tuple[Visit, ...] = ()

    @property
    def available(self) -> tuple[Asset, ...]:
        return tuple(asset for asset in self.assets if asset.state is AssetState.AVAILABLE)

    @property
    def called(self) -> frozenset[Ref]:
        """Those of the waiting list for whom there is a laptop."""
        return frozenset(one.loan for one in self.waiting[: len(self.available)])

    def asset(self, identifier: AssetId) -> Asset | None:
        return next((asset for asset in self.assets if asset.id == identifier), None)

    def held_by(self, loan: Ref) -> Asset | None:
        """No loan has two."""
        return next((asset for asset in self.assets if asset.loan == loan), None)

    def ahead_of(self, loan: Ref) -> int:
        """How many come first: of who is not on the list, all who are."""
        refs = [one.loan for one in self.waiting]
        return refs.index(loan) if loan in refs else len(refs)

    def free_for(self, loan: Ref) -> Asset | None:
        """The laptop that `loan` can have: one that nobody who waits longer has a claim to."""
        available = self.available
        return available[0] if len(available) > self.ahead_of(loan) else None

    def visits_at(self, start: datetime, other_than: Ref) -> int:
        """How many others come then."""
        return sum(one.start == start and one.loan != other_than for one in self.visits)

    @property
    def is_open(self) -> bool:
        return True
