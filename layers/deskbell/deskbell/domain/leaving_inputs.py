"""What Slack tells of people, and of our app, that go, as inputs (`inputs.py` has them all).

Apart from the others for the ingress's sake: to make a class takes a third of a millisecond, and
a cold start makes only what its event needs (performance.md).
"""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.id_types import PersonId


@dataclass(frozen=True, slots=True)
class PersonLeft:
    """Somebody's account was deactivated: they neither read nor do anything any more."""

    person: PersonId


class Ending(StrEnum):
    """How an install can end."""

    REMOVED = "removed"
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - a reason


@dataclass(frozen=True, slots=True)
class InstallEnded:
    """Slack takes nothing from us, and tells us nothing, until the app is installed again."""

    how: Ending
