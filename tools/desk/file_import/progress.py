"""How far an import has come, in a file beside the one that it reads: what a crash leaves behind.

A row that is sent twice changes nothing, so it may be behind what was sent, never ahead of it.
"""

import hashlib
import json
from io import BufferedReader
from pathlib import Path

from tools.desk.errors import OperatorError


class Progress:
    """Of importing `file` into a queue as what `source` sends."""

    def __init__(self, path: Path, file: BufferedReader, queue: str, source: str) -> None:
        self._path = path.with_name(f"{path.name}.progress")
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        self._of = {"file": digest, "queue": queue, "source": source}

    def line(self) -> int | None:
        """The last line that was sent; None if no import of this was begun. Raises OperatorError if
        it was one of something else."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._unusable("cannot be read") from error
        match stored:
            case {"line": int(line), **of} if of == self._of:
                return line
        raise self._unusable("is of another file, source or desk")

    def save(self, line: int) -> None:
        """All at once, however the computer stops."""
        fresh = self._path.with_name(f"{self._path.name}.new")
        try:
            fresh.write_text(json.dumps({**self._of, "line": line}), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            wrong = f"{self._path}: cannot be written ({error.strerror})"
            raise OperatorError(wrong, "put the file into a folder where you may write") from error

    def end(self) -> None:
        self._path.unlink(missing_ok=True)

    def _unusable(self, why: str) -> OperatorError:
        return OperatorError(
            f"{self._path} {why}", "leave --resume out: what was imported before counts once"
        )
