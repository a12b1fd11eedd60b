"""Guided requests in the Home tab, and their forms from the ingress to the end (A1-12, A5-13)."""

import json
from typing import Any

from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.adapters.slack.form_desk import FormDesk
from deskbell.adapters.slack.guided.readings import (
    GuidedFormFilled,
    GuidedFormTouched,
    GuidedFormWanted,
    GuidedReading,
)
from deskbell.adapters.slack.interactions import InteractionReader
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Button, Envelope
from tests.api_gateway import an_interaction
from tests.builders import ANA, BEN
from tests.functional.guided import Guided
from tests.functional.home_tab import HomeTab
from tests.ingress import MemoryModals
from tests.memory_slack import buttons


class Modals:
    """What a person sees of forms, and what becomes of what they send: the real ingress, whose
    inputs reach the desk."""

    def __init__(self, desk: Guided, person: PersonId) -> None:
        self._desk, self._person = desk, person
        self._slack, self._queue = MemoryModals(), MemoryInputQueue()
        self._forms = FormDesk(
            self._queue.put, self._slack, lambda *_: "en", desk.settings.definition
        )
        self.view: Any = None

    def open(self, button: Any) -> None:
        self._use("block_actions", container={}, actions=[{**button, **_when(self._desk)}])

    def choose(self, **given: Any) -> None:
        action = {"action_id": "value", "block_id": next(iter(given)), **_when(self._desk)}
        view = self._with(given)
        self._use("block_actions", container={"type": "view"}, view=view, actions=[action])

    def send(self, **given: Any) -> Any:
        return self._use("view_submission", view=self._with(given))

    def _with(self, given: Any) -> Any:
        state = {name: {"value": element} for name, element in given.items()}
        return {**self.view, "id": "V1", "hash": "1.a", "state": {"values": state}}

    def _use(self, kind: str, **payload: Any) -> Any:
        sent = an_interaction(kind, **payload)
        sent["user"] = {"id": self._person}
        reading = InteractionReader(self._desk.settings.current(), self._desk.now).read(sent)
        assert isinstance(reading, GuidedFormWanted | GuidedFormTouched | GuidedFormFilled)
        return self._answered(reading)

    def _answered(self, reading: GuidedReading) -> Any:
        answer = self._forms.answer(reading, self._desk.now, lambda *_told, **_more: None)
        shown = [view for _, view in (*self._slack.opened, *self._slack.updated)]
        self.view = shown[-1] if shown else self.view
        self._slack.opened.clear()
        self._slack.updated.clear()
        for envelope in self._queue.envelopes:
            self._desk.receive(envelope)
        self._queue.envelopes.clear()
        return json.loads(str(answer.get("body", "null")))


def _when(desk: Guided) -> dict[str, str]:
    return {"action_ts": f"{desk.wall():.6f}"}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


def fill_button(desk: Guided) -> Any:
    [button] = buttons(desk.asking(Button.REQUEST_FILL), Button.REQUEST_FILL)
    return button


def asked(view: Any) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def test_a_form_goes_from_its_button_through_its_fields_into_the_request() -> None:
    desk = Guided()
    desk.ask("keyboard")
    modals = Modals(desk, ANA)
    modals.open(fill_button(desk))
    modals.choose(item=chosen("other"))
    assert asked(modals.view) == ["item", "other_item", "office"]

    sent = {"item": chosen("other"), "office": chosen("warsaw")}
    modals.send(**sent, other_item={"value": "A cable"})

    [request] = desk.requests
    assert request.course.answers == {"item": "other", "other_item": "A cable", "office": "warsaw"}
    assert request.ticket is not None


def test_a_form_opened_from_the_home_tab_begins_the_request_when_it_is_sent() -> None:
    desk = Guided()
    home = HomeTab(desk, ANA).open()
    [button] = [
        block["accessory"]
        for block in home.view["blocks"]
        if block["block_id"].startswith("catalogue.access_request")
    ]
    modals = Modals(desk, ANA)
    modals.open(button)
    assert desk.requests == []

    definition = next(one for one in desk.desk.workflows if one.id == "access_request")
    assert modals.view["title"]["text"] == "Access"
    given: dict[str, Any] = {}
    for block in modals.view["blocks"]:
        if block["type"] == "input":
            given[block["block_id"]] = _something(block["element"])
    assert modals.send(**given) is None
    [request] = desk.requests
    assert (request.course.workflow, request.requester) == (definition.id, ANA)


def _something(element: Any) -> dict[str, Any]:
    match element["type"]:
        case "static_select" | "radio_buttons":
            return chosen(element["options"][0]["value"])
        case "users_select":
            return {"selected_user": str(BEN)}
        case "datepicker":
            return {"selected_date": "2027-01-29"}
    return {"value": "12" if element["type"] == "number_input" else "words"}


def test_the_home_tab_shows_what_goes_on_and_lets_them_cancel_it() -> None:
    desk = Guided()
    desk.ask("keyboard")
    home = HomeTab(desk, ANA).open()
    [entry] = home.lists["running"]
    assert entry.startswith("*Keyboard, mouse, monitor, headset*")
    assert entry.endswith("Step 1 of up to 4")
    assert "running" not in HomeTab(desk, BEN).open().lists

    [button] = [
        block["accessory"]
        for block in home.view["blocks"]
        if block.get("accessory", {}).get("action_id") == Button.REQUEST_CANCEL
    ]
    payload = an_interaction(
        "block_actions",
        container={"type": "view", "view_id": "V1"},
        view={"id": "V1", "type": "home"},
        actions=[{**button, **_when(desk)}],
    )
    payload["user"] = {"id": ANA}
    pressed = InteractionReader(desk.settings.current(), desk.now).read(payload)
    assert isinstance(pressed, Envelope)
    desk.receive(pressed)

    [request] = desk.requests
    assert not request.is_open
    assert "running" not in home.open().lists


def test_a_form_of_the_version_that_a_request_began_with_stays_that_form() -> None:
    """What was published meanwhile asks other things (A5-13)."""
    desk = Guided()
    desk.ask("keyboard")
    desk.publish()
    modals = Modals(desk, ANA)
    modals.open(fill_button(desk))

    assert asked(modals.view) == ["item", "office"]
    assert modals.send(item=chosen("mouse"), office=chosen("warsaw")) is None
    assert desk.requests[0].ticket is not None
