"""The auditor in production: when it looks at what, what it tells, and who outside hears of it."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from audit import audit_desk as function
from deskbell.adapters.heartbeat import SECONDS, Connect, send_heartbeat
from deskbell.adapters.memory.books import MemoryAudits, memory_books
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.slack.secret import parse_secret
from deskbell.domain.errors import HeartbeatError, SecretUnavailableError, StoreUnavailableError
from deskbell.runtime import audit as composition
from deskbell.runtime import reporting
from deskbell.usecases.audit.audit_desk import AuditPorts, WholeAudit, audit_desk, look_twice
from deskbell.usecases.audit.books import Books, Violation
from deskbell.usecases.ports import RowState
from tests.builders import ANA, BOT
from tests.contracts.aws_stub import a_certificate
from tests.functional.listener import CANARY, Listener
from tests.functional.memory_desk import MemoryDesk
from tests.functional.test_relay_handlers import counted
from tests.http_stub import Reply, http_stub

FIVE_MINUTES, HOUR, DAY = 300.0, 3600.0, 86_400.0


@dataclass
class Audit:
    """An auditor of one desk; `now` is its wall clock, `readings` counts scans."""

    desk: MemoryDesk = field(default_factory=MemoryDesk)
    queues: dict[str, int] = field(default_factory=dict)
    readings: int = 0
    heartbeat: str | None = None

    def __post_init__(self) -> None:
        self.now = self.desk.wall()
        self.audits = MemoryAudits()
        self.ports = AuditPorts(
            read=self.read,
            outbox=MemoryOutbox(self.desk.table),
            audits=self.audits,
            given_up=self.given_up,
            wall=lambda: self.now,
        )

    def read(self) -> Books:
        self.readings += 1
        return memory_books(self.desk.table, self.now, BOT)

    def given_up(self) -> Mapping[str, int]:
        return self.queues

    def lose_a_reason(self) -> str:
        """An audit row of the newest ticket; its reference."""
        row = self.desk.table.audit.pop()
        return str(row.ref)


@pytest.fixture
def audit() -> Audit:
    desk = MemoryDesk()
    root = desk.say(ANA, "My laptop does not start")
    desk.give(desk.reaction(ANA, root.ts, "ticket"))
    return Audit(desk)


def test_all_holds_and_the_first_look_is_at_everything(audit: Audit) -> None:
    first = audit_desk(audit.ports)
    assert (first.passed, first.whole, first.broken) == (True, True, ())
    assert audit.audits.last() == WholeAudit(audit.now, 0)
    audit.now += FIVE_MINUTES
    second = audit_desk(audit.ports)
    assert (second.passed, second.whole) == (True, False)
    assert audit.readings == 1, "what holds is read once, and once a night"


def test_the_whole_table_is_looked_at_once_a_night(audit: Audit) -> None:
    audit.now = 20_000 * DAY + 2.9 * HOUR
    looks = []
    for _ in range(int(DAY / FIVE_MINUTES)):
        looks.append((audit.now % DAY / HOUR, audit_desk(audit.ports).whole))
        audit.now += FIVE_MINUTES
    assert [round(at, 2) for at, whole in looks if whole] == [2.9, 3.07]


def test_what_does_not_hold_at_night_stays_so_until_an_hour_later_it_does(audit: Audit) -> None:
    lost = audit.desk.table.audit[-1]
    ref = audit.lose_a_reason()
    assert audit_desk(audit.ports).broken == (Violation("I4", ref, "version 1 has 0 audit rows"),)
    audit.now += FIVE_MINUTES
    between = audit_desk(audit.ports)
    assert (between.broken, between.passed, between.whole) == ((), False, False)

    audit.desk.table.audit.append(lost)
    audit.now += HOUR
    mended = audit_desk(audit.ports)
    assert (mended.passed, mended.whole) == (True, True)


def test_an_effect_that_waits_is_found_at_the_next_look(audit: Audit) -> None:
    audit_desk(audit.ports)
    row = next(iter(audit.desk.table.outbox.values()))
    pending = RowState.PENDING
    audit.desk.table.outbox[row.id] = replace(row, state=pending, due=audit.now + 1000.0)
    audit.now += 901.0
    looked = audit_desk(audit.ports)
    assert looked.broken == (Violation("I10", row.id, "is neither sent nor parked"),)
    assert not looked.passed


def test_a_row_of_another_release_does_not_hold_up_the_look(audit: Audit) -> None:
    audit_desk(audit.ports)
    row = next(iter(audit.desk.table.outbox.values()))
    audit.desk.table.outbox[row.id] = replace(row, state=RowState.PENDING)
    audit.desk.table.unreadable.add(row.id)
    audit.now += 901.0
    assert audit_desk(audit.ports).passed


def test_dead_letters_are_found_at_the_next_look(audit: Audit) -> None:
    audit.queues = {"InboxDeadLetters": 2, "DeadLetters": 0}
    looked = audit_desk(audit.ports)
    assert [(one.invariant, one.subject) for one in looked.broken] == [("I11", "InboxDeadLetters")]
    assert not looked.passed


def test_a_commit_between_two_pages_is_not_taken_for_a_fault(audit: Audit) -> None:
    whole = audit.read()
    torn = replace(whole, audit={})
    readings = [torn, whole]
    books, found = look_twice(lambda: readings.pop(0))
    assert (books, found) == (whole, [])


def test_another_tear_in_each_reading_is_no_fault_either(audit: Audit) -> None:
    whole = audit.read()
    readings = [replace(whole, audit={}), replace(whole, links=[])]
    assert look_twice(lambda: readings.pop(0))[1] == []


def test_what_both_readings_find_is_believed(audit: Audit) -> None:
    torn = replace(audit.read(), audit={})
    assert [one.invariant for one in look_twice(lambda: torn)[1]] == ["I4"]


# --- the function -----------------------------------------------------------------------------


@pytest.fixture
def deployed(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> Audit:
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")
    auditor = composition.Auditor(audit.ports, lambda: audit.heartbeat)
    monkeypatch.setattr(composition, "auditor", lambda: auditor)
    return audit


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs that were asked for."""
    asked: list[str] = []
    monkeypatch.setattr("deskbell.runtime.audit.send_heartbeat", asked.append)
    return asked


