"""A small Jira for tests: one project, its REST answers as far as Deskbell asks, and its webhooks.

`answer` stands where HTTPS would (adapters/jira/exchange.py). Modelled after the REST API, version
2, of Jira Cloud and Jira Server; what is not modelled is answered 404, as Jira does.
"""

import base64
import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deskbell.adapters.jira.exchange import Answer
from deskbell.domain.jira.settings import JiraKind

JIRA_KEY = "desk@example.com:obviously-fake-token"
"""As it stands in the secret: of Jira Cloud the account's address and its token."""
WAYS = {"To Do": ("11", "In Progress"), "In Progress": ("31", "Done"), "Done": ("41", "To Do")}
"""Where each status leads, besides those that all lead to."""
FROM_ANYWHERE = {"21": "In Progress", "31": "Done", "51": "Waiting"}
_ISSUE = re.compile(r"/rest/api/2/issue(?:/(\d+))?(?:/(comment|transitions)(?:/(\d+))?)?")


@dataclass
class FakeComment:
    id: str
    account: str
    name: str
    body: str
    at: datetime
    visibility: str = ""


@dataclass
class FakeIssue:
    """`indexed`: a search shows it; Jira needs some seconds for that."""

    id: str
    key: str
    fields: dict[str, Any]
    status: str = "To Do"
    comments: list[FakeComment] = field(default_factory=list)
    indexed: bool = False

    def is_sought(self, jql: str, named: str) -> bool:
        if jql.startswith("labels"):
            return named in self.fields["labels"]
        return self.fields["project"] == {"key": named} and self.status != "Done"


