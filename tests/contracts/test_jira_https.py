"""Jira over real TLS: what is asked, and what each answer means (A5-08)."""

import base64
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from deskbell.adapters.jira.exchange import over_https
from deskbell.adapters.jira.rest import JiraSession, session
from deskbell.domain.errors import SecretUnavailableError, SettingsError
from deskbell.domain.jira.settings import JiraKind
from deskbell.usecases.issue_ports import Draft, IssueNames, IssueRefusedError
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown
from tests.contracts.aws_stub import a_certificate
from tests.http_stub import Reply, Stub, http_stub
from tests.jira import JIRA

KEY = "desk@example.com:obviously-fake-token"
MADE = Reply(201, b'{"id": "10001", "key": "ITSD-1"}')
DRAFT = Draft("#1 Laptop", "It does not start", "High")


@dataclass(frozen=True, slots=True)
class Here:
    """A Jira on this machine, which is only let through for the test."""

    stub: Stub
    certificate: Path

    def session(self, seconds: float = 5.0, kind: JiraKind = JiraKind.CLOUD) -> JiraSession:
        trusted = ssl.create_default_context(cafile=self.certificate)
        exchange = partial(over_https, addresses=lambda host, _: [host], context=lambda: trusted)
        jira = replace(JIRA, url=f"{self.stub.url}/jira", kind=kind)
        return session(jira, lambda _: KEY, seconds, exchange)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    certificate = a_certificate(tmp_path, "127.0.0.1")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with http_stub(server) as stub:
        yield Here(stub, certificate)


def test_an_issue_is_made_with_its_label_signed_in_as_the_kind_wants(here: Here) -> None:
    here.stub.replies += [MADE, MADE]
    assert here.session().create(DRAFT, "deskbell-T1-abc") == IssueNames("10001", "ITSD-1")
    here.session(kind=JiraKind.SERVER).create(DRAFT, "deskbell-T1-abc")
    cloud, server = here.stub.asked
    assert cloud.path == "/jira/rest/api/2/issue"
    assert cloud.headers["authorization"] == f"Basic {base64.b64encode(KEY.encode()).decode()}"
    assert server.headers["authorization"] == f"Bearer {KEY}"
    assert cloud.json["fields"]["labels"] == ["deskbell-T1-abc"]
    assert cloud.json["fields"]["priority"] == {"name": "High"}


def test_it_is_looked_for_by_its_label(here: Here) -> None:
    here.stub.replies.append(Reply(200, b'{"issues": [{"id": "10001", "key": "ITSD-1"}]}'))
    here.stub.replies.append(Reply(200, b'{"issues": []}'))
    here_again = here.session()
    assert here_again.find("deskbell-T1-abc") == IssueNames("10001", "ITSD-1")
    assert here_again.find("deskbell-T1-abc") is None
    assert here.stub.asked[0].path.startswith("/jira/rest/api/2/search/jql?jql=labels%20%3D%20")


def test_comments_are_read_page_by_page(here: Here) -> None:
    one = (
        b'{"id": "%d", "author": {"accountId": "5b10mara", "displayName": "Mara"}, "body": "Hello",'
        b' "created": "2026-11-23T09:00:00.000+0000", "jsdPublic": false}'
    )
    page = b'{"total": 3, "comments": [%b]}'
    first = b",".join(one % number for number in range(2))
    here.stub.replies += [Reply(200, page % first), Reply(200, page % (one % 2))]
    found = here.session().comments("10001")
    assert [written.id for written in found] == ["0", "1", "2"]
    assert (found[0].tells.name, found[0].tells.public) == ("Mara", False)
    assert "startAt=2" in here.stub.asked[1].path


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(503), Unknown("http_503")),
        (Reply(200, close_after=True, cut=True), Unknown("OSError")),
        (Reply(429), Later(None, "http_429")),
        (Reply(401), Never(Undelivered.INSTALL_BROKEN, "http_401")),
        (Reply(302), Never(Undelivered.REJECTED, "http_302")),
        (Reply(201, b"<html>"), Unknown("issue_unreadable")),
        (
            Reply(400, b'{"errors": {"priority": "secret words", "labels": "no"}}'),
            Never(Undelivered.REJECTED, "http_400: labels, priority"),
        ),
    ],
)
def test_what_an_answer_means_for_what_was_written(
    here: Here, reply: Reply, outcome: Later | Never | Unknown
) -> None:
    here.stub.replies.append(reply)
    with pytest.raises(IssueRefusedError) as refused:
        here.session().create(DRAFT, "deskbell-T1-abc")
    assert refused.value.outcome == outcome


def test_what_was_only_read_is_tried_again_soon(here: Here) -> None:
    here.stub.replies.append(Reply(502))
    with pytest.raises(IssueRefusedError) as refused:
        here.session().status("10001")
    assert refused.value.outcome == Later(None, "http_502")


@pytest.mark.parametrize(
    "reply", [Reply(200, b"<html>Sign in</html>"), Reply(200, b"{}"), Reply(200, b"[]")]
)
def test_a_page_that_is_not_jiras_is_not_taken_for_an_empty_answer(
    here: Here, reply: Reply
) -> None:
    """Else all that is there would be made once more."""
    here.stub.replies += [reply, reply]
    for ask in (here.session().find, here.session().comments):
        with pytest.raises(IssueRefusedError) as refused:
            ask("deskbell-T1-abc")
        assert refused.value.outcome == Later(None, "answer_unreadable")


def test_an_answer_that_is_cut_off_is_none(here: Here) -> None:
    here.stub.replies.append(Reply(200, b'{"comments": []}', cut=True))
    with pytest.raises(IssueRefusedError) as refused:
        here.session().comments("10001")
    assert refused.value.outcome == Later(None, "OSError")


def test_nothing_is_begun_that_could_not_be_ended(here: Here) -> None:
    with pytest.raises(IssueRefusedError) as refused:
        here.session(seconds=0.5).say("10001", "Hello")
    assert refused.value.outcome == Later(1.0, "more_to_do")
    assert here.stub.asked == []


def test_a_name_that_leads_inside_is_never_called(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    with pytest.raises(IssueRefusedError) as refused:
        session(JIRA, lambda _: KEY, 5.0).status("10001")
    assert refused.value.outcome == Never(Undelivered.REJECTED, "address_not_public")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (SettingsError("no"), "secret_missing"),
        (SecretUnavailableError("no"), "secret_unavailable"),
    ],
)
def test_without_its_secret_it_waits(fault: Exception, code: str) -> None:
    def secret(_: str) -> str:
        raise fault

    with pytest.raises(IssueRefusedError) as refused:
        session(JIRA, secret, 5.0)
    assert refused.value.outcome == Later(None, code)
