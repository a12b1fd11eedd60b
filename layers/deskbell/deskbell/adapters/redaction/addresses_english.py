"""Addresses as they are written in the United States and in Britain."""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Reading, Span, spans
from deskbell.domain.redaction import Kind

_END = r"(?![a-z0-9])"
_BEGIN = r"(?<![a-z0-9])"
_WORD = r"[a-z][a-z'.\-]{0,20}"
_SEP = r"[ ,\n]{1,3}"
_STRONG = (
    "street|avenue|boulevard|road|lane|drive|highway|parkway|terrace|crescent|turnpike|ave|blvd|rd"
    "|pkwy|hwy|ln"
)
_WEAK = (
    "st|dr|ct|court|pl|place|way|sq|square|circle|cir|trail|trl|loop|row|alley|close|walk|mews"
    "|gardens|hill"
)
_NO_STREET = (
    "the|a|an|of|on|in|at|to|for|my|your|our|his|her|their|this|that|these|and|or|but|by|from|with"
    "|is|was|were|are|times?|days?|weeks?|months?|years?|hours?|minutes?|mins?|hrs?|people|blocks?"
    "|miles?|out|off|down|up|along|stars?|points?|lbs?|more|other|different|percent|am|pm|per"
    "|boxes|pairs?|orders?|items?|wrong|dead|long|all"
)
_STATES = (
    "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm"
    "|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr|vi|gu|aa|ae|ap"
)
_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred|oh"
)
_HOUSE = (
    rf"(?:\d{{1,6}}(?:[ \-]?[a-d]|[ \-]\d/\d|-\d{{1,4}})?|(?:(?:{_NUMBER_WORD})[ \-]){{1,3}}"
    rf"(?:{_NUMBER_WORD})|(?:{_NUMBER_WORD}))"
)
_NAME = rf"(?:(?!(?:{_NO_STREET}){_END})(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th)))"
_UNIT = (
    rf"(?:{_SEP}(?:(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm)[.#]{{0,2}} ?#?|# ?)"
    rf"[a-z0-9\-]{{1,6}}{_END})"
)
_ZIP = rf"(?:\d{{5}}(?:-\d{{4}})?|[a-z]{{1,2}}\d[a-z\d]? ?\d[a-z]{{2}}){_END}"
_REST = (
    rf"{_UNIT}?(?:(?:{_SEP}{_WORD}(?: {_WORD}){{0,2}}?)?,?[ \n](?:(?:{_STATES})[ ,.]{{1,2}})?{_ZIP}"
    rf"|,[ \n]{_WORD}(?: {_WORD})?,? (?:{_STATES}){_END})?"
)
_STREET = re.compile(
    rf"{_BEGIN}{_HOUSE},? (?:[nsew]\.? |(?:north|south|east|west) )?{_NAME}(?: {_NAME}){{0,3}}?"
    rf" (?:(?P<strong>{_STRONG})|(?:{_WEAK}))\.?{_END}(?: [nsew]{{1,2}}{_END})?"
    rf"(?P<rest>{_REST})"
)
_BROADWAY = re.compile(rf"{_BEGIN}\d{{1,5}} (?:[nsew]\.? )?broadway{_END}{_REST}")
_AVENUE_FIRST = re.compile(
    rf"{_BEGIN}\d{{1,6}} (?:avenue|highway|route|hwy|county road) (?:of the )?"
    rf"[a-z0-9]{{1,12}}{_END}{_REST}"
)
_TO_ZIP = re.compile(
    rf"{_BEGIN}\d{{1,6}}[a-z]?,? (?:(?:{_NAME}|#? ?\d{{1,5}}[a-z]?|[a-z])[ ,\n]{{1,2}}){{2,9}}?"
    rf"(?:(?:{_STATES}) \d{{5}}(?:-\d{{4}})?|[a-z]{{1,2}}\d[a-z\d]? ?\d[a-z]{{2}}){_END}"
)
_BOX = re.compile(rf"{_BEGIN}p\.? ?o\.? ?box ?#?\d{{1,7}}{_END}{_REST}")
_STATE_ZIP = re.compile(rf"{_BEGIN}(?:{_WORD} ?,? )?(?:{_STATES}) \d{{5}}(?:-\d{{4}})?{_END}")
_POSTCODE = re.compile(
    rf"{_BEGIN}(?:[a-pr-uwyz][a-hk-y]?\d[a-z\d]?) ?\d[abd-hjlnp-uw-z]{{2}}{_END}"
)
_UNIT_ALONE = re.compile(
    rf"{_BEGIN}(?:apt|apartment|flat|suite|unit)[.#]{{0,2}} ?#?"
    rf"(?:\d{{1,5}}[a-z]?|[a-z]\d{{1,4}}){_END}"
)


def english_addresses(reading: Reading) -> Iterator[Span]:
    for pattern in (_BOX, _TO_ZIP, _BROADWAY, _AVENUE_FIRST, _UNIT_ALONE):
        yield from spans(reading, pattern, Kind.ADDRESS)
    for found in _STREET.finditer(reading.plain):
        numbered = found["strong"] and found[0][0].isdecimal()
        if numbered or found["rest"] or _is_named(reading, found):
            yield Span(*found.span(), Kind.ADDRESS)
    for pattern in (_STATE_ZIP, _POSTCODE):
        for found in pattern.finditer(reading.plain):
            if any(word.isupper() for word in _words(reading, found)):
                yield Span(*found.span(), Kind.ADDRESS)


def _is_named(reading: Reading, found: re.Match[str]) -> bool:
    """`5 Elm Way`, not `3 star way`: each word has a capital."""
    words = _words(reading, found)
    return len(words) > 1 and all(word[0].isupper() for word in words[-2:])


def _words(reading: Reading, found: re.Match[str]) -> list[str]:
    return re.findall(r"[A-Za-z]+", reading.cased[found.start() : found.end()])
