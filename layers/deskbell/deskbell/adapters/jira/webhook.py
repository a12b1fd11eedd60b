"""What Jira's webhook tells of an issue, as inputs (A5-08); adapters/webhooks has let it in."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from deskbell.adapters.alerts.alert import at_path, shown
from deskbell.adapters.jira.reading import issue_in, read_comment, read_move
from deskbell.domain.envelope import Envelope
from deskbell.domain.id_types import EventKey, InstallId
from deskbell.domain.jira.inputs import IssueCommented, IssueMoved
from deskbell.domain.jira.keys import comment_key, group_of, move_key
from deskbell.domain.jira.settings import Jira

UPDATED, COMMENTED = "jira:issue_updated", "comment_created"


def envelopes_of(
    document: Mapping[str, object], jira: Jira, install: InstallId, now: datetime
) -> list[Envelope]:
    """None of what is neither a new comment nor another status. Older servers tell of a comment as
    of an update, some both ways: it has the same key. Raises UnreadableJiraError."""
    kind = shown(document.get("webhookEvent"))
    if kind not in (UPDATED, COMMENTED):
        return []
    return list(_told(document, kind, jira, install, now))


def _told(
    document: Mapping[str, object], kind: str, jira: Jira, install: InstallId, now: datetime
) -> Iterator[Envelope]:
    issue = issue_in(document)

    def envelope(key: EventKey, told: IssueCommented | IssueMoved) -> Envelope:
        group = f"{install}:{group_of(jira.id, issue)}"
        return Envelope(key, install, group, now, now, told)

    is_new = kind == COMMENTED or (
        shown(document.get("issue_event_type_name")) == "issue_commented"
    )
    if is_new and at_path(document, "comment"):
        said = read_comment(document["comment"], issue, jira)
        yield envelope(comment_key(install, jira.id, said.comment), said)
    if kind == UPDATED and (moved := read_move(document, issue, jira)):
        change, told = moved
        yield envelope(move_key(install, jira.id, change), told)
