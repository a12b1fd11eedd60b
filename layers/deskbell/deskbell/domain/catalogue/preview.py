"""A workflow as its owner sees it before it is published: a picture of the flow, and every text.

The authoring tool calls it. The picture is Mermaid's, which GitHub and many wikis draw.
"""

from collections.abc import Iterator

from deskbell.domain.catalogue.conditions import all_of
from deskbell.domain.catalogue.definition import Definition, Start
from deskbell.domain.catalogue.fields import Field
from deskbell.domain.catalogue.flow import ways
from deskbell.domain.catalogue.noticed import when
from deskbell.domain.catalogue.step_results import waits, word_of
from deskbell.domain.catalogue.steps import (
    Approval,
    Branch,
    Checklist,
    DirectMessage,
    Finish,
    Form,
    Remind,
    Step,
)
from deskbell.domain.catalogue.texts_of import texts_of
from deskbell.domain.catalogue.wording import said

_BOX_LIMIT = 60


def as_mermaid(definition: Definition, language: str) -> str:
    """The flow: round ends, slanted where somebody is waited for, a diamond where ways part."""
    numbers = {step.id: f"s{index}" for index, step in enumerate(definition.steps)}
    lines = ["flowchart TD", f"  begin([{_quoted(', '.join(_ways_in(definition.start)))}]) --> s0"]
    for step in definition.steps:
        lines.append(f"  {numbers[step.id]}{_shape(step, language)}")
    for step in definition.steps:
        for way in ways(definition)[step.id]:
            label = f"|{_quoted(way.when)}|" if way.when else ""
            if way.to is not None:
                lines.append(f"  {numbers[step.id]} -->{label} {numbers[way.to]}")
    return "\n".join(lines)


def as_texts(definition: Definition, language: str) -> str:
    """Each form and message, in the order of the file."""
    parts = [said(definition.title, language), said(definition.why, language)]
    for step in definition.steps:
        lines = list(_lines(step, language))
        if lines:
            parts.append("\n".join([f"{step.id} ({word_of(step)})", *lines]))
    return "\n\n".join(parts)


def _ways_in(start: Start) -> Iterator[str]:
    for name in start.emoji:
        yield f":{name}:"
    for word, value in (("command", start.command), ("shortcut", start.shortcut)):
        if value:
            yield f"{word} {value}"
    for word, is_there in (("Home tab", start.home), ("another workflow", start.called)):
        if is_there:
            yield word


def _shape(step: Step, language: str) -> str:
    first = next((said(wording, language) for wording, _ in texts_of(step)), "")
    cut = first if len(first) <= _BOX_LIMIT else f"{first[: _BOX_LIMIT - 1]}…"
    label = _quoted(f"{step.id} · {word_of(step)}" + (f"<br/>{_plain(cut)}" if cut else ""))
    if isinstance(step, Branch):
        return f"{{{label}}}"
    if isinstance(step, Finish):
        return f"([{label}])"
    return f"[/{label}/]" if waits(step) else f"[{label}]"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'


def _plain(text: str) -> str:
    """Without what Mermaid would take for markup."""
    return " ".join(text.replace("<", "#lt;").replace(">", "#gt;").split())


def _lines(step: Step, language: str) -> Iterator[str]:
    match step:
        case Form():
            yield f"  [{said(step.title, language)}]"
            for field in step.fields:
                yield from _asked(field, language)
        case Checklist():
            yield f"  {said(step.title, language)}"
            for item in step.items:
                due = f", due {when(item.due)}" if item.due else ""
                yield f"  [ ] {said(item.text, language)} ({item.who}{due})"
        case _:
            for wording, _ in texts_of(step):
                yield f"  {said(wording, language)}"
            if whom := _whom(step):
                yield f"      {whom}"


def _asked(field: Field, language: str) -> Iterator[str]:
    yield f"  {said(field.label, language)}{'' if field.required else ' (optional)'}"
    if field.hint:
        yield f"      {said(field.hint, language)}"
    for option in field.options:
        yield f"    ( ) {said(option.label, language)}"
    if field.choices:
        yield f"    ( ) … the desk's {field.choices}"
    if field.when:
        yield f"      only if {all_of(field.when)}"


def _whom(step: Step) -> str:
    match step:
        case Approval():
            return f"asks {', '.join(map(str, step.ask))}"
        case DirectMessage():
            return f"to {step.who}"
        case Remind():
            return f"to {step.who}, {when(step.at)}"
    return ""
