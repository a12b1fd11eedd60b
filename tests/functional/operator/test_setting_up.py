"""The commands that take an admin from nothing to a desk: manifest, secret, ids."""

import io
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import jsonschema
import pytest
import yaml
from moto import mock_aws

from tests.functional.fake_slack.harness import BOT_TOKEN
from tests.functional.operator.accounts import a_stack, refused
from tests.template.cloudformation import ROOT
from tools.desk import __main__ as command
from tools.desk import slack_secret
from tools.desk.deployment import Account, Stack, in_aws
from tools.desk.errors import OperatorError
from tools.desk.ids import channel_lines, people_lines
from tools.desk.manifest import as_yaml, create_link, load, stage_of
from tools.desk.sam_config import region_of
from tools.desk.slack_calls import Answer
from tools.fake_slack.client import FakeSlackClient

REGION = "eu-central-1"
SECRET = "deskbell/slack"  # pragma: allowlist secret
MANIFEST = load(ROOT / "slack_manifest.yaml")
SCHEMA = ROOT / "tools" / "fake_slack" / "schemas" / "manifest.schema.2.0.0.json"
API_URL = "https://a1b2.execute-api.eu-central-1.amazonaws.com"
SIGNING = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
NEW_SIGNING = SIGNING[::-1]


# --- manifest ---------------------------------------------------------------------------------


def test_the_manifest_that_is_printed_is_one_that_slack_takes() -> None:
    filled = MANIFEST.filled(API_URL)
    jsonschema.validate(filled, json.loads(SCHEMA.read_text()))
    assert "YOUR-" not in as_yaml(filled)
    assert as_yaml(filled).count(f"{API_URL}/slack/") == 3


def test_each_stage_is_an_app_with_a_name_of_its_own() -> None:
    assert [stage_of(stack) for stack in ("deskbell", "deskbell-production")] == ["", ""]
    staging = MANIFEST.filled(API_URL, stage_of("deskbell-staging"))
    assert staging["display_information"]["name"] == "Deskbell (staging)"
    assert staging["features"]["bot_user"]["display_name"] == "deskbell-staging"
    with pytest.raises(OperatorError, match="35 characters"):
        MANIFEST.filled(API_URL, "a-stage-with-a-very-long-name")


def test_the_link_opens_a_new_app_with_the_whole_manifest() -> None:
    filled = MANIFEST.filled(API_URL)
    query = parse_qs(urlsplit(create_link(filled)).query)
    assert query["new_app"] == ["1"]
    assert yaml.safe_load(query["manifest_yaml"][0]) == filled


def test_an_admin_prints_the_manifest_without_any_account(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command.main(["manifest", "--api-url", API_URL, "--stack", "deskbell-staging"]) == 0
    told = yaml.safe_load(capsys.readouterr().out)
    assert told["display_information"]["name"] == "Deskbell (staging)"


# --- which desk -------------------------------------------------------------------------------

GUIDED = """
version = 0.1
[default.global.parameters]
stack_name = "deskbell"
region = "us-west-2"
[staging.global.parameters]
stack_name = "deskbell-staging"
[staging.deploy.parameters]
region = "eu-north-1"
[production.global.parameters]
stack_name = "deskbell-production"
"""


@pytest.mark.parametrize(
    ("stack", "region"),
    [
        ("deskbell", "us-west-2"),
        ("deskbell-staging", "eu-north-1"),
        ("deskbell-production", None),
        ("deskbell-other", None),
    ],
)
def test_the_region_is_the_one_that_sam_deploys_to(
    tmp_path: Path, stack: str, region: str | None
) -> None:
    file = tmp_path / "samconfig.toml"
    file.write_text(GUIDED)
    assert region_of(stack, file) == region


def test_every_stage_of_samconfig_has_a_stack_and_a_secret_of_its_own() -> None:
    stages = tomllib.loads((ROOT / "samconfig.toml").read_text())
    del stages["version"]
    stacks = [stage["global"]["parameters"]["stack_name"] for stage in stages.values()]
    assert stacks == ["deskbell", "deskbell-staging", "deskbell-production"]
    for stage, stack in zip(stages.values(), stacks, strict=True):
        overrides = stage["deploy"]["parameters"].get("parameter_overrides", [])
        assert stack == "deskbell" or f"SlackSecretName={stack}/slack" in overrides
        assert in_aws(stack, None, REGION).deploy in (
            "make deploy",
            f"make deploy STAGE={stack[9:]}",
        )


# --- secret -----------------------------------------------------------------------------------


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "nobody")
    with mock_aws():
        client = boto3.client("secretsmanager", REGION)
        client.create_secret(Name=SECRET)
        yield client


@pytest.fixture
def stack(aws: Any, fake: FakeSlackClient, fake_url: str, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """A stack with an empty secret, and the fake Slack as its Slack."""
    described = a_stack(parameters={"SlackApiUrl": f"{fake_url}/api/"})
    described.outputs["SlackSecretArn"] = SECRET  # type: ignore[index]
    monkeypatch.setattr(command, "describe", lambda _account: described)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    return described


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))


def stored(aws: Any) -> Any:
    return json.loads(aws.get_secret_value(SecretId=SECRET)["SecretString"])


