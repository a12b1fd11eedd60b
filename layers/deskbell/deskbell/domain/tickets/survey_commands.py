"""What can be asked of a ticket about its requester's satisfaction; `commands.py` has all."""

from dataclasses import dataclass
from datetime import timedelta

from deskbell.domain.csat.surveyed import Surveyed
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.tickets.permissions import Member
from deskbell.domain.tickets.pressed import Pressed
from deskbell.domain.tickets.survey import Score


@dataclass(frozen=True, slots=True)
class AskRequester:
    """Its time has come. `surveyed` is when they were asked last, of whatever ticket; nobody is
    asked again within `every`. `is_reachable`: they are still there, and the app can write to
    them."""

    inbox: Inbox
    surveyed: Surveyed | None
    every: timedelta
    is_reachable: bool


@dataclass(frozen=True, slots=True)
class EndSurvey:
    """The time to answer is over."""


@dataclass(frozen=True, slots=True)
class GiveScore:
    """Somebody pressed a button of the question `number`."""

    by: Member
    at: Pressed
    inbox: Inbox
    number: int
    score: Score


@dataclass(frozen=True, slots=True)
class CommentScore:
    """They say more about their answer to the question `number`; plain text."""

    by: Member
    at: Pressed
    inbox: Inbox
    number: int
    text: str


SurveyCommand = AskRequester | EndSurvey | GiveScore | CommentScore
