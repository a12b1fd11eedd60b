"""From a signed request to what it means; the one place that knows Slack's four kinds of body.

An unreadable body is refused, a readable one of the wrong shape is ignored and counted: a 4xx
would only earn three more copies of it (slack.md 2.3).
"""

import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from urllib.parse import parse_qsl

from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.fields import Payload, long, nested
from deskbell.adapters.slack.gate import JSON, SignedRequest
from deskbell.adapters.slack.readings import Challenged, Ignored, Reading, Refused
from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError
from deskbell.domain.settings.desk import Desk, Workspace

MAX_FORM_FIELDS = 40
MAX_CHALLENGE = 256
_FIELD_NAME = re.compile(r"[a-z_]+")


class _Kind(Enum):
    EVENT = auto()
    INTERACTION = auto()
    COMMAND = auto()


def read(request: SignedRequest, settings: Callable[[], Desk], received_at: datetime) -> Reading:
    """Raises Refused. Asks for the settings only when the request needs them."""
    try:
        kind, body = _parse(request)
    except InputError:
        raise Refused(400, "unreadable") from None
    if body.get("type") == "url_verification":
        return _challenge(body)
    if body.get("ssl_check") == "1":
        return Ignored("ssl_check")
    desk = settings()
    if body.get("api_app_id", desk.workspace.app) != desk.workspace.app:
        raise Refused(401, "other_app")
    try:
        if not _is_installed(body, desk.workspace):
            return Ignored("unknown_workspace")
        return _classify(kind, body, desk, received_at)
    except InputError:
        return Ignored("malformed")


def _classify(kind: _Kind, body: Payload, desk: Desk, received_at: datetime) -> Reading:
    match kind:
        case _Kind.INTERACTION:
            # Imported here: a cold start for an event, which is most of them, needs no modal.
            from deskbell.adapters.slack.interactions import InteractionReader

            return InteractionReader(desk, received_at).read(body)
        case _Kind.COMMAND:
            from deskbell.adapters.slack.commands import read_command

            return read_command(body, desk)
        case _Kind.EVENT if body.get("type") == "event_callback":
            return EventReader(desk.workspace, received_at).read(nested(body, "event"))
        case _Kind.EVENT if body.get("type") == "app_rate_limited":
            return Ignored("app_rate_limited")
        case _:
            return Ignored("unhandled_request")


def _parse(request: SignedRequest) -> tuple[_Kind, Payload]:
    if request.media_type == JSON:
        return _Kind.EVENT, load_object(request.text)
    form = _form(request.text)
    if "payload" in form:
        return _Kind.INTERACTION, load_object(form["payload"])
    return _Kind.COMMAND, form


def _form(text: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FORM_FIELDS
        )
    except ValueError:
        raise InputError("not a form") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise InputError("duplicate form field")
    if not all(_FIELD_NAME.fullmatch(name) for name in form):
        raise InputError("no field of Slack's")
    return form


def _challenge(body: Payload) -> Challenged:
    challenge = body.get("challenge")
    if not isinstance(challenge, str) or not 0 < len(challenge) <= MAX_CHALLENGE:
        raise Refused(400, "challenge")
    return Challenged(challenge)


def _is_installed(body: Payload, workspace: Workspace) -> bool:
    """Whether it is for our install; an org-wide one covers every workspace of its enterprise.

    A modal names the install itself; its `team` may be where the person comes from.
    """
    view, team = nested(body, "view"), nested(body, "team")
    if workspace.enterprise:
        enterprise = (
            long(body, "enterprise_id")
            or long(nested(body, "enterprise"), "id")
            or long(team, "enterprise_id")
        )
        return enterprise == workspace.enterprise
    installed = long(body, "team_id") or long(view, "app_installed_team_id") or long(team, "id")
    return installed == workspace.team
