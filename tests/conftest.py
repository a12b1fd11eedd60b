"""What every test stands on: fresh message catalogues, and no network but this machine. And how
`make test` shares the tests out over the machine's cores.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from tools.catalogues import compile_changed

pytest_plugins = ["tests.running_desk"]
settings.register_profile("deskbell", deadline=None)  # A busy machine is no fault.
settings.load_profile("deskbell")


STACK = "stack"
"""The tests that share the one local stack run in one process, one after the other."""


def pytest_sessionstart(session: pytest.Session) -> None:
    if not _is_worker(session.config):
        compile_changed()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """The stack's tests begin at once, as all the others take no longer; those stay by file."""
    if _is_worker(config):
        for item in items:
            group = STACK if _needs_stack(item) else item.nodeid.partition("::")[0]
            item.add_marker(pytest.mark.xdist_group(group))
    yield
    if _is_worker(config):
        items.sort(key=_needs_stack, reverse=True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Slack waits three seconds for the stack's answer: the other tests take what it leaves."""
    if _is_worker(item.config) and not _needs_stack(item):
        os.setpriority(os.PRIO_PROCESS, 0, 19)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """The fake Slack and the local cloud listen on this machine; nothing else may be reached."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _needs_stack(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("e2e", "browser"))
