"""`./deskbell workflow`: new, lint, preview, dry-run, diff and usage.

Of files alone, but for `usage`, which reads a desk's table; nothing but `new` writes.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.diff import diff
from deskbell.domain.catalogue.preview import as_mermaid, as_texts
from deskbell.domain.catalogue.vocabulary import Vocabulary
from deskbell.domain.settings import values
from deskbell.domain.settings.faults import Fault, one_of
from deskbell.domain.settings.section import Section
from deskbell.domain.texts import LANGUAGES
from tools.desk.deployment import Account
from tools.desk.errors import OperatorError
from tools.desk.settings_file import SettingsFile, SettingsFileError, read_settings
from tools.desk.workflows import report
from tools.desk.workflows.catalogue_files import (
    CatalogueError,
    read_catalogue,
    read_copy,
    read_workflow,
)
from tools.desk.workflows.desk_names import vocabulary_of
from tools.desk.workflows.first_workflow import first_workflow
from tools.desk.workflows.published import workflows_beside
from tools.desk.workflows.used import used
from tools.desk.workflows.walking import walked
from tools.desk.yaml_source import load


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    desk_file: argparse.ArgumentParser,
    where: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    workflow = commands.add_parser(
        "workflow",
        help="write, check and try definitions of workflows",
        description="Definitions of workflows, which people begin with an emoji, a command or in "
        "the Home tab: written, checked and tried here, published by push.",
    )
    actions = workflow.add_subparsers(dest="action", required=True, metavar="ACTION")
    folder = _folder()
    new = actions.add_parser(
        "new",
        parents=[desk_file, folder],
        help="write a small one to begin with",
        description="Writes a small sound definition to put your own words into. Overwrites none.",
    )
    new.add_argument("--name", required=True, help="small letters, digits, - and _")
    new.add_argument("--owner", required=True, help="an inbox, or somebody in people")
    new.add_argument(
        "--language",
        action="append",
        choices=LANGUAGES,
        help="that its texts are in; again for more (default: all)",
    )
    actions.add_parser(
        "lint",
        parents=[desk_file, folder, as_json],
        help="name each fault with its line",
        description="Checks each definition, and all of them together, against FILE. Ends with 1 "
        "if there is any fault.",
    )
    preview = actions.add_parser(
        "preview",
        parents=[desk_file, folder],
        help="draw it, and show its texts",
        description="Prints the flow as a Mermaid diagram, then every form and message.",
    )
    preview.add_argument("--name", required=True)
    preview.add_argument(
        "--language", choices=LANGUAGES, help="of the texts (default: the first that it has)"
    )
    preview.add_argument("--only", choices=("flow", "texts"), help="one of the two alone")
    _add_dry_run(actions, [desk_file, folder, as_json])
    change = actions.add_parser(
        "diff",
        parents=[desk_file, as_json],
        help="say what a change changes for people",
        description="Compares two versions of a workflow and says what people would notice.",
    )
    change.add_argument("--old", type=Path, required=True, help="the file as it was")
    change.add_argument("--new", type=Path, required=True, help="the file as it is")
    used = actions.add_parser(
        "usage",
        parents=[where, as_json],
        help="count how often each is used, in a deployed desk",
        description="Counts what was begun and how it ended in the last days, and what is running.",
    )
    used.add_argument("--days", type=int, default=30, help="up to today, in UTC (default: 30)")


def _add_dry_run(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    parents: list[argparse.ArgumentParser],
) -> None:
    walk = actions.add_parser(
        "dry-run",
        parents=parents,
        help="walk through it, with each step's time and reason",
        description="Says what would happen, when and why, if people answer so. Changes nothing.",
    )
    walk.add_argument("--name", required=True)
    walk.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="what a form says, people as FILE names them; again for more",
    )
    walk.add_argument(
        "--result",
        action="append",
        default=[],
        metavar="STEP=RESULT",
        help="how a step ends, such as manager_agrees=rejected (default: well); again for more",
    )
    walk.add_argument(
        "--at", metavar="TIME", help="in the desk's zone, as 2026-11-23T10:00 (default: now)"
    )


def _folder() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument(
        "--folder", type=Path, help="where the definitions are (default: workflows beside FILE)"
    )
    return parent


def run(
    chosen: argparse.Namespace,
    account: Callable[[], Account],
    now: Callable[[], datetime],
) -> int:
    """Raises SettingsFileError, CatalogueError, OperatorError, and what AWS says."""
    if chosen.action == "usage":
        show = report.usage_as_json if chosen.json else report.usage_as_text
        print(show(used(account(), now(), chosen.days), chosen.days))
        return 0
    settings = _desk_in(chosen.file)
    vocabulary = vocabulary_of(settings)
    match chosen.action:
        case "new":
            print(_new(chosen, settings, vocabulary))
        case "lint":
            return _lint(chosen, vocabulary)
        case "preview":
            definition = _named(_folder_of(chosen), chosen.name, vocabulary)
            print(_previewed(definition, chosen.language, chosen.only))
        case "dry-run":
            definition = _named(_folder_of(chosen), chosen.name, vocabulary)
            print(walked(chosen, definition, settings))
        case "diff":
            changes = diff(*(read_copy(path, vocabulary) for path in (chosen.old, chosen.new)))
            tell = report.changes_as_json if chosen.json else report.changes_as_text
            print(tell(changes))
    return 0


def check_beside(desk_file: Path, settings: SettingsFile) -> int | None:
    """How many definitions stand in the folder beside the file, None if one of them has a fault,
    which is told on the error output; `check` asks."""
    try:
        definitions = read_catalogue(workflows_beside(desk_file), vocabulary_of(settings))
    except CatalogueError as error:
        print(report.faults_as_text(error, desk_file), file=sys.stderr)
        return None
    return len(definitions)


def _desk_in(file: Path) -> SettingsFile:
    """The slip of naming a workflow where the desk's file belongs has an answer of its own."""
    try:
        return read_settings(file)
    except SettingsFileError:
        if file.exists() and {"start", "steps"} <= _keys_of(file):
            wrong = f"{file} is a workflow, and a desk's file belongs here"
            mend = "leave it out; workflows are found in the folder beside desk.yaml"
            raise OperatorError(wrong, mend) from None
        raise


