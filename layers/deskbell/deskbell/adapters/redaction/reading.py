"""A text as the rules read it: one letter for all that look the same, and the way back.

Whoever hides a number writes it full width, with invisible signs in between or with letters of
another alphabet. So the rules never see the text itself; `original` says what of it they meant.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from deskbell.domain.redaction import Kind

BARRIER = "\x00"
"""Stands for what is withheld already: no rule goes beyond it."""
LETTER = r"[^\W\d_]"


class Span(NamedTuple):
    """`text[start:end]`, of a reading or of the original."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """`plain` is in lower case, without accents, with ASCII's digits; `cased` the same with case.

    `starts[i]` is where in the original sign i begins, and one more for its end.
    """

    plain: str
    cased: str
    starts: Sequence[int]

    def original(self, span: Span) -> Span:
        return Span(self.starts[span.start], self.starts[span.end], span.kind)

    def without(self, spans: Iterable[Span]) -> "Reading":
        """With barriers where `spans` of the original are."""
        plain, cased = list(self.plain), list(self.cased)
        for start, end, _ in spans:
            for at in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
                plain[at] = cased[at] = BARRIER
        return Reading("".join(plain), "".join(cased), self.starts)

    def together(self) -> "Reading | None":
        """With words that are spelled out (B.e.n, 김 민 준) closed up; None if there are none."""
        kept = [True] * len(self.plain)
        for found in _SPELLED.finditer(self.plain):
            for at in range(found.start(), found.end()):
                kept[at] = self.plain[at].isalpha()
        if all(kept):
            return None
        left = [at for at, stays in enumerate(kept) if stays]
        return Reading(
            "".join(self.plain[at] for at in left),
            "".join(self.cased[at] for at in left),
            [*(self.starts[at] for at in left), self.starts[-1]],
        )


_SPELLED = re.compile(rf"(?<!{LETTER})(?:{LETTER}[ .\-_*/|]{{1,2}}){{1,60}}{LETTER}(?!{LETTER})")
_SIGN = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|%40|.", re.IGNORECASE | re.DOTALL)


def read(text: str) -> Reading:
    plain: list[str] = []
    cased: list[str] = []
    starts: list[int] = []
    for found in _SIGN.finditer(text):
        for sign in _signs(found[0]):
            if composed := _hangul(cased[-1] if cased else "", sign):
                plain[-1] = cased[-1] = composed
                continue
            cased.append(sign)
            plain.append(sign.lower()[0])
            starts.append(found.start())
    return Reading("".join(plain), "".join(cased), [*starts, len(text)])


def _signs(written: str) -> str:
    if len(written) == 1:
        return _folded(written)
    if written == "%40":
        return "@"
    return "".join(_folded(sign) for sign in html.unescape(written))


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if " " <= sign <= "~":
        return sign
    if sign in _SAME:
        return _SAME[sign]
    return "".join(_base(part) for part in unicodedata.normalize("NFKC", sign))


def _base(sign: str) -> str:
    if sign in _SAME:
        return _SAME[sign]
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Pd":
        return "-"
    if category[0] == "Z":
        return " "
    if category in ("Cc", "Cf", "Mn", "Me"):
        return ""
    if _L0 <= ord(sign) <= _T_LAST or "\uac00" <= sign <= "\ud7a3":
        return sign
    bare = unicodedata.normalize("NFD", sign)[0]
    return _SAME.get(bare, bare)


_SAME = {
    **{sign: " " for sign in "\t\u2800"},
    **{sign: "\n" for sign in "\n\r\u2028\u2029\x85"},
    **{sign: "" for sign in "\u115f\u1160\u3164\uffa0"},
    **{sign: "'" for sign in "‘’‛ʼʹ`´′＇"},
    **{sign: "." for sign in "·•∙⋅ㆍ・。｡‧●"},
    **{sign: "-" for sign in "−‒⁃ー―∼〜ㅡ"},
    **{sign: "/" for sign in "∕⁄╱"},
    **dict(zip("łŁøØđĐıĸ", "lLoOdDik", strict=True)),
    # Letters of other alphabets that look like ours.
    **dict(zip("аесорхуіјѕԁԛԝһӏвнкмтгп", "aecopxyijsdqwhlbhkmtrn", strict=True)),
    **dict(zip("АВЕКМНОРСТХУІЈЅԌ", "ABEKMHOPCTXYIJSG", strict=True)),
    **dict(zip("αβεικνορτυχω", "abeiknoptuxw", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
}
_L0, _V0, _T0, _T_LAST = 0x1100, 0x1161, 0x11A7, 0x11FF


def _hangul(before: str, sign: str) -> str:
    """The syllable that a Korean letter makes with the one before it, as macOS writes them."""
    if not before or not _L0 <= ord(sign) <= _T_LAST:
        return ""
    lead, letter = ord(before), ord(sign)
    if _L0 <= lead < _L0 + 19 and _V0 <= letter < _V0 + 21:
        return chr(0xAC00 + ((lead - _L0) * 21 + letter - _V0) * 28)
    syllable = lead - 0xAC00
    if 0 <= syllable < 11172 and syllable % 28 == 0 and _T0 < letter < _T0 + 28:
        return chr(lead + letter - _T0)
    return ""


def spans(reading: Reading, pattern: re.Pattern[str], kind: Kind) -> Iterator[Span]:
    """Where `pattern` is; its group `it`, where it has one."""
    for found in pattern.finditer(reading.plain):
        group = "it" if found.groupdict().get("it") else 0
        yield Span(found.start(group), found.end(group), kind)
