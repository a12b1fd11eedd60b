"""`./deskbell workflow dry-run`: what people would answer, as it was given, and the walk of it.

`commands.py` prints it.
"""

import argparse
from collections.abc import Iterable, Mapping

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.dry_run import dry_run
from deskbell.domain.catalogue.fields import FieldKind
from deskbell.domain.catalogue.script import DryRunError, Script
from deskbell.domain.catalogue.step_parts import StepId
from deskbell.domain.catalogue.step_results import results
from deskbell.domain.settings.faults import one_of
from tools.desk.errors import OperatorError
from tools.desk.given import pairs, time_in
from tools.desk.settings_file import SettingsFile
from tools.desk.workflows import report
from tools.desk.workflows.desk_names import people_of, vocabulary_of


def walked(chosen: argparse.Namespace, definition: Definition, settings: SettingsFile) -> str:
    """What the dry run tells; raises OperatorError."""
    zone = settings.desk.zone
    script = Script(
        _answers(chosen.answer, definition, people_of(settings)),
        _in_turn(chosen.result, definition),
    )
    lists, at = vocabulary_of(settings).lists, time_in(chosen.at, zone)
    try:
        walk = dry_run(definition, script, lists, at, zone)
    except DryRunError as error:
        mend = "add --answer field=value or --result step=result; each can be given again"
        raise OperatorError(str(error), mend) from error
    if chosen.json:
        return report.walk_as_json(definition, walk)
    return report.walk_as_text(definition, walk, zone)


def _answers(
    given: Iterable[str], definition: Definition, people: Mapping[str, str]
) -> Mapping[str, str]:
    """Of people, the ids of those whom the desk knows by name."""
    found, fields = dict[str, str](), definition.fields
    for name, value in pairs(given, "--answer field=value"):
        if name not in fields:
            raise OperatorError(f"no form of {definition.id} asks {name}", one_of(fields, name))
        is_person = fields[name].kind is FieldKind.PERSON
        found[name] = people.get(value, value) if is_person else value
    return found


def _in_turn(given: Iterable[str], definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """A step that is named again ends so the next time."""
    found, steps = dict[str, tuple[str, ...]](), definition.by_id
    for name, value in pairs(given, "--result step=rejected"):
        if name not in steps:
            raise OperatorError(f"{definition.id} has no step {name}", one_of(steps, name))
        ends = results(steps[StepId(name)])
        if value not in ends:
            mend = one_of(ends, value) if ends else "leave it out; nobody answers this step"
            raise OperatorError(f"{name} is never {value}", mend)
        found[name] = (*found.get(name, ()), value)
    return found
