"""What the doctor says of hooks: is there a secret to sign each call with, and may it be read?"""

from dataclasses import replace
from typing import Any

import pytest

from deskbell.domain.settings.hooks import Hook
from tests.builders import a_desk
from tests.functional.operator.accounts import a_stack, an_account, answering, refused
from tests.jira import JIRA
from tools.desk.doctor import hooks
from tools.desk.doctor.finding import Finding, Health
from tools.desk.settings_file import SettingsFile

STACK = a_stack(parameters={"SlackSecretName": "deskbell/slack"})
HR = Hook("hr", "https://hr.example.com/desk", "deskbell/slack/hooks/hr")
LONG_ENOUGH = "whsec_" + "QUJD" * 8


def looked(answer: Any, *known: Hook) -> list[Finding]:
    """`answer` is what Secrets Manager says of each secret."""
    account = an_account({"secretsmanager": {"get_secret_value": answering(answer)}})
    desk = replace(a_desk(), hooks={one.id: one for one in known})
    return hooks.look(account, STACK, SettingsFile(desk, "{}"))


def test_a_hook_with_a_secret_is_well() -> None:
    [found] = looked({"SecretString": LONG_ENOUGH}, HR)
    assert found.health is Health.OK
    assert LONG_ENOUGH not in f"{found.what}{found.advice}"


def test_a_desk_without_hooks_hears_nothing_of_them() -> None:
    assert looked(AssertionError("nobody asks")) == []


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (refused("ResourceNotFoundException", "GetSecretValue"), "the hook hr has no secret"),
        (refused("AccessDeniedException", "GetSecretValue"), "cannot be used"),
        # pragma: allowlist nextline secret
        ({"SecretString": "short"}, "a hook's secret has at least 24 bytes"),
        # pragma: allowlist nextline secret
        ({"SecretString": "whsec_###"}, "a hook's secret has at least 24 bytes"),
    ],
)
def test_what_is_wrong_with_a_secret_is_said_with_the_hooks_name(answer: Any, what: str) -> None:
    [found] = looked(answer, HR)
    assert found.health is Health.WRONG
    assert what in found.what
    assert "hr" in found.what
    assert found.advice
    assert "short" not in f"{found.what}{found.advice}"


def test_a_secret_that_the_relay_may_not_read_is_named() -> None:
    [found] = looked({"SecretString": LONG_ENOUGH}, replace(HR, secret="other/hr"))
    assert found.health is Health.WRONG
    assert "may not read" in found.what
    assert "deskbell/slack/hooks/" in found.advice


def test_of_a_file_with_faults_nothing_is_known() -> None:
    [found] = hooks.look(an_account({}), STACK, None)
    assert found.health is Health.UNSEEN


@pytest.mark.parametrize(
    ("answer", "health"),
    [
        # pragma: allowlist nextline secret
        ({"SecretString": "desk@example.com:token"}, Health.OK),
        ({"SecretString": "token"}, Health.WRONG),  # pragma: allowlist secret
        (refused("ResourceNotFoundException", "GetSecretValue"), Health.WRONG),
    ],
)
def test_what_jira_is_signed_in_to_with_is_looked_at_too(answer: Any, health: Health) -> None:
    account = an_account({"secretsmanager": {"get_secret_value": answering(answer)}})
    desk = replace(a_desk(), jira={JIRA.id: JIRA})
    [found] = hooks.look(account, STACK, SettingsFile(desk, "{}"))
    assert found.health is health
    assert "token" not in found.what