URL = f"https://beats.example/{CANARY}"


def test_while_all_holds_somebody_outside_hears_of_it(
    deployed: Audit, beats: list[str], listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    deployed.heartbeat = URL
    listener.invoke(function.handler, {})
    assert beats == [URL]
    assert counted(capsys) == {"AuditPassed": 1}
    [line] = listener.lines()
    assert (line["message"], line["whole"], line["count"]) == ("AuditDone", True, 0)


def test_a_broken_promise_is_told_and_nobody_outside_hears_that_all_is_well(
    deployed: Audit, beats: list[str], listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    deployed.heartbeat = URL
    ref = deployed.lose_a_reason()
    listener.invoke(function.handler, {})
    assert beats == []
    assert counted(capsys) == {"AuditPassed": 0}
    [line, done] = listener.lines()
    assert (line["level"], line["message"]) == ("ERROR", "InvariantBroken")
    assert (line["invariant"], line["subject"]) == ("I4", ref)
    assert line["why"] == "version 1 has 0 audit rows"
    assert done["count"] == 1


def test_a_fault_that_breaks_all_tickets_does_not_flood_the_log(
    deployed: Audit, listener: Listener
) -> None:
    deployed.queues = {f"queue-{n}": 1 for n in range(150)}
    listener.invoke(function.handler, {})
    assert [line["message"] for line in listener.lines()].count("InvariantBroken") == 100
    assert listener.lines()[-1]["count"] == 150


def test_without_a_url_nobody_outside_is_asked(
    deployed: Audit, beats: list[str], listener: Listener
) -> None:
    listener.invoke(function.handler, {})
    assert beats == []
    assert [line["message"] for line in listener.lines()] == ["AuditDone"]


@pytest.mark.parametrize("fault", [HeartbeatError("HTTP 500"), SecretUnavailableError("throttled")])
def test_a_heartbeat_that_nobody_takes_is_told_and_is_no_fault_of_the_desk(
    fault: Exception,
    deployed: Audit,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: str) -> None:
        raise fault

    deployed.heartbeat = URL
    monkeypatch.setattr("deskbell.runtime.audit.send_heartbeat", fail)
    listener.invoke(function.handler, {})
    assert counted(capsys) == {"AuditPassed": 1}
    assert listener.lines()[-1]["message"] == "HeartbeatFailed"
    assert CANARY not in json.dumps(listener.lines())


def test_where_the_table_cannot_be_read_there_is_no_word_of_the_auditor(
    deployed: Audit,
    beats: list[str],
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise StoreUnavailableError("throttled")

    deployed.heartbeat = URL
    monkeypatch.setattr(deployed.audits, "last", fail)
    listener.invoke(function.handler, {})
    assert (beats, counted(capsys)) == ([], {})


# --- the heartbeat ----------------------------------------------------------------------------


def trusting(certificate: Path) -> Connect:
    """How a service with this certificate is reached; the real one trusts the world's."""

    def connect(host: str, port: int) -> HTTPSConnection:
        context = ssl.create_default_context(cafile=certificate)
        return HTTPSConnection(host, port, timeout=SECONDS, context=context)

    return connect


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return a_certificate(tmp_path, "127.0.0.1")


def tls_of(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_heartbeat_is_one_request(certificate: Path) -> None:
    with http_stub(tls_of(certificate)) as stub:
        send_heartbeat(f"{stub.url}/ping/abc?rid=1", trusting(certificate))
    assert [(one.path, one.body) for one in stub.asked] == [("/ping/abc?rid=1", b"")]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_nobody_is_followed_elsewhere_and_a_refusal_is_told(status: int, certificate: Path) -> None:
    with http_stub(tls_of(certificate)) as stub:
        stub.replies = [Reply(status)]
        with pytest.raises(HeartbeatError, match=f"HTTP {status}"):
            send_heartbeat(stub.url, trusting(certificate))
    assert len(stub.asked) == 1


def test_a_service_that_cannot_prove_its_name_is_not_told(certificate: Path) -> None:
    with (
        http_stub(tls_of(certificate)) as stub,
        pytest.raises(HeartbeatError, match="SSLCertVerificationError"),
    ):
        send_heartbeat(f"{stub.url}/{CANARY}")
    assert stub.asked == []


def test_a_service_that_is_not_there_is_told_without_its_address() -> None:
    with pytest.raises(HeartbeatError) as raised:
        send_heartbeat(f"https://127.0.0.1:9/{CANARY}")
    assert CANARY not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    [
        "http://beats.example/abc",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://beats.example:port/abc",
        "beats",
        "",
    ],
)
def test_only_https_is_asked(url: str) -> None:
    def nobody(host: str, port: int) -> HTTPSConnection:
        raise AssertionError(f"{host} was asked")

    with pytest.raises(HeartbeatError, match="heartbeat's URL"):
        send_heartbeat(url, nobody)


def test_a_url_with_a_line_in_it_is_no_request(certificate: Path) -> None:
    with http_stub(tls_of(certificate)) as stub, pytest.raises(HeartbeatError):
        send_heartbeat(f"{stub.url}/a b", trusting(certificate))
    assert stub.asked == []


def test_the_heartbeats_url_is_in_the_secret_if_there_is_one() -> None:
    secret = {"bot_token": "x", "signing_secrets": ["y"]}
    assert parse_secret(json.dumps(secret)).heartbeat_url is None
    known = parse_secret(json.dumps({**secret, "heartbeat_url": URL}))
    assert known.heartbeat_url == URL
    assert URL not in repr(known)