def test_an_admin_stores_token_and_signing_secret_without_their_being_shown(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    assert command.main(["secret"]) == 0
    assert stored(aws) == {"bot_token": BOT_TOKEN, "signing_secrets": [SIGNING]}
    told = "".join(capsys.readouterr())
    assert "Slack takes the token: Deskbell Sample, team T0DESK0001" in told
    assert BOT_TOKEN not in told
    assert SIGNING not in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("xoxb-of-nobody-at-all", SIGNING), "Slack does not take this bot token (invalid_auth)"),
        ((BOT_TOKEN, "not hexadecimal"), "a signing secret is 32 of 0-9 and a-f"),
        ((BOT_TOKEN, ""), "no signing secret was given"),
    ],
)
def test_what_cannot_be_right_is_not_stored(
    stack: Stack,
    aws: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lines: tuple[str, str],
    told: str,
) -> None:
    typed(monkeypatch, *lines)
    assert command.main(["secret"]) == 1
    assert told in capsys.readouterr().err
    with pytest.raises(aws.exceptions.ResourceNotFoundException):
        stored(aws)


def test_a_new_signing_secret_stands_beside_the_old_one_until_that_is_dropped(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    command.main(["secret"])
    typed(monkeypatch, NEW_SIGNING)
    assert command.main(["secret", "--rotate"]) == 0
    assert stored(aws) == {"bot_token": BOT_TOKEN, "signing_secrets": [NEW_SIGNING, SIGNING]}
    assert "./deskbell secret --stack deskbell --drop-previous" in capsys.readouterr().out
    assert command.main(["secret", "--drop-previous"]) == 0
    assert stored(aws)["signing_secrets"] == [NEW_SIGNING]


def test_a_rotation_needs_something_to_rotate_and_something_new(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, SIGNING)
    assert command.main(["secret", "--rotate"]) == 1
    assert "no Slack secret is stored" in capsys.readouterr().err
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    command.main(["secret"])
    typed(monkeypatch, SIGNING)
    assert command.main(["secret", "--rotate"]) == 1
    assert "which is stored already" in capsys.readouterr().err


def test_a_secret_that_was_put_there_by_hand_and_is_none_is_told(stack: Stack, aws: Any) -> None:
    by_hand = "xoxb-and-nothing-else"
    aws.put_secret_value(SecretId=SECRET, SecretString=by_hand)
    session: Any = boto3.Session(region_name=REGION)
    account = Account("deskbell", REGION, session.client, session.get_credentials)
    with pytest.raises(OperatorError, match=r"must be JSON.*\./deskbell secret"):
        slack_secret.read(account, stack)


def test_rights_that_are_missing_are_told_by_name(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def deny(*_: object) -> None:
        raise refused("AccessDeniedException", "DescribeStacks")

    monkeypatch.setattr(command, "describe", deny)
    assert command.main(["ids"]) == 1
    assert "may not do DescribeStacks" in capsys.readouterr().err


# --- ids --------------------------------------------------------------------------------------


def a_person(handle: str, full_name: str, **more: Any) -> dict[str, Any]:
    id_ = f"U0{handle.upper().replace('.', '')}"
    return {"id": id_, "name": handle, "real_name": full_name, "profile": {}, **more}


PEOPLE = [
    a_person("ana.reyes", "Ana Reyes", profile={"display_name": "Ana"}),
    a_person("ben", "Ben Carter"),
    a_person("ben2", "Ben Carter"),
    a_person("gone", "Gone Away", deleted=True),
    a_person("bot", "Some Bot", is_bot=True),
]
CHANNELS = [{"id": "C0ITHAPPEN", "name": "it-happens"}, {"id": "C0DOMOC", "name": "pomoc-ąę"}]


def paged(method: str, **arguments: Any) -> Answer:
    """Slack with one entry a page."""
    key, everything = {
        "users.list": ("members", PEOPLE),
        "conversations.list": ("channels", CHANNELS),
    }[method]
    at = int(arguments.get("cursor", 0))
    more = str(at + 1) if at + 1 < len(everything) else ""
    page = {key: everything[at : at + 1], "response_metadata": {"next_cursor": more}}
    return Answer({"ok": True, **page}, {})


@pytest.mark.parametrize(
    "wanted", ["ana.reyes", "@ana.reyes", "Ana", "ana reyes", "ana.reyes@x.com"]
)
def test_people_are_found_by_the_names_people_know_them_by(wanted: str) -> None:
    assert people_lines(paged, [wanted]) == ["people:", "  ana-reyes: U0ANAREYES  # Ana Reyes"]


def test_channels_get_names_that_the_settings_take() -> None:
    assert channel_lines(paged, ["#it-happens", "pomoc-ąę"]) == [
        "channels:",
        "  it-happens: C0ITHAPPEN",
        "  pomoc: C0DOMOC",
    ]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("Ben Carter", "several people are called Ben Carter: ben (U0BEN), ben2 (U0BEN2)"),
        ("ana.reys", 'did you mean "ana.reyes"?'),
        ("gone", "nobody here is called gone"),
        ("bot", "nobody here is called bot"),
    ],
)
def test_a_name_that_is_not_one_person_is_told(wanted: str, told: str) -> None:
    with pytest.raises(OperatorError) as caught:
        people_lines(paged, [wanted])
    assert told in caught.value.wrong


def test_a_channel_that_the_app_does_not_see_says_whom_to_invite() -> None:
    with pytest.raises(OperatorError, match=r"did you mean.*/invite @deskbell"):
        channel_lines(paged, ["it-happen"])


def test_an_admin_prints_what_desk_yaml_needs(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    command.main(["secret"])
    capsys.readouterr()
    assert command.main(["ids", "--channel", "it-happens"]) == 0
    sample = yaml.safe_load((ROOT / "desk.yaml").read_text())
    told = yaml.safe_load(capsys.readouterr().out)
    assert told["workspace"] == sample["workspace"]
    assert told["channels"] == {"it-happens": sample["channels"]["it-happens"]}
