"""Forms, answered while somebody waits for them: opened, judged, put on the inbox, explained.

`reception.py` hands over whoever wants or has filled a form, as nothing else on the way in
needs texts, languages and Slack's Web API. Of the desks below, each is imported when somebody wants
what it has: a cold start has three seconds, and together they took one of them (performance.md).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from deskbell.adapters.languages import translate
from deskbell.adapters.request_lines import Count
from deskbell.adapters.slack.actions import OPEN
from deskbell.adapters.slack.answers import ACCEPTED, Answer, json_body, refused, whispered
from deskbell.adapters.slack.dialogs.modals import Modals
from deskbell.adapters.slack.dialogs.readings import (
    DialogFilled,
    DialogWanted,
    EntryPressed,
    MenuWanted,
)
from deskbell.adapters.slack.form_readings import (
    FormFilled,
    FormReading,
    FormWanted,
    HelpWanted,
)
from deskbell.adapters.slack.it_form_modal import it_form_modal
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import EventKey, InstallId, PersonId
from deskbell.domain.inputs import Envelope, FormSubmitted
from deskbell.domain.paging.raise_claim import RaiseClaim
from deskbell.domain.settings.desk import FormSettings
from deskbell.domain.texts import Text
from deskbell.domain.tickets.it_form import check

if TYPE_CHECKING:
    from deskbell.adapters.slack.dialogs.dialog_desk import DialogDesk
    from deskbell.adapters.slack.guided.guided_desk import Definitions, GuidedDesk


class FormDesk:
    """`put` raises QueueUnavailableError; `language` tells what a person reads."""

    def __init__(
        self,
        put: Callable[[Envelope], None],
        modals: Modals,
        language: Callable[[InstallId, PersonId], str],
        definitions: "Definitions",
    ) -> None:
        self._put = put
        self._modals = modals
        self._language = language
        self._definitions = definitions

    @cached_property
    def _dialogs(self) -> "DialogDesk":
        from deskbell.adapters.slack.dialogs.dialog_desk import DialogDesk

        return DialogDesk(self._put, self._modals, self._language)

    @cached_property
    def _guided(self) -> "GuidedDesk":
        from deskbell.adapters.slack.guided.guided_desk import GuidedDesk

        return GuidedDesk(self._put, self._modals, self._language, self._definitions)

    def answer(self, reading: FormReading, now: datetime, count: Count) -> Answer:
        match reading:
            case HelpWanted():
                return self.explain(reading, count)
            case FormWanted():
                return self.open(reading, count)
            case FormFilled():
                return self.take(reading, now, count)
            case MenuWanted() | DialogWanted() | EntryPressed() | DialogFilled():
                return self._dialogs.answer(reading, now, count)
            case _:
                return self._guided.answer(reading, now, count)

    def explain(self, wanted: HelpWanted, count: Count) -> Answer:
        from deskbell.adapters.slack.dialogs.incident_raise import raise_button
        from deskbell.adapters.slack.dialogs.loan_request import loan_button
        from deskbell.adapters.slack.guided.command_words import catalogue_button, words_of

        count("answered", "help")
        language = self._language(wanted.install, wanted.person)
        words, buttons = translate("whisper.help", language), [_opening(wanted.form, language)]
        if wanted.lends:
            buttons.append(loan_button(language))
        if wanted.pages:
            buttons.append(raise_button(language, RaiseClaim().written()))
        if not wanted.workflows:
            return whispered(words, buttons)
        offered = words_of(wanted.workflows, wanted.form.command, language)
        return whispered(words, [*buttons, catalogue_button(language)], offered)

    def open(self, wanted: FormWanted, count: Count) -> Answer:
        language = self._language(wanted.install, wanted.person)
        view = it_form_modal(
            wanted.form,
            language,
            urgent=wanted.urgent,
            for_others=wanted.for_others,
            pages=wanted.pages,
        )
        failure = self._modals.open_view(wanted.trigger, view)
        if failure is None:
            count("answered", "form_opened")
            return ACCEPTED
        count("failed", "form_not_opened", code=failure)
        if wanted.in_words:
            words = translate("whisper.form_late", language)
            return whispered(words, [_opening(wanted.form, language)])
        # A shortcut or a button has no other way to tell: Slack then shows its own "try again".
        return refused(503)

    def take(self, filled: FormFilled, now: datetime, count: Count) -> Answer:
        if filled.form is None or filled.stale:
            errors = {filled.stale or filled.blocks[0]: Text("error.not_available")}
            count("answered", "form_stale")
            return self._send_back(filled, errors)
        checked = check(filled.answers, filled.form, filled.person, now)
        if checked.errors:
            count("answered", "form_errors")
            return self._send_back(filled, checked.errors)
        submitted = FormSubmitted(filled.form.id, filled.person, filled.view_id, checked.values)
        key = EventKey(f"view:{filled.install}:{filled.view_id}:{filled.view_hash}")
        group = f"{filled.install}:view:{filled.view_id}"
        try:
            self._put(Envelope(key, filled.install, group, now, now, submitted))
        except QueueUnavailableError as fault:
            # Slack sends no interaction twice: the person does, with everything still filled in.
            count("failed", "form_not_queued", code=str(fault))
            return self._send_back(filled, {filled.blocks[0]: Text("error.send_again")})
        count("accepted", "FormSubmitted", key=key)
        return ACCEPTED

    def _send_back(self, filled: FormFilled, errors: Mapping[str, Text]) -> Answer:
        """Keeps the modal open and shows each text beside the input block of that id."""
        language = self._language(filled.install, filled.person)
        shown = {
            block: translate(text.key, language, **text.args) for block, text in errors.items()
        }
        return json_body({"response_action": "errors", "errors": shown})


def _opening(form: FormSettings, language: str) -> Mapping[str, object]:
    """The button that opens the form."""
    return {
        "type": "button",
        "action_id": OPEN,
        "value": form.id,
        "style": "primary",
        "text": {"type": "plain_text", "text": translate("button.open_form", language)},
    }
