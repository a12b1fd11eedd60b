"""Guided requests in what Slack sends: buttons that open a form, what is chosen in one, shortcuts.

`interactions.py` asks it first; what is none of these is a ticket's.
"""

from deskbell.adapters.slack.actions import CATALOGUE, CATALOGUE_PAGE
from deskbell.adapters.slack.dialogs.fields import ELEMENT
from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    long,
    message_ts,
    nested,
    optional,
    optional_ts,
    person_id,
    short,
)
from deskbell.adapters.slack.guided.readings import (
    Asker,
    CatalogueWanted,
    GuidedFormFilled,
    GuidedFormTouched,
    GuidedFormWanted,
    GuidedReading,
    Origin,
    Where,
)
from deskbell.domain.catalogue.form_claim import FormClaim, first_form
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.errors import InputError
from deskbell.domain.inputs import Button
from deskbell.domain.settings.desk import Desk

SHORTCUTS = ("request_catalogue", "request_catalogue_message")
"""Slack's shortcuts that open the catalogue: one from anywhere, one of a message."""


def pressed(payload: Payload, action: Payload, desk: Desk) -> GuidedReading | None:
    """None where it has to do with no guided request, or goes to the inbox. Raises InputError."""
    name, view = action.get("action_id"), nested(payload, "view")
    if name == ELEMENT and view.get("callback_id") == Dialog.REQUEST_FORM:
        return GuidedFormTouched(
            _asker(payload, desk),
            Origin.read(long(view, "private_metadata")),
            short(view, "id"),
            nested(nested(view, "state"), "values"),
        )
    if name == Button.REQUEST_FILL:
        claim = FormClaim.read(long(action, "value"))
        if claim is None:
            raise InputError("value is none of ours")
        origin = Origin(claim, where_of(payload))
        return GuidedFormWanted(
            _asker(payload, desk), origin, short(payload, "trigger_id"), _open_modal(view)
        )
    if name == CATALOGUE:
        return CatalogueWanted(
            _asker(payload, desk), where_of(payload), short(payload, "trigger_id")
        )
    if isinstance(name, str) and name.startswith(CATALOGUE_PAGE):
        return CatalogueWanted(
            _asker(payload, desk),
            where_of(payload),
            short(payload, "trigger_id"),
            _page(long(action, "value")),
            _open_modal(view),
        )
    return None


def shortcut(payload: Payload, desk: Desk) -> GuidedReading | None:
    """One of a workflow opens its form, ours the catalogue; None: it is none of these."""
    name, trigger = long(payload, "callback_id"), short(payload, "trigger_id")
    asker, where = _asker(payload, desk), where_of(payload)
    if name in SHORTCUTS:
        return CatalogueWanted(asker, where, trigger)
    named = [one for one in desk.workflows if one.start.shortcut == name]
    claim = first_form(named[0]) if named else None
    return GuidedFormWanted(asker, Origin(claim, where), trigger) if claim else None


def submitted(payload: Payload, desk: Desk) -> GuidedFormFilled:
    """Raises InputError."""
    view = nested(payload, "view")
    return GuidedFormFilled(
        _asker(payload, desk),
        Origin.read(long(view, "private_metadata")),
        short(view, "id"),
        optional(view, "hash") or "",
        nested(nested(view, "state"), "values"),
    )


def where_of(payload: Payload) -> Where:
    """A message's thread, also that of a shortcut's message; what an open modal remembers; nothing
    of the Home tab."""
    container, message = nested(payload, "container"), nested(payload, "message")
    view = nested(payload, "view")
    if view:
        known = optional(view, "callback_id") == CATALOGUE
        return Where.read(long(view, "private_metadata")) if known else Where()
    channel = nested(payload, "channel")
    if not channel:
        return Where()
    thread_ts = optional_ts(container, "thread_ts") or optional_ts(message, "thread_ts")
    if payload.get("type") == "message_action":
        thread_ts = message_ts(message, "ts")
    return Where(channel_id(channel, "id"), thread_ts)


def _asker(payload: Payload, desk: Desk) -> Asker:
    return Asker(desk, desk.workspace.install, person_id(nested(payload, "user"), "id"))


def _open_modal(view: Payload) -> str | None:
    """Of a Home tab none is open."""
    return short(view, "id") if view.get("type") == "modal" else None


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("10000") else 0
