"""Payloads that Slack libraries test with, through the packaged ingress and the packaged intake.

Each comes to a workspace install, to an org-wide one, and once more about our own channel, emoji,
command, buttons and form. It is accepted, answered, or ignored for a reason that has a sentence in
docs/slack.md 2.6; nothing raises.
"""

import ast
import csv
import json
import re
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest

from deskbell.adapters.slack.gate import admit
from tests.api_gateway import SIGNING_SECRET
from tools.corpus.__main__ import SECRET, main
from tools.corpus.outcomes import Outcome, table
from tools.corpus.package import play_all
from tools.corpus.payloads import FOLDER, ROOT, TEAM, Manner, Payload, manifest

PRODUCT = ROOT / "layers/deskbell/deskbell"

SKELETONS = {
    "inner_event/reaction_added__java-slack-sdk__ReactionAddedEventTest__expectedJson_1865.json",
    "inner_event/user_change__java-slack-sdk__UserChangeEventTest__json_530.json",
}
"""Every value in them is empty."""
FOR_AN_ORGANISATION = {
    "event/app_uninstalled__bolt-python__test_events_token_revocations__event_payload.json",
    "event/team_access_granted__bolt-python__test_events_org_apps__event_payload.json",
    "event/tokens_revoked__bolt-python__test_events_token_revocations__event_payload.json",
}
"""They name an enterprise and no team."""

Outcomes = Mapping[tuple[str, Manner], Outcome]


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    return {(outcome.file, outcome.manner): outcome for outcome in play_all()}


@pytest.mark.parametrize("payload", manifest(), ids=lambda payload: payload.file)
def test_every_payload_is_answered_with_200_and_nothing_breaks(
    payload: Payload, outcomes: Outcomes
) -> None:
    for manner in Manner:
        outcome = outcomes[payload.file, manner]
        assert not outcome.broken, outcome
        assert outcome.status == 200
        assert outcome.outcome in ("accepted", "answered", "ignored")
        assert bool(outcome.intake) == (outcome.outcome == "accepted")


@pytest.mark.parametrize(
    ("pattern", "manner", "expected"),
    [
        ("event/message.channel__bolt*message_body.json", Manner.WORKSPACE, "MessagePosted"),
        ("event/message.channel__bolt*message_body.json", Manner.ORGANISATION, "MessagePosted"),
        ("event/message.im__*", Manner.WORKSPACE, "MessagePosted"),
        ("event/message.file_share*", Manner.WORKSPACE, "MessagePosted"),
        ("event/message.thread_broadcast*", Manner.ORGANISATION, "MessagePosted"),
        ("event/message.message_changed*", Manner.WORKSPACE, "MessageEdited"),
        ("inner_event/message.message_changed__*json_539*", Manner.WORKSPACE, "MessageEdited"),
        ("inner_event/message.message_changed__*json_8812*", Manner.WORKSPACE, "MessageDeleted"),
        ("inner_event/message.me_message*", Manner.WORKSPACE, "MessagePosted"),
        ("event/reaction_added__*events__valid*", Manner.ORGANISATION, "ReactionChanged"),
        ("inner_event/reaction_removed__*", Manner.WORKSPACE, "ReactionChanged"),
        ("*block_actions.message.button__*authorize*", Manner.OUR_NAMES, "ButtonPressed"),
        ("interactive/shortcut__java*", Manner.OUR_NAMES, "form_opened"),
        ("form/slash_command__java*hello*", Manner.OUR_NAMES, "form_opened"),
        ("event/url_verification*", Manner.WORKSPACE, "challenge"),
    ],
)
def test_what_people_do_is_understood(
    pattern: str, manner: Manner, expected: str, outcomes: Outcomes
) -> None:
    [file] = [payload.file for payload in manifest() if fnmatch(payload.file, pattern)]

    assert outcomes[file, manner].reason == expected


def test_an_emoji_of_the_corpus_opens_a_ticket_once(outcomes: Outcomes) -> None:
    handled = [
        outcome.intake[0]
        for outcome in outcomes.values()
        if (outcome.manner, outcome.reason) == (Manner.OUR_NAMES, "ReactionChanged")
    ]

    assert {"InputCommitted", "InputIgnored: follower_known"} <= set(handled)


def test_only_what_was_stripped_or_emptied_is_malformed(outcomes: Outcomes) -> None:
    stripped = {payload.file for payload in manifest() if "partial" in payload.traits}

    assert with_reason(outcomes, "malformed") <= stripped | SKELETONS


def test_a_workspace_takes_all_but_what_names_an_organisation_alone(outcomes: Outcomes) -> None:
    assert with_reason(outcomes, "unknown_workspace") == FOR_AN_ORGANISATION
    assert not with_reason(outcomes, "unknown_workspace", Manner.ORGANISATION)


def with_reason(outcomes: Outcomes, reason: str, *manners: Manner) -> set[str]:
    return {
        outcome.file
        for outcome in outcomes.values()
        if outcome.reason == reason and outcome.manner in (manners or Manner)
    }


