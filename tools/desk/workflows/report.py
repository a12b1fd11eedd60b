"""How what `./deskbell workflow` finds is told, to people and to programs.

`commands.py` prints it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.diff import Change
from deskbell.domain.catalogue.dry_run import Walk
from deskbell.domain.catalogue.step_results import word_of
from deskbell.domain.requests.usage import Usage
from tools.desk.workflows.catalogue_files import CatalogueError


def faults_as_text(error: CatalogueError, desk_file: Path) -> str:
    """Each with its line, and what can be done about all of them."""
    files = len({fault.path for fault in error.faults})
    count = len(error.faults)
    total = f"{count} {'fault' if count == 1 else 'faults'} in {files} "
    return (
        f"{error}\n"
        f"{total}{'workflow' if files == 1 else 'workflows'}. What {desk_file} lacks can be added "
        "there; the file of a workflow that you do not want can be deleted."
    )


def lint_as_json(definitions: Mapping[str, Definition], error: CatalogueError | None) -> str:
    """The names are of the sound ones, and none if there is a fault."""
    faults = [
        {
            "file": str(one.path),
            "line": one.line,
            "place": one.fault.place,
            "wrong": one.fault.wrong,
        }
        for one in (error.faults if error else ())
    ]
    return _json({"workflows": list(definitions), "faults": faults})


def usage_as_text(used: Sequence[Usage], days: int) -> str:
    """A table; what is running may have begun earlier."""
    columns = ("begun", "done", "refused", "cancelled", "running")
    rows = [[one.workflow, *(str(getattr(one, name)) for name in columns)] for one in used]
    widest = max(len(row[0]) for row in [[f"in {days} days"], *rows])
    lines = [
        f"{row[0]:{widest}}" + "".join(f"{cell:>{len(name) + 2}}" for cell, name in cells)
        for row in [[f"in {days} days", *columns], *rows]
        if (cells := list(zip(row[1:], columns, strict=True)))
    ]
    return "\n".join(lines)


def usage_as_json(used: Sequence[Usage], days: int) -> str:
    return _json({"days": days, "workflows": [asdict(one) for one in used]})


def walk_as_text(definition: Definition, walk: Walk, zone: str) -> str:
    """In the desk's time."""
    steps = definition.by_id
    lines = [
        f"{stop.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}  "
        f"{stop.step} ({word_of(steps[stop.step])}): {stop.why}"
        for stop in walk.stops
    ]
    lines += [f"{step} is not sent: the request ends before its time" for step in walk.unsent]
    return "\n".join([*lines, f"{definition.id} ends {walk.ending} (times of {zone})"])


def walk_as_json(definition: Definition, walk: Walk) -> str:
    steps = definition.by_id
    stops = [
        {
            "at": stop.at.isoformat(),
            "step": stop.step,
            "do": word_of(steps[stop.step]),
            "why": stop.why,
        }
        for stop in walk.stops
    ]
    return _json(
        {
            "workflow": definition.id,
            "version": definition.version,
            "ending": walk.ending,
            "stops": stops,
            "unsent": walk.unsent,
        }
    )


def changes_as_text(changes: Sequence[Change]) -> str:
    return "\n".join(map(str, changes)) or "nothing changes"


def changes_as_json(changes: Sequence[Change]) -> str:
    return _json(
        {
            "changes": [
                {"kind": one.kind, "what": one.what, "before": one.before, "after": one.after}
                for one in changes
            ]
        }
    )


def _json(told: Mapping[str, object]) -> str:
    return json.dumps(told, indent=2, ensure_ascii=False)
