"""A ticket's issue in Jira: the link, and the cursors of what we have heard of it (A5-08)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """`connector` names it in the settings; `id` and `key` are empty until Jira has made it.

    `moved_at` (ms since 1970, Jira's clock) is when the last status that we took was set there, so
    that an older one that comes late changes nothing.
    """

    connector: str
    id: str = ""
    key: str = ""
    moved_at: int = 0
