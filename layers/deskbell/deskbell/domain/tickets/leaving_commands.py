"""What is asked of a ticket when somebody leaves; `commands.py` has all there is to ask."""

from dataclasses import dataclass

from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Inbox


@dataclass(frozen=True, slots=True)
class PartWith:
    """`person` is not there any more, who works on it or asked for it."""

    person: PersonId
    inbox: Inbox
