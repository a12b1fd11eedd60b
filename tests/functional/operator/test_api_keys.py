"""The keys of programs, as the operator makes and drops them."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from deskbell.adapters.api.keys import parse_api_keys
from tests.functional.operator.accounts import refused
from tests.unit.settings.documents import SOUND
from tools.desk import __main__ as command
from tools.desk.deployment import Account, Stack

SECRET = "desk/api"  # pragma: allowlist secret
OUTPUTS = {"ApiUrl": "https://api.example.com"}


@dataclass
class Secrets:
    """Secrets Manager, as far as the command uses it."""

    values: dict[str, str] = field(default_factory=dict)

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
    stack = Stack("CREATE_COMPLETE", "", OUTPUTS, {"ApiSecretName": SECRET}, (), "")
    monkeypatch.setattr("tools.desk.api.commands.describe", lambda _: stack)
    monkeypatch.setattr(command, "in_aws", lambda *_: account)
    return kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    desk = tmp_path / "desk.yaml"
    desk.write_text(yaml.safe_dump({**SOUND, "api": {"console": "ben"}}))
    return desk


def test_a_program_gets_a_key_that_is_shown_once_and_stored_nowhere(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["api", str(file)]) == 0
    assert "no key yet: ./deskbell api --new-key console" in capsys.readouterr().out
    assert command.main(["api", str(file), "--new-key", "console"]) == 0
    key = capsys.readouterr().out.split()[-1]
    assert key.startswith("console.")
    assert key.partition(".")[2] not in secrets.values[SECRET]
    assert parse_api_keys(secrets.values[SECRET]).program_of(key) == "console"
    assert command.main(["api", str(file)]) == 0
    told = capsys.readouterr().out
    assert told == "https://api.example.com/api/tickets\nconsole: in the name of ben\n"


def test_a_new_key_stands_beside_the_old_one_until_that_is_dropped(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for _ in range(2):
        command.main(["api", str(file), "--new-key", "console"])
        made.append(capsys.readouterr().out.split()[-1])
    both = parse_api_keys(secrets.values[SECRET])
    assert [both.program_of(key) for key in made] == ["console", "console"]
    command.main(["api", str(file), "--drop-previous", "console"])
    one = parse_api_keys(secrets.values[SECRET])
    assert [one.program_of(key) for key in made] == [None, "console"]
    command.main(["api", str(file), "--drop", "console"])
    assert parse_api_keys(secrets.values[SECRET]).of("console") == ()


def test_nothing_else_gets_a_key(
    secrets: Secrets, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["api", str(file), "--new-key", "robot"]) == 1
    assert "robot is no program of the settings" in capsys.readouterr().err
    file.write_text(yaml.safe_dump(SOUND))
    assert command.main(["api", str(file)]) == 1
    assert "has no programs" in capsys.readouterr().err
    assert secrets.values == {}
