"""The measurement of a steady load: what it tells, and that it leaves no trace in the settings."""

import pytest

from tests.functional.fake_slack.harness import BOT_TOKEN
from tools.fake_slack.client import FakeSlackClient
from tools.fake_slack.load import main

pytestmark = pytest.mark.enable_socket
BRIEFLY = ["--rate", "1000", "--seconds", "0.02"]


def test_a_load_tells_how_many_calls_went_well_and_how_long_they_took(
    fake: FakeSlackClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([fake.base_url, BOT_TOKEN, *BRIEFLY]) == 0
    told = capsys.readouterr().out
    assert told.startswith("sent 20 in ")
    assert "errors 0, p50 " in told
    assert len(fake.messages("it-happens")) == 8
    assert fake.faults() == []


def test_failing_calls_are_counted_by_what_went_wrong(
    fake: FakeSlackClient, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.fault("call", "error", method="users.info", error="fatal_error", times=1)
    assert main([fake.base_url, BOT_TOKEN, *BRIEFLY]) == 1
    assert "1 × users.info fatal_error" in capsys.readouterr().out
