"""The names of what happens in Jira: the same each time, by webhook or when it is read there."""

from deskbell.domain.ids import EventKey, InstallId, Ts
from deskbell.domain.jira.inputs import IssueCommented


def comment_key(install: InstallId, connector: str, comment: str) -> EventKey:
    return EventKey(f"jira:{install}:{connector}:comment:{comment}")


def move_key(install: InstallId, connector: str, change: str) -> EventKey:
    """`change` is the number of its entry in the issue's history."""
    return EventKey(f"jira:{install}:{connector}:move:{change}")


def made_key(install: InstallId, connector: str, issue: str) -> EventKey:
    return EventKey(f"jira:{install}:{connector}:made:{issue}")


def found_key(install: InstallId, connector: str, issue: str) -> EventKey:
    return EventKey(f"jira:{install}:{connector}:found:{issue}")


def group_of(connector: str, issue: str) -> str:
    """What happens to one issue stays in order; of an install, whose id comes before it."""
    return f"jira:{connector}:{issue}"


NUMBER_DIGITS = 3
"""The last ones of a comment's source; those before are its time, in milliseconds."""


def comment_source(said: IssueCommented) -> Ts:
    """The same each time, so that the comment knows itself again; two of one millisecond differ."""
    milliseconds = int(said.at.timestamp() * 1000)
    number = int(said.comment) if said.comment.isdigit() else 0
    part = number % 10**NUMBER_DIGITS
    return Ts(f"{milliseconds // 1000}.{milliseconds % 1000:03}{part:0{NUMBER_DIGITS}}")
