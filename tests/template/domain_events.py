"""Every event that can be on the bus, by its name: the classes of all `events` in the domain."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

from deskbell import domain


def _found() -> Iterator[tuple[str, type]]:
    for file in sorted(Path(domain.__file__).parent.glob("*/*events.py")):
        module = import_module(f"{domain.__name__}.{file.parent.name}.{file.stem}")
        for name, value in vars(module).items():
            if not isinstance(value, type) or value.__module__ != module.__name__:
                continue
            if is_dataclass(value):
                yield name, value


def events() -> dict[str, type]:
    """Rules tell events apart by their names alone, so no two may share one."""
    found = list(_found())
    assert len(dict(found)) == len(found)
    return dict(found)
