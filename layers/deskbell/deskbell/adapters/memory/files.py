"""The files of a small Slack in memory; workspace.py is one that has them."""

from collections.abc import Callable
from functools import cached_property
from typing import Protocol, TypeVar

from deskbell.usecases.slack_ports import Later, Never, Unknown

NoAnswer = Later | Unknown | Never
_T = TypeVar("_T")


class Calling(Protocol):
    @property
    def files(self) -> dict[str, tuple[str, bytes]]: ...
    def _call(self, method: str, place: str, do: Callable[[], _T]) -> _T | NoAnswer: ...


class MemoryFiles:
    @cached_property
    def files(self) -> dict[str, tuple[str, bytes]]:
        """By id: name and content."""
        return {}

    def upload(self: Calling, name: str, content: bytes) -> str | NoAnswer:
        def do() -> str:
            file = f"F0FILE{len(self.files):04}"
            self.files[file] = (name, content)
            return file

        return self._call("files.completeUploadExternal", name, do)
