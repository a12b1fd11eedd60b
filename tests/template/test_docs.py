"""The documents say what is there: each path exists, each name has its heading or row.

They fail when somebody adds a setting, an event, a metric or a command and tells nobody.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from deskbell.domain.settings.desk import EmojiAction
from deskbell.runtime import settings
from deskbell.runtime.reporting import Metric
from deskbell.usecases.outbox.send_outbox import Fate
from tests.template.cloudformation import FUNCTIONS, ROOT, Template, as_written
from tests.template.domain_events import events

PRODUCT = ROOT / "layers/deskbell/deskbell"
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
DOCS.append(ROOT / "workflows" / "README.md")
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))

WALK_LINES, MODULE_LINES, HANDLER_LINES = 705, 400, 60
MADE_BY_MAKE = {"build/bench.json"}
OPTIONAL_SETTINGS = {"enterprise"}


def doc(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def has_place(name: str, text: str) -> bool:
    """A row of a table that begins with the name (or lists it there), or a heading."""
    return bool(re.search(rf"^(\| [^|]*|#+ .*)`{re.escape(name)}`", text, re.MULTILINE))


def test_the_readme_counts_the_questions_that_sam_asks() -> None:
    """One for each way in; those that a parameter switches on are asked about as well."""
    asked = [
        event
        for function in as_written().of_type("AWS::Serverless::Function").values()
        for event in function.get("Events", {}).values()
        if event["Type"] == "HttpApi"
    ]
    assert len(asked) == 8
    assert "the eight questions whether a function `has no authentication`" in " ".join(
        doc("README.md").split()
    )


# --- the walk of one request ------------------------------------------------------------------


def walk() -> list[Path]:
    section = doc("README.md").split("## The walk of one request")[1].split("\n## ")[0]
    return [ROOT / path for path in re.findall(r"^\d+\. `([^`]+)`", section, re.MULTILINE)]


def names(file: Path, target: Path) -> bool:
    """By folder and module, or by the module alone where that can mean nothing else."""
    text = file.read_text(encoding="utf-8")
    full = rf"\b{target.parent.name}[./]{target.stem}\b"
    alone = rf"\b{target.stem}\b"
    return bool(re.search(full, text) or (file.stem != target.stem and re.search(alone, text)))


def test_the_walk_leads_from_the_template_to_slack() -> None:
    files = walk()
    assert files[0] == ROOT / "template.yaml"
    assert files[-1].name == "carry_out.py"
    assert [file for file in files if not file.exists()] == []


@pytest.mark.parametrize("step", range(len(walk()) - 1))
def test_each_file_of_the_walk_names_the_next(step: int) -> None:
    file, target = walk()[step : step + 2]
    assert names(file, target), f"{file.relative_to(ROOT)} does not name {target.name}"


def test_the_walk_can_be_read_in_one_sitting() -> None:
    assert sum(length(file) for file in walk() if file.suffix == ".py") <= WALK_LINES


def test_no_module_and_no_handler_is_long() -> None:
    limits = {FUNCTIONS: HANDLER_LINES, ROOT / "layers": MODULE_LINES, ROOT / "tools": MODULE_LINES}
    long = {
        str(file): length(file)
        for place, limit in limits.items()
        for file in place.rglob("*.py")
        if length(file) > limit
    }
    assert long == {}


# --- what has to be told ----------------------------------------------------------------------


def test_every_variable_of_the_environment_is_told() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    variables = set(re.findall(r'"(DESK_\w+)"', source))
    told = doc("docs/settings.md")
    assert {name for name in variables if not has_place(name, told)} == set()


def setting_names() -> set[str]:
    document = yaml.safe_load(doc("desk.yaml"))
    groups = [document, document["workspace"]]
    groups += [*document["inboxes"].values(), *document["forms"].values()]
    groups += [inbox["welcome"] for inbox in document["inboxes"].values()]
    return {key for group in groups for key in group} | OPTIONAL_SETTINGS | set(EmojiAction)


@pytest.mark.parametrize("name", sorted(setting_names()))
def test_every_setting_is_told(name: str) -> None:
    assert has_place(name, doc("docs/settings.md"))


@pytest.mark.parametrize("name", sorted(events()))
def test_every_event_is_told_with_its_fields(name: str) -> None:
    [row] = re.findall(rf"^\| `{name}` .*$", doc("docs/events.md"), re.MULTILINE)
    expected = {field.name for field in fields(events()[name])}
    assert set(re.findall(r"`(\w+)`", row.split("|")[-2])) == expected


def test_every_field_that_rides_on_an_event_is_told() -> None:
    golden = json.loads(doc("events/bus/TicketOpened.json"))
    told = doc("docs/events.md")
    assert {name for name in golden["detail"] if not has_place(name, told)} == set()


def counted_and_logged() -> Iterator[str]:
    """Names of log lines where they are written as they are."""
    for file in [*FUNCTIONS.rglob("*.py"), *(PRODUCT / "runtime").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            match node.func:
                case ast.Attribute(attr="info" | "warning" | "error" | "exception"):
                    said = node.args[:1]
                case ast.Name(id="report_failure" | "log_failure"):
                    said = node.args[:1]
                case _:
                    continue
            yield from (str(one.value) for one in said if isinstance(one, ast.Constant))


def test_every_metric_and_log_line_is_told() -> None:
    wanted = {*counted_and_logged(), *Metric, *Fate, "SlackRequest"}
    told = doc("docs/operations.md")
    assert {name for name in wanted if not has_place(name, told)} == set()


def test_every_dead_letter_queue_is_told(written: Template) -> None:
    queues = {name for name in written.of_type("AWS::SQS::Queue") if "DeadLetters" in name}
    told = doc("docs/operations.md")
    assert {name for name in queues if not has_place(name, told)} == set()


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", doc("Makefile"), re.MULTILINE))


def test_every_command_of_make_help_is_told_and_no_other() -> None:
    told = {
        name for file in DOCS for name in re.findall(r"(?<!\w)make ([a-z-]+)\b", _commands(file))
    }
    assert told == targets()


def _commands(file: Path) -> str:
    """What stands as code in a document."""
    text = file.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text)])


def test_the_readme_begins_with_two_commands() -> None:
    first = re.findall(r"^```sh\n(.*?)```", doc("README.md"), re.MULTILINE | re.DOTALL)[0]
    assert re.findall(r"^make (\w+)", first, re.MULTILINE) == ["run", "test"]


# --- what is said is there --------------------------------------------------------------------


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_and_path_of_a_document_exists(file: Path) -> None:
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    paths = re.findall(r"`(\.?[\w-][\w.-]*/[\w./-]*|[\w.-]+\.(?:py|yaml|po))`", text)
    missing = [link for link in links if "://" not in link and not _leads(file, link)]
    missing += [path for path in paths if not _exists(path)]
    assert missing == []


def _leads(file: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (file.parent / name).resolve() if name else file
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(file: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _exists(path: str) -> bool:
    """From the root or within the product; a bare name anywhere in our code."""
    if path in MADE_BY_MAKE:
        return True
    if "/" in path or (ROOT / path).exists():
        return (ROOT / path).exists() or (PRODUCT / path).exists()
    return any(next(place.rglob(path), None) for place in (FUNCTIONS, PRODUCT, ROOT / "tests"))


# --- decisions --------------------------------------------------------------------------------


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_says_what_why_and_what_else(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(file.name[:4])}. ")
    assert "**Decision.**" in text
    assert "**Why.**" in text
    assert re.search(r"\*\*Alternatives?\.\*\*", text)
