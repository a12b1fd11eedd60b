"""Who somebody is, as far as Deskbell knows it from Slack."""

from dataclasses import dataclass
from enum import StrEnum

from deskbell.domain.ids import PersonId


class Standing(StrEnum):
    """What a person is to the workspace (reliability.md 6.3)."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Person:
    """What Deskbell knows of somebody; `locale` and `zone` are None for external people."""

    id: PersonId
    name: str
    locale: str | None
    zone: str | None
    standing: Standing
    deactivated: bool = False