@pytest.mark.parametrize(
    ("outcome", "reason", "intake", "broken"),
    [
        ("ignored", "own_post", (), False),
        ("accepted", "MessagePosted", ("InputCommitted",), False),
        ("accepted", "MessagePosted", ("InputIgnored: parked", "InputCommitted"), False),
        ("accepted", "MessagePosted", ("InputFailed",), True),
        ("accepted", "MessagePosted", ("InputCommitted", "failed"), True),
        ("failed", "KeyError", (), True),
        ("raised", "KeyError: 'ts'", (), True),
    ],
)
def test_whatever_fails_on_the_way_breaks_the_table(
    outcome: str, reason: str, intake: tuple[str, ...], broken: bool
) -> None:
    assert Outcome("f", Manner.WORKSPACE, 200, outcome, reason, intake).broken is broken


# --- every reason is told -----------------------------------------------------------------------


def told() -> set[str]:
    """The reasons in the tables of docs/slack.md 2.6."""
    text = (ROOT / "docs/slack.md").read_text(encoding="utf-8")
    section = text.split("\n### 2.6 ")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


COUNTING = {
    "Ignored": 0,
    "ignored": 0,
    "nothing": 0,
    "Refused": 1,
    "count": 1,
    "_count": 1,
    "Registered": 0,
}
"""Who counts a reason, and which of its arguments it is."""


OUTSIDE = {
    PRODUCT / "adapters/alerts": "docs/paging.md",
    PRODUCT / "adapters/api": "docs/api.md",
    PRODUCT / "adapters/webhooks": "docs/nps.md",
}
"""Whose reasons are no request's of Slack's, and where they are told."""


def reasons_in_the_code(folder: Path = PRODUCT, but: Collection[Path] = OUTSIDE) -> Iterator[str]:
    for file in (file for file in folder.rglob("*.py") if not {*but} & {*file.parents}):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for given in node.args[COUNTING.get(name, 99) :][:1]:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def test_every_reason_that_occurs_is_told(outcomes: Outcomes) -> None:
    occurred = {o.reason for o in outcomes.values() if o.outcome in ("ignored", "answered")}
    occurred |= {
        taken.removeprefix("InputIgnored: ")
        for outcome in outcomes.values()
        for taken in outcome.intake
        if taken.startswith("InputIgnored: ")
    }

    assert occurred - told() == set()


def test_every_reason_in_the_code_is_told() -> None:
    inputs = {"FormSubmitted", "DialogSubmitted"}

    assert set(reasons_in_the_code()) - inputs - told() == set()


@pytest.mark.parametrize(("folder", "page"), OUTSIDE.items())
def test_every_reason_to_refuse_what_is_not_of_slack_is_told(folder: Path, page: str) -> None:
    told = (ROOT / page).read_text(encoding="utf-8")
    reasons = set(reasons_in_the_code(folder, but=()))
    assert len(reasons) > 2
    assert {reason for reason in reasons if f"`{reason}`" not in told} == set()


# --- where they come from -----------------------------------------------------------------------


def rows() -> list[dict[str, str]]:
    with (FOLDER / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_file_has_its_line_and_every_line_its_file() -> None:
    files = {str(file.relative_to(FOLDER)) for file in FOLDER.glob("*/*") if file.is_file()}

    assert [row["file"] for row in rows()] == sorted(row["file"] for row in rows())
    assert {row["file"] for row in rows()} == files


def test_every_payload_names_its_source_and_its_licence_whose_notice_is_here() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    licences = defaultdict(set)
    for row in rows():
        assert row["source_path"]
        assert re.fullmatch(r"[0-9a-f]{40}", row["commit"])
        licences[row["licence"]].add(row["source_repo"])

    assert set(licences) == {"MIT", "BSD-2-Clause"}
    assert "## MIT License" in notice
    assert "## BSD 2-Clause License" in notice
    for repository in set().union(*licences.values()):
        assert repository in notice


def test_the_table_has_a_line_a_payload_and_ends_with_the_totals(outcomes: Outcomes) -> None:
    printed = table(manifest(), list(outcomes.values())).splitlines()

    lines = {line.split()[0]: line for line in printed if "/" in line}
    assert set(lines) == {payload.file for payload in manifest()}
    assert "answered challenge" in lines[next(file for file in lines if "url_verif" in file)]
    assert printed[-1] == "raised or failed: 0"


# --- one of them, signed ------------------------------------------------------------------------

MESSAGE = FOLDER / "event/message.channel__bolt-python__test_message__message_body.json"


def test_a_payload_is_printed_as_the_ingress_takes_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SECRET, SIGNING_SECRET)

    assert main(["sign", str(MESSAGE)]) == 0
    event = json.loads(capsys.readouterr().out)
    request = admit(event, lambda: [SIGNING_SECRET], time.time())
    assert json.loads(request.text)["team_id"] == TEAM


@pytest.mark.parametrize(
    ("secret", "file", "says"),
    [(SIGNING_SECRET, "desk.yaml", "not in the manifest"), ("", str(MESSAGE), f"set {SECRET}")],
)
def test_what_cannot_be_signed_says_why(
    secret: str,
    file: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(SECRET, secret)

    assert main(["sign", file]) == 1
    assert says in capsys.readouterr().err
