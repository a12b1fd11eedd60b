"""What admins read about the way to AWS is there: commands, parameters, stages and rights."""

import argparse
import re
import tomllib

import pytest

from tests.template.cloudformation import ROOT, Template
from tools.desk.command_line import parser

DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "desk.yaml", *(ROOT / "docs").glob("*.md")]
DOCS.append(ROOT / "workflows" / "README.md")


def commands(of: argparse.ArgumentParser | None = None) -> dict[str, argparse.ArgumentParser]:
    """The operator's commands by name, or the actions of one of them."""
    found = [
        action.choices
        for action in (of or parser())._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(found[0]) if found else {}


def lines() -> list[list[str]]:
    """Every `./deskbell …` of a document, as its words."""
    told = (re.findall(r"\./deskbell ([^`#&;<\n]+)", doc.read_text("utf-8")) for doc in DOCS)
    return [line.split() for found in told for line in found]


def test_every_command_that_is_written_down_exists_with_its_options() -> None:
    known = commands()
    for name, *words in lines():
        if name == "--help":
            continue
        options = {word for word in words if word.startswith("--")}
        assert name in known, name
        command = known[name]
        if actions := commands(command):
            assert words[0] in actions, (name, words)
            command = actions[words[0]]
        assert options <= command._option_string_actions.keys(), (name, words)


def test_every_command_is_written_down_on_the_way_to_a_desk_or_to_its_next_release() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = _section(readme, "Deploy to AWS") + _section(DEPLOYMENT, "Upgrade")
    assert {name for name in commands() if f"./deskbell {name}" not in told} == set()


def test_what_the_runbook_looks_up_in_the_stack_is_there(deployed: Template) -> None:
    runbook = (ROOT / "docs" / "operations.md").read_text("utf-8")
    told = set(re.findall(r"\$\((?:id|queue|arn) (\w+)\)|# or (\w+)\n", runbook))
    names = {name for pair in told for name in pair if name}
    assert len(names) >= 5
    assert names <= deployed.document["Resources"].keys()


def _section(document: str, heading: str) -> str:
    return document.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_every_parameter_of_the_stack_is_told(written: Template) -> None:
    assert {
        name for name in written.document["Parameters"] if f"`{name}`" not in DEPLOYMENT
    } == set()


@pytest.mark.parametrize("stage", ["staging", "production"])
def test_every_stage_is_told(stage: str) -> None:
    stages = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))
    stack = stages[stage]["global"]["parameters"]["stack_name"]
    assert f"| {stage} | `{stack}` | `make deploy STAGE={stage}`" in DEPLOYMENT
