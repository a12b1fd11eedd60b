"""The project of Jira that tests have, and who is in it."""

from deskbell.domain.ids import InboxId
from deskbell.domain.jira.settings import Jira, JiraKind, Stage
from deskbell.domain.tickets.classification import Priority
from tests.builders import BEN, JIWOO

BENS_ACCOUNT, MARAS_ACCOUNT = "5b10bens-account", "5b10maras-account"
JIRA = Jira(
    id="jira",
    kind=JiraKind.CLOUD,
    url="https://example.atlassian.net",
    project="ITSD",
    issue_type="Task",
    inboxes=(InboxId("it"),),
    secret="deskbell/slack/hooks/jira",  # pragma: allowlist secret
    account="deskbell-account",
    acts_as=JIWOO,
    statuses={
        "To Do": Stage.NEW,
        "In Progress": Stage.ASSIGNED,
        "Waiting": Stage.WAITING,
        "Done": Stage.SOLVED,
    },
    priorities={"Highest": Priority.URGENT, "Medium": Priority.NORMAL},
    people={BENS_ACCOUNT: BEN},
)
