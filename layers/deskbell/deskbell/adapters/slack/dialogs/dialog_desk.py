"""A ticket's dialogs, answered while somebody waits for them: shown, judged, put on the inbox.

`form_desk.py` hands over what has to do with one; what is asked for is decided by the intake.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol, assert_never

from deskbell.adapters.languages import translate
from deskbell.adapters.request_lines import Count
from deskbell.adapters.slack.answers import ACCEPTED, Answer, json_body, refused
from deskbell.adapters.slack.dialogs.dialog import answers_of, dialog_view
from deskbell.adapters.slack.dialogs.menu import done_view, menu_view
from deskbell.adapters.slack.dialogs.readings import (
    DialogFilled,
    DialogReading,
    DialogWanted,
    EntryPressed,
    MenuWanted,
)
from deskbell.adapters.slack.dialogs.registry import DIALOGS
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import EventKey, InstallId, PersonId
from deskbell.domain.inputs import DialogSubmitted, Envelope
from deskbell.domain.texts import Text


class Modals(Protocol):
    """Slack's two calls; each answers None, or its error code."""

    def open_view(self, trigger: str, view: Mapping[str, object]) -> str | None: ...
    def update_view(self, view_id: str, view: Mapping[str, object]) -> str | None: ...


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
                return self.show(reading, count)
            case EntryPressed():
                return self.act(reading, count)
            case DialogFilled():
                return self.take(reading, now, count)
            case _:
                assert_never(reading)

    def offer(self, wanted: MenuWanted, count: Count) -> Answer:
        language = self._language(wanted.install, wanted.person)
        view = menu_view(wanted.origin, wanted.desk, wanted.person, language)
        return _shown(self._modals.open_view(wanted.trigger, view), "menu", count)

    def show(self, wanted: DialogWanted, count: Count) -> Answer:
        language = self._language(wanted.install, wanted.person)
        form = DIALOGS[wanted.dialog]
        view = dialog_view(wanted.dialog, form, wanted.origin, wanted.desk, language)
        if wanted.view_id is None:
            failure = self._modals.open_view(wanted.trigger, view)
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
        form, origin = DIALOGS[filled.dialog], filled.origin
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
            first = next(iter(filled.state), form.fields[0].name)
            return self._send_back(filled, {first: Text("error.press_again")})
        count("accepted", "DialogSubmitted", key=key)
        return ACCEPTED

    def _send_back(self, filled: DialogFilled, errors: Mapping[str, Text]) -> Answer:
        """Keeps the dialog open and shows each text beside the field of that name."""
        language = self._language(filled.install, filled.person)
        shown = {
            field: translate(text.key, language, **text.args) for field, text in errors.items()
        }
        return json_body({"response_action": "errors", "errors": shown})


def _shown(failure: str | None, what: str, count: Count) -> Answer:
    """A button has no other way to tell of a failure than Slack's own "try again"."""
    if failure is None:
        count("answered", f"{what}_opened")
        return ACCEPTED
    count("failed", f"{what}_not_opened", code=failure)
    return refused(503)
