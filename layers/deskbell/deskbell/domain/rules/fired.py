"""What the desk's settings make of one new request: which rules it fires, whether anybody is there.

The use cases that open tickets find it out (`usecases/tickets/consult_rules.py`), the decision
carries it out.
"""

from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.rules.rule import Rule
from deskbell.domain.settings.desk import Inbox


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that matches; `inbox` is the one that it names, `reply` its text in the requester's
    language."""

    rule: Rule
    inbox: Inbox | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class Consulted:
    """The rules that fire, in their order; `opens_at` is when somebody will be there, if the
    requester is to be told."""

    fired: tuple[Fired, ...] = ()
    opens_at: datetime | None = None


NO_RULES = Consulted()
