"""Where a Korean text names somebody: 김민준, 민준이가, 김 매니저, ㄱㅁㅈ.

Also somebody whom the directory knows as Kim Minjun.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from deskbell.adapters.redaction.ordinary_words import KOREAN
from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.adapters.redaction.romanized import FAMILIES, SPELLED, latin, sound
from deskbell.domain.redaction import Kind

_RUN = re.compile(r"[가-힣]+|[ᄀ-ᄒ]+")
RANK = (
    r"(?:매니저|대리(?!점|인|석|운)|과장(?!되|된|해|하|광|이 ?심)|차장|부장|팀장|실장|본부장"
    r"|주임|사원(?!증)|대표(?!적|번|전)|이사(?!해|하|짐|를|날)|상무|전무|사장|점장|소장|센터장"
    r"|파트장|그룹장|선임|책임(?!감|지|자|을|이)|수석|연구원|상담사|상담원|상담직원|직원|담당자|담당|기사(?!를|에)"
    r"|엔지니어|선배|선생|쌤|샘|프로(?!그|모|세|젝|필)"
    r"|코치|강사|원장|간호사|의사)"
)
TITLE = re.compile(rf"(?:님|씨(?!앗)|양(?!말)|군(?!데)|{RANK})")
_RANK = re.compile(RANK)
_LEE_NOT_THIS = re.compile(r"(?:대리(?!점|인)|과장|차장|부장|주임|팀장|실장|매니저)님")
_PARTICLE = re.compile(
    r"(?:이?(?:가|는|를|한테|도|의|랑|라고|라는|라|고|네|야|예요|에요|입니다)|[은을과와께이아]|에게|께서|에게서"
    r"|한테서|하고|보다|처럼|만|까지|부터)?\Z"
)
_LOOK = 16
"""Signs of a run that are looked at from each of its places: a name, a title and particles."""
DETERMINERS = frozenset(["이", "한", "저", "그", "전", "현", "본", "각", "구"])
"""As a word alone rather this, one, former than somebody's name."""


class KoreanNames:
    """The names among `names` that a Korean text could have."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self.full: set[str] = set()
        self.given: set[str] = set()
        self.families: set[str] = set()
        self._sounds: set[tuple[str, str]] = set()
        for words in names:
            if all("가" <= sign <= "힣" for word in words for sign in word):
                self._add(words)
            elif _is_korean(words):
                self._sounds |= {(sound(one), sound("".join(rest))) for one, rest in _orders(words)}
        self._initials = {_initials(name) for name in self.full if len(name) >= 3}
        self._given_sounds = {given for _, given in self._sounds}
        self._spellings = {
            name: {sound(way) for way in ways.split()} for name, ways in FAMILIES.items()
        }

    def _add(self, words: tuple[str, ...]) -> None:
        name = "".join(words)
        family = words[0] if len(words) > 1 else name[: 2 if name[:2] in FAMILIES else 1]
        if len(name) < 2:
            return
        self.full.add(name)
        self.families.add(family)
        if len(name) - len(family) >= 2:
            self.given.add(name[len(family) :])

    def spans(self, reading: Reading) -> Iterator[Span]:
        if not (self.full or self._sounds):
            return
        text = reading.plain
        runs = [(found.start(), found.end()) for found in _RUN.finditer(text)]
        for (before, end), (start, after) in pairwise([(0, 0), *runs]):
            run = text[start:after]
            near = 0 < start - end <= 2 and "\n" not in text[end:start]
            family = text[before:end] if near else ""
            for begin, size in self._in(run, text[after : after + 8], family):
                whole = begin == 0 and self._is_family(family)
                yield Span(before if whole else start + begin, start + begin + size, Kind.NAME)

    def _in(self, run: str, behind: str, before: str) -> Iterator[tuple[int, int]]:
        """Where in a run of letters somebody is, and how long their name is there."""
        if run[0] < "가":
            if run in self._initials:
                yield 0, len(run)
            return
        at, begins = 0, True
        while at < len(run):
            size = self._size(run[at : at + _LOOK], behind, before, begins=begins)
            if size:
                yield at, size
            at += size or 1
            begins, before = bool(size), ""

    def _size(self, run: str, behind: str, before: str, *, begins: bool) -> int:
        """Of the name at the front of `run`; `begins` where no other word reaches into it."""
        for size in (5, 4, 3, 2):
            name, titled = run[:size], _titled(run[size:], behind)
            word = any(name[cut:] in KOREAN for cut in (1, 2))
            if len(name) == size and name in self.full:
                if begins or titled or (size > 2 and not word):
                    return size
            elif len(name) == size and name in self.given and titled:
                return size
            elif len(name) == size and name in self.given and begins:
                if name not in KOREAN or self._is_family(before):
                    return size
            elif (
                len(name) == size and begins and self._sounds_like(name, run[size:], titled=titled)
            ):
                return size
        return self._ranked(run, behind) if begins else 0

    def _sounds_like(self, name: str, rest: str, *, titled: bool) -> bool:
        if not self._sounds:
            return False
        for cut in (1, 2):
            family, given = name[:cut], name[cut:]
            if given and family in self._spellings:
                heard = sound(latin(given))
                if any((one, heard) in self._sounds for one in self._spellings[family]):
                    return True
        called = titled or _PARTICLE.match(rest) is not None
        known = len(name) == 2 and sound(latin(name)) in self._given_sounds
        return called and known and (titled or name not in KOREAN)

    def _ranked(self, run: str, behind: str) -> int:
        for size in (2, 1):
            family, rest = run[:size], run[size:]
            if family not in self.families:
                continue
            if rest and _RANK.match(rest):
                return size
            if not rest and behind[:1] == " ":
                title = (_LEE_NOT_THIS if family in DETERMINERS else _RANK).match(behind[1:])
                if title or re.match(r"씨|님", behind[1:]):
                    return size
        return 0

    def _is_family(self, word: str) -> bool:
        return word in self.families or (bool(self._sounds) and word in FAMILIES)


def _is_korean(words: tuple[str, ...]) -> bool:
    """A name in Latin letters that has a Korean family name."""
    return any(word in SPELLED for word in words)


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Family name first, or last."""
    if len(words) > 1:
        yield words[0], words[1:]
        yield words[-1], words[:-1]


def _titled(rest: str, behind: str) -> bool:
    return bool(TITLE.match(rest) if rest else TITLE.match(behind.lstrip(" ")))


def _initials(name: str) -> str:
    return "".join(chr(0x1100 + (ord(sign) - 0xAC00) // 588) for sign in name)
