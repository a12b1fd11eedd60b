"""Who is in a user group of Slack: asked when a page needs it, and remembered for when Slack does
not answer (contact_ports.Groups)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import Protocol

from deskbell.adapters.people import SILENT_FOR, NoAnswer
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import InstallId, PersonId

FRESH_FOR = timedelta(minutes=5)
"""So soon somebody who joins it is called; a storm asks no more often than that."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as Slack had it, and the epoch second until which that needs no refresh."""

    group: str
    members: tuple[PersonId, ...]
    fresh_until: float


class GroupReader(Protocol):
    """The part of slack_ports.Workspace that tells who is in a group."""

    def group_members(self, group: str) -> tuple[PersonId, ...] | NoAnswer: ...


class GroupRows(Protocol):
    """Where they are kept (dynamo/group_rows.py, or a test's dict)."""

    def get(self, install: InstallId, group: str) -> GroupRow | None: ...
    def put(self, install: InstallId, row: GroupRow) -> None: ...


class KnownGroups:
    """Group rows alone, for whoever does not reach Slack: every incident has asked for the groups
    that it may call."""

    def __init__(self, rows: GroupRows) -> None:
        self._rows = rows

    def members(self, install: InstallId, group: str) -> tuple[PersonId, ...]:
        row = self._rows.get(install, group)
        return row.members if row else ()


class CachedGroups:
    """Group rows over Slack's answers. Whatever Slack or the table says, a page goes on."""

    def __init__(
        self, rows: GroupRows, slack: GroupReader, clock: Callable[[], float] = time
    ) -> None:
        self._rows = rows
        self._slack = slack
        self._clock = clock
        self._silent_until = 0.0

    def members(self, install: InstallId, group: str) -> tuple[PersonId, ...]:
        row, now = self._read(install, group), self._clock()
        if row and row.fresh_until > now:
            return row.members
        if now >= self._silent_until:
            answer = self._slack.group_members(group)
            if isinstance(answer, tuple):
                self._write(install, GroupRow(group, answer, now + FRESH_FOR.total_seconds()))
                return answer
            self._silent_until = now + SILENT_FOR.total_seconds()
        return row.members if row else ()

    def _read(self, install: InstallId, group: str) -> GroupRow | None:
        try:
            return self._rows.get(install, group)
        except StoreError:
            return None

    def _write(self, install: InstallId, row: GroupRow) -> None:
        try:
            self._rows.put(install, row)
        except StoreError:
            return