def _keys_of(file: Path) -> frozenset[str]:
    document = load(file).document
    return frozenset(document) if isinstance(document, Mapping) else frozenset()


def _folder_of(chosen: argparse.Namespace) -> Path:
    return chosen.folder or workflows_beside(chosen.file)


def _new(chosen: argparse.Namespace, settings: SettingsFile, vocabulary: Vocabulary) -> str:
    folder, owner = _folder_of(chosen), chosen.owner
    _refuse_names(chosen.name, owner, vocabulary)
    path = folder / f"{chosen.name}.yaml"
    inbox = owner if owner in vocabulary.inboxes else next(iter(settings.desk.inboxes))
    text = first_workflow(chosen.name, owner, inbox, chosen.language or LANGUAGES)
    folder.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise OperatorError(f"{path} is there already", "choose another name") from None
    return f"{path}: put in your own words, then ./deskbell workflow lint"


def _refuse_names(name: str, owner: str, vocabulary: Vocabulary) -> None:
    faults: list[Fault] = []
    asked = Section({"name": name}, faults)
    values.name(asked, "name")
    owners = sorted((*vocabulary.inboxes, *vocabulary.people))
    asked.choose(owner, owners, "neither an inbox nor somebody in people", "owner")
    if faults:
        raise SettingsFileError("\n".join(f"--{fault}" for fault in faults))


def _lint(chosen: argparse.Namespace, vocabulary: Vocabulary) -> int:
    folder = _folder_of(chosen)
    definitions: Mapping[str, Definition] = {}
    found = None
    if not any(folder.glob("*.yaml")):
        raise _empty(folder)
    try:
        definitions = read_catalogue(folder, vocabulary)
    except CatalogueError as error:
        found = error
    if chosen.json:
        print(report.lint_as_json(definitions, found))
    elif found:
        print(report.faults_as_text(found, chosen.file), file=sys.stderr)
    else:
        count = len(definitions)
        print(f"{count} {'workflow' if count == 1 else 'workflows'}, no faults")
    return 1 if found else 0


def _named(folder: Path, name: str, vocabulary: Vocabulary) -> Definition:
    path = folder / f"{name}.yaml"
    if not path.exists():
        names = sorted(one.stem for one in folder.glob("*.yaml"))
        if not names:
            raise _empty(folder)
        raise OperatorError(f"there is no workflow {name}", one_of(names, name))
    return read_workflow(path, vocabulary)


def _empty(folder: Path) -> OperatorError:
    mend = "write one: ./deskbell workflow new --name … --owner …, or name the --folder"
    return OperatorError(f"there is no workflow in {folder}", mend)


def _previewed(definition: Definition, language: str | None, only: str | None) -> str:
    spoken = language or definition.languages[0]
    if spoken not in definition.languages:
        has = ", ".join(definition.languages)
        raise OperatorError(f"{definition.id} has no texts in {spoken}", f"choose one of: {has}")
    parts = {"flow": as_mermaid, "texts": as_texts}
    return "\n\n".join(
        part(definition, spoken) for name, part in parts.items() if only in (None, name)
    )
