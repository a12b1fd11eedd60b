"""Jira's REST API, version 2, which Cloud and Server share nearly all of (issue_ports.Issues).

The relay uses it; `runtime/issues.py` builds it. What reads may be tried again at once; of what
writes and has no answer, nobody knows.
"""

import base64
import json
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from urllib.parse import quote

from deskbell.adapters.alerts.alert import at_path, shown
from deskbell.adapters.jira.exchange import Answer, Exchange, over_https
from deskbell.adapters.jira.reading import UnreadableJiraError, read_comment
from deskbell.adapters.public_https import NotPublicError
from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError, SecretUnavailableError, SettingsError
from deskbell.domain.jira.settings import Jira, JiraKind
from deskbell.usecases.issue_ports import Draft, IssueNames, IssueRefusedError, Written
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown

PAGE = 500
MOST_PAGES = 10
ENOUGH = 1.0
"""Seconds that must be left to begin what writes: cut off in the middle it costs two minutes."""
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, 429})
_CODE_LIMIT = 120


class JiraSession:
    """issue_ports.IssueSession; all of its calls together take `seconds` at most."""

    def __init__(self, jira: Jira, proof: str, seconds: float, exchange: Exchange) -> None:
        self._jira = jira
        self._proof = proof
        self._until = time.monotonic() + seconds
        self._exchange = exchange

    def find(self, label: str) -> IssueNames | None:
        wanted = f'labels = "{label}" ORDER BY created ASC'
        found = next(self.search(wanted, "summary", page=1), None)
        return _names(found) if found is not None else None

    def search(self, jql: str, fields: str, page: int = PAGE) -> Iterator[object]:
        """Page by page, as Jira has them: Cloud names the next page, Server counts them."""
        cloud = self._jira.kind is JiraKind.CLOUD
        where = "search/jql" if cloud else "search"
        asked = f"{where}?jql={quote(jql)}&fields={fields}&maxResults={page}"
        after, seen = "", 0
        while True:
            answer = self._read(asked + after)
            found = _list(answer, "issues")
            yield from found
            seen += len(found)
            token, total = shown(answer.get("nextPageToken")), answer.get("total")
            is_more = bool(token) if cloud else isinstance(total, int) and seen < total
            if not (found and is_more):
                return
            after = f"&nextPageToken={quote(token)}" if cloud else f"&startAt={seen}"

    def create(self, draft: Draft, label: str) -> IssueNames:
        kind = {
            "project": {"key": self._jira.project},
            "issuetype": {"name": self._jira.issue_type},
        }
        fields = {**kind, **self._fields(draft), "labels": [label]}
        return _names(self._write("POST", "issue", {"fields": fields}))

    def status(self, issue: str) -> str:
        return shown(at_path(self._read(f"issue/{issue}?fields=status"), "fields.status.name"))

    def comments(self, issue: str) -> list[Written]:
        """Jira may give fewer a page than it is asked for, and says how many there are."""
        found = list[Written]()
        for _ in range(MOST_PAGES):
            path = f"issue/{issue}/comment?startAt={len(found)}&maxResults={PAGE}"
            page = self._read(path)
            new = _list(page, "comments")
            found += [self._written(one, issue) for one in new]
            total = page.get("total")
            if not new or (isinstance(total, int) and len(found) >= total):
                return found
        raise IssueRefusedError(Never(Undelivered.REJECTED, "too_many_comments"))

    def update(self, issue: str, draft: Draft) -> None:
        self._write("PUT", f"issue/{issue}", {"fields": self._fields(draft)})

    def ways(self, issue: str) -> dict[str, str]:
        ways = _list(self._read(f"issue/{issue}/transitions"), "transitions")
        return {shown(at_path(one, "to.name")): shown(at_path(one, "id")) for one in ways}

    def move(self, issue: str, way: str) -> None:
        self._write("POST", f"issue/{issue}/transitions", {"transition": {"id": way}})

    def say(self, issue: str, body: str) -> None:
        self._write("POST", f"issue/{issue}/comment", {"body": body})

    def say_anew(self, issue: str, comment: str, body: str) -> None:
        self._write("PUT", f"issue/{issue}/comment/{comment}", {"body": body})

    def unsay(self, issue: str, comment: str) -> None:
        self._write("DELETE", f"issue/{issue}/comment/{comment}")

    # --- how it is said -------------------------------------------------------------------------

    def _fields(self, draft: Draft) -> dict[str, object]:
        name = "accountId" if self._jira.kind is JiraKind.CLOUD else "name"
        fields: dict[str, object] = {}
        if draft.summary is not None:
            fields["summary"] = draft.summary
        if draft.description is not None:
            fields["description"] = draft.description
        if draft.priority is not None:
            fields["priority"] = {"name": draft.priority}
        if draft.account is not None:
            fields["assignee"] = {name: draft.account}
        return fields

    def _written(self, document: object, issue: str) -> Written:
        try:
            tells = read_comment(document, issue, self._jira)
        except UnreadableJiraError:
            raise IssueRefusedError(Never(Undelivered.REJECTED, "comment_unreadable")) from None
        return Written(tells.comment, shown(at_path(document, "body")), tells)

    def _read(self, path: str) -> Mapping[str, object]:
        try:
            answer = self._ask("GET", path, b"")
        except OSError as fault:
            raise IssueRefusedError(Later(None, type(fault).__name__)) from fault
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise IssueRefusedError(Later(answer.retry_after, f"http_{answer.status}"))
        return _document(answer)

    def _write(
        self, method: str, path: str, document: Mapping[str, object] | None = None
    ) -> Mapping[str, object]:
        if self._until - time.monotonic() < ENOUGH:
            raise IssueRefusedError(Later(1.0, "more_to_do"))
        body = json.dumps(document).encode() if document is not None else b""
        try:
            answer = self._ask(method, path, body)
        except OSError as fault:
            raise IssueRefusedError(Unknown(type(fault).__name__)) from fault
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise IssueRefusedError(Unknown(f"http_{answer.status}"))
        return _document(answer)

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        headers = {
            "Authorization": self._proof,
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "Deskbell",
            "Connection": "close",
        }
        seconds = max(self._until - time.monotonic(), 0.1)
        url = f"{self._jira.url}/rest/api/2/{path}"
        try:
            return self._exchange(method, url, headers, body, seconds)
        except NotPublicError:
            raise IssueRefusedError(Never(Undelivered.REJECTED, "address_not_public")) from None
        except ssl.SSLCertVerificationError:
            raise IssueRefusedError(Later(None, "certificate_refused")) from None


