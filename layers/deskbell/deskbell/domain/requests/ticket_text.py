"""What a ticket says that a workflow opens: its title, and below it the answers that it shows.

A ticket's text is in one language, the desk's, and marked up as a message in Slack is.
"""

from collections.abc import Iterator

from deskbell.domain.catalogue.fields import NO, YES, Field, FieldKind
from deskbell.domain.catalogue.steps import Ticket
from deskbell.domain.catalogue.wording import MESSAGE, REQUESTER, TICKET, fill, said
from deskbell.domain.escaping import escaped
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.guided_request import GuidedRequest

TEXT_LIMIT = 3_000


def ticket_text(step: Ticket, request: GuidedRequest, around: Around) -> str:
    """Without `fields`, all answers there are."""
    fields, answers = around.definition.fields, request.course.answers
    shown = step.fields or tuple(fields)
    language = around.desk.language
    lines = (
        f"{escaped(said(fields[name].label, language))}: "
        f"{_read(fields[name], answers[name], around)}"
        for name in shown
        if name in fields and answers.get(name)
    )
    title = fill(escaped(said(step.title, language)), dict(_known(request, around)))
    return "\n".join([title, *lines])[:TEXT_LIMIT]


def _known(request: GuidedRequest, around: Around) -> Iterator[tuple[str, str]]:
    fields = around.definition.fields
    for name, value in request.course.answers.items():
        if name in fields:
            yield name, _read(fields[name], value, around)
    yield REQUESTER, f"<@{request.requester}>"
    yield MESSAGE, request.text
    if request.ticket_number is not None:
        yield TICKET, f"#{request.ticket_number}"


def _read(field: Field, value: str, around: Around) -> str:
    language = around.desk.language
    match field.kind:
        case FieldKind.PERSON:
            return f"<@{value}>"
        case FieldKind.CHOICE if field.choices is not None:
            return escaped(around.desk.lists.get(field.choices, {}).get(value, value))
        case FieldKind.CHOICE:
            labels = {option.value: said(option.label, language) for option in field.options}
            return escaped(labels.get(value, value))
        case FieldKind.YES_NO:
            return {YES: "✓", NO: "✗"}[value]
    return escaped(value)
