"""The payloads in `events/slack`, addressed to the sample desk; the tests and `make corpus` use it.

Imports nothing of the product: whoever plays them decides which copy of it that is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "events/slack"

TEAM, ENTERPRISE, APP, BOT_USER = "T0DESK0001", "E0DESK0001", "A0DESK0001", "U0BOT00001"
CHANNEL = "C0ITHAPPEN"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

Json = dict[str, Any]


class Manner(StrEnum):
    """How a payload is addressed: what it names is rewritten, what it leaves out stays out."""

    WORKSPACE = "workspace"
    """To a workspace install: its team and app are ours."""
    ORGANISATION = "organisation"
    """To an org-wide install, as Slack does it: the enterprise is named, a team may be null."""
    OUR_NAMES = "our names"
    """To a workspace install, about our channel, emoji, command, buttons and form."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One file of the corpus, with its line of the manifest."""

    file: str
    kind: str
    licence: str
    traits: frozenset[str]

    @property
    def folder(self) -> str:
        """`event`, `inner_event`, `interactive` or `form`."""
        return self.file.partition("/")[0]

    @property
    def text(self) -> str:
        return (FOLDER / self.file).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Body:
    """What Slack posts, and to which of the desk's URLs."""

    path: str
    content_type: str
    content: bytes


@cache
def manifest() -> tuple[Payload, ...]:
    """Every payload, in the order of the manifest."""
    with (FOLDER / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Payload(
            row["file"],
            row["kind"],
            row["licence"],
            frozenset(filter(None, row["traits"].split(","))),
        )
        for row in rows
    )


def addressed(payload: Payload, manner: Manner) -> Json:
    """The request's object (of a form, its fields) as the desk of that manner would get it."""
    if payload.folder == "form":
        body: Json = dict(parse_qsl(payload.text, keep_blank_values=True))
    else:
        body = json.loads(payload.text)
    if payload.folder == "inner_event":
        body = envelope(body)
    if manner is Manner.OUR_NAMES:
        body = _in_our_names(body)
    return _to_our_install(body, org_wide=manner is Manner.ORGANISATION)


def posted(folder: str, body: Mapping[str, Any]) -> Body:
    """The object as Slack puts it on the wire, by the folder it came from."""
    match folder:
        case "event" | "inner_event":
            return Body("/slack/events", JSON, json.dumps(body).encode())
        case "interactive":
            form = urlencode({"payload": json.dumps(body)})
            return Body("/slack/interactions", FORM, form.encode())
        case _:
            return Body("/slack/commands", FORM, urlencode(body).encode())


def envelope(event: object) -> Json:
    """What Slack wraps around an event (slack.md 2.4)."""
    return {
        "token": "ignored",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0DESK0001",
        "event_time": 1795424460,
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-opaque-string",
    }


def _to_our_install(body: Json, *, org_wide: bool) -> Json:
    ours = {"team_id": TEAM, "context_team_id": TEAM, "api_app_id": APP}
    body = {name: ours.get(name, value) for name, value in body.items()}
    team, view = body.get("team"), body.get("view")
    if isinstance(team, dict):
        body["team"] = {**team, "id": TEAM}
    if isinstance(view, dict):
        named = {"team_id": TEAM, "app_installed_team_id": TEAM, "app_id": APP}
        body["view"] = {name: named.get(name, value) for name, value in view.items()}
    authorization = {
        "enterprise_id": ENTERPRISE if org_wide else None,
        "team_id": None if org_wide else TEAM,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": org_wide,
    }
    if "authorizations" in body:
        body["authorizations"] = [authorization]
    return _org_wide(body) if org_wide else body


def _org_wide(body: Json) -> Json:
    """Every event and command then names the enterprise, every interaction instead of a team."""
    if "command" in body or body.get("type") in ("event_callback", "app_rate_limited"):
        return {**body, "enterprise_id": ENTERPRISE}
    if body.get("type") == "url_verification":
        return body
    enterprise = {"id": ENTERPRISE, "name": "Desk"}
    return {**body, "team": None, "enterprise": enterprise, "is_enterprise_install": True}


def _in_our_names(body: Json) -> Json:
    """About what the sample desk knows, where the payload is about anything of that kind."""
    if "command" in body:
        return {**body, "command": "/it", "text": ""}
    if "channel" not in body and "actions" in body:
        return body  # our buttons are on cards, in channels
    body = {name: _renamed(name, value) for name, value in body.items()}
    if isinstance(view := body.get("view"), dict):
        view = {name: _renamed(name, value) for name, value in view.items()}
        body["view"] = {**view, "state": _our_fields(view.get("state"))}
    return body


def _renamed(name: str, value: Any) -> Any:  # noqa: ANN401 (any JSON)
    match name, value:
        case (("channel" | "channel_id"), str()):
            return CHANNEL
        case (("channel" | "item" | "event" | "container"), dict()):
            inner = {key: _renamed(key, held) for key, held in value.items()}
            return {**inner, "id": CHANNEL} if name == "channel" and "id" in inner else inner
        case "reaction", str():
            return "ticket"
        case "callback_id", str():
            return "it_form"
        case "actions", list():
            ours = {"action_id": "ticket.take", "value": "T#ABCDEFGHIJKLMNOPQRSTUVWXYZ|1"}
            return [{**action, **ours} for action in value]
        case _:
            return value


_FIELDS = {
    "plain_text_input": "request",
    "static_select": "location",
    "users_select": "manager",
    "datepicker": "needed_by",
}


def _our_fields(state: Any) -> Json:  # noqa: ANN401 (any JSON)
    """The first answer of each element that our form has, under our form's name for it."""
    values = state.get("values") if isinstance(state, dict) else None
    found: Json = {}
    for block in (values or {}).values():
        for element in block.values():
            field = _FIELDS.get(element.get("type"))
            if field and field not in found:
                found[field] = {"value": element}
    return {"values": found}
