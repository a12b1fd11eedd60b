"""What every test stands on: fresh message catalogues, and no network but this machine."""

import os
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pytest_socket import socket_allow_hosts

from deskbell.adapters.languages import CATALOGUES

pytest_plugins = ["tests.running_desk"]


def pytest_sessionstart() -> None:
    """Compiles each catalogue that changed, as the build does with `pybabel compile`."""
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
    fresh.replace(compiled)  # at once: another test run may be reading it


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """The fake Slack and the local cloud listen on this machine; nothing else may be reached."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
