"""Guided requests at a step of a workflow, and the message that asks for it."""

from dataclasses import replace
from typing import Any

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.moves import start
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.steps import Checklist
from deskbell.domain.effects import ShowTask
from deskbell.domain.ids import Thread, Ts, request_ref
from deskbell.domain.requests.guided_request import GuidedRequest
from tests.builders import ANA, INSTALL, IT_HAPPENS, LENA, NOW
from tests.unit.catalogue.test_shipped import catalogue

PERIPHERAL = catalogue()["peripheral"]
EQUIPMENT = catalogue()["new_hire_equipment"]
THREAD = Thread(IT_HAPPENS, Ts("1795424400.000100"))


def a_guided_request(
    definition: Definition = PERIPHERAL, step: str | None = None, **changes: Any
) -> GuidedRequest:
    """Ana's; at its first step, or at that one. `answers` are those given so far."""
    course = start(definition, ANA, "Europe/Warsaw", NOW, changes.pop("answers", None))
    course = replace(course, step=StepId(step) if step else course.step, begun=True)
    request = GuidedRequest(
        ref=request_ref(INSTALL, "one"),
        install=INSTALL,
        version=2,
        number=7,
        title=definition.title,
        opener=ANA,
        opened_at=NOW,
        course=course,
        thread=THREAD,
        kind="form",
        asks={"": ANA},
    )
    return replace(request, **changes)


def a_checklist(**changes: Any) -> GuidedRequest:
    """Of the equipment for Kim, done by Lena."""
    ready = EQUIPMENT.by_id[StepId("ready")]
    assert isinstance(ready, Checklist)
    asks = {item.id: LENA for item in ready.items}
    answers = {"newcomer": "Kim", "first_day": "2026-12-01", "office": "warsaw", "manager": LENA}
    known = {"kind": "checklist", "asks": asks, "answers": answers, **changes}
    return a_guided_request(EQUIPMENT, "ready", **known)


def a_task(request: GuidedRequest, **changes: Any) -> ShowTask:
    """In the thread, for the step that it stands at."""
    task = ShowTask(THREAD.channel, THREAD.ts, request.course.step, request.course.generation)
    return replace(task, **changes)
