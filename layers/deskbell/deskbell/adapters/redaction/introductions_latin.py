"""Introductions and signatures in English and Polish.

Capitals tell a name from what somebody is, where there are any. Behind "my name is" a name may be
in lower case or all in capitals; behind "I am" only one that many people have.
"""

import re
from collections.abc import Iterator
from itertools import chain

from deskbell.adapters.redaction.nicknames import NICKNAMES
from deskbell.adapters.redaction.no_names import is_no_name
from deskbell.adapters.redaction.ordinary_words import MONTHS, WORDS
from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.domain.redaction import Kind

_GAP = r"[ \n:*_\"'(“”„]{1,4}"
_CALLED = re.compile(
    r"(?<![a-z])(?:my (?:(?:full|first|last|family|real) )?name(?: is|'s|:)"
    r"|nazywam sie|mam na imie|na imie mi"
    rf"|(?:imie|nazwisko)(?: to| brzmi| mam|:)|z tej strony|podpisan[ao]){_GAP}"
)
"""Nothing but a name stands behind these."""
_AM = re.compile(
    r"(?<![a-z'])(?:(?:i am|i'm|im)(?: called)?|iam|i,|call me|name ?:|jestem|(?:to )?ja,"
    rf"|podpisuje sie){_GAP}"
)
_POINTS = re.compile(rf"(?<![a-z'])(?:this is|it's|its|here is|tu|tutaj|mowi){_GAP}")
"""Things are named that way as well."""
_REGARDS = re.compile(
    r"(?<![a-z])(?:(?:regards|rgds|sincerely|warmly|xoxo|signed|sent by|best wishes|respectfully"
    r"|cordially|faithfully|pozdrawiam|pozdrowienia|pozdro|pozdr|z powazaniem"
    r"|z wyrazami szacunku|z szacunkiem)(?: (?:yours|serdecznie|cieplo|goraco)){0,2}"
    r"|(?:thanks|thank you|best|cheers|love|yours(?: truly)?|take care|bye|dziekuje|dzieki)"
    r"(?=[ ]?(?:\n|[,.!\-]))|(?<=[.!?\n])[ ]?[\-~]{1,2}(?=[ a-z])|\A[\-~] )"
    r"[ ]?[,.!:\-]{0,2}[ \n*_]{0,4}"
)
_BULLET = re.compile(r"(?:\A|\n)[\-~]")
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|pan|pani)\.? ")
_PART = re.compile(
    r"[A-Z](?:\.(?![A-Za-z]{2})|[A-Za-z]*(?:['\-][A-Za-z]{1,20}){0,3})(?![A-Za-z\d@])"
)
_BETWEEN = re.compile(
    r" [\-(]{1,2} ?| ?(?:(?:van|von|der|den|de|la|le|da|di|del|dos|bin|al|el) ){0,2}"
)
_SMALL = re.compile(r"[a-z]{2,20}(?:['\-][a-z]{2,20}){0,2}(?![a-z\d@])")
_STOPS = re.compile(
    r"[ ]?(?:[.,;:!?)(\n\x00\-*_\"”]|\Z)"
    r"|[ ](?:and|from|with|here|i|who|but|your|z|ze|oraz|pisze|mieszkam)(?![a-z])"
)
_SPEAKS = re.compile(
    r",?[ ](?:speaking|calling|here|writing|from|i am|i'm|again|z tej strony|pisze|dzwonie)"
    r"(?![a-z])"
)
_LINE_ENDS = re.compile(r"[\W\d_]{0,12}?(?:[\n\x00]|\Z)")
_FOLLOWS_ONE = re.compile(
    r"[ ,.]{1,2}(?:tel|kom|nr|numer|e-?mail|phone|mobile|cell|member)(?![a-z])"
)
_FOLLOWS_MORE = re.compile(r"[ ](?:from|of|and|z|ze|i|oraz)(?![a-z])|,")
_FAMILY = re.compile(r"[a-z]{2,}(?:(?:s|c|dz)k[ia]|wicz|czyk|owna)\Z")
_MOST_PARTS = 4
FIRST = frozenset(name for name in chain(NICKNAMES, *NICKNAMES.values()) if len(name) > 2) - (
    WORDS | MONTHS
)
"""First names that are nobody's word."""


