"""What agents of the simulation have prepared to say, and what that does besides."""

from deskbell.domain.ids import InboxId
from deskbell.domain.settings.replies import ME, Does, Ending, Reply
from deskbell.domain.tickets.classification import Priority

_DOES = {
    "restart": None,
    "mine": Does(Priority.HIGH, assignee=ME, state=Ending.WAIT),
    "solved": Does(Priority.LOW, state=Ending.SOLVE),
    "theirs": Does(Priority.URGENT, inbox=InboxId("x-team")),
}
REPLIES = {
    name: Reply(name, name.title(), {"en": "{requester}, restart it, please."}, does)
    for name, does in _DOES.items()
}
