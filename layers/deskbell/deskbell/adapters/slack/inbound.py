"""From a signed request to what it means; the one place that knows Slack's four kinds of body.

An unreadable body is refused, a readable one of the wrong shape is ignored and counted: a 4xx
would only earn three more copies of it (slack.md 2.3).
"""

import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from deskbell.adapters.http_events import Refused
from deskbell.adapters.slack.events import EventReader
from deskbell.adapters.slack.fields import Payload, long, nested, nested_list
from deskbell.adapters.slack.gate import JSON, SignedRequest
from deskbell.adapters.slack.readings import Challenged, Ignored, Reading
from deskbell.adapters.strict_json import load_object
from deskbell.domain.errors import InputError
from deskbell.domain.settings.workspace import Workspace

if TYPE_CHECKING:
    from deskbell.domain.settings.desk import Desk

MAX_FORM_FIELDS = 40
MAX_CHALLENGE = 256
_FIELD_NAME = r"[a-z_]+"


class Kind(Enum):
    """Which of Slack's kinds of body; `url_verification` comes as an event."""

    EVENT = auto()
    INTERACTION = auto()
    COMMAND = auto()


def read(
    request: SignedRequest,
    workspace: Callable[[], Workspace],
    desk: "Callable[[], Desk]",
    received_at: datetime,
) -> Reading:
    """Raises Refused. Asks for the settings, or for all of them, when the request needs them."""
    try:
        kind, body = parse(request)
    except InputError:
        raise Refused(400, "unreadable") from None
    if body.get("type") == "url_verification":
        return _challenge(body)
    if body.get("ssl_check") == "1":
        return Ignored("ssl_check")
    here = workspace()
    if body.get("api_app_id") not in (None, here.app):
        raise Refused(401, "other_app")
    try:
        if not _is_installed(body, here):
            return Ignored("unknown_workspace")
        return _classify(kind, body, here, desk, received_at)
    except InputError:
        return Ignored("malformed")


def _classify(
    kind: Kind,
    body: Payload,
    workspace: Workspace,
    desk: "Callable[[], Desk]",
    received_at: datetime,
) -> Reading:
    match kind:
        case Kind.INTERACTION:
            # Imported here: a cold start for an event, which is most of them, needs no modal.
            from deskbell.adapters.slack.interactions import InteractionReader

            return InteractionReader(desk(), received_at).read(body)
        case Kind.COMMAND:
            from deskbell.adapters.slack.commands import read_command

            return read_command(body, desk(), received_at)
        case Kind.EVENT if body.get("type") == "event_callback":
            shared = body.get("is_ext_shared_channel") is True
            return EventReader(workspace, received_at, shared=shared).read(nested(body, "event"))
        case Kind.EVENT if body.get("type") == "app_rate_limited":
            from deskbell.adapters.slack.delivery_events import read_limit
            from deskbell.adapters.slack.seal import Seal

            return read_limit(body, Seal(workspace.install, received_at))
        case _:
            return Ignored("unhandled_request")


def parse(request: SignedRequest) -> tuple[Kind, Payload]:
    """What kind of body it is, and the object in it. Raises InputError."""
    if request.media_type == JSON:
        return Kind.EVENT, load_object(request.text)
    form = _form(request.text)
    if "payload" in form:
        return Kind.INTERACTION, load_object(form["payload"])
    return Kind.COMMAND, form


def _form(text: str) -> dict[str, str]:
    # Imported here: events are no forms, and it takes 3 ms.
    from urllib.parse import parse_qsl

    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FORM_FIELDS
        )
    except ValueError:
        raise InputError("not a form") from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise InputError("duplicate form field")
    if not all(re.fullmatch(_FIELD_NAME, name) for name in form):
        raise InputError("no field of Slack's")
    return form


def _challenge(body: Payload) -> Challenged:
    challenge = body.get("challenge")
    if not isinstance(challenge, str) or not 0 < len(challenge) <= MAX_CHALLENGE:
        raise Refused(400, "challenge")
    return Challenged(challenge)


def _is_installed(body: Payload, workspace: Workspace) -> bool:
    """Whether it is for our install; what names none is ours, as our app alone has our secret.

    An org-wide install covers every workspace of its enterprise, and may leave the team out.
    """
    team = _team(body)
    if team and not workspace.enterprise:
        return team == workspace.team
    if enterprise := _enterprise(body):
        return enterprise == workspace.enterprise
    return team in ("", workspace.team)


def _team(body: Payload) -> str:
    """A modal names the install itself; its `team` may be where the person comes from."""
    return (
        long(body, "team_id")
        or long(nested(body, "view"), "app_installed_team_id")
        or _id_of(body, "team")
        or long(_authorization(body), "team_id")
    )


def _enterprise(body: Payload) -> str:
    team = body.get("team")
    return (
        long(body, "enterprise_id")
        or _id_of(body, "enterprise")
        or (long(team, "enterprise_id") if isinstance(team, dict) else "")
        or long(_authorization(body), "enterprise_id")
    )


def _id_of(body: Payload, key: str) -> str:
    """Slack writes an object with an `id`, in some older payloads the id alone."""
    return long(body, key) if isinstance(body.get(key), str) else long(nested(body, key), "id")


def _authorization(body: Payload) -> Payload:
    """The one install that an event's list was cut down to (slack.md 2.4)."""
    return next(iter(nested_list(body, "authorizations")), {})
