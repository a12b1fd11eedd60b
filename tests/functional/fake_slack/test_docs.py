"""What the fake says about itself is so."""

import re
from pathlib import Path

from tests.functional.fake_slack.harness import ROOT

FAKE = ROOT / "tools" / "fake_slack"
MODULE = re.compile(r"(?<![\w*.])[\w/]+\.(?:py|js)\b")


def modules_in(folder: Path) -> list[str]:
    paths = (path.as_posix() for path in folder.rglob("*") if path.suffix in (".py", ".js"))
    return [path for path in paths if "/vendor/" not in path]


def named_but_missing(text: Path, modules: list[str]) -> set[str]:
    named = set(MODULE.findall(text.read_text(encoding="utf-8")))
    return {one for one in named if not any(path.endswith(f"/{one}") for path in modules)}


def test_every_module_that_a_module_names_is_there() -> None:
    modules = modules_in(FAKE)
    missing = {path: named_but_missing(Path(path), modules) for path in modules}
    assert {path: names for path, names in missing.items() if names} == {}


def test_every_module_that_the_readme_names_is_there() -> None:
    modules = [*modules_in(FAKE), *modules_in(ROOT / "tests")]
    assert named_but_missing(FAKE / "README.md", modules) == set()
