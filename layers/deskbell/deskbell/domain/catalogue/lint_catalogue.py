"""Workflows that are sound alone and not together: one emoji for two, a call that nobody takes.

Asked when a catalogue is checked, with each definition that could be read (D-7).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deskbell.domain.catalogue.definition import Definition, Start
from deskbell.domain.catalogue.flow import Place
from deskbell.domain.catalogue.steps import Call
from deskbell.domain.catalogue.vocabulary import Vocabulary
from deskbell.domain.command_words import OWN
from deskbell.domain.settings.faults import Fault, one_of


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong with the definition at `index`."""

    index: int
    fault: Fault


def lint_catalogue(
    definitions: Sequence[Definition],
    vocabulary: Vocabulary,
    unreadable: frozenset[str] = frozenset(),
) -> Iterator[Clash]:
    """Each beside all above it. Nothing is said about calls of those that are `unreadable`, whose
    own faults are told already."""
    known: dict[str, Definition] = {}
    for one in definitions:
        known.setdefault(one.id, one)
    for index, one in enumerate(definitions):
        for fault in _clashes(one, definitions[:index], vocabulary):
            yield Clash(index, fault)
        for fault in _calls(one, known, unreadable):
            yield Clash(index, fault)


def _clashes(
    one: Definition, above: Sequence[Definition], vocabulary: Vocabulary
) -> Iterator[Fault]:
    for number, name in enumerate(one.start.emoji):
        if name in vocabulary.emoji:
            wrong = f':{name}: is the desk\'s own, for "{vocabulary.emoji[name]}"; choose another'
            yield Fault(("start", "emoji", f"[{number}]"), wrong)
    if one.start.command in OWN:
        wrong = f'"{one.start.command}" is a word that the desk has for itself; choose another'
        yield Fault(("start", "command"), wrong)
    for other in above:
        if other.id == one.id:
            yield Fault(("name",), f'"{one.id}" is the name of another workflow; choose another')
        elif one.start.overlaps(other.start):
            theirs = {way for _, way in _ways_in(other.start)}
            for place, way in _ways_in(one.start):
                if way in theirs:
                    wrong = f"{way} begins {other.id} in the same channels; choose another"
                    yield Fault(place, wrong)


def _ways_in(start: Start) -> Iterator[tuple[Place, str]]:
    for number, name in enumerate(start.emoji):
        yield ("start", "emoji", f"[{number}]"), f":{name}:"
    if start.command:
        yield ("start", "command"), f"the command {start.command}"
    if start.shortcut:
        yield ("start", "shortcut"), f"the shortcut {start.shortcut}"


def _calls(
    one: Definition, known: Mapping[str, Definition], unreadable: frozenset[str]
) -> Iterator[Fault]:
    for index, step in enumerate(one.steps):
        if not isinstance(step, Call) or step.workflow in unreadable:
            continue
        place = ("steps", f"[{index}]")
        called = known.get(step.workflow)
        if called is None:
            wrong = f'"{step.workflow}" is no workflow; {one_of(known, step.workflow)}'
            yield Fault((*place, "workflow"), wrong)
            continue
        if not called.start.called:
            wrong = f"{called.id} is not there to be called; add `called: yes` to its start"
            yield Fault((*place, "workflow"), wrong)
        if _leads_to(called, one.id, known):
            wrong = f"{called.id} begins this one again, without end; leave one of the calls out"
            yield Fault((*place, "workflow"), wrong)
        for theirs in step.answers:
            if theirs not in called.fields:
                wrong = f'"{theirs}" is no field of {called.id}; {one_of(called.fields, theirs)}'
                yield Fault((*place, "answers", theirs), wrong)


def _leads_to(first: Definition, wanted: str, known: Mapping[str, Definition]) -> bool:
    seen, ahead = set[str](), [first.id]
    while ahead:
        name = str(ahead.pop())
        if name == wanted:
            return True
        if name not in seen and name in known:
            seen.add(name)
            calls = (step for step in known[name].steps if isinstance(step, Call))
            ahead += [known[step.workflow].id for step in calls if step.workflow in known]
    return False
