"""A ticket's dialogs, answered while somebody waits for them: shown, judged, put on the inbox.

`form_desk.py` hands over what has to do with one; what is asked for is decided by the intake.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import assert_never

from deskbell.adapters.languages import translate
from deskbell.adapters.request_lines import Count
from deskbell.adapters.slack.answers import ACCEPTED, Answer, json_body, refused, whispered
from deskbell.adapters.slack.dialogs.announcement import announce_button
from deskbell.adapters.slack.dialogs.dialog import (
    DialogForm,
    Filling,
    answers_of,
    dialog_view,
)
from deskbell.adapters.slack.dialogs.incident_menu import incident_menu_view
from deskbell.adapters.slack.dialogs.incident_raise import raise_button, urgent_buttons
from deskbell.adapters.slack.dialogs.loan_request import loan_button
from deskbell.adapters.slack.dialogs.menu import done_view, menu_view
from deskbell.adapters.slack.dialogs.modals import Modals
from deskbell.adapters.slack.dialogs.readings import (
    DialogFilled,
    DialogReading,
    DialogWanted,
    EntryPressed,
    MenuWanted,
)
from deskbell.adapters.slack.dialogs.registry import form_of
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import EventKey, InstallId, PersonId
from deskbell.domain.inputs import Dialog, DialogSubmitted, Envelope
from deskbell.domain.texts import Text

_MISSING = {
    Dialog.INCIDENT_RAISE: "paging_not_set_up",
    Dialog.ANNOUNCE: "announcement_not_theirs",
}
"""What whoever asks in words is told where a form is not for them; else that nobody lends."""


class DialogDesk:
    """`put` raises QueueUnavailableError; `language` tells what a person reads."""

    def __init__(
        self,
        put: Callable[[Envelope], None],
        modals: Modals,
        language: Callable[[InstallId, PersonId], str],
    ) -> None:
        self._put = put
        self._modals = modals
        self._language = language

    def answer(self, reading: DialogReading, now: datetime, count: Count) -> Answer:
        match reading:
            case MenuWanted():
                return self.offer(reading, count)
            case DialogWanted():
                return self.show(reading, now, count)
            case EntryPressed():
                return self.act(reading, count)
            case DialogFilled():
                return self.take(reading, now, count)
            case _:
                assert_never(reading)

    def offer(self, wanted: MenuWanted, count: Count) -> Answer:
        language = self._language(wanted.install, wanted.person)
        if wanted.of_incident:
            view = incident_menu_view(wanted.origin, language)
        else:
            view = menu_view(wanted.origin, wanted.desk, wanted.person, language)
        return _shown(self._modals.open_view(wanted.trigger, view), "menu", count)

    def show(self, wanted: DialogWanted, now: datetime, count: Count) -> Answer:
        language = self._language(wanted.install, wanted.person)
        form = self._form(wanted, now)
        if form is None and wanted.in_words:
            raises = wanted.dialog is Dialog.INCIDENT_RAISE
            missing = _MISSING.get(wanted.dialog, "nobody_lends")
            count("answered", missing)
            forms = urgent_buttons(wanted.desk, language) if raises else []
            return whispered(translate(f"whisper.{missing}", language), forms)
        if form is None:
            return _shown("not_available", "dialog", count)
        view = dialog_view(wanted.dialog, form, wanted.origin, wanted.desk, language)
        if wanted.view_id is None:
            failure = self._modals.open_view(wanted.trigger, view)
            if failure and wanted.in_words:
                count("failed", "dialog_not_opened", code=failure)
                late = translate("whisper.form_late", language)
                return whispered(late, [_again(wanted, language)])
        else:
            failure = self._modals.update_view(wanted.view_id, view)
        return _shown(failure, "dialog", count)

    def act(self, pressed: EntryPressed, count: Count) -> Answer:
        """The press counts, whether or not the menu can say so."""
        envelope = pressed.envelope
        self._put(envelope)
        count("accepted", type(envelope.input).__name__, key=envelope.key)
        language = self._language(envelope.install, pressed.person)
        self._modals.update_view(pressed.view_id, done_view(language))
        return ACCEPTED

    def take(self, filled: DialogFilled, now: datetime, count: Count) -> Answer:
        form, origin = self._form(filled, now), filled.origin
        if form is None:
            count("answered", "dialog_stale")
            return self._send_back(filled, {_first(filled): Text("error.not_available")})
        values, errors = answers_of(form, filled.state, origin, filled.desk)
        if errors:
            count("answered", "dialog_errors")
            return self._send_back(filled, errors)
        submitted = DialogSubmitted(
            filled.dialog, origin.value, filled.person, origin.channel, origin.thread_ts, values
        )
        key = EventKey(f"view:{filled.install}:{filled.view_id}:{filled.view_hash}")
        group = f"{filled.install}:{origin.channel}:{origin.thread_ts or filled.view_id}"
        try:
            self._put(Envelope(key, filled.install, group, now, now, submitted))
        except QueueUnavailableError as fault:
            # Slack sends no interaction twice: the person does, with everything still filled in.
            count("failed", "dialog_not_queued", code=str(fault))
            return self._send_back(filled, {_first(filled): Text("error.press_again")})
        count("accepted", "DialogSubmitted", key=key)
        return ACCEPTED

    def _form(self, asked: DialogWanted | DialogFilled, now: datetime) -> DialogForm | None:
        def language() -> str:
            return self._language(asked.install, asked.person)

        filling = Filling(asked.desk, asked.person, language, asked.origin.value, now)
        return form_of(asked.dialog, filling)

    def _send_back(self, filled: DialogFilled, errors: Mapping[str, Text]) -> Answer:
        """Keeps the dialog open and shows each text beside the field of that name."""
        language = self._language(filled.install, filled.person)
        shown = {
            field: translate(text.key, language, **text.args) for field, text in errors.items()
        }
        return json_body({"response_action": "errors", "errors": shown})


def _again(wanted: DialogWanted, language: str) -> Mapping[str, object]:
    """The button that opens what a command was too late for."""
    if wanted.dialog is Dialog.INCIDENT_RAISE:
        return raise_button(language, wanted.origin.value)
    if wanted.dialog is Dialog.ANNOUNCE:
        return announce_button(language)
    return loan_button(language)


def _first(filled: DialogFilled) -> str:
    """A field beside which something can be said."""
    return next(iter(filled.state), "")


def _shown(failure: str | None, what: str, count: Count) -> Answer:
    """A button has no other way to tell of a failure than Slack's own "try again"."""
    if failure is None:
        count("answered", f"{what}_opened")
        return ACCEPTED
    count("failed", f"{what}_not_opened", code=failure)
    return refused(503)
