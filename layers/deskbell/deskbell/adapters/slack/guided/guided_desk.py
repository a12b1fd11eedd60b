"""Forms of guided requests, answered while somebody waits: shown, judged, put on the inbox.

`form_desk.py` hands over what has to do with one. A form is the one of the version that its request
began with, whatever is published meanwhile (A5-13).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import assert_never

from deskbell.adapters.languages import translate
from deskbell.adapters.request_lines import Count
from deskbell.adapters.slack.answers import ACCEPTED, Answer, json_body, refused, whispered
from deskbell.adapters.slack.dialogs.modals import Modals
from deskbell.adapters.slack.guided.catalogue_view import begun_view, catalogue_view
from deskbell.adapters.slack.guided.faults import fault_text
from deskbell.adapters.slack.guided.form_view import answers_in, asked_in, form_of, form_view
from deskbell.adapters.slack.guided.readings import (
    Asker,
    CatalogueWanted,
    ChosenBegun,
    GuidedFormFilled,
    GuidedFormTouched,
    GuidedFormWanted,
    GuidedReading,
    Origin,
)
from deskbell.adapters.slack.rendering.blocks import button
from deskbell.domain.catalogue.answers import Refused, check
from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.catalogue.steps import Form
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import EventKey, InstallId, PersonId
from deskbell.domain.inputs import Button, DialogSubmitted, Envelope
from deskbell.domain.texts import Text

Definitions = Callable[[WorkflowId, str], Definition | None]
"""That version of a workflow. Raises StoreUnavailableError."""

_EARLIEST_ZONE = timedelta(hours=-12)
"""Where it is still yesterday, a day in the past may be today; the request knows its own zone."""


class GuidedDesk:
    """`put` raises QueueUnavailableError; `language` tells what a person reads."""

    def __init__(
        self,
        put: Callable[[Envelope], None],
        modals: Modals,
        language: Callable[[InstallId, PersonId], str],
        definitions: Definitions,
    ) -> None:
        self._put = put
        self._modals = modals
        self._language = language
        self._definitions = definitions

    def answer(self, reading: GuidedReading, now: datetime, count: Count) -> Answer:
        match reading:
            case CatalogueWanted():
                return self.offer(reading, count)
            case GuidedFormWanted():
                return self.open(reading, count)
            case GuidedFormTouched():
                return self.adapt(reading, count)
            case GuidedFormFilled():
                return self.take(reading, now, count)
            case ChosenBegun():
                return self.begin(reading, count)
            case _:
                assert_never(reading)

    def offer(self, wanted: CatalogueWanted, count: Count) -> Answer:
        language = self._reads(wanted.asker)
        view = catalogue_view(wanted.asker.desk, wanted.where, wanted.page, language)
        return self._show(view, wanted.trigger, wanted.view_id, "catalogue", count)

    def open(self, wanted: GuidedFormWanted, count: Count) -> Answer:
        view = self._view(wanted.asker, wanted.origin)
        if view is None:
            return _unknown(count)
        answer = self._show(view, wanted.trigger, wanted.view_id, "guided_form", count)
        if answer is ACCEPTED or not wanted.in_words:
            return answer
        language = self._reads(wanted.asker)
        opens, value = translate("button.open_form", language), wanted.origin.claim.written()
        again = button(Button.REQUEST_FILL, opens, opens, value, primary=True)
        return whispered(translate("whisper.form_late", language), [again])

    def adapt(self, touched: GuidedFormTouched, count: Count) -> Answer:
        """What could not be shown in time is asked for when the form is sent."""
        view = self._view(touched.asker, touched.origin, touched.state)
        if view is None:
            return _unknown(count)
        failure = self._modals.update_view(touched.view_id, view)
        if failure is None:
            count("answered", "guided_form_adapted")
        else:
            count("failed", "guided_form_not_adapted", code=failure)
        return ACCEPTED

    def take(self, filled: GuidedFormFilled, now: datetime, count: Count) -> Answer:
        origin, asker = filled.origin, filled.asker
        definition = self._definition(origin)
        form = form_of(definition, origin)
        if definition is None or form is None:
            count("answered", "guided_form_unknown")
            return self._send_back(filled, {_first(filled): Text("error.not_available")})
        given, lists = answers_in(form, filled.state), asker.desk.lists
        view = form_view(definition, form, origin, lists, self._reads(asker), given)
        if not asked_in(view) <= given.keys():
            count("answered", "guided_form_grew")
            return json_body({"response_action": "update", "view": view})
        checked = check(form, given, origin.claim.facts, lists, _today(now))
        if isinstance(checked, Refused):
            count("answered", "guided_form_errors")
            return self._send_back(filled, _errors(filled, form, checked))
        return self._hand_over(filled, checked.answers, now, count)

    def begin(self, chosen: ChosenBegun, count: Count) -> Answer:
        """The choice counts, whether or not it can be said so."""
        envelope = chosen.envelope
        self._put(envelope)
        count("accepted", type(envelope.input).__name__, key=envelope.key)
        language = self._language(envelope.install, chosen.person)
        if chosen.view_id is None:
            return whispered(translate("modal.catalogue.begun", language), [])
        self._modals.update_view(chosen.view_id, begun_view(language))
        return ACCEPTED

    def _hand_over(
        self, filled: GuidedFormFilled, answers: Mapping[str, str], now: datetime, count: Count
    ) -> Answer:
        (_, install, person), (claim, where) = filled.asker, filled.origin
        submitted = DialogSubmitted(
            Dialog.REQUEST_FORM,
            claim.without_facts().written(),
            person,
            where.channel,
            where.thread_ts,
            answers,
        )
        key = EventKey(f"view:{install}:{filled.view_id}:{filled.view_hash}")
        place = f"{where.channel}:{where.thread_ts}" if where.thread_ts else filled.view_id
        try:
            self._put(Envelope(key, install, f"{install}:{place}", now, now, submitted))
        except QueueUnavailableError as fault:
            # Slack sends no interaction twice: the person does, with everything still filled in.
            count("failed", "guided_form_not_queued", code=str(fault))
            return self._send_back(filled, {_first(filled): Text("error.send_again")})
        count("accepted", "DialogSubmitted", key=key, workflow=claim.workflow)
        return ACCEPTED

    def _view(
        self, asker: Asker, origin: Origin, state: Mapping[str, object] | None = None
    ) -> dict[str, object] | None:
        definition = self._definition(origin)
        form = form_of(definition, origin)
        if definition is None or form is None:
            return None
        given = answers_in(form, state) if state else {}
        return form_view(definition, form, origin, asker.desk.lists, self._reads(asker), given)

    def _definition(self, origin: Origin) -> Definition | None:
        return self._definitions(origin.claim.workflow, origin.claim.version)

    def _show(
        self,
        view: Mapping[str, object],
        trigger: str,
        view_id: str | None,
        what: str,
        count: Count,
    ) -> Answer:
        failure = (
            self._modals.open_view(trigger, view)
            if view_id is None
            else self._modals.update_view(view_id, view)
        )
        if failure is None:
            count("answered", f"{what}_opened")
            return ACCEPTED
        count("failed", f"{what}_not_opened", code=failure)
        # A button has no other way to tell of a failure than Slack's own "try again".
        return refused(503)

    def _reads(self, asker: Asker) -> str:
        return self._language(asker.install, asker.person)

    def _send_back(self, filled: GuidedFormFilled, errors: Mapping[str, Text]) -> Answer:
        """Keeps the form open and shows each text beside the field of that name."""
        language = self._reads(filled.asker)
        told = {name: translate(text.key, language, **text.args) for name, text in errors.items()}
        return json_body({"response_action": "errors", "errors": told})


def _first(filled: GuidedFormFilled) -> str:
    """A field beside which something can be said."""
    return next(iter(filled.state), "")


def _errors(filled: GuidedFormFilled, form: Form, refused: Refused) -> Mapping[str, Text]:
    """What could not be asked, as the desk has no such list any more, is told of beside another."""
    fields, errors = {field.id: field for field in form.fields}, dict[str, Text]()
    for name, wrong in refused.faults.items():
        if name in filled.state:
            errors[name] = fault_text(wrong, fields[name])
        else:
            errors.setdefault(_first(filled), Text("error.not_available"))
    return errors


def _today(now: datetime) -> date:
    return (now + _EARLIEST_ZONE).date()


def _unknown(count: Count) -> Answer:
    """No button of ours opens what there is not."""
    count("ignored", "guided_form_unknown")
    return ACCEPTED