@dataclass
class FakeJira:
    """`faults` are what becomes of the next requests that write: a status, with which nothing is
    done, or `lost`, with which it is done and nobody hears of it. `hooks` are the webhooks that it
    has sent, in their order; `writes` every request that was not a GET.
    """

    now: Callable[[], datetime]
    kind: JiraKind = JiraKind.CLOUD
    key: str = JIRA_KEY
    account: str = "deskbell-account"
    required: frozenset[str] = frozenset()
    """Fields without which it makes no issue, as an admin may have set since."""
    issues: dict[str, FakeIssue] = field(default_factory=dict)
    hooks: list[dict[str, Any]] = field(default_factory=list)
    faults: deque[int | str] = field(default_factory=deque)
    is_down: bool = False
    writes: list[str] = field(default_factory=list)
    _last: int = 10_000

    def answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, seconds: float
    ) -> Answer:
        parts = urlsplit(url)
        if headers.get("Authorization") != self._proof:
            return Answer(HTTPStatus.UNAUTHORIZED)
        if self.is_down:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE)
        path = parts.path[parts.path.index("/rest/") :]
        if method == "GET":
            return self._get(path, parse_qs(parts.query))
        self.writes.append(f"{method} {path}")
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, int):
            return Answer(fault)
        answered = self._write(method, path, json.loads(body or b"{}"))
        if fault == "lost":
            raise TimeoutError
        return answered

    @property
    def _proof(self) -> str:
        basic = base64.b64encode(self.key.encode()).decode()
        return f"Basic {basic}" if self.kind is JiraKind.CLOUD else f"Bearer {self.key}"

    @property
    def issue(self) -> FakeIssue:
        """The only one."""
        [issue] = self.issues.values()
        return issue

    # --- what people do there -------------------------------------------------------------------

    def say(
        self,
        account: str,
        name: str,
        body: str,
        visibility: str = "",
        issue: FakeIssue | None = None,
    ) -> None:
        self._comment(issue or self.issue, account, name, body, visibility)

    def move(self, account: str, status: str, issue: FakeIssue | None = None) -> None:
        self._move(issue or self.issue, account, status)

    def report(self, account: str, name: str, summary: str, **fields: object) -> FakeIssue:
        """Somebody begins an issue there, which a search shows at once."""
        whole = {"project": {"key": "ITSD"}, "summary": summary, "labels": []} | fields
        self._create(whole | {"reporter": self._person(account, name)})
        made = list(self.issues.values())[-1]
        made.indexed = True
        return made

    def move_to_cloud(self) -> None:
        """As a migration has it: with other numbers, the same keys, labels, times and words."""
        self.kind = JiraKind.CLOUD
        moved = list(self.issues.values())
        self.issues = {}
        for issue in moved:
            issue.id, issue.indexed = self._number(), True
            self.issues[issue.id] = issue
            for comment in issue.comments:
                comment.id = self._number()

    def index(self) -> None:
        """Its search has caught up."""
        for issue in self.issues.values():
            issue.indexed = True

    # --- REST -------------------------------------------------------------------------------------

    def _get(self, path: str, query: Mapping[str, list[str]]) -> Answer:
        search = "search/jql" if self.kind is JiraKind.CLOUD else "search"
        if path == f"/rest/api/2/{search}":
            return self._search(query)
        found = _ISSUE.fullmatch(path)
        issue = self.issues.get(found[1] or "") if found else None
        if found is None or issue is None:
            return Answer(HTTPStatus.NOT_FOUND)
        match found[2]:
            case "comment":
                start = int(query["startAt"][0])
                comments = [self._shown(issue, one) for one in issue.comments]
                end = start + int(query["maxResults"][0])
                return _said({"comments": comments[start:end], "total": len(comments)})
            case "transitions":
                ways = dict([WAYS.get(issue.status, ("21", "In Progress"))]) | FROM_ANYWHERE
                return _said(
                    {"transitions": [{"id": way, "to": {"name": to}} for way, to in ways.items()]}
                )
            case _:
                return _said({"id": issue.id, "fields": {"status": {"name": issue.status}}})

    def _search(self, query: Mapping[str, list[str]]) -> Answer:
        """By a label, or all of the project that is not done; oldest first."""
        jql, size = query["jql"][0], int(query["maxResults"][0])
        named = jql.split('"')[1]
        found = [one for one in self.issues.values() if one.indexed and one.is_sought(jql, named)]
        at = query.get("nextPageToken", query.get("startAt", ["0"]))[0]
        begun = int(at.removeprefix("from-"))
        page: dict[str, object] = {
            "issues": [self._whole(one) for one in found[begun : begun + size]]
        }
        is_last = begun + size >= len(found)
        if self.kind is JiraKind.SERVER:
            page |= {"startAt": begun, "total": len(found)}
        elif not is_last:
            page["nextPageToken"] = f"from-{begun + size}"
        return _said(page)

    def _whole(self, issue: FakeIssue) -> dict[str, object]:
        reporter = issue.fields.get("reporter") or self._person(self.account, "Deskbell")
        fields = issue.fields | {"status": {"name": issue.status}, "reporter": reporter}
        updated = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
        return {"id": issue.id, "key": issue.key, "fields": fields | {"updated": updated}}

    def _write(self, method: str, path: str, document: Mapping[str, Any]) -> Answer:
        found = _ISSUE.fullmatch(path)
        if found is None:
            return Answer(HTTPStatus.NOT_FOUND)
        if found[1] is None:
            return self._create(document["fields"])
        issue = self.issues.get(found[1])
        if issue is None:
            return Answer(HTTPStatus.NOT_FOUND)
        match method, found[2]:
            case "PUT", None:
                issue.fields |= document["fields"]
                return Answer(HTTPStatus.NO_CONTENT)
            case "POST", "comment":
                made = self._comment(issue, self.account, "Deskbell", document["body"])
                return _said(self._shown(issue, made), HTTPStatus.CREATED)
            case "PUT", "comment":
                [one] = [one for one in issue.comments if one.id == found[3]]
                one.body = document["body"]
                return _said(self._shown(issue, one))
            case "DELETE", "comment":
                issue.comments = [one for one in issue.comments if one.id != found[3]]
                return Answer(HTTPStatus.NO_CONTENT)
            case "POST", "transitions":
                ways = dict([WAYS.get(issue.status, ("21", "In Progress"))]) | FROM_ANYWHERE
                self._move(issue, self.account, ways[document["transition"]["id"]])
                return Answer(HTTPStatus.NO_CONTENT)
        return Answer(HTTPStatus.METHOD_NOT_ALLOWED)

    def _create(self, fields: dict[str, Any]) -> Answer:
        if missing := sorted(self.required - fields.keys()):
            errors = {name: f"{name} is required." for name in missing}
            return _said({"errorMessages": [], "errors": errors}, HTTPStatus.BAD_REQUEST)
        number = self._number()
        made = FakeIssue(number, f"{fields['project']['key']}-{len(self.issues) + 1}", fields)
        self.issues[number] = made
        return _said({"id": made.id, "key": made.key}, HTTPStatus.CREATED)

    # --- its webhooks -----------------------------------------------------------------------------

    def _comment(
        self, issue: FakeIssue, account: str, name: str, body: str, visibility: str = ""
    ) -> FakeComment:
        made = FakeComment(self._number(), account, name, body, self.now(), visibility)
        issue.comments.append(made)
        told: dict[str, Any] = {"comment": self._shown(issue, made)}
        if self.kind is JiraKind.CLOUD:  # Jira Server tells the issue in the address alone
            told["issue"] = {"id": issue.id, "key": issue.key}
        self._tell("comment_created", told)
        return made

    def _move(self, issue: FakeIssue, account: str, status: str) -> None:
        before, issue.status = issue.status, status
        item = {"field": "status", "fromString": before, "toString": status}
        self._tell(
            "jira:issue_updated",
            {
                "issue_event_type_name": "issue_generic",
                "user": self._person(account, account),
                "issue": {"id": issue.id, "key": issue.key},
                "changelog": {"id": self._number(), "items": [item]},
            },
        )

    def _tell(self, event: str, told: Mapping[str, Any]) -> None:
        at = int(self.now().timestamp() * 1000) + len(self.hooks)
        self.hooks.append({"timestamp": at, "webhookEvent": event, **told})

    def _shown(self, issue: FakeIssue, comment: FakeComment) -> dict[str, Any]:
        shown = {
            "self": f"https://jira.example.com/rest/api/2/issue/{issue.id}/comment/{comment.id}",
            "id": comment.id,
            "author": self._person(comment.account, comment.name),
            "body": comment.body,
            "created": comment.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
        }
        role = {"type": "role", "value": comment.visibility}
        return shown | ({"visibility": role} if comment.visibility else {})

    def _person(self, account: str, name: str) -> dict[str, str]:
        field_name = "accountId" if self.kind is JiraKind.CLOUD else "name"
        return {field_name: account, "displayName": name}

    def _number(self) -> str:
        self._last += 1
        return str(self._last)


def _said(document: Mapping[str, object], status: int = HTTPStatus.OK) -> Answer:
    return Answer(status, json.dumps(document).encode())
