"""What `look_up.py` has found of what is lent, for the renderer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskbell.domain.ids import PersonId
from deskbell.domain.loans.asset import Asset, AssetState
from deskbell.domain.loans.lookup import Lookup
from deskbell.usecases.home.content import Borrowed


@dataclass(frozen=True, slots=True)
class OfficeStock:
    """How many laptops an office has, by state, and how many people wait for one."""

    office: str
    counts: Mapping[AssetState, int]
    waiting: int


@dataclass(frozen=True, slots=True)
class Lent:
    """One laptop, whose loan it has, if any."""

    asset: Asset
    office: str
    number: int | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The answer; `total` also counts what is not shown. `refused`: not for them to know."""

    asked: Lookup
    stocks: Sequence[OfficeStock] = ()
    lent: Sequence[Lent] = ()
    mine: Sequence[Borrowed] = ()
    total: int = 0
    refused: bool = False
