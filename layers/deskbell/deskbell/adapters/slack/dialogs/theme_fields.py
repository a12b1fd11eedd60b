"""What several dialogs of themes ask for."""

import re
from dataclasses import dataclass

from deskbell.adapters.slack.dialogs.fields import Somebody, Words
from deskbell.domain.ids import InboxId, PersonId
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text

NAME_LIMIT, TEAM_LIMIT, TASK_LIMIT, WHY_LIMIT, ISSUE_LIMIT = 80, 40, 120, 120, 200
_LINK = re.compile(r"https://[^\s<>|\"]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLink(Words):
    """A link that Slack shows as one."""

    def wrong(self, answer: str, desk: Desk, inbox: InboxId) -> Text | None:
        if not _LINK.fullmatch(answer):
            return Text("error.link_invalid")
        return Words.wrong(self, answer, desk, inbox)


def issue_field() -> IssueLink:
    return IssueLink(
        name="issue",
        label=Text("modal.theme.field.issue"),
        hint=Text("modal.theme.hint.issue"),
        limit=ISSUE_LIMIT,
        optional=True,
    )


def name_field(label: Text) -> Words:
    return Words(name="name", label=label, limit=NAME_LIMIT)


def why_field() -> Words:
    """Whoever gave something of it, or owns it, reads that."""
    return Words(name="why", label=Text("modal.theme_decline.field.why"), limit=WHY_LIMIT)


def person_field(label: Text) -> Somebody:
    return Somebody(
        name="person", label=label, eligible=_anybody, otherwise=Text("error.not_an_option")
    )


def _anybody(_desk: Desk, _inbox: InboxId, _person: PersonId) -> bool:
    """Who they are, Slack says later; the decision knows what that means."""
    return True
