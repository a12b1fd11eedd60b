"""Payloads that Slack libraries test with: whatever comes, the ingress answers 200."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.api_gateway import envelope, form_request, interaction_request, json_request
from tests.ingress import Ingress

FOLDER = Path(__file__).with_name("slack_payloads")
OURS = {"team_id": "T0DESK0001", "api_app_id": "A0DESK0001"}
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_file())


@pytest.fixture
def ingress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ingress:
    return Ingress(monkeypatch, capsys)


def for_us(payload: dict[str, Any]) -> dict[str, Any]:
    """The same payload, sent to our install; ids that it does not have stay away."""
    ours = {**payload, **{name: value for name, value in OURS.items() if name in payload}}
    if isinstance(payload.get("team"), dict):
        ours["team"] = {**payload["team"], "id": "T0DESK0001"}
    if isinstance(payload.get("view"), dict):
        ours["view"] = {**payload["view"], "app_installed_team_id": "T0DESK0001"}
    return ours


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_known_payload_is_answered_with_200(path: Path, ingress: Ingress) -> None:
    text = path.read_text(encoding="utf-8")
    match path.parent.name:
        case "event":
            event = json_request(json.dumps(for_us(json.loads(text))))
        case "inner_event":
            event = json_request(json.dumps(envelope(json.loads(text))))
        case "interactive":
            event = interaction_request(for_us(json.loads(text)))
        case _:
            event = form_request(urlencode({**dict(parse_qsl(text)), **OURS}))

    answer = ingress.send(event)

    assert answer.status == 200
    assert answer.log["outcome"] in ("accepted", "ignored", "answered")


@pytest.mark.parametrize(
    ("pattern", "accepted"),
    [
        ("event/message.channel__bolt*message_body.json", "MessagePosted"),
        ("event/message.file_share*", "MessagePosted"),
        ("event/message.thread_broadcast*", "MessagePosted"),
        ("event/reaction_added__bolt-python__test_events__valid*", "ReactionChanged"),
        ("inner_event/message.message_changed__*json_539*", "MessageEdited"),
        ("inner_event/message.message_changed__*json_8812*", "MessageDeleted"),
        ("inner_event/message.me_message*", "MessagePosted"),
    ],
)
def test_what_people_do_is_understood(pattern: str, accepted: str, ingress: Ingress) -> None:
    [path] = FOLDER.glob(pattern)
    payload = json.loads(path.read_text(encoding="utf-8"))
    whole = for_us(payload) if path.parent.name == "event" else envelope(payload)

    assert ingress.send(json_request(json.dumps(whole))).outcome == ("accepted", accepted)


def test_nothing_of_the_corpus_was_lost() -> None:
    listed = (FOLDER / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]

    assert {line.partition("\t")[0] for line in listed} == {
        str(path.relative_to(FOLDER)) for path in CASES
    }
