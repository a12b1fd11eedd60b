"""Where a text names somebody of the directory, whatever form, order or spelling the name has.

A part of a name that is nobody's word counts wherever it stands. One that is also a word (Will,
May, Marka, 지원) counts beside another part of the same name, or where only a person could be
meant.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from deskbell.adapters.redaction.korean_names import TITLE, KoreanNames
from deskbell.adapters.redaction.nicknames import NICKNAMES
from deskbell.adapters.redaction.ordinary_words import MONTHS, WORDS
from deskbell.adapters.redaction.polish_forms import forms
from deskbell.adapters.redaction.reading import Reading, Span, read
from deskbell.adapters.redaction.romanized import FAMILIES, SPELLED, latin, sound
from deskbell.adapters.redaction.sentences import meant, shouted
from deskbell.domain.redaction import Kind


class Surety(IntEnum):
    """What a form of a name needs to be one."""

    MORE_THAN_THE_WORD = 0
    A_CAPITAL = 1
    NOTHING = 2


@dataclass(slots=True)
class Form:
    surety: Surety
    people: set[int]


class Word(NamedTuple):
    start: int
    end: int
    form: Form | None


_ABBREVIATIONS = "am pm ps us uk eg ie dc ai np nb ok id ad bc un pr it"
_SMALL_WORDS = "van von der den de la le di da del dos al el bin the of and"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+){0,2}")
_DISGUISED = re.compile(r"[a-z0-9@$!|]{4,40}")
_LETTERS = str.maketrans("013457@$!|", "oleastasil")
_INITIALS = re.compile(r"(?<![a-z.])([a-z])\. ?([a-z])\.(?![a-z])")
_NO_INITIALS = frozenset(_ABBREVIATIONS.split())
_INITIAL_BEFORE = re.compile(r"(?<![a-z'])([a-z])(?:\. ?| )\Z")
_INITIAL_AFTER = re.compile(r" ?\.?([a-z])\.?(?![a-z'])")
_COMMA_INITIAL = re.compile(r", ?([a-z])\.")
_ASIDE = re.compile(r"[(\[]([^()\[\]]{0,80})[)\]]|[|/]")
_PARTICLES = frozenset(_SMALL_WORDS.split())
_BESIDE = 3


class Names:
    """The names that are looked for; made once for the same ones."""

    def __init__(self, names: Iterable[str]) -> None:
        self._forms: dict[str, Form] = {}
        self._in_two: set[str] = set()
        self._sounds: dict[str, int] = {}
        self._initials: dict[int, set[str]] = {}
        people = [words for name in sorted(names) for words in _spellings(name)]
        self._korean = KoreanNames(people)
        for person, words in enumerate(people):
            if "가" <= words[0][0] <= "힣":
                self._add_korean(person, words)
            else:
                self._add(person, words)

    @staticmethod
    @lru_cache(maxsize=8)
    def known(names: frozenset[str]) -> "Names":
        return Names(names)

    def _add_korean(self, person: int, words: tuple[str, ...]) -> None:
        name = "".join(words)
        size = len(words[0]) if len(words) > 1 else 2 if name[:2] in FAMILIES else 1
        family, given = name[:size], name[size:]
        for spelled in FAMILIES.get(family, latin(family)).split():
            self._learn(spelled, person, Surety.MORE_THAN_THE_WORD)
            self._sounds[sound(spelled + latin(given))] = person
            self._sounds[sound(latin(given) + spelled)] = person
        if len(given) >= 2:
            self._sounds[sound(latin(given))] = person

    def _add(self, person: int, words: tuple[str, ...]) -> None:
        parts = [part for word in words for part in re.findall("[a-z]+", word)]
        self._initials[person] = {part[0] for part in parts}
        for word in words:
            if not word.isalpha():
                self._in_two.add("".join(re.findall("[a-z]+", word)))
        whole = ["".join(re.findall("[a-z]+", word)) for word in words]
        names = {*parts, *whole} - _PARTICLES
        names |= {nickname for name in names for nickname in NICKNAMES.get(name, ())}
        for name in names:
            if len(name) < 2:
                continue
            for form in forms(name):
                sure = len(form) > 4 or (form == name and len(form) > 2)
                self._learn(form, person, Surety.NOTHING if sure else Surety.A_CAPITAL)
        given = "".join(word for word in whole if word not in SPELLED)
        if len(given) >= 5 and len(whole) > 1 and SPELLED & set(whole):
            self._sounds[sound(given)] = person
        for one, other in (*_pairs(parts), *_pairs(whole)):
            for joined in (one + other, one[0] + other, one + other[0]):
                if len(joined) >= 5:
                    self._learn(joined, person, Surety.NOTHING)

    def _learn(self, form: str, person: int, surety: Surety) -> None:
        if form in WORDS or form in MONTHS or len(form) < 3:
            surety = Surety.MORE_THAN_THE_WORD
        known = self._forms.setdefault(form, Form(surety, set()))
        known.surety = max(known.surety, surety)
        known.people.add(person)

    def spans(self, reading: Reading) -> Iterator[Span]:
        yield from self._korean.spans(reading)
        yield from self._latin(reading)
        yield from self._disguised(reading)
        for found in _INITIALS.finditer(reading.plain):
            if (
                found[1] + found[2] not in _NO_INITIALS
                and reading.cased[found.start()].isupper()
                and any({found[1], found[2]} <= known for known in self._initials.values())
                and found[1] != found[2]
            ):
                yield Span(*found.span(), Kind.NAME)

    def _latin(self, reading: Reading) -> Iterator[Span]:
        words = [
            Word(found.start(), found.end(), self._form(found[0]))
            for found in _WORD.finditer(reading.plain)
        ]
        for at, (start, end, form) in enumerate(words):
            following = words[at + 1] if at + 1 < len(words) else None
            if following and reading.plain[end : following.start] in (" ", "-", "_", "."):
                both = reading.plain[start:end] + reading.plain[following.start : following.end]
                if both in self._in_two or (len(both) >= 5 and sound(both) in self._sounds):
                    yield Span(start, following.end, Kind.NAME)
            if form and self._is_meant(reading, words, at):
                yield self._with_initials(reading, start, end, form)

    def _form(self, written: str) -> Form | None:
        pieces = written.split("'")
        for word in ("".join(pieces), "".join(pieces[:-1]), *pieces):
            if form := self._forms.get(word):
                return form
            if len(word) >= 5 and sound(word) in self._sounds:
                return Form(Surety.NOTHING, {self._sounds[sound(word)]})
        return None

    def _is_meant(self, reading: Reading, words: list[Word], at: int) -> bool:
        start, end, form = words[at]
        if form is None or (end - start < 5 and reading.plain[start - 1 : start].isdecimal()):
            return False
        capital = reading.cased[start].isupper()
        if form.surety is Surety.NOTHING or (form.surety is Surety.A_CAPITAL and capital):
            return True
        beside = (words[n] for n in (at - 1, at + 1) if 0 <= n < len(words))
        for other in beside:
            between = reading.plain[min(end, other.end) : max(start, other.start)]
            if (
                other.form
                and len(between) <= _BESIDE
                and not set(between) - set(" ,.-_\n")
                and other.form.people & form.people
                and reading.plain[start:end] != reading.plain[other.start : other.end]
            ):
                return True
        initial = _COMMA_INITIAL.match(reading.plain, end)
        if initial and any(initial[1] in self._initials.get(one, ()) for one in form.people):
            return capital
        if TITLE.match(reading.plain[end : end + 8].removeprefix(" ")):
            return True
        return capital and not shouted(reading, start, end) and meant(reading, start, end)

    def _with_initials(self, reading: Reading, start: int, end: int, form: Form) -> Span:
        letters = set().union(*(self._initials.get(one, ()) for one in form.people))
        before = _INITIAL_BEFORE.search(reading.plain[max(0, start - 3) : start])
        if before and before[1] in letters and reading.cased[start - len(before[0])].isupper():
            start -= len(before[0])
        after = _COMMA_INITIAL.match(reading.plain, end) or _INITIAL_AFTER.match(reading.plain, end)
        if after and after[1] in letters and reading.cased[after.start(1)].isupper():
            end = after.end()
        while start and reading.plain[start - 1] == "@":
            start -= 1
        return Span(start, end, Kind.NAME)

    def _disguised(self, reading: Reading) -> Iterator[Span]:
        """K0walski, B3n C@rter."""
        for found in _DISGUISED.finditer(reading.plain):
            written = found[0].strip("!|@$") if found[0][-1] in "!|@$" else found[0]
            if written.isalpha() or sum(sign.isalpha() for sign in written) * 2 < len(written):
                continue
            form = self._forms.get(written.translate(_LETTERS))
            if form and form.surety is Surety.NOTHING:
                yield Span(*found.span(), Kind.NAME)


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    """The words of a display name, and those of the same name in another alphabet beside it."""
    asides = [aside for aside in _ASIDE.findall(name) if aside]
    rests = [part for part in re.split(_ASIDE.pattern.replace("([^", "(?:[^"), name) if part]
    main = rests[0] if rests else ""
    for text in dict.fromkeys((main, *asides, *rests[1:])):
        if text != main and _is_korean(text) is _is_korean(main):
            continue
        plain = read(text).plain
        for words in (tuple(re.findall(r"[가-힣]+", plain)), tuple(_latin_words(plain))):
            if words:
                yield words


def _latin_words(plain: str) -> Iterator[str]:
    for word in re.findall(r"[a-z]+(?:['\-][a-z]+)*", plain):
        if len(word) > 1:
            yield word


def _is_korean(text: str) -> bool:
    return re.search(r"[가-힣]", text) is not None


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    if len(parts) > 1:
        yield parts[0], parts[-1]
        yield parts[-1], parts[0]
