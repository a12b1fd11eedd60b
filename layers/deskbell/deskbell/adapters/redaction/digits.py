"""Numbers as people write them: in groups, in words of three languages, with letters for digits.

`runs` finds groups that may belong to one number; what a number is, numbers.py says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deskbell.adapters.redaction.reading import LETTER, Reading

MOST_DIGITS = 40
"""Longer groups are read in pieces of as many."""


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without anything in between, and whether they are written as such."""

    start: int
    end: int
    digits: str
    in_words: bool = False


_UNITS = {
    **dict.fromkeys(("zero", "oh", "nought", "zera"), "0"),
    **dict.fromkeys(("one", "jeden", "jedynka"), "1"),
    **dict.fromkeys(("two", "dwa", "dwojka"), "2"),
    **dict.fromkeys(("three", "trzy", "trojka"), "3"),
    **dict.fromkeys(("four", "cztery", "czworka"), "4"),
    **dict.fromkeys(("five", "piec", "piatka"), "5"),
    **dict.fromkeys(("six", "szesc", "szostka"), "6"),
    **dict.fromkeys(("seven", "siedem", "siodemka"), "7"),
    **dict.fromkeys(("eight", "osiem", "osemka"), "8"),
    **dict.fromkeys(("nine", "niner", "dziewiec", "dziewiatka"), "9"),
}
_TEENS = dict(
    zip(
        (
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "dziesiec", "jedenascie", "dwanascie"),
            *("trzynascie", "czternascie", "pietnascie", "szesnascie", "siedemnascie"),
            *("osiemnascie", "dziewietnascie"),
        ),
        2 * tuple(range(10, 20)),
        strict=True,
    )
)
_TENS = dict(
    zip(
        (
            *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
            *("dwadziescia", "trzydziesci", "czterdziesci", "piecdziesiat", "szescdziesiat"),
            *("siedemdziesiat", "osiemdziesiat", "dziewiecdziesiat"),
        ),
        2 * tuple(range(20, 100, 10)),
        strict=True,
    )
)
_HUNDREDS = dict(
    zip(
        (
            *("sto", "dwiescie", "trzysta", "czterysta", "piecset", "szescset", "siedemset"),
            *("osiemset", "dziewiecset"),
        ),
        range(100, 1000, 100),
        strict=True,
    )
)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_WORDS = {*_UNITS, *_TEENS, *_TENS, *_HUNDREDS, *_TIMES}
_KOREAN = dict(zip("공영령일이삼사오육륙칠팔구", "0001234566789", strict=True))
_LOOK_ALIKE = str.maketrans("oilsb|", "011581")

_NUMBER = re.compile(
    r"(?<![a-z0-9])(?=[oilsb|]{0,6}\d)[0-9oilsb|]{2,12}(?![a-z0-9])"
    rf"|(?<!{LETTER})[o]{{1,2}}[il][o](?!{LETTER})"
    rf"|(?P<digits>\d{{1,{MOST_DIGITS}}})"
    rf"|(?<![a-z])(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z])"
    rf"|(?P<korean>[{''.join(_KOREAN)}]{{1,12}})"
)
_BETWEEN = re.compile(
    r"[ ().\-/,*_~`'\"\[\]{}]{0,4}"
    r"|(?:,? |-)(?:dash|hyphen|kreska|myslnik|then|potem|and|i|a|space|spacja|dot|kropka|point"
    r"|다시|에|의|하이픈|대시)(?: |-)"
    r"|(?:에|의|다시) ?|[ -]{0,2}\n?[ ]?-?[ ]?"
)
_NEW_LINE = re.compile(r" ?-\n ?| ?\n- ?")


def runs(reading: Reading) -> Iterator[list[Group]]:
    """Groups with nothing but separators in between."""
    run: list[Group] = []
    for group in _groups(reading.plain):
        if run and not _joins(reading.plain[run[-1].end : group.start]):
            yield _added_up(run, reading.plain)
            run = []
        run.append(group)
    if run:
        yield _added_up(run, reading.plain)


def _joins(between: str) -> bool:
    if "\n" in between:
        return _NEW_LINE.fullmatch(between) is not None
    return len(between) <= 12 and _BETWEEN.fullmatch(between) is not None


def _groups(text: str) -> Iterator[Group]:
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if found["digits"]:
            yield Group(start, end, found[0])
        elif found["word"]:
            yield Group(start, end, found[0], in_words=True)
        elif found["korean"]:
            yield Group(start, end, "".join(_KOREAN[sign] for sign in found[0]), in_words=True)
        else:
            yield Group(start, end, found[0].translate(_LOOK_ALIKE))


def _added_up(run: list[Group], text: str) -> list[Group]:
    """Words as the digits they say: sześćset dwadzieścia trzy is 623, double five is 55."""
    said: list[Group] = []
    at = 0
    while at < len(run):
        group, word = run[at], run[at].digits
        if not group.in_words or word.isdecimal():
            said.append(group)
            at += 1
            continue
        last = at
        if word in _TIMES:
            if at + 1 == len(run):
                break
            last = at + 1
            times = _TIMES[word] * _UNITS.get(run[last].digits, run[last].digits[:1])
            digits = times if times.isdecimal() else ""
        else:
            last, digits = _sum(run, at, text)
        if digits:
            said.append(Group(group.start, run[last].end, digits, in_words=True))
        at = last + 1
    return said


def _sum(run: list[Group], at: int, text: str) -> tuple[int, str]:
    word = run[at].digits
    if word in _UNITS:
        return at, _UNITS[word]
    total, below = 0, 1000
    while at < len(run):
        word = run[at].digits
        value = _HUNDREDS.get(word) or _TENS.get(word) or _TEENS.get(word)
        value = value or int(_UNITS.get(word, "0"))
        if not value or value >= below:
            break
        total += value
        below = 100 if value >= 100 else 10 if value >= 20 else 0
        at += 1
    return at - 1, str(total)
