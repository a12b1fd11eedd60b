"""Interactivity as readings: buttons, the global shortcut, submitted forms (slack.md 4)."""

from datetime import datetime
from hashlib import sha256

from deskbell.adapters.slack.actions import (
    CALL_SUPERVISOR,
    CATALOGUE,
    INCIDENT_MORE,
    MORE,
    OPEN,
    OPEN_URGENT,
)
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
    optional_person,
    optional_ts,
    person_id,
    short,
)
from deskbell.adapters.slack.form_readings import FormFilled, FormWanted
from deskbell.adapters.slack.guided import reading as guided
from deskbell.adapters.slack.guided.readings import ChosenBegun
from deskbell.adapters.slack.it_form_modal import read_answers
from deskbell.adapters.slack.readings import Ignored, Reading
from deskbell.domain.ids import ChannelId, EventKey, FormId, PersonId, Ts
from deskbell.domain.inputs import (
    Button,
    ButtonPressed,
    Dialog,
    Envelope,
    HomeControl,
    HomeUsed,
    Input,
    ReactionChanged,
)
from deskbell.domain.loans.visit_claim import VisitClaim
from deskbell.domain.settings.desk import Desk, EmojiAction, FormSettings
from deskbell.domain.tickets.permissions import member, works_in

CARD_ACTIONS, HOME_CONTROLS, DIALOGS = tuple(Button), tuple(HomeControl), tuple(Dialog)
"""No set: an `action_id` of the wrong type may have no hash."""
_APART = (
    *("loan.", "incident.", "oncall.", "feedback.", "theme.", "standup.", "dogfood."),
    *("change.", "announcement."),
)
OF_NO_TICKET = tuple(one for one in Dialog if one.startswith(_APART))
"""They open below what is said of a loan, an outage, a schedule, feedback or its theme, a
stand-up, dogfooding, a change or an announcement, and in the Home tab; the value is its own."""


