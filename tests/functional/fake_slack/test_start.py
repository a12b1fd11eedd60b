"""Starting the fake Slack: what it needs, and what it says when something is missing or wrong."""

import sys
from pathlib import Path

import pytest

from tests.functional.fake_slack.harness import ROOT
from tools.fake_slack.__main__ import main
from tools.fake_slack.seed.manifest import BadManifestError, load_manifest
from tools.fake_slack.seed.world import BadWorldError, load_world
from tools.fake_slack.server import listen

WORLD = ROOT / "tools" / "fake_slack" / "world.yaml"
MANIFEST = ROOT / "slack_manifest.yaml"


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_SLACK_SIGNING_SECRET", "made-up")
    monkeypatch.setenv("FAKE_SLACK_BOT_TOKEN", "made-up")


def start(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fake_slack", *arguments])
    return main()


def test_a_missing_secret_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAKE_SLACK_SIGNING_SECRET", "made-up")
    monkeypatch.delenv("FAKE_SLACK_BOT_TOKEN", raising=False)
    assert start(monkeypatch) == 2
    told = capsys.readouterr().err
    assert "set FAKE_SLACK_BOT_TOKEN" in told
    assert "SIGNING_SECRET" not in told


@pytest.mark.usefixtures("secrets")
def test_a_missing_file_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere.yaml")
    assert start(monkeypatch, "--manifest", nowhere) == 2
    assert start(monkeypatch, "--manifest", str(MANIFEST), "--world", nowhere) == 2
    assert capsys.readouterr().err.count("nowhere.yaml: there is no such file") == 2


@pytest.mark.enable_socket
@pytest.mark.usefixtures("secrets")
def test_a_busy_port_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with listen(0) as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        assert start(monkeypatch, "--port", port, "--manifest", str(MANIFEST)) == 2
    assert f"port {port}: Address already in use; choose another" in capsys.readouterr().err


def test_a_manifest_slack_would_refuse_stops_the_start(tmp_path: Path) -> None:
    wrong = tmp_path / "manifest.yaml"
    wrong.write_text(
        MANIFEST.read_text().replace("display_name: deskbell", f"display_name: {'x' * 81}")
    )
    with pytest.raises(BadManifestError, match="features/bot_user/display_name"):
        load_manifest(wrong, "http://127.0.0.1:1")
    wrong.write_text("display_information: {name: x}\nsurprise: 1")
    with pytest.raises(BadManifestError, match="surprise"):
        load_manifest(wrong, "http://127.0.0.1:1")


def test_a_misspelt_person_in_a_channel_stops_the_start(tmp_path: Path) -> None:
    wrong = tmp_path / "world.yaml"
    wrong.write_text(
        WORLD.read_text().replace("members: [xena, lena, ana, cora, dan]", "members: [xne]")
    )
    with pytest.raises(BadWorldError, match="xne"):
        load_world(wrong)


def test_request_urls_move_to_the_host_under_test_and_keep_their_paths() -> None:
    manifest = load_manifest(MANIFEST, "http://127.0.0.1:4800")
    assert manifest.events_url == "http://127.0.0.1:4800/slack/events"
    assert manifest.interactions_url == "http://127.0.0.1:4800/slack/interactions"
    assert {command.url for command in manifest.commands} == {
        "http://127.0.0.1:4800/slack/commands"
    }


def test_the_sample_world_has_the_people_and_places_deskbell_is_shown_with() -> None:
    world = load_world(WORLD)
    shared = next(channel for channel in world.channels if channel.name == "x-team")
    cora = world.person("cora")
    gus = world.person("U0GUS00001")
    assert cora is not None
    assert gus is not None
    assert (world.is_external(cora), cora.locale, gus.is_guest) == (True, None, True)
    assert [one.name for one in world.channels if cora.id in one.members] == ["x-team"]
    assert [one.name for one in world.channels if gus.id in one.members] == ["it-happens"]
    assert shared.shared_with == ("T0ACME0001",)
    without_app = {one.name for one in world.channels if world.app.bot_user not in one.members}
    assert without_app == {"it-leads", "mpdm-ben--jiwoo--lena-1"}
    assert {one.name for one in world.channels if one.is_archived} == {"office-move"}
