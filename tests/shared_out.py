"""How `make test CORES=…` shares the tests out over the machine's cores (pytest-xdist).

What needs the local stack runs in one process, one after the other, and begins at once. The rest
goes by file to whichever process is free: first what needs neither, at the lowest priority, since
Slack waits three seconds for the stack's answer; last the pages, which the browser shows in
seconds only on a core of their own. xdist's own groups do not know pytest 9.2's node ids.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

THE_STACK = (
    "tests/browser/test_first_ticket_page.py",
    "tests/browser/test_guided_request_page.py",
    "tests/browser/test_loaner_laptop_page.py",
    "tests/browser/test_outage_page.py",
    "tests/contracts/test_emulator_canaries.py",
    "tests/e2e",
    "tests/flows",
    "tests/unit/local_cloud/test_lifecycle.py",
)
PAGES = ("tests/browser",)
SLACK_WAITS = ("tests/contracts/test_aws_calls.py",)
"""A desk of their own, which has to answer its own fake Slack within three seconds, too."""


def in_turn(items: list[pytest.Item]) -> None:
    """Sort what was collected into the order in which it is given out.

    Raises:
        pytest.UsageError: a test is marked as one that drives the stack, and is not in `THE_STACK`.
    """
    for item in items:
        if item.get_closest_marker("e2e") and not _is_in(item.nodeid, THE_STACK):
            raise pytest.UsageError(f"{item.nodeid} needs the stack: add its file to THE_STACK")
    items.sort(key=lambda item: _turn(item.nodeid))


def takes_what_is_left(item: pytest.Item) -> bool:
    """Whether this is a test that nobody outside this process waits for."""
    return _turn(item.nodeid) == 1 and not _is_in(item.nodeid, SLACK_WAITS)


class ByStackAndFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Shares out whole files, and all files of the stack as one."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # `in_turn` has said what comes first.

    def _split_scope(self, nodeid: str) -> str:
        return "the stack" if _turn(nodeid) == 0 else nodeid.partition("::")[0]


def _turn(nodeid: str) -> int:
    if _is_in(nodeid, THE_STACK):
        return 0
    return 2 if _is_in(nodeid, PAGES) else 1


def _is_in(nodeid: str, places: Sequence[str]) -> bool:
    file = PurePosixPath(nodeid.partition("::")[0])
    return any(file.is_relative_to(place) for place in places)