def latin_introductions(reading: Reading) -> Iterator[Span]:
    for pattern, end_of in _RULES:
        for found in pattern.finditer(reading.plain):
            start = found.end()
            if title := _TITLE.match(reading.plain, start):
                start = title.end()
            if end := end_of(reading, found.start(), start):
                yield Span(start, end, Kind.NAME)


def _called(reading: Reading, begins: int, start: int) -> int:
    parts = _capitals(reading, start)
    if parts and not _shouted(reading, parts):
        return parts[-1][1]
    return _in_small(reading, start)


def _am(reading: Reading, begins: int, start: int) -> int:
    parts = _capitals(reading, start)
    if not parts or _shouted(reading, [(begins, start), *parts]):
        return _in_small(reading, start) if _sure(reading, start) else 0
    end = parts[-1][1]
    if len(parts) > 1 or _sure(reading, start):
        return end
    alone = not _shouted(reading, parts) and _STOPS.match(reading.plain, end)
    return end if alone else 0


def _points(reading: Reading, begins: int, start: int) -> int:
    parts = _capitals(reading, start)
    if not parts or _shouted(reading, parts):
        return _in_small(reading, start) if _sure(reading, start) else 0
    end = parts[-1][1]
    return end if _sure(reading, start) or _SPEAKS.match(reading.plain, end) else 0


def _signed(reading: Reading, begins: int, start: int) -> int:
    """To the end of its line."""
    sign = reading.plain[begins:start].strip()
    dash = sign.startswith(("-", "~"))
    listed = dash and len(_BULLET.findall(reading.plain)) > 1
    parts = _capitals(reading, start)
    if parts and (not dash or (len(parts) > 1 and not listed) or _sure(reading, start)):
        end = parts[-1][1]
        behind = (_LINE_ENDS, _FOLLOWS_ONE, *([_FOLLOWS_MORE] if len(parts) > 1 else []))
        return end if any(one.match(reading.plain, end) for one in behind) else 0
    apart = sign[-1:] in (*",.!:-",) or "\n" in reading.plain[begins:start]
    end = _in_small(reading, start) if apart and not dash else 0
    return end if end and _LINE_ENDS.match(reading.plain, end) else 0


def _capitals(reading: Reading, start: int) -> list[tuple[int, int]]:
    """The words with a capital from there on that may be a name."""
    parts: list[tuple[int, int]] = []
    at = start
    while len(parts) < _MOST_PARTS and (found := _PART.match(reading.cased, at)):
        if is_no_name(reading.plain[found.start() : found.end()]):
            break
        parts.append(found.span())
        at = _after(reading, found.end())
    return parts


def _after(reading: Reading, end: int) -> int:
    between = _BETWEEN.match(reading.plain, end)
    return between.end() if between else end


def _in_small(reading: Reading, start: int) -> int:
    """The end of one word or two, whatever their case."""
    first = _SMALL.match(reading.plain, start)
    if first is None or is_no_name(first[0]):
        return 0
    second = _SMALL.match(reading.plain, first.end() + 1)
    if (
        second
        and reading.plain[first.end()] == " "
        and not is_no_name(second[0])
        and _STOPS.match(reading.plain, second.end())
    ):
        return second.end()
    return first.end()


def _sure(reading: Reading, start: int) -> bool:
    """Whether a first name stands there that is no word, or a Polish family name behind one."""
    first = _SMALL.match(reading.plain, start)
    if first is None or is_no_name(first[0]):
        return False
    second = _SMALL.match(reading.plain, first.end() + 1)
    family = second[0] if second and reading.plain[first.end()] == " " else ""
    return first[0] in FIRST or (bool(_FAMILY.match(family)) and family not in WORDS)


def _shouted(reading: Reading, parts: list[tuple[int, int]]) -> bool:
    """Whether all of it is in capitals, so that they say nothing."""
    letters = "".join(reading.cased[start:end] for start, end in parts)
    return sum(sign.isalpha() for sign in letters) > 1 and letters.isupper()


_RULES = ((_CALLED, _called), (_AM, _am), (_POINTS, _points), (_REGARDS, _signed))
"""What begins an introduction, and what finds the end of the name behind it (0: there is none)."""
