"""What each step of a workflow says to people, and where its file says so.

Lint looks through it for placeholders, the preview shows it, and the comparison of two versions
tells what changed in it.
"""

from collections.abc import Iterator

from deskbell.domain.catalogue.steps import (
    Approval,
    Checklist,
    DirectMessage,
    Finish,
    Form,
    Message,
    Remind,
    Step,
    Ticket,
    Visit,
)
from deskbell.domain.catalogue.wording import Wording

Said = tuple[Wording, tuple[str, ...]]


def texts_of(step: Step) -> Iterator[Said]:
    """In the order in which people read it; the place is seen from the step."""
    match step:
        case Message() | DirectMessage() | Remind() | Approval() | Visit() | Finish():
            yield step.text, ("text",)
        case Ticket():
            yield step.title, ("title",)
        case Form():
            yield step.title, ("title",)
            yield from _of_fields(step)
        case Checklist():
            yield step.title, ("title",)
            for index, item in enumerate(step.items):
                yield item.text, ("items", f"[{index}]", "text")


def _of_fields(form: Form) -> Iterator[Said]:
    for index, field in enumerate(form.fields):
        place = ("fields", f"[{index}]")
        yield field.label, (*place, "label")
        if field.hint:
            yield field.hint, (*place, "hint")
        for option in field.options:
            yield option.label, (*place, "options", option.value)
