"""The ingress starts light, and says clearly what a deployment forgot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.http_settings import HttpSettings
from deskbell.adapters.person_language import PersonLanguage
from deskbell.adapters.request_lines import count_request
from deskbell.adapters.slack.secret import parse_secret
from deskbell.adapters.wire import encode
from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.errors import SettingsError, StoreUnavailableError
from deskbell.domain.settings.desk import Desk
from deskbell.runtime.ingress import reception
from deskbell.runtime.kept import Kept
from slack_ingress import receive_request
from tests.api_gateway import a_message_event, event_request
from tests.builders import CORA, INSTALL, MINJUN, a_desk
from tests.ingress import MemoryModals, MemoryRows
from tests.unit.catalogue.test_shipped import catalogue

ROOT = Path(__file__).parents[2]
HEAVY = {"boto3", "botocore", "slack_sdk", "aws_lambda_powertools", "pynamodb", "zoneinfo"}
FOR_FORMS_ONLY = {
    "deskbell.adapters.languages",
    "deskbell.adapters.slack.form_desk",
    "deskbell.domain.settings.desk",
    "gettext",
    "http.client",
    "urllib.parse",
}
TOO_SLOW = {"deskbell.domain.inputs", "pathlib", "unicodedata"}
"""Two to five milliseconds each, of sixty in all."""


def modules_after(code: str) -> set[str]:
    path = os.pathsep.join(str(ROOT / part) for part in ("functions", "layers/deskbell"))
    script = f"{code}\nimport sys, json\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    return set(json.loads(done.stdout))


def test_a_cold_start_imports_no_sdk_and_nothing_that_only_forms_need() -> None:
    loaded = modules_after("import slack_ingress.receive_request")

    assert not {name.partition(".")[0] for name in loaded} & HEAVY
    assert not loaded & (FOR_FORMS_ONLY | TOO_SLOW)


def test_forms_need_no_sdk_either() -> None:
    loaded = modules_after(
        "import slack_ingress.receive_request, deskbell.adapters.slack.form_desk, "
        "deskbell.adapters.slack.interactions, deskbell.adapters.slack.commands, "
        "deskbell.adapters.slack.plain_api, deskbell.adapters.person_language"
    )

    assert not {name.partition(".")[0] for name in loaded} & HEAVY


def test_a_deployment_that_forgot_something_is_a_500_that_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DESK_TABLE", "DESK_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DESK_INBOX_URL", "https://sqs.example.com/inbox.fifo")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    reception.cache_clear()

    answer = receive_request.handler(event_request(a_message_event()), None)

    assert answer == {"statusCode": 500}
    line = json.loads(capsys.readouterr().out)
    assert "DESK_TABLE, DESK_SECRET" in line["why"]


def test_every_request_is_one_line_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    count_request("ignored", "own_post", request="a-request")

    line = json.loads(capsys.readouterr().out)
    assert (line["message"], line["outcome"], line["reason"]) == (
        "SlackRequest",
        "ignored",
        "own_post",
    )
    assert line["request"] == "a-request"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_what_was_read_is_kept_for_its_time() -> None:
    clock, values = Clock(), iter(["one", "two"])
    kept = Kept(lambda: next(values), 60, clock)

    assert [kept(), kept()] == ["one", "one"]
    clock.now += 60
    assert kept() == "two"


def test_an_old_value_is_used_while_a_new_one_cannot_be_read() -> None:
    clock, values = Clock(), ["old", None, "new"]
    kept = Kept(lambda: values.pop(0) or unavailable(), 60, clock)

    assert kept() == "old"
    clock.now += 60
    assert kept() == "old"
    clock.now += 60
    assert kept() == "new"


def test_without_an_old_value_the_fault_is_told() -> None:
    with pytest.raises(StoreUnavailableError):
        Kept(unavailable, 60, Clock())()


def test_a_fault_is_not_asked_for_again_as_long_as_nobody_is_to_wait_for_it() -> None:
    clock, values = Clock(), [None, "new"]
    kept = Kept(lambda: values.pop(0) or unavailable(), 60, clock, silent=15)

    for _ in range(3):
        with pytest.raises(StoreUnavailableError):
            kept()
    clock.now += 15
    assert kept() == "new"


def unavailable() -> str:
    raise StoreUnavailableError("ThrottlingException")


def pushed(desk: Desk, version: str) -> MemoryRows:
    return MemoryRows(
        {
            keys.SETTINGS_POINTER: {"hash": version},
            keys.settings(version): {"desk": encode(desk)},
        }
    )


def test_the_settings_are_those_that_the_pointer_names() -> None:
    table = pushed(a_desk(), "v1")
    reader = HttpSettings(table)

    assert (reader.current().desk, reader.current().workspace) == (a_desk(), a_desk().workspace)
    table.rows |= pushed(a_desk(language="ko"), "v2").rows
    assert reader.current().desk.language == "ko"


@pytest.mark.parametrize(
    "table",
    [
        MemoryRows(),
        MemoryRows({keys.SETTINGS_POINTER: {"hash": "v1"}}),
        MemoryRows(
            {keys.SETTINGS_POINTER: {"hash": "v1"}, keys.settings("v1"): {"desk": '{"v":0}'}}
        ),
    ],
    ids=["nothing", "no-version", "another-release"],
)
def test_settings_that_cannot_be_used_say_what_to_do(table: MemoryRows) -> None:
    with pytest.raises(SettingsError, match=r"deskbell push"):
        _ = HttpSettings(table).current().workspace


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xoxb",
        "[]",
        '{"bot_token": "t"}',
        '{"bot_token": "", "signing_secrets": ["a"]}',
        '{"bot_token": "t", "signing_secrets": []}',
        '{"bot_token": "t", "signing_secrets": "a"}',
        '{"bot_token": "t", "signing_secrets": ["a", ""]}',
    ],
)
def test_a_secret_of_the_wrong_shape_says_what_to_do_and_nothing_of_itself(text: str) -> None:
    with pytest.raises(SettingsError) as fault:
        parse_secret(text)

    assert "./deskbell secret" in str(fault.value)
    assert not text or text not in str(fault.value)


def test_a_language_is_found_without_the_table_and_without_slack() -> None:
    class Down:
        def row(self, pk: str, sk: str) -> None:
            raise StoreUnavailableError(f"{pk} {sk}")

    slack = MemoryModals()

    assert PersonLanguage(Down(), slack, lambda: "en")(INSTALL, MINJUN) == "ko"
    assert PersonLanguage(MemoryRows(), slack, lambda: "pl")(INSTALL, CORA) == "pl"


def test_each_version_of_a_workflow_is_read_once_and_one_that_was_never_pushed_is_none() -> None:
    definition = catalogue()["peripheral"]
    key = keys.definition(definition.id, definition.version)
    rows = MemoryRows({(key.pk, key.sk): {"definition": encode(definition)}})
    settings = HttpSettings(rows)

    assert settings.definition(definition.id, definition.version) == definition
    rows.rows.clear()
    assert settings.definition(definition.id, definition.version) == definition
    assert settings.definition(definition.id, "another") is None


def test_a_workflow_of_another_release_says_what_to_do() -> None:
    key = keys.definition("peripheral", "1f")
    rows = MemoryRows({(key.pk, key.sk): {"definition": encode(a_desk())}})

    with pytest.raises(SettingsError, match="push"):
        HttpSettings(rows).definition(WorkflowId("peripheral"), "1f")
