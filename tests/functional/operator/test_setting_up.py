"""The commands that take an admin from nothing to a desk: manifest, secret, ids."""

import io
import json
import re
import shutil
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
from tools.desk import deploy_region, slack_secret
from tools.desk.deployment import Account, Stack, in_aws
from tools.desk.errors import OperatorError
from tools.desk.ids import Found, find_channels, find_people
from tools.desk.manifest import as_yaml, create_link, load, stage_of
from tools.desk.sam_config import region_of
from tools.desk.settings_file import read_settings
from tools.desk.slack_calls import Answer
from tools.fake_slack.client import FakeSlackClient

REGION = "eu-central-1"
SECRET = "deskbell/slack"  # pragma: allowlist secret
MANIFEST = load(ROOT / "slack_manifest.yaml")
SCHEMA = ROOT / "tools" / "fake_slack" / "schemas" / "manifest.schema.2.0.0.json"
API_URL = "https://a1b2.execute-api.eu-central-1.amazonaws.com"
SIGNING = "0123456789abcdef0123456789abcdef"  # pragma: allowlist secret
NEW_SIGNING = SIGNING[::-1]
HEARTBEAT = "https://beats.example/abc"


# --- manifest ---------------------------------------------------------------------------------


def test_the_manifest_that_is_printed_is_one_that_slack_takes() -> None:
    filled = MANIFEST.filled(API_URL)
    jsonschema.validate(filled, json.loads(SCHEMA.read_text()))
    assert "YOUR-" not in as_yaml(filled)
    assert as_yaml(filled).count(f"{API_URL}/slack/") == 6


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


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A shell in which no AWS profile and no region is chosen."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    return monkeypatch


