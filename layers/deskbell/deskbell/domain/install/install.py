"""Deskbell's place in one Slack workspace or organisation: what Slack tells of it as a whole."""

from dataclasses import dataclass

from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref


@dataclass(frozen=True, slots=True)
class Install:
    """Its history is what counts so far; nothing has to be remembered between two events."""

    ref: Ref
    install: InstallId
    version: int

    @property
    def routing(self) -> Routing:
        return Routing(None, None, 0)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """It is nobody's."""
        return frozenset()

    @property
    def is_open(self) -> bool:
        return False
