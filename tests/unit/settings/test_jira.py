"""The projects of Jira that inboxes have their tickets in, as an admin writes them down (A5-08)."""

from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.domain.ids import InboxId
from deskbell.domain.jira.settings import JiraKind, Stage
from deskbell.domain.settings.desk import Desk
from deskbell.domain.settings.faults import InvalidDeskError
from deskbell.domain.settings.parse import parse
from deskbell.domain.tickets.classification import Priority, Privacy
from tests.unit.settings.documents import SOUND, changed

JIRA: dict[str, Any] = {
    "kind": "cloud",
    "url": "https://example.atlassian.net/",
    "project": "ITSD",
    "issue_type": "Task",
    "inboxes": ["it"],
    "secret": "deskbell/slack/hooks/jira",  # pragma: allowlist secret
    "account": "5b10ours",
    "acts_as": "ben",
    "status": {"To Do": "new", "In Progress": "assigned", "Done": "solved", "Closed": "solved"},
    "priority": {"High": "high"},
    "people": {"5b10lena": "lena"},
}
A_TOKEN = "me@example.com:ATATT3x"  # pragma: allowlist secret


def faults(**changes: Any) -> str:
    """`...` takes a setting out."""
    written = {key: one for key, one in (JIRA | changes).items() if one is not ...}
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("jira", {"itsd": written}))
    return "\n".join(map(str, found.value.faults))


def test_without_the_setting_no_inbox_is_there() -> None:
    desk = parse(SOUND)
    assert desk.jira == {}
    assert desk.inboxes[InboxId("it")].jira is None


def test_an_inbox_has_its_tickets_in_the_project() -> None:
    desk = parse(changed("jira", {"itsd": JIRA}))
    jira = desk.jira["itsd"]
    assert (jira.kind, jira.url) == (JiraKind.CLOUD, "https://example.atlassian.net")
    assert desk.inboxes[InboxId("it")].jira == "itsd"
    assert jira.status_for(Stage.SOLVED) == "Done", "the first of several is set"
    assert jira.priority_for(Priority.HIGH) == "High"
    assert jira.priority_for(Priority.LOW) is None
    assert jira.account_of(desk.people["lena"]) == "5b10lena"
    assert jira.privacy is Privacy.TEAM
    assert wire.decode(wire.encode(desk), Desk) == desk


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"kind": "clowd"}, '"clowd" is no kind of Jira; did you mean "cloud"'),
        ({"url": "http://example.atlassian.net"}, "begin it with https://"),
        ({"url": "https://10.0.0.1"}, "this is an address of a private network"),
        ({"url": "https://example.atlassian.net?x=1"}, "without a ?"),
        ({"project": ...}, "this setting is missing"),
        ({"inboxes": ["hr"]}, '"hr" is no inbox'),
        ({"secret": A_TOKEN}, "this is the secret itself"),
        ({"acts_as": "adam"}, None),
        ({"acts_as": "nobody"}, '"nobody" is nobody in people'),
        ({"status": {"Done": "solved"}}, "no status of Jira's is assigned"),
        ({"status": {"Done": "finished", "x": "assigned"}}, '"finished" is none of a ticket'),
        ({"priority": {"High": "hihg"}}, '"hihg" is no priority; did you mean "high"'),
        ({"people": {"5b10ours": "ben"}}, "is our own doing"),
        ({"privacy": "secret"}, '"secret" is no class of privacy'),
        ({"projekt": "X"}, "there is no such setting"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(changes: dict[str, Any], what: str | None) -> None:
    if what is None:
        assert parse(changed("jira", {"itsd": JIRA | changes})).jira
    else:
        assert what in faults(**changes)
        assert "jira" in faults(**changes)


def test_an_inbox_is_in_one_project_only() -> None:
    with pytest.raises(InvalidDeskError) as found:
        parse(changed("jira", {"itsd": JIRA, "second": JIRA}))
    assert "it has its tickets in itsd already" in str(found.value.faults[0])