@pytest.mark.parametrize("variable", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_a_desk_is_deployed_to_and_looked_for_in_the_shells_region(
    shell: pytest.MonkeyPatch, variable: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.setenv(variable, "eu-west-3")
    assert deploy_region.main(["staging"]) == 0
    assert capsys.readouterr().out == "eu-west-3\n"
    assert in_aws("deskbell", None, None).region == "eu-west-3"
    assert in_aws("deskbell", None, REGION).region == REGION


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        ([], "no AWS region is chosen; name one: export AWS_DEFAULT_REGION="),
        (["prod"], "samconfig.toml has no stage prod; STAGE is one of: staging, production"),
    ],
)
def test_a_deployment_to_nowhere_is_refused_before_anything_is_built(
    shell: pytest.MonkeyPatch, stage: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert deploy_region.main(stage) == 1
    assert told in capsys.readouterr().err


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


def test_what_is_no_bot_token_is_sent_to_nobody(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(*_: object) -> None:
        pytest.fail("Slack was asked")

    monkeypatch.setattr(slack_secret, "asking", asked)
    typed(monkeypatch, SIGNING, BOT_TOKEN)
    assert command.main(["secret"]) == 1
    told = "".join(capsys.readouterr())
    assert "the bot token looks like the signing secret: it begins with xoxb-" in told
    assert "what was given as one is a token: a signing secret is 32 of 0-9 and a-f" in told
    assert SIGNING not in told
    assert BOT_TOKEN not in told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("xoxp-of-somebody-1", SIGNING), "the bot token is a person's (xoxp-)"),
        (("xoxe.xoxb-1-of-an-hour", SIGNING), "token rotation"),  # pragma: allowlist secret
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


def test_the_heartbeats_url_outlives_a_new_token_and_a_rotation(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    assert command.main(["secret"]) == 0
    typed(monkeypatch, HEARTBEAT)
    assert command.main(["secret", "--heartbeat"]) == 0
    typed(monkeypatch, NEW_SIGNING)
    assert command.main(["secret", "--rotate"]) == 0
    assert command.main(["secret", "--drop-previous"]) == 0
    typed(monkeypatch, BOT_TOKEN, NEW_SIGNING)
    assert command.main(["secret"]) == 0
    assert stored(aws)["heartbeat_url"] == HEARTBEAT
    assert HEARTBEAT not in "".join(capsys.readouterr())
    assert command.main(["secret", "--no-heartbeat"]) == 0
    assert stored(aws) == {"bot_token": BOT_TOKEN, "signing_secrets": [NEW_SIGNING]}


def test_a_heartbeat_that_is_not_encrypted_is_not_stored(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    assert command.main(["secret"]) == 0
    typed(monkeypatch, HEARTBEAT.replace("https", "http"))
    assert command.main(["secret", "--heartbeat"]) == 1
    assert "does not begin with https://" in capsys.readouterr().err
    assert "heartbeat_url" not in stored(aws)


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
    a_person("eve", "Eve\nadmins: [eve]"),
    a_person("gone", "Gone Away", deleted=True),
    a_person("bot", "Some Bot", is_bot=True),
]
CHANNELS = [
    {"id": "C0ITHAPPEN", "name": "it-happens"},
    {"id": "C0DOMOC", "name": "pomoc-ąę"},
    {"id": "C0MUNUI", "name": "문의"},
]


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
    search = find_people(paged, [wanted])
    assert [person.line for person in search.found] == ["  ana-reyes: U0ANAREYES  # Ana Reyes"]
    assert search.missing == []


def test_nobodys_name_becomes_a_setting() -> None:
    [eve] = find_people(paged, ["eve"]).found
    assert eve.line == "  eve: U0EVE  # Eve admins: [eve]"


def test_channels_get_names_that_the_settings_take() -> None:
    assert find_channels(paged, ["#it-happens", "pomoc-ąę", "문의"], "deskbell").found == [
        Found("it-happens", "C0ITHAPPEN"),
        Found("pomoc", "C0DOMOC"),
        Found("c0munui", "C0MUNUI"),
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
    search = find_people(paged, [wanted])
    assert search.found == []
    assert [told in fault.wrong for fault in search.missing] == [True]


def test_a_channel_that_the_app_does_not_see_says_whom_to_invite() -> None:
    [missing] = find_channels(paged, ["it-happen"], "deskbell-staging").missing
    assert 'did you mean "it-happens"?' in missing.wrong
    assert "write /invite @deskbell-staging in #it-happen first" in missing.mend


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


def test_names_that_are_unknown_are_all_told_beside_what_was_found(
    stack: Stack, aws: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    command.main(["secret"])
    capsys.readouterr()
    names = ["--channel", "it-happen", "--channel", "it-triage", "--person", "nobody"]
    assert command.main(["ids", *names]) == 1
    told = capsys.readouterr()
    assert yaml.safe_load(told.out)["channels"] == {"it-triage": "C0ITTRIAGE"}
    assert "the app sees no channel #it-happen" in told.err
    assert "/invite @deskbell in #it-happen" in told.err
    assert "nobody here is called nobody" in told.err


# --- the first desk.yaml ----------------------------------------------------------------------

FIRST = ["--help-channel", "it-happens", "--triage-channel", "it-triage"]
FIRST += ["--agent", "ben", "--agent", "jiwoo", "--lead", "lena", "--language", "pl"]


@pytest.fixture
def with_token(stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A stack with its secret, and a folder to be in."""
    typed(monkeypatch, BOT_TOKEN, SIGNING)
    assert command.main(["secret"]) == 0
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_admin_begins_with_a_small_file_that_is_sound(with_token: Path) -> None:
    file = with_token / "desk.yaml"
    assert command.main(["init", *FIRST, str(file)]) == 0
    desk = read_settings(file).desk
    sample = read_settings(ROOT / "desk.yaml").desk
    assert desk.workspace == sample.workspace
    [inbox] = desk.inboxes.values()
    assert (inbox.channels, inbox.triage_channel) == (("C0ITHAPPEN",), "C0ITTRIAGE")
    assert inbox.agents == {"U0BEN00001", "U0JIWOO001"}
    assert inbox.lead == "U0LENA0001"
    assert desk.admins == {"U0LENA0001"}
    assert (desk.language, desk.zone) == ("pl", "Europe/Berlin")
    assert MANIFEST.faults(desk) == []


def test_the_shipped_workflows_have_no_faults_on_a_first_desk(
    with_token: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "workflows", with_token / "workflows")
    assert command.main(["init", *FIRST, str(with_token / "desk.yaml")]) == 0
    assert "the workflows beside it are sound: 13" in capsys.readouterr().out


def test_a_first_file_takes_the_place_of_the_samples_but_of_no_other(
    with_token: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = with_token / "desk.yaml"
    sample = (ROOT / "desk.yaml").read_text()
    file.write_text(sample)
    assert command.main(["init", *FIRST, str(file)]) == 0
    assert "Written by ./deskbell init" in file.read_text()
    own = sample.replace("T0DESK0001", "T0OWN00001")
    file.write_text(own)
    assert command.main(["init", *FIRST, str(file)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert file.read_text() == own


def test_a_first_file_is_not_written_with_somebody_missing(
    with_token: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = with_token / "desk.yaml"
    names = ["--help-channel", "it-happen", *FIRST, "--admin", "nobody"]
    assert command.main(["init", *names, str(file)]) == 1
    told = capsys.readouterr().err
    assert "no channel #it-happen" in told
    assert "nobody here is called nobody" in told
    assert not file.exists()


def test_the_ids_of_the_sample_are_told_when_a_file_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["check", str(ROOT / "desk.yaml")]) == 0
    told = capsys.readouterr()
    assert "is sound" in told.out
    assert "these ids are the sample workspace's" in told.err
    assert "T0DESK0001" in told.err
    own = re.sub(r"\b([TAUC])0[A-Z0-9]{8}\b", r"\g<1>1OWN\g<0>", (ROOT / "desk.yaml").read_text())
    (tmp_path / "desk.yaml").write_text(own)
    assert command.main(["check", str(tmp_path / "desk.yaml")]) == 0
    assert capsys.readouterr().err == ""
