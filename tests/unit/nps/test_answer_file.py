"""A CSV file of answers, row by row."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from deskbell.adapters.nps.answer_file import Answer, Survey, read_answers
from tests.unit.nps.members import SETTINGS

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SURVEY = Survey("nps", SETTINGS, "America/New_York", "assumed-role/Admin/adam")


class Written(io.RawIOBase):
    """A file of so many rows, which is nowhere as a whole."""

    def __init__(self, rows: int) -> None:
        self.rows, self.left = rows, b""
        self.seek(0)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.left, self.lines = b"", self._lines()
        return 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        assert isinstance(into, memoryview)
        self.left = self.left or next(self.lines, b"")
        size = min(len(into), len(self.left))
        into[:size], self.left = self.left[:size], self.left[size:]
        return size

    def _lines(self) -> Iterator[bytes]:
        yield b"source_event_id,member_id,score,experience_date,comment\n"
        for number in range(self.rows):
            yield f"e{number},m{number},{number % 11},2026-11-22,{'x' * 200}\n".encode()


def peak(rows: int) -> int:
    """Bytes."""
    file: BinaryIO = io.BufferedReader(Written(rows))
    tracemalloc.start()
    read = sum(isinstance(one, Answer) for one in read_answers(file, SURVEY, NOON))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == rows
    return most


def test_a_long_file_takes_no_more_memory_than_a_short_one() -> None:
    peak(100)
    assert peak(2_000) < peak(300) + 20_000
