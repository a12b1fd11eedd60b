"""What the review of an outage, or a stand-up, asks of a ticket; part of `commands.py`."""

from dataclasses import dataclass

from deskbell.domain.ids import InstallId, PersonId, Ref
from deskbell.domain.settings.desk import Inbox


@dataclass(frozen=True, slots=True)
class OpenFromReview:
    """Something is to be done. `text` as Slack marks it up; `outage` is the number of that."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    by: PersonId
    text: str
    outage: int


@dataclass(frozen=True, slots=True)
class OpenFromStandUp:
    """Something hinders `by`. `text` as Slack marks it up; `standup` is what people call that."""

    ref: Ref
    install: InstallId
    number: int
    inbox: Inbox
    by: PersonId
    text: str
    standup: str