def session(
    jira: Jira,
    secret: Callable[[str], str],
    seconds: float,
    exchange: Exchange = over_https,
) -> JiraSession:
    """Raises IssueRefusedError where its secret cannot be had."""
    try:
        key = secret(jira.secret).strip()
    except SettingsError:
        raise IssueRefusedError(Later(None, "secret_missing")) from None
    except SecretUnavailableError:
        raise IssueRefusedError(Later(None, "secret_unavailable")) from None
    if jira.kind is JiraKind.SERVER:
        return JiraSession(jira, f"Bearer {key}", seconds, exchange)
    proof = base64.b64encode(key.encode()).decode()
    return JiraSession(jira, f"Basic {proof}", seconds, exchange)


def _document(answer: Answer) -> Mapping[str, object]:
    """Raises IssueRefusedError with what Jira says is wrong: the names of fields, no words."""
    try:
        document = load_object(answer.body.decode()) if answer.body.strip() else {}
    except (InputError, UnicodeDecodeError):
        document = {}
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return document
    code = f"http_{answer.status}"
    if answer.status in _PASSING:
        raise IssueRefusedError(Later(answer.retry_after, code))
    errors = document.get("errors")
    fields = ", ".join(sorted(errors)) if isinstance(errors, dict) else ""
    code = f"{code}: {fields}"[:_CODE_LIMIT] if fields else code
    why = Undelivered.INSTALL_BROKEN if answer.status in (401, 403) else Undelivered.REJECTED
    raise IssueRefusedError(Never(why, code))


def _list(document: Mapping[str, object], key: str) -> list[object]:
    """An answer without it is somebody else's, such as a proxy's page: taken for an empty one, it
    would have everything made twice. Raises IssueRefusedError."""
    found = document.get(key)
    if not isinstance(found, list):
        raise IssueRefusedError(Later(None, "answer_unreadable"))
    return found


def _names(document: object) -> IssueNames:
    number, key = shown(at_path(document, "id")), shown(at_path(document, "key"))
    if not number.isdigit() or not key:
        raise IssueRefusedError(Unknown("issue_unreadable"))
    return IssueNames(number, key)
