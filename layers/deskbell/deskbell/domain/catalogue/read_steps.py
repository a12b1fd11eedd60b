"""The steps of a workflow from its definition, or all that is wrong with them.

`read_definition.py` calls it. What only the whole flow shows, such as a step that nothing leads to,
is lint's.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from deskbell.domain.catalogue.read_acting_steps import (
    read_assign,
    read_branch,
    read_call,
    read_dm,
    read_emoji,
    read_finish,
    read_message,
    read_remind,
    read_ticket,
    read_webhook,
)
from deskbell.domain.catalogue.read_asking_steps import (
    read_approval,
    read_checklist,
    read_form,
    read_reserve,
    read_visit,
    read_wait,
)
from deskbell.domain.catalogue.reading import Common, Reading
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.catalogue.steps import Finish, Step
from deskbell.domain.settings import values
from deskbell.domain.settings.section import Section

MOST_STEPS = 60


def read_steps(reading: Reading, top: Section) -> tuple[Step, ...]:
    """In the order of the file."""
    parts = top.items("steps")
    if len(parts) > MOST_STEPS:
        top.fault(f"too many; a workflow has at most {MOST_STEPS} steps", "steps")
    return tuple(step for part in parts if (step := _step(reading, part)) is not None)


def _step(reading: Reading, part: Section) -> Step | None:
    common = Common(
        id=StepId(values.name(part, "id")),
        then=StepId(part.text("then")) if part.has("then") else None,
    )
    kind = part.choose(part.text("do"), KINDS, "no step that there is", "do")
    if not kind:
        return None
    step = KINDS[kind](reading, part, common)
    on = {
        str(result): StepId(part.text(f"if_{result}"))
        for result in results(step)[1:]
        if part.has(f"if_{result}")
    }
    if isinstance(step, Finish) and step.then is not None:
        part.fault("nothing comes after the end; leave it out", "then")
    part.end()
    return replace(step, on=on)


KINDS: Mapping[str, Callable[[Reading, Section, Common], Step]] = {
    "form": read_form,
    "message": read_message,
    "dm": read_dm,
    "ticket": read_ticket,
    "assign": read_assign,
    "approval": read_approval,
    "checklist": read_checklist,
    "reserve": read_reserve,
    "visit": read_visit,
    "wait": read_wait,
    "remind": read_remind,
    "branch": read_branch,
    "emoji": read_emoji,
    "webhook": read_webhook,
    "call": read_call,
    "finish": read_finish,
}
"""Every step that there is, by the word behind `do`."""
