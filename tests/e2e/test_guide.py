"""The script in the guide to the fake Slack, run as it stands there on the deployed local desk."""

import re

import pytest

from tests.running_desk import ROOT, Desk

pytestmark = [pytest.mark.e2e, pytest.mark.enable_socket]
WRITTEN = "http://127.0.0.1:4801"
ASKED = "My laptop does not start, says the script"


def test_the_script_of_the_guide_takes_its_ticket_although_an_answer_is_lost(desk: Desk) -> None:
    guide = (ROOT / "docs/fake_slack.md").read_text(encoding="utf-8")
    [script] = re.findall(r"^```python\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    assert WRITTEN in script
    exec(compile(script.replace(WRITTEN, desk.slack.base_url), "docs/fake_slack.md", "exec"), {})
    cards = [one for one in desk.slack.messages("it-triage") if ASKED in str(one)]
    assert len(cards) == 1
    assert "*Taken* by Ben Carter" in str(cards)
