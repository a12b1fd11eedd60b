import json
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from tools.local_cloud import secret_file, stack_file, world
from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.options import ROOT, Options
from tools.local_cloud.stack import describe

# What checks from outside read: these names stay.
PROMISED = {
    "slack_events_url",
    "slack_commands_url",
    "slack_interactions_url",
    "hooks_url",
    "console_url",
    "fake_slack_url",
    "slack_api_url",
    "signing_secret",
    "team_id",
    "api_app_id",
    "bot_user_id",
    "aws_endpoint_url",
    "table",
    "channels",
    "users",
}


def test_the_stack_file_tells_what_is_promised(tmp_path: Path) -> None:
    options = Options.from_env({"DESK_STATE": str(tmp_path)})
    secrets = secret_file.obtain(tmp_path / "secrets.json", None)
    describe(options, world.of(options), secrets, "Desk").write(options.stack_file)
    told = json.loads(options.stack_file.read_text())
    assert set(told) == PROMISED == {field.name for field in fields(stack_file.StackFile)}
    assert told["slack_events_url"] == "http://127.0.0.1:4800/slack/events"
    assert told["team_id"] == "T0DESK0001"
    assert told["channels"]["it-happens"] == "C0ITHAPPEN"
    assert told["users"]["ana"] == "U0ANA00001"
    assert stack_file.read(options.stack_file).table == "Desk"


def test_without_a_stack_the_command_to_start_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match="make up"):
        stack_file.read(tmp_path / "stack.json")


def test_secrets_are_made_once_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    first, second = secret_file.obtain(file, None), secret_file.obtain(file, None)
    assert first == second
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    assert secret_file.obtain(tmp_path / "other.json", None) != first


def test_a_real_bot_token_is_used_but_not_written_down(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    given = secret_file.obtain(file, "xoxb-given")
    assert json.loads(given.secret_value()) == {
        "bot_token": "xoxb-given",
        "signing_secrets": [given.signing_secret],
    }
    assert "xoxb-given" not in file.read_text()


def test_the_sample_workspace_is_read_from_the_fake_slacks_world() -> None:
    sample = world.read(Options.from_env({}, ROOT).world_file)
    assert (sample.team_id, sample.app_id) == ("T0DESK0001", "A0DESK0001")
    assert sample.bot_user_id == "U0BOT00001"
    assert (len(sample.channels), sample.channels["it-triage"]) == (10, "C0ITTRIAGE")


def test_another_workspace_is_told_by_the_names_of_its_own_settings(tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    text = (ROOT / "desk.yaml").read_text().replace("T0DESK0001", "T0OTHER001")
    file.write_text(text.replace("ana: U0ANA00001", "anita: U0ANITA001"))
    env = {"DESK_FILE": str(file), "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    other = world.of(Options.from_env(env, ROOT))
    assert other.team_id == "T0OTHER001"
    assert other.users["anita"] == "U0ANITA001"
    assert not {"ana", "gus"} & set(other.users)
    assert other.channels["it-triage"] == "C0ITTRIAGE"


def test_a_world_without_a_team_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    file.write_text("channels: []\n")
    with pytest.raises(LocalCloudError, match=r"world\.yaml.*team"):
        world.read(file)
