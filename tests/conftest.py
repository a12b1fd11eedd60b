"""What every test stands on: fresh message catalogues, and no network but this machine."""

import gc
import os
from contextlib import suppress

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts
from xdist.remote import Producer

from tests.shared_out import ByStackAndFile, in_turn, takes_what_is_left
from tools.catalogues import compile_changed

pytest_plugins = ["tests.running_desk"]
settings.register_profile("deskbell", deadline=None)  # A busy machine is no fault.
settings.load_profile("deskbell")


def pytest_sessionstart(session: pytest.Session) -> None:
    if not _is_worker(session.config):
        compile_changed()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByStackAndFile:
    return ByStackAndFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _is_worker(config):
        in_turn(items)


def pytest_collection_finish() -> None:
    """Modules and tests are no garbage, and to look through them all again and again is slow."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    if _is_worker(item.config):
        with suppress(PermissionError):  # Only root may raise it again.
            os.setpriority(os.PRIO_PROCESS, 0, 19 if takes_what_is_left(item) else 0)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """The fake Slack and the local cloud listen on this machine; nothing else may be reached."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")
