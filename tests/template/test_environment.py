"""Each function is told what its code reads from the environment, and no more than that."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.template import cloudformation
from tests.template.cloudformation import FUNCTIONS, ROOT, Template

RUNTIME = ROOT / "layers/deskbell/deskbell/runtime"
FUNCTION_NAMES = sorted(cloudformation.as_written().of_type("AWS::Serverless::Function"))
SET_BY_OTHERS = {"AWS_REGION", "AWS_ENDPOINT_URL", "DESK_CLOCK_FILE", "DESK_PHONE_URL"}
"""By Lambda, and by the local cloud."""


@cache
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


def _fields_read(handler: Path) -> set[str]:
    """The fields of `env` that a handler reads, with all that it calls in `runtime/`."""
    fields: set[str] = set()
    found, todo = set[tuple[Path, str]](), {(handler, "handler")}
    while todo:
        file, name = todo.pop()
        found.add((file, name))
        module = _parse(file)
        names, modules = _from_runtime(module)
        for node in _nodes_of(module, name):
            match node:
                case ast.Attribute(value=ast.Name(id="env"), attr=field):
                    fields.add(field)
                case ast.Attribute(value=ast.Call(func=ast.Name(id="environment")), attr=field):
                    fields.add(field)
                case ast.Attribute(value=ast.Name(id=alias), attr=used) if alias in modules:
                    todo |= {(modules[alias], used)} - found
                case ast.Name(id=used):
                    todo |= {(names.get(used, file), used)} - found
    return fields


def _from_runtime(module: ast.Module) -> tuple[dict[str, Path], dict[str, Path]]:
    """What the module imports of `runtime/`: names with their files, and whole modules."""
    names: dict[str, Path] = {}
    modules: dict[str, Path] = {}
    for node in ast.walk(module):
        match node:
            case ast.ImportFrom(module="deskbell.runtime", names=imported):
                modules |= {one.name: RUNTIME / f"{one.name}.py" for one in imported}
            case ast.ImportFrom(module=str(whole), names=imported):
                package, _, of = whole.rpartition(".")
                if package == "deskbell.runtime":
                    names |= {one.name: RUNTIME / f"{of}.py" for one in imported}
    return names, modules


def _nodes_of(module: ast.Module, name: str) -> Iterator[ast.AST]:
    """All of one function or class; nothing where the name is something else."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            yield from ast.walk(node)


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_function_is_told_what_it_reads_and_no_more(function: str, deployed: Template) -> None:
    properties = deployed.of_type("AWS::Lambda::Function")[function]
    folder, module, _ = properties["Handler"].split(".")
    read = {_variables()[field] for field in _fields_read(FUNCTIONS / folder / f"{module}.py")}
    told = {name for name in properties["Environment"]["Variables"] if name.startswith("DESK_")}
    assert told == read - SET_BY_OTHERS
