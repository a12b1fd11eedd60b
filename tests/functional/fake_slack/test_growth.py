"""A run of days neither fills the memory nor gets slower."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Never

import pytest
from slack_sdk import WebClient

from tests.functional.fake_slack.harness import ROOT, STEP, config_of
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.composition import FakeSlack, compose
from tools.fake_slack.seed.manifest import load_manifest
from tools.fake_slack.sending.outbound import Sender
from tools.fake_slack.state import direct, files
from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.oauth import CODE_S, Consent

IT, ANA = "C0ITHAPPEN", "U0ANA00001"
STATE = "tools.fake_slack.state"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """One that serves nobody."""
    url = "http://desk.example"
    config = config_of(url, load_manifest(ROOT / "slack_manifest.yaml", url))
    slack = compose(config, Sender(config.signing_secret))
    yield slack
    asyncio.run(slack.sender.close())


@pytest.mark.enable_socket
def test_of_what_only_one_person_sees_the_newest_is_kept(
    monkeypatch: pytest.MonkeyPatch, fake: FakeSlackClient, web: WebClient
) -> None:
    monkeypatch.setattr(f"{STATE}.whispers.KEPT", 2)
    for text in ("one", "two", "three"):
        web.chat_postEphemeral(channel=IT, user=ANA, text=text)
    assert [one["text"] for one in fake.ephemerals("ana")] == ["two", "three"]


def test_a_step_that_ended_long_ago_is_forgotten_with_its_token(
    monkeypatch: pytest.MonkeyPatch, slack: FakeSlack
) -> None:
    monkeypatch.setattr(f"{STATE}.steps.MOST_RUNS", 2)
    home = slack.workspace.installs.home
    waiting, ended = (slack.steps.start(home, STEP, ANA, {}) for _ in range(2))
    slack.steps.complete(ended, {})
    newest = slack.steps.start(home, STEP, ANA, {})
    runs = (waiting, ended, newest)
    assert [slack.steps.find(one.id) for one in runs] == [waiting, None, newest]
    found = [slack.workspace.installs.token(one.token.value) is not None for one in runs]
    assert found == [True, False, True]


def test_the_oldest_files_are_forgotten(monkeypatch: pytest.MonkeyPatch, slack: FakeSlack) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 2)
    kept, home = slack.workspace.files, slack.workspace.installs.home
    brought = [kept.bring(f"{number}.txt", b"x", ANA) for number in range(3)]
    assert [kept.find(file.id) for file in brought] == [None, *brought[1:]]
    tickets = [kept.announce("a.txt", 1, home)[1].rsplit("/", 1)[-1] for _ in range(3)]
    with pytest.raises(files.UploadRefused, match="no such upload"):
        kept.receive(tickets[0], b"x")
    assert kept.receive(tickets[1], b"x").content == b"x"


def test_codes_nobody_redeemed_are_forgotten(slack: FakeSlack) -> None:
    allowed = Consent("T0DESK0001", ANA, ("chat:write",), None)
    slack.clock.freeze()
    slack.oauth.code_for(allowed)
    slack.clock.put(slack.clock.now() + CODE_S)
    fresh = slack.oauth.code_for(allowed)
    assert [*vars(slack.oauth)["_codes"]] == [fresh]


def test_a_conversation_is_looked_for_only_once(slack: FakeSlack) -> None:
    workspace = slack.workspace

    class Unsearched(dict[str, Any]):
        def values(self) -> Never:
            raise AssertionError("all channels were looked through")

    made = direct.dm(workspace, workspace.app.bot_user, ANA)
    assert direct.known_dm(workspace, ANA, workspace.app.bot_user) is made
    workspace.channels = Unsearched(workspace.channels)
    assert direct.known_dm(workspace, ANA, workspace.app.bot_user) is made


def test_the_desks_clock_is_read_again_only_when_it_was_moved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, read = tmp_path / "clock.json", list[Path]()
    as_ever = Path.read_text

    def counted(path: Path, encoding: str | None = None) -> str:
        read.append(path)
        return as_ever(path, encoding)

    monkeypatch.setattr(Path, "read_text", counted)
    clock = Clock(file)
    for offset in (10, 20):
        file.with_suffix(".new").write_text(json.dumps({"offset_seconds": offset}))
        file.with_suffix(".new").replace(file)
        assert [round(clock.desk_time() - clock.wall) for _ in range(3)] == [offset] * 3
    assert len(read) == 2
