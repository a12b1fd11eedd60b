"""Addresses as they are written in Poland."""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Reading, Span, spans
from deskbell.domain.redaction import Kind

_END = r"(?![a-z0-9])"
_BEGIN = r"(?<![a-z0-9])"
_WORD = r"[a-z][a-z'.\-]{0,20}"
_KIND = (
    r"(?:ul|al|pl|os)\.|(?:ul|ulica|ulicy|ulice|aleja|alei|aleje|alejach|plac|placu|osiedle|osiedlu"
    r"|os|skwer|skwerze|rondo|rondzie|bulwar|bulwarze|szosa|szosie)(?= )"
)
_NUMBER = (
    rf"\d{{1,4}} ?[a-h]?(?: ?[/\\\-] ?\d{{1,4}}[a-z]?)?(?: ?,? ?(?:m|lok|mieszkani[ae]|miesz)\.?"
    rf" ?\d{{1,4}})?{_END}"
)
_ZIP = (
    rf"(?<!\d)\d\d ?- ?\d{{3}},? (?!(?:zl|pln|szt|kg|g|km|m|cm|i|do|w|z){_END})"
    rf"{_WORD}(?:[ \-]{_WORD})?"
)
_NAME = rf"(?!(?:nie|jest|sa|ma|mam|i|oraz|ale|bo|ze|zeby|kurier|od|do){_END})(?:{_WORD}|\d{{1,2}})"
_NO_STREET = (
    "ocen\\w{1,3}|nps|csat|sredni\\w{1,3}|wynik\\w{0,3}|score|rating|rated|strona|stronie|str|rozmiar\\w{0,2}"
    "|rat[aey]|etap\\w{0,2}|punkt\\w{0,2}|pkt|czesc|dzien|pokoj\\w{0,2}|sal[aei]|page|part|step|version|size"
    "|tylko|daje|dam|gwiazd\\w{1,4}|i|w|na|od|do|o|z|za|fv|faktur\\w{1,2}|no|nr|about|only|around|my|was|got"
)
_STREET = re.compile(
    rf"{_BEGIN}(?:{_KIND}) ?{_NAME}(?:[ \-](?:{_NAME}|i)){{0,3}}?,? "
    rf"(?:nr\.? ?|numer )?{_NUMBER}"
    rf"(?:,?[ \n](?:{_ZIP}))?"
)
_BARE = re.compile(
    rf"{_BEGIN}(?!(?:{_NO_STREET}){_END})(?P<name>{_NAME}(?: {_NAME})?) \d{{1,4}}[a-h]?"
    rf"(?: ?/ ?\d{{1,4}}[a-z]?(?![/\d])|(?: ?,? ?(?:m|lok|mieszkani[ae])\.? ?\d{{1,4}}))"
    rf"(?P<zip>,?[ \n](?:{_ZIP}))?"
)
_WITH_ZIP = re.compile(rf"{_BEGIN}{_WORD}(?: {_WORD})? \d{{1,4}}[a-h]?,?[ \n]{_ZIP}|(?P<it>{_ZIP})")
_LIVES = re.compile(
    rf"(?:mieszka\w{{0,5}}|adres\w{{0,3}}|zameldowan\w{{1,2}}|dostarczy\w{{0,3}}|przywiezc|pod)"
    rf"(?: to| pod| na| przy| dostawy|:){{0,3}} (?P<it>{_NAME}(?: {_NAME})? {_NUMBER})"
)


def polish_addresses(reading: Reading) -> Iterator[Span]:
    for pattern in (_STREET, _WITH_ZIP, _LIVES):
        yield from spans(reading, pattern, Kind.ADDRESS)
    for found in _BARE.finditer(reading.plain):
        name = reading.cased[found.start() : found.end("name")]
        if found["zip"] or (name[:1].isupper() and not name.isupper()):
            yield Span(*found.span(), Kind.ADDRESS)
