"""The modal stays within Slack's limits in every language (slack.md 4.4)."""

from typing import Any

import pytest

from deskbell.adapters.slack.it_form_modal import it_form_modal
from deskbell.domain.ids import FormId
from deskbell.domain.texts import LANGUAGES
from tests.block_kit import view_faults
from tests.builders import a_desk
from tools.fake_slack.blocks.rules import faults_in_view

FORM = a_desk().forms[FormId("it")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_the_modal(language: str) -> None:
    view: dict[str, Any] = it_form_modal(FORM, language)

    assert view_faults(view) == []
    assert faults_in_view(view) == []
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))
    for block in view["blocks"]:
        assert len(block["label"]["text"]) <= 2000
        assert len(block["hint"]["text"]) <= 2000
        assert len(block["element"]["placeholder"]["text"]) <= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_modal_is_translated(language: str) -> None:
    assert "modal.it" not in str(it_form_modal(FORM, language))
