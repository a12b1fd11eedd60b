"""The picture of the weeks, dot by dot, read by a reader of its own."""

import struct
import zlib

import pytest

from deskbell.adapters.pictures.nps_weeks import (
    BAND,
    HEIGHT,
    LEFT,
    POINT,
    WIDTH,
    draw_weeks,
    short,
)
from deskbell.domain.nps.net_score import Scores

WEEKS = [str(number) for number in range(36, 48)]
NOBODY = Scores()


def read(png: bytes) -> list[bytes]:
    """Its rows; each part has to be whole."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    parts, rest = dict[bytes, bytes](), png[8:]
    while rest:
        (size,) = struct.unpack(">I", rest[:4])
        kind, content, check = rest[4:8], rest[8 : 8 + size], rest[8 + size : 12 + size]
        assert struct.unpack(">I", check) == (zlib.crc32(kind + content),)
        parts[kind], rest = content, rest[12 + size :]
    assert list(parts) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *rest_of_it = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (width, height, rest_of_it) == (WIDTH, HEIGHT, [8, 3, 0, 0, 0])
    dots = zlib.decompress(parts[b"IDAT"])
    rows = [dots[n * (width + 1) : (n + 1) * (width + 1)] for n in range(height)]
    assert {row[0] for row in rows} == {0}
    return [row[1:] for row in rows]


def columns(rows: list[bytes], colour: int) -> set[int]:
    """The weeks in which that colour is."""
    wide = (WIDTH - LEFT) // len(WEEKS)
    return {(x - LEFT) // wide for row in rows for x, dot in enumerate(row) if dot == colour}


def test_each_week_that_somebody_answered_in_has_its_interval_and_its_point() -> None:
    rows = read(draw_weeks([(w, NOBODY if w in "3843" else Scores(9, 4, 3)) for w in WEEKS]))
    there = {n for n, week in enumerate(WEEKS) if week not in "3843"}
    assert columns(rows, BAND) == columns(rows, POINT) == there


def test_a_better_week_is_higher() -> None:
    good, bad = Scores(50, 0, 0), Scores(0, 0, 50)
    rows = read(draw_weeks([(w, good if w == "36" else bad) for w in WEEKS]))
    found = [y for y, row in enumerate(rows) if BAND in row[LEFT : LEFT + 70]]
    others = [y for y, row in enumerate(rows) if BAND in row[LEFT + 70 :]]
    assert max(found) < min(others)


@pytest.mark.parametrize("scores", [NOBODY, Scores(10**6, 0, 0), Scores(0, 0, 10**9)])
def test_whatever_there_is_it_is_a_picture(scores: Scores) -> None:
    assert len(draw_weeks([(week, scores) for week in WEEKS])) < 10_000
    read(draw_weeks([("01", scores)]))


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (999, "999"), (1_000, "1k"), (3_999, "3k"), (10**9, "999k")]
)
def test_however_many_have_answered_it_fits(count: int, words: str) -> None:
    assert short(count) == words
