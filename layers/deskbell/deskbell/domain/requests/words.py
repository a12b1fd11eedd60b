"""What a workflow says, with what is known by then; `carrying_out.py` and the endings ask.

Nothing is put into a language here: each reader has their own.
"""

from collections.abc import Mapping

from deskbell.domain.catalogue.fields import YES, Field, FieldKind
from deskbell.domain.catalogue.wording import MESSAGE, REQUESTER, TICKET, Wording, placeholders
from deskbell.domain.effects import Effect, SendDirect, SendNotice
from deskbell.domain.ids import PersonId
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Argument, Mention, Name, Passage, Quote, Text, Worded


def worded(wording: Wording, request: GuidedRequest, around: Around) -> Worded:
    """With the values of those placeholders that it has, as far as they are known."""
    named = {name for text in wording.values() for name in placeholders(text)}
    known = _known(request, around)
    return Worded(wording, {name: known[name] for name in sorted(named) if name in known})


def said_to_all(request: GuidedRequest, said: Argument, key: str = "request_said") -> Effect:
    """In its thread, with a word to its requester, or by direct message where it has none."""
    if request.thread is None:
        return said_to(request.requester, request, said, key)
    text = Text(f"notice.{key}", {"who": Mention(request.requester), "said": said})
    return SendNotice(request.thread.channel, text, thread_ts=request.thread.ts)


def said_to(
    person: PersonId, request: GuidedRequest, said: Argument, key: str = "request_said"
) -> SendDirect:
    """By direct message, which names what it is about."""
    facts: dict[str, Argument] = {
        "title": Worded(request.title),
        "number": request.number,
        "said": said,
    }
    return SendDirect(person, Text(f"dm.{key}", facts))


def answer(field: Field, value: str, around: Around) -> Argument:
    """An answer as people read it."""
    match field.kind:
        case FieldKind.PERSON:
            return Name(PersonId(value))
        case FieldKind.YES_NO:
            return Text("modal.form.yes" if value == YES else "modal.form.no")
        case FieldKind.LONG_TEXT:
            return Passage(value)
        case FieldKind.CHOICE if field.choices is not None:
            return around.desk.lists.get(field.choices, {}).get(value, value)
        case FieldKind.CHOICE:
            labels = {option.value: option.label for option in field.options}
            return Worded(labels[value]) if value in labels else value
    return value


def _known(request: GuidedRequest, around: Around) -> Mapping[str, Argument]:
    fields = around.definition.fields
    known: dict[str, Argument] = {
        name: answer(fields[name], value, around)
        for name, value in request.course.answers.items()
        if name in fields
    }
    known[REQUESTER] = Name(request.requester)
    if request.text:
        known[MESSAGE] = Quote(request.text)
    if request.ticket_number is not None:
        known[TICKET] = f"#{request.ticket_number}"
    return known
