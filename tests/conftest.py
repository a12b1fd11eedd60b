"""What every test stands on: fresh message catalogues, and no network but this machine."""

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from tools.catalogues import compile_changed

pytest_plugins = ["tests.running_desk"]
settings.register_profile("deskbell", deadline=None)  # A busy machine is no fault.
settings.load_profile("deskbell")


def pytest_sessionstart() -> None:
    compile_changed()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """The fake Slack and the local cloud listen on this machine; nothing else may be reached."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
