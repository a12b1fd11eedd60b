"""A picture of few colours as a PNG, drawn by rectangles and digits; the charts draw on it.

Our own: what draws charts would be the largest part of the layer (docs/decisions/0032).
"""

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
"""Left, top, right and bottom; right and bottom do not belong to it."""

GLYPHS = {
    "0": "75557",
    "1": "26227",
    "2": "71747",
    "3": "71717",
    "4": "55711",
    "5": "74717",
    "6": "74757",
    "7": "71222",
    "8": "75757",
    "9": "75717",
    "-": "00700",
    "k": "45655",
    "n": "00655",
}
"""Five rows of three dots each, as octal digits."""
GLYPH_WIDTH, GLYPH_HEIGHT = 3, 5


class Canvas:
    """The first one of `palette` is the ground."""

    def __init__(self, width: int, height: int, palette: Sequence[Colour]) -> None:
        self._width, self._height, self._palette = width, height, palette
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(self, box: Box, colour: int) -> None:
        """What lies outside is not drawn."""
        left, top, right, bottom = box
        left, right = max(left, 0), min(right, self._width)
        for row in self._rows[max(top, 0) : max(bottom, 0)]:
            row[left:right] = bytes([colour]) * max(right - left, 0)

    def write(self, text: str, centre: int, top: int, dot: int, colour: int) -> None:
        """In dots of that size, around `centre`."""
        left = centre - width_of(text, dot) // 2
        for letter in text:
            for row, bits in enumerate(map(int, GLYPHS[letter])):
                for column in range(GLYPH_WIDTH):
                    if bits >> (GLYPH_WIDTH - 1 - column) & 1:
                        x, y = left + column * dot, top + row * dot
                        self.fill((x, y, x + dot, y + dot), colour)
            left += (GLYPH_WIDTH + 1) * dot

    def png(self) -> bytes:
        """Eight bits a dot, by the palette (ISO/IEC 15948)."""
        header = struct.pack(">IIBBBBB", self._width, self._height, 8, 3, 0, 0, 0)
        colours = b"".join(map(bytes, self._palette))
        dots = zlib.compress(b"".join(b"\0" + row for row in self._rows), 9)
        parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", dots), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def width_of(text: str, dot: int) -> int:
    return max(len(text) * (GLYPH_WIDTH + 1) - 1, 0) * dot


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
