"""The keys of alert sources and the numbers that pages go to, as the operator stores them."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from deskbell.adapters import wire
from deskbell.adapters.alerts.secret import parse_alert_secret
from deskbell.adapters.alerts.signed import heartbeat_of
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Envelope, HeartbeatPauseWanted
from tests.functional.operator.accounts import refused
from tests.unit.settings.documents import SOUND
from tests.unit.settings.test_paging import SHORT
from tests.unit.settings.test_paging_sources import BACKUP, PROMETHEUS, TOPIC
from tools.desk import __main__ as command
from tools.desk.deployment import Account, Stack

NAMES = {
    "AlertSecretName": "desk/alerts",  # pragma: allowlist secret
    "ContactSecretName": "desk/contacts",  # pragma: allowlist secret
}
OUTPUTS = {"ApiUrl": "https://api.example.com", "InboxQueueUrl": "https://sqs/inbox.fifo"}
SNS = {"name": "AWS", "kind": "sns", "service": "vpn", "topics": [TOPIC]}


@dataclass
class Secrets:
    """Secrets Manager and the inbox, as far as the commands use them."""

    values: dict[str, str] = field(default_factory=dict)
    sent: list[dict[str, str]] = field(default_factory=list)

    def send_message(self, **message: str) -> dict[str, str]:
        self.sent.append(message)
        return {}

    def get_secret_value(self, SecretId: str) -> dict[str, str]:
        if SecretId not in self.values:
            raise refused("ResourceNotFoundException", "GetSecretValue")
        return {"SecretString": self.values[SecretId]}

    def put_secret_value(self, SecretId: str, SecretString: str) -> None:
        self.values[SecretId] = SecretString


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Secrets:
    kept = Secrets()
    account = Account("deskbell", "eu-central-1", lambda _: kept, credentials=lambda: None)
    stack = Stack("CREATE_COMPLETE", "", OUTPUTS, NAMES, (), "")
    for module in ("alerts", "contacts"):
        monkeypatch.setattr(f"tools.desk.paging.{module}.describe", lambda _: stack)
    monkeypatch.setattr(command, "in_aws", lambda *_: account)
    return kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    paging: dict[str, Any] = {
        **SHORT,
        "policies": {"it": {"name": "IT", "levels": [{"call": ["person ben"]}]}},
        "sources": {"prometheus": PROMETHEUS, "aws": SNS},
        "heartbeats": {"backup": BACKUP},
        "contacts": {"ben": ["slack", "sms"]},
    }
    desk = tmp_path / "desk.yaml"
    desk.write_text(yaml.safe_dump({**SOUND, "paging": paging}))
    return desk


def test_a_source_gets_a_key_that_is_shown_once(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["alerts", str(file)]) == 0
    assert "no key yet: ./deskbell alerts --new-key prometheus" in capsys.readouterr().out
    assert command.main(["alerts", str(file), "--new-key", "prometheus"]) == 0
    key = capsys.readouterr().out.split()[-1]
    assert parse_alert_secret(secrets.values["desk/alerts"]).keys_of("prometheus") == (key,)
    assert command.main(["alerts", str(file)]) == 0
    told = capsys.readouterr().out
    assert "prometheus (alertmanager): https://api.example.com/alerts/prometheus\n" in told
    assert "aws (sns): https://api.example.com/alerts/aws\n" in told
    assert key not in told


def test_a_new_key_stands_beside_the_old_one_until_that_is_dropped(
    secrets: Secrets, file: Path
) -> None:
    for _ in range(3):
        command.main(["alerts", str(file), "--new-key", "prometheus"])
    keys = parse_alert_secret(secrets.values["desk/alerts"]).keys_of("prometheus")
    assert len(keys) == 2
    command.main(["alerts", str(file), "--drop-previous", "prometheus"])
    assert parse_alert_secret(secrets.values["desk/alerts"]).keys_of("prometheus") == keys[:1]


def test_the_address_of_a_heartbeat_is_the_one_that_is_taken(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["alerts", str(file), "--new-key", "heartbeats"])
    capsys.readouterr()
    command.main(["alerts", str(file)])
    [line] = [one for one in capsys.readouterr().out.splitlines() if one.startswith("backup")]
    keys = parse_alert_secret(secrets.values["desk/alerts"]).heartbeats
    assert heartbeat_of(line.rpartition("/")[2], keys) == "backup"


@pytest.mark.parametrize(
    ("source", "wrong"),
    [("nagios", "nagios is no source of the settings"), ("aws", "SNS signs with keys of its own")],
)
def test_nothing_else_gets_a_key(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str], source: str, wrong: str
) -> None:
    assert command.main(["alerts", str(file), "--new-key", source]) == 1
    assert wrong in capsys.readouterr().err
    assert secrets.values == {}


def test_a_number_is_stored_and_never_shown_whole(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["contacts", str(file)]) == 1
    assert "ben: slack, sms; nothing is stored; MISSING: phone" in capsys.readouterr().out
    person = ["contacts", str(file), "--person", "ben"]
    assert command.main([*person, "--phone", "+48 22 123 45 67"]) == 0
    assert json.loads(secrets.values["desk/contacts"]) == {"U0BEN00001": {"phone": "+48221234567"}}
    told = capsys.readouterr().out
    assert "ben: slack, sms; +48…67" in told
    assert "1234" not in told
    assert command.main([*person, "--phone", ""]) == 1
    assert json.loads(secrets.values["desk/contacts"]) == {}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["--phone", "112"], "this is no number that a page may go to"),
        (["--phone", "+1 900 555 0123"], "this is no number that a page may go to"),
        (["--mail", "Ben"], "this is no address"),
    ],
)
def test_what_no_page_may_go_to_is_not_stored(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str], given: list[str], wrong: str
) -> None:
    assert command.main(["contacts", str(file), "--person", "ben", *given]) == 1
    assert wrong in capsys.readouterr().err
    assert secrets.values == {}


def test_somebody_says_that_no_sign_of_life_will_come_for_a_while(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pause = ["alerts", str(file), "--pause", "backup"]
    assert command.main(pause) == 1
    assert "a pause has an end, and somebody who says so" in capsys.readouterr().err
    until = ["--until", "2026-11-24T06:00", "--by", "ben"]
    assert command.main(["alerts", str(file), "--pause", "files", *until]) == 1
    assert "known: backup" in capsys.readouterr().err
    assert command.main([*pause, *until]) == 0
    [message] = secrets.sent
    envelope = wire.decode(message["MessageBody"], Envelope)
    assert envelope.input == HeartbeatPauseWanted(
        "backup", PersonId("U0BEN00001"), datetime(2026, 11, 24, 5, tzinfo=UTC)
    )