class InteractionReader:
    """Reads one `payload`; raises InputError where its shape is wrong."""

    def __init__(self, desk: Desk, received_at: datetime) -> None:
        self._desk = desk
        self._received_at = received_at

    def read(self, payload: Payload) -> Reading:
        match payload.get("type"):
            case "block_actions":
                return self._pressed(payload)
            case "shortcut" | "message_action":
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
            if wanted := guided.pressed(payload, action, self._desk):
                return wanted
            if name == Button.LOAN_SLOT:
                return self._visit(payload, action)
            if name in CARD_ACTIONS:
                return self._card(payload, action)
            if name in (MORE, INCIDENT_MORE) or name in DIALOGS:
                return self._dialog(payload, action)
            if name in HOME_CONTROLS:
                return self._home(payload, action)
        return Ignored("unhandled_action")

    def _visit(self, payload: Payload, action: Payload) -> Reading:
        """A time was chosen; where the office asks its visitors something, that comes first."""
        chosen = nested(action, "selected_option")
        claim = VisitClaim.read(short(chosen, "value"))
        policy = self._desk.loans.get(claim.office) if claim else None
        if policy is None:
            return Ignored("unknown_office")
        pressed = {**action, "value": chosen["value"]}
        if policy.visit.questions:
            return self._dialog(payload, {**pressed, "action_id": str(Dialog.LOAN_VISIT)})
        return self._card(payload, pressed)

    def _card(self, payload: Payload, action: Payload) -> Envelope | EntryPressed | ChosenBegun:
        container = nested(payload, "container")
        if _is_home(payload):
            return self._at_home(payload, action)
        if nested(payload, "view").get("callback_id") == CATALOGUE:
            return self._chosen(payload, action)
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

    def _at_home(self, payload: Payload, action: Payload) -> Envelope:
        """In the Home tab, where nobody can be told something."""
        pressed = ButtonPressed(
            action=Button(short(action, "action_id")),
            value=short(action, "value"),
            person=person_id(nested(payload, "user"), "id"),
            channel=None,
            message_ts=None,
            thread_ts=None,
        )
        action_ts = message_ts(action, "action_ts")
        happening = f"home:{pressed.action}:{pressed.person}:{action_ts}"
        return self._acted(payload, happening, f"home:{pressed.person}", action_ts, pressed)

    def _chosen(self, payload: Payload, action: Payload) -> ChosenBegun:
        """In the catalogue, which knows where it was opened."""
        where, value = guided.where_of(payload), short(action, "value")
        return ChosenBegun(*self._in_view(payload, action, value, where.channel, where.thread_ts))

    def _entry(self, payload: Payload, action: Payload) -> EntryPressed:
        """In the menu of a card, which knows the card instead of its buttons."""
        of = Origin.read(long(nested(payload, "view"), "private_metadata"))
        return EntryPressed(*self._in_view(payload, action, of.value, of.channel, of.thread_ts))

    def _in_view(
        self,
        payload: Payload,
        action: Payload,
        value: str,
        channel: ChannelId | None,
        thread_ts: Ts | None,
    ) -> tuple[Envelope, PersonId, str]:
        """What was pressed in a modal that was opened there, by whom, and the modal's id."""
        view, person = nested(payload, "view"), person_id(nested(payload, "user"), "id")
        view_id, action_ts = short(view, "id"), message_ts(action, "action_ts")
        pressed = ButtonPressed(
            action=Button(short(action, "action_id")),
            value=value,
            person=person,
            channel=channel,
            message_ts=None,
            thread_ts=thread_ts,
        )
        happening = f"{view_id}:{pressed.action}:{person}:{action_ts}"
        group = f"{channel}:{thread_ts or view_id}"
        return self._acted(payload, happening, group, action_ts, pressed), person, view_id

    def _dialog(self, payload: Payload, action: Payload) -> MenuWanted | DialogWanted:
        """On a card, or in the menu that a card's "More" opened."""
        container, view = nested(payload, "container"), nested(payload, "view")
        name = short(action, "action_id")
        if _is_home(payload):
            origin, view = Origin.of_value(long(action, "value")), {}
        elif container.get("type") == "view":
            origin = Origin.read(long(view, "private_metadata"))
        else:
            channel = channel_id(nested(payload, "channel"), "id")
            thread_ts = optional_ts(container, "thread_ts")
            if name == INCIDENT_MORE or name in OF_NO_TICKET:
                origin = Origin.of_value(long(action, "value"), channel, thread_ts)
            else:
                origin = Origin.of_card(short(action, "value"), channel, thread_ts)
        person, install = person_id(nested(payload, "user"), "id"), self._desk.workspace.install
        trigger = short(payload, "trigger_id")
        if name in (MORE, INCIDENT_MORE):
            of_incident = name == INCIDENT_MORE
            return MenuWanted(self._desk, install, person, origin, trigger, of_incident)
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
        if payload.get("callback_id") == Dialog.LOAN_REQUEST:
            return self._loan_request(payload)
        if payload.get("callback_id") == CALL_SUPERVISOR:
            return self._flagged(payload)
        form = self._desk.form_for_shortcut(long(payload, "callback_id"))
        if form is None:
            return guided.shortcut(payload, self._desk) or Ignored("unknown_form")
        person = person_id(nested(payload, "user"), "id")
        return self._wanted(payload, form, person, urgent=False)

    def _flagged(self, payload: Payload) -> Reading:
        """On a message, as if they had put the emoji on it that calls a supervisor."""
        calls = (name for name, action in self._desk.emoji.items() if action is EmojiAction.FLAG)
        emoji, message = next(calls, None), nested(payload, "message")
        if emoji is None:
            return Ignored("nobody_is_called")
        channel, ts = channel_id(nested(payload, "channel"), "id"), message_ts(message, "ts")
        person = person_id(nested(payload, "user"), "id")
        action_ts = message_ts(payload, "action_ts")
        put_on = ReactionChanged(
            *(channel, ts, person, emoji, True, action_ts),
            author=optional_person(message, "user"),
        )
        happening = f"{ts}:{CALL_SUPERVISOR}:{person}:{action_ts}"
        return self._acted(payload, happening, f"{channel}:{ts}", action_ts, put_on)

    def _loan_request(self, payload: Payload) -> Reading:
        if not self._desk.loans:
            return Ignored("nobody_lends")
        return DialogWanted(
            *(Dialog.LOAN_REQUEST, self._desk, self._desk.workspace.install),
            person=person_id(nested(payload, "user"), "id"),
            origin=Origin.of_value(""),
            trigger=short(payload, "trigger_id"),
            view_id=None,
        )

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
            pages=self._desk.paging is not None,
        )

    def _submitted(self, payload: Payload) -> Reading:
        view = nested(payload, "view")
        state = nested(nested(view, "state"), "values")
        if view.get("callback_id") == Dialog.REQUEST_FORM:
            return guided.submitted(payload, self._desk)
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


def _is_home(payload: Payload) -> bool:
    return nested(payload, "view").get("type") == "home"


def _gesture(payload: Payload) -> str | None:
    """Tells one gesture from another; a digest, as the trigger itself could open a modal, and keys
    are stored and logged."""
    trigger = optional(payload, "trigger_id")
    return sha256(trigger.encode("utf-8", "surrogatepass")).hexdigest()[:32] if trigger else None
