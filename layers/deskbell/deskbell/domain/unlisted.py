"""What the aggregates share that nobody has to do anything about; their contexts use it."""

from dataclasses import dataclass

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A `decision.State` on nobody's list, in no inbox and no workflow."""

    ref: Ref
    install: InstallId
    version: int

    @property
    def routing(self) -> Routing:
        return Routing(None, None, 0)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        return frozenset()

    @property
    def is_open(self) -> bool:
        return False
