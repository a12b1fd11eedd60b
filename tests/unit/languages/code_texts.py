"""Which keys of the catalogues the code uses, read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = (ROOT / "layers" / "deskbell" / "deskbell", ROOT / "functions")
NAMESPACES = (
    *("dm", "notice", "whisper", "card", "title", "status"),
    *("button", "modal", "error", "reason", "guide", "weekday", "home", "found", "digest"),
    *("menu", "channel", "privacy", "mail", "lending", "duty", "edits", "redacted", "joined"),
)
_KEY = re.compile(rf"(?:{'|'.join(NAMESPACES)})(?:\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class UsedText:
    """A key that the code names; `args` where they are written beside it."""

    key: str
    where: str
    args: frozenset[str] | None = None


def used_texts() -> list[UsedText]:
    """Every literal key, whatever it is passed to."""
    return [text for tree, name in _trees() for text in _literals(tree, name)]


def used_patterns() -> list[re.Pattern[str]]:
    """Keys put together at run time, such as `status.{…}`, with anything in the gaps."""
    return [pattern for tree, _ in _trees() for pattern in _patterns(tree)]


def _trees() -> Iterator[tuple[ast.Module, str]]:
    for folder in SOURCES:
        for path in sorted(folder.rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT))


def _literals(tree: ast.Module, name: str) -> Iterator[UsedText]:
    in_pieces = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    with_args = {
        id(node.args[0]): _args(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in in_pieces:
            continue
        if isinstance(node.value, str) and _KEY.fullmatch(node.value):
            yield UsedText(node.value, f"{name}:{node.lineno}", with_args.get(id(node)))


def _args(call: ast.Call) -> frozenset[str] | None:
    """The argument names of `Text("…", {…})`, `translate("…", language, …)` and their like."""
    if isinstance(call.func, ast.Name) and call.func.id == "Text":
        if len(call.args) == 1:
            return frozenset()
        keys = call.args[1].keys if isinstance(call.args[1], ast.Dict) else [None]
        names = [key.value for key in keys if isinstance(key, ast.Constant)]
        return frozenset(map(str, names)) if len(names) == len(keys) else None
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(str(name) for name in names)


def _patterns(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_.]+"
                for part in node.values
            ]
            if parts[0].startswith(tuple(f"{name}\\." for name in NAMESPACES)):
                yield re.compile("".join(parts))
