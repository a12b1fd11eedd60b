"""Interactivity as readings: buttons, the global shortcut, submitted forms (slack.md 4)."""

from datetime import datetime
from hashlib import sha256

from deskbell.adapters.slack.actions import MORE, OPEN, OPEN_URGENT
from deskbell.adapters.slack.dialogs.readings import (
    DialogFilled,
    DialogWanted,
    EntryPressed,
    MenuWanted,
    Origin,
)
from deskbell.adapters.slack.fields import (
    Payload,
    channel_id,
    long,
    message_ts,
    nested,
    nested_list,
    occurred_at,
    optional,
    optional_ts,
    person_id,
    short,
)
from deskbell.adapters.slack.form_readings import FormFilled, FormWanted
from deskbell.adapters.slack.it_form_modal import read_answers
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.ids import EventKey, FormId, PersonId, Ts
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    Envelope,
    HomeControl,
    HomeUsed,
    Input,
)
from deskbell.domain.settings.desk import Desk, FormSettings
from deskbell.domain.tickets.permissions import member, works_in

CARD_ACTIONS, HOME_CONTROLS, DIALOGS = tuple(Button), tuple(HomeControl), tuple(Dialog)
"""No set: an `action_id` of the wrong type may have no hash."""


class InteractionReader:
    """Reads one `payload`; raises InputError where its shape is wrong."""

    def __init__(self, desk: Desk, received_at: datetime) -> None:
        self._desk = desk
        self._received_at = received_at

    def read(self, payload: Payload) -> Reading:
        match payload.get("type"):
            case "block_actions":
                return self._pressed(payload)
            case "shortcut":
                return self._shortcut(payload)
            case "view_submission":
                return self._submitted(payload)
            case "view_closed":
                return Ignored("view_closed")
            case _:
                return Ignored("unhandled_interaction")

    def _pressed(self, payload: Payload) -> Reading:
        person = person_id(nested(payload, "user"), "id")
        for action in nested_list(payload, "actions"):
            name = action.get("action_id")
            if name in (OPEN, OPEN_URGENT):
                form = self._desk.forms.get(FormId(long(action, "value")))
                if form is None:
                    return Ignored("unknown_form")
                return self._wanted(payload, form, person, urgent=name == OPEN_URGENT)
            if name in CARD_ACTIONS:
                return self._card(payload, action)
            if name == MORE or name in DIALOGS:
                return self._dialog(payload, action)
            if name in HOME_CONTROLS:
                return self._home(payload, action)
        return Ignored("unhandled_action")

    def _card(self, payload: Payload, action: Payload) -> Envelope | EntryPressed:
        container = nested(payload, "container")
        if container.get("type") == "view":
            return self._entry(payload, action)
        channel = channel_id(nested(payload, "channel"), "id")
        ts, action_ts = message_ts(container, "message_ts"), message_ts(action, "action_ts")
        pressed = ButtonPressed(
            action=Button(short(action, "action_id")),
            value=short(action, "value"),
            person=person_id(nested(payload, "user"), "id"),
            channel=channel,
            message_ts=ts,
            thread_ts=optional_ts(container, "thread_ts"),
        )
        happening = f"{ts}:{pressed.action}:{pressed.person}:{action_ts}"
        group = f"{channel}:{pressed.thread_ts or ts}"
        return self._acted(payload, happening, group, action_ts, pressed)

    def _entry(self, payload: Payload, action: Payload) -> EntryPressed:
        """In the menu of a card, which knows the card instead of its buttons."""
        view, person = nested(payload, "view"), person_id(nested(payload, "user"), "id")
        origin, view_id = Origin.read(long(view, "private_metadata")), short(view, "id")
        pressed = ButtonPressed(
            action=Button(short(action, "action_id")),
            value=origin.value,
            person=person,
            channel=origin.channel,
            message_ts=None,
            thread_ts=origin.thread_ts,
        )
        action_ts = message_ts(action, "action_ts")
        happening = f"{view_id}:{pressed.action}:{person}:{action_ts}"
        group = f"{origin.channel}:{origin.thread_ts or view_id}"
        return EntryPressed(
            self._acted(payload, happening, group, action_ts, pressed), person, view_id
        )

    def _dialog(self, payload: Payload, action: Payload) -> MenuWanted | DialogWanted:
        """On a card, or in the menu that a card's "More" opened."""
        container, view = nested(payload, "container"), nested(payload, "view")
        if container.get("type") == "view":
            origin = Origin.read(long(view, "private_metadata"))
        else:
            channel = channel_id(nested(payload, "channel"), "id")
            thread_ts = optional_ts(container, "thread_ts")
            origin = Origin.of_card(short(action, "value"), channel, thread_ts)
        person, install = person_id(nested(payload, "user"), "id"), self._desk.workspace.install
        trigger, name = short(payload, "trigger_id"), short(action, "action_id")
        if name == MORE:
            return MenuWanted(self._desk, install, person, origin, trigger)
        view_id = optional(view, "id")
        return DialogWanted(Dialog(name), self._desk, install, person, origin, trigger, view_id)

    def _home(self, payload: Payload, action: Payload) -> Envelope:
        """A menu says what was chosen in another place than a button."""
        person = person_id(nested(payload, "user"), "id")
        used = HomeUsed(
            control=HomeControl(short(action, "action_id")),
            value=optional(action, "value") or short(nested(action, "selected_option"), "value"),
            person=person,
        )
        action_ts = message_ts(action, "action_ts")
        happening = f"home:{used.control}:{person}:{action_ts}"
        return self._acted(payload, happening, f"home:{person}", action_ts, used)

    def _acted(
        self, payload: Payload, happening: str, group: str, action_ts: Ts, value: Input
    ) -> Envelope:
        """`happening` is the identity of a payload without a trigger."""
        install = self._desk.workspace.install
        return Envelope(
            key=EventKey(f"act:{install}:{_gesture(payload) or happening}"),
            install=install,
            group=f"{install}:{group}",
            occurred_at=occurred_at(action_ts, self._received_at),
            received_at=self._received_at,
            input=value,
        )

    def _shortcut(self, payload: Payload) -> Reading:
        form = self._desk.form_for_shortcut(long(payload, "callback_id"))
        if form is None:
            return Ignored("unknown_form")
        person = person_id(nested(payload, "user"), "id")
        return self._wanted(payload, form, person, urgent=False)

    def _wanted(
        self, payload: Payload, form: FormSettings, person: PersonId, *, urgent: bool
    ) -> FormWanted:
        return FormWanted(
            form,
            self._desk.workspace.install,
            person,
            short(payload, "trigger_id"),
            in_words=False,
            urgent=urgent,
            for_others=works_in(member(person, self._desk), form.inbox),
        )

    def _submitted(self, payload: Payload) -> Reading:
        view = nested(payload, "view")
        state = nested(nested(view, "state"), "values")
        if view.get("callback_id") in DIALOGS:
            return self._filled(payload, view, state)
        answers, blocks, stale = read_answers(state)
        return FormFilled(
            form=self._desk.form_for_shortcut(long(view, "callback_id")),
            install=self._desk.workspace.install,
            person=person_id(nested(payload, "user"), "id"),
            view_id=short(view, "id"),
            view_hash=optional(view, "hash") or "",
            answers=answers,
            blocks=blocks,
            stale=stale,
        )

    def _filled(self, payload: Payload, view: Payload, state: Payload) -> DialogFilled:
        return DialogFilled(
            dialog=Dialog(short(view, "callback_id")),
            desk=self._desk,
            install=self._desk.workspace.install,
            person=person_id(nested(payload, "user"), "id"),
            origin=Origin.read(long(view, "private_metadata")),
            view_id=short(view, "id"),
            view_hash=optional(view, "hash") or "",
            state=state,
        )


def _gesture(payload: Payload) -> str | None:
    """Tells one gesture from another; a digest, as the trigger itself could open a modal, and keys
    are stored and logged."""
    trigger = optional(payload, "trigger_id")
    return sha256(trigger.encode("utf-8", "surrogatepass")).hexdigest()[:32] if trigger else None
