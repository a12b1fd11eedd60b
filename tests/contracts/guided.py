"""Guided requests on their screens, for everything_sent.py: forms and the catalogue as the ingress
shows them, tasks as the relay does."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from deskbell.adapters.memory.services import MemoryInputQueue
from deskbell.adapters.slack.guided.guided_desk import GuidedDesk
from deskbell.adapters.slack.guided.readings import (
    Asker,
    CatalogueWanted,
    ChosenBegun,
    GuidedFormFilled,
    GuidedFormTouched,
    GuidedFormWanted,
    GuidedReading,
    Origin,
    Where,
)
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.offered import Offered, offered
from deskbell.domain.catalogue.request import Tick
from deskbell.domain.catalogue.step_parts import Moment
from deskbell.domain.catalogue.steps import Checklist, Form
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import TaskOver
from deskbell.domain.ids import Ts
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.people import Person, Standing
from deskbell.domain.requests.awaiting import Awaits
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.home.content import Running
from deskbell.usecases.slack_ports import Message, Renderer
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, LENA, NOW, an_envelope
from tests.ingress import MemoryModals
from tests.unit.catalogue.definitions import a_definition, a_field, a_finish, a_form, a_ticket
from tests.unit.catalogue.test_shipped import catalogue
from tests.unit.rendering.guided import EQUIPMENT, a_checklist, a_guided_request, a_task

Shown = Iterator[tuple[str, Any, Mapping[str, Any] | None]]
"""What, the thing itself, and for errors the view that they belong to."""
WHERE = Where(IT_HAPPENS, Ts("1795424400.000100"))
STRANGE = "&<>*_`~|"


def everywhere(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


@cache
def definitions() -> tuple[Definition, ...]:
    """Those that are shipped, and one as large and as strange as may be published."""
    label, hint = everywhere((STRANGE * 20)[:150]), everywhere("한" * 150)
    options = {f"option_{n:03}": everywhere((STRANGE * 10)[:75]) for n in range(100)}
    kinds = ("text", "long_text", "date", "person", "number", "yes_no")
    fields = [
        *(a_field(f"field_{n}", kinds[n % 6], label=label, hint=hint) for n in range(27)),
        a_field("choice", "choice", label=label, options=options),
        a_field("more", label=label, when={"choice": "option_007"}),
        a_field("few", "number", label=label, least=5, most=9),
    ]
    large = a_definition(
        a_form("all", *fields, title=everywhere((STRANGE * 3)[:24])),
        a_ticket(),
        a_finish(),
        title=everywhere((STRANGE * 10)[:75]),
        why=everywhere((STRANGE * 400)[:2_000]),
    )
    return (*catalogue().values(), large)


def workflows() -> tuple[Offered, ...]:
    """As many as there may be on two pages."""
    return 2 * tuple(map(offered, definitions()))


def _in_time(definition: Definition) -> Definition:
    """Each item of its lists has a time."""
    day = Moment(timedelta(days=1))
    steps = (
        replace(step, items=tuple(replace(item, due=day) for item in step.items))
        if isinstance(step, Checklist)
        else step
        for step in definition.steps
    )
    return replace(definition, steps=tuple(steps))


def tasks(renderer: Renderer, words: str, locale: str) -> Iterator[tuple[str, Message]]:
    """A form and a checklist, for their requester and for others, open and over."""
    reader = Person(ANA, "Reader", locale, "Asia/Seoul", Standing.MEMBER)
    large = definitions()[-1]
    form = a_guided_request(large, title=large.title)
    answers = {"newcomer": words, "first_day": "2026-12-01", "office": "warsaw", "manager": LENA}
    checklist = a_checklist(answers=answers)
    for request in (form, replace(form, asks={"": LENA}), checklist):
        definition = large if request.course.workflow == large.id else _in_time(EQUIPMENT)
        task = a_task(request, ticks={"computer": Tick(BEN, NOW)})
        for over in (None, *TaskOver):
            shown = replace(task, over=over)
            yield f"a task, {over}", renderer.task(request, definition, shown, reader)
            direct = replace(shown, channel=direct_to(ANA), thread_ts=None)
            yield f"a direct task, {over}", renderer.task(request, definition, direct, reader)


def running() -> list[Running]:
    """A request of each kind of step."""
    return [
        Running(replace(a_guided_request(), number=number, kind=kind), catalogue()["peripheral"])
        for number, kind in enumerate(Awaits)
    ]


class _Ingress:
    def __init__(self, desk: Desk, language: str) -> None:
        self.modals, self.queue = MemoryModals(), MemoryInputQueue()
        self.asker = Asker(replace(desk, workflows=workflows()), INSTALL, ANA)
        known = {(one.id, one.version): one for one in definitions()}
        self._desk = GuidedDesk(
            self.queue.put, self.modals, lambda *_: language, lambda *which: known.get(which)
        )

    def answer(self, reading: GuidedReading) -> Any:
        body = self._desk.answer(reading, NOW, lambda *_told, **_more: None).get("body", "null")
        assert isinstance(body, str)
        return json.loads(body)

    def shown(self) -> Iterator[Mapping[str, Any]]:
        """What was opened or updated since the last time."""
        views = [view for _, view in (*self.modals.opened, *self.modals.updated)]
        self.modals.opened.clear()
        self.modals.updated.clear()
        yield from views


def shown(desk: Desk, words: str, language: str) -> Shown:
    """Every form, begun and running, untouched, adapted, sent too soon and sent with faults."""
    ingress = _Ingress(desk, language)
    pressed = ButtonPressed(Button.REQUEST_BEGIN, "flow|1", ANA, IT_HAPPENS, None, None)
    for page in (0, 1, 10**4):
        ingress.answer(CatalogueWanted(ingress.asker, WHERE, "1.2.fake", page))
    ingress.answer(ChosenBegun(an_envelope(pressed), ANA, "V1"))
    yield "begun by a word", ingress.answer(ChosenBegun(an_envelope(pressed), ANA, None)), None
    nothing = Asker(replace(desk, workflows=()), INSTALL, ANA)
    ingress.answer(CatalogueWanted(nothing, WHERE, "1.2.fake"))
    yield from (("the catalogue", view, None) for view in ingress.shown())
    for definition in (catalogue()["peripheral"], definitions()[-1]):
        for form in (step for step in definition.steps if isinstance(step, Form)):
            yield from _of_form(ingress, definition, form, words)


def _of_form(ingress: _Ingress, definition: Definition, form: Form, words: str) -> Shown:
    what = f"the form {form.id} of {definition.id}"
    claim = FormClaim("", definition.id, definition.version, form.id, 1)
    origin = Origin(claim, WHERE)
    ingress.answer(GuidedFormWanted(ingress.asker, origin, "1.2.fake"))
    [view] = ingress.shown()
    yield what, view, None
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    for given in (None, words[:3_000], "x" * 4_000, "999999999", "1", "2020-01-01"):
        ingress.queue.available = given is not None
        state = {block["block_id"]: {"value": _element(block, given)} for block in asked}
        if given == words[:3_000]:
            ingress.answer(GuidedFormTouched(ingress.asker, origin, "V1", state))
            yield from ((f"{what}, adapted", one, None) for one in ingress.shown())
        sent = ingress.answer(GuidedFormFilled(ingress.asker, origin, "V1", "1.1", state))
        if sent and sent["response_action"] == "update":
            yield f"{what}, grown", sent["view"], None
        elif sent:
            yield f"the errors of {what}", sent, view
    ingress.modals.failure = "expired_trigger_id"
    late = GuidedFormWanted(ingress.asker, origin, "1.2.fake", in_words=True)
    yield f"{what}, too late", ingress.answer(late), None
    ingress.modals.failure = None


def _element(block: Mapping[str, Any], given: str | None) -> Mapping[str, Any]:
    """With what is no answer there; of what is offered, the last."""
    options = block["element"].get("options")
    return {
        "value": given,
        "selected_user": given,
        "selected_date": given,
        "selected_option": options[-1] if options and given else {"value": given},
    }
