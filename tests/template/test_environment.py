"""Each function is told what its code reads from the environment, and no more than that."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.template import cloudformation
from tests.template.cloudformation import FUNCTIONS, ROOT, Template

RUNTIME = ROOT / "layers/deskbell/deskbell/runtime"
FUNCTION_NAMES = sorted(cloudformation.as_written().of_type("AWS::Serverless::Function"))
SET_BY_OTHERS = {"AWS_REGION", "AWS_ENDPOINT_URL", "DESK_CLOCK_FILE"}
"""By Lambda, and by the local cloud."""


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _variables() -> dict[str, str]:
    """The environment variable behind each field of `Environment`."""
    made = next(
        node
        for node in ast.walk(_parse(RUNTIME / "settings.py"))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "cls"
    )
    return {
        keyword.arg or "": next(
            constant.value
            for constant in ast.walk(keyword.value)
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
        )
        for keyword in made.keywords
    }


def _composition(handler: Path) -> tuple[ast.Module, str]:
    """The module of `runtime/` that the handler is put together by, and the function it calls."""
    for node in ast.walk(_parse(handler)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(value=ast.Name(id="compose"), attr=name):
                    return _parse(RUNTIME / "compose.py"), name
                case ast.Name(id="reception"):
                    return _parse(RUNTIME / "ingress.py"), "reception"
    raise AssertionError(f"{handler} is not put together in runtime/")


def _read_by(module: ast.Module, name: str) -> set[str]:
    """The fields of `env` that a function of the module reads, with all it calls there."""
    parts = {
        node.name: node for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    fields: set[str] = set()
    found, todo = set[str](), {name}
    while todo:
        part = parts[todo.pop()]
        found.add(part.name)
        for node in ast.walk(part):
            match node:
                case ast.Attribute(value=ast.Name(id="env"), attr=field):
                    fields.add(field)
                case ast.Attribute(value=ast.Call(func=ast.Name(id="environment")), attr=field):
                    fields.add(field)
                case ast.Name(id=used) if used in parts and used not in found:
                    todo.add(used)
    return fields


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_function_is_told_what_it_reads_and_no_more(function: str, deployed: Template) -> None:
    properties = deployed.of_type("AWS::Lambda::Function")[function]
    folder, module, _ = properties["Handler"].split(".")
    read = {_variables()[f] for f in _read_by(*_composition(FUNCTIONS / folder / f"{module}.py"))}
    told = {name for name in properties["Environment"]["Variables"] if name.startswith("DESK_")}
    assert told == read - SET_BY_OTHERS
