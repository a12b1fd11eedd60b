"""Files in memory: announced, uploaded, shared, deleted; the Web API, people and pages use them."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePath

from tools.fake_slack.state.clock import Clock
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.installs import Install

LARGEST = 20_000_000
"""Bytes of one file; Slack takes a gigabyte."""
ROOM = 100_000_000
"""Bytes of all files; beyond it the oldest are deleted, as on a free plan."""
MOST_FILES = 10_000
"""Files and addresses for uploads; beyond it the oldest are forgotten."""
DEFAULT_TYPE = "application/octet-stream"
_TEXT_TYPES = {"txt": "text", "md": "markdown", "py": "python", "js": "javascript"}


@dataclass(slots=True, eq=False)
class File:
    """`user` brought it; `install` is the app that did, if it was one. `shares` are messages."""

    id: str
    name: str
    user: str
    created: int
    length: int
    install: Install | None = None
    title: str = ""
    alt_text: str = ""
    snippet_type: str = ""
    content: bytes | None = None
    is_complete: bool = False
    is_deleted: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)

    @property
    def mimetype(self) -> str:
        if self.snippet_type:
            return "text/plain"
        return mimetypes.guess_type(self.name)[0] or DEFAULT_TYPE

    @property
    def filetype(self) -> str:
        """Slack's short word, most often the ending of the name."""
        ending = PurePath(self.name).suffix.lstrip(".").lower()
        return self.snippet_type or _TEXT_TYPES.get(ending, ending or "binary")


class UploadRefused(Exception):
    """The bytes are not what was announced; the text says why."""


class Files:
    def __init__(self, base_url: str, clock: Clock, ids: Ids, room: int = ROOM) -> None:
        self.base_url = base_url
        self._room = room
        self._clock = clock
        self._ids = ids
        self._files: dict[str, File] = {}
        self._tickets: dict[str, File] = {}

    def find(self, file_id: str) -> File | None:
        """Deleted ones and ones that are still on their way too."""
        return self._files.get(file_id)

    def announce(
        self,
        name: str,
        length: int,
        install: Install,
        *,
        alt_text: str = "",
        snippet_type: str = "",
    ) -> tuple[File, str]:
        """What an app is going to upload, and the address for it."""
        file = self._new(name, length, install.bot_user)
        file.install, file.alt_text, file.snippet_type = install, alt_text, snippet_type
        ticket = self._ids.secret()
        self._tickets[ticket] = file
        _keep_newest(self._tickets)
        return file, f"{self.base_url}/files/upload/v1/{ticket}"

    def receive(self, ticket: str, content: bytes) -> File:
        """The bytes of an announced file; an address takes them once."""
        file = self._tickets.get(ticket)
        if file is None:
            raise UploadRefused("there is no such upload")
        if len(content) != file.length:
            raise UploadRefused(f"expected {file.length} bytes, got {len(content)}")
        del self._tickets[ticket]
        self._keep(file, content)
        return file

    def bring(self, name: str, content: bytes, user: str) -> File:
        """A person's file, there at once."""
        file = self._new(name, len(content), user)
        file.title, file.is_complete = name, True
        self._keep(file, content)
        return file

    def delete(self, file: File) -> None:
        file.content, file.is_deleted = None, True

    def _new(self, name: str, length: int, user: str) -> File:
        file = File(self._ids.next("F0"), name, user, int(self._clock.now()), length)
        self._files[file.id] = file
        _keep_newest(self._files)
        return file

    def _keep(self, file: File, content: bytes) -> None:
        file.content = content
        taken = sum(len(one.content or b"") for one in self._files.values())
        for old in self._files.values():
            if taken <= self._room:
                return
            taken -= len(old.content or b"")
            if old.content is not None and old is not file:
                self.delete(old)


def _keep_newest(files: dict[str, File]) -> None:
    if len(files) > MOST_FILES:
        del files[next(iter(files))]
