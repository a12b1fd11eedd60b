"""The Slack install that a desk belongs to, apart from the rest of its settings (`desk.py`).

All that the ingress needs of them for an event, and with no more than this a cold start is short.
"""

from dataclasses import dataclass

from deskbell.domain.id_types import InstallId, PersonId


@dataclass(frozen=True, slots=True)
class Workspace:
    """The Slack install: who we are in it. `enterprise` is set on an org-wide install."""

    team: str
    enterprise: str | None
    app: str
    bot_user: PersonId

    @property
    def install(self) -> InstallId:
        return InstallId(self.enterprise or self.team)
