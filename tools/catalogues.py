"""Compiles the message catalogues of a checkout, as its build does with `pybabel compile`; for the
tests, and for commands that print texts of the desk."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from deskbell.adapters.languages import CATALOGUES


def compile_changed() -> None:
    """Each catalogue that is older than its source, or was never compiled."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/deskbell.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    with source.open("rb") as text:
        catalogue = read_po(text, abort_invalid=True)
    fresh = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    with fresh.open("wb") as binary:
        write_mo(binary, catalogue)
    fresh.replace(compiled)  # at once: somebody else may be reading it
