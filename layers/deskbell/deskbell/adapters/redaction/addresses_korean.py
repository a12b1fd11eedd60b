"""Addresses as they are written in Korea: by road, by lot, by house and flat, in Latin letters."""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Reading, Span, spans
from deskbell.domain.redaction import Kind

_END = r"(?![a-z0-9])"
_BEGIN = r"(?<![a-z0-9])"
_H = "[가-힣]"
_COUNTED = (
    r"(?! ?(?:일|번(?!지|길)|개|시|분|초|원|만|천|백|월|년|명|회|주|점|차|배|박|장"
    r"|대|건|위|살|세|통|잔|퍼|프로|%|kg|cm|mm|km|m|gb|mb|[.:]\d))"
)
_PROVINCE = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청북|충청남"
    "|전라북|전라남|경상북|경상남"
)
_REGION = (
    rf"(?:(?:{_PROVINCE})(?:특별시|광역시|특별자치시|특별자치도|시|도)? ?)?"
    rf"(?:{_H}{{1,5}}시 ?)?(?:{_H}{{1,5}}[구군] ?)?(?:{_H}{{1,5}}[읍면] ?)?"
)
_UNIT = (
    rf"(?:[ ,(]{{0,3}}(?:{_H}{{1,12}}\)?[ ,]{{1,2}})?(?:(?:제?\d{{1,4}}|[가나다라a-e])동 ?)?"
    r"(?:지하 ?)?(?:\d{1,3}층 ?)?\d{1,5}호|[ ,]{1,2}\d{1,3}층)"
)
_ROAD = re.compile(
    rf"(?P<region>{_REGION}){_H}{{1,8}}\d{{0,3}}{_H}{{0,2}}(?:대로|로|길)"
    rf"(?: ?\d{{1,4}}(?:[가-힣]?길))? ?(?:지하 ?)?\d{{1,4}}(?!\d)(?:-\d{{1,4}})?{_COUNTED}"
    rf"(?:번지)?(?P<unit>{_UNIT})?"
)
_LOT = re.compile(
    rf"(?P<region>{_REGION}){_H}{{1,6}}\d?(?:동|리|가|로\d가) ?(?:산 ?)?"
    rf"(?P<number>\d{{1,4}}(?!\d)(?:-\d{{1,4}}(?!\d))?){_COUNTED}(?P<lot>번지)?{_UNIT}?"
)
_ROOM = re.compile(rf"(?:{_H}{{1,14}} ?)?(?<!\d)(?:\d{{1,4}}|[a-e가나다라])동 ?\d{{2,5}}호")
_ROOM_ALONE = re.compile(
    rf"{_H}{{0,12}}(?:아파트|빌라|오피스텔|맨션|타운|하이츠|원룸|주택|빌딩) ?"
    r"(?:\d{1,4}동 ?)?\d{2,5}호"
)
_ZIP = re.compile(
    r"(?:우편번호|우\)|\(우\)|우편) ?:?(?:는|은)? ?\(?(?<!\d)\d{5}(?!\d)\)?|\[\d{5}\]"
)
_ROMAN = (
    rf"[a-z]{{2,14}}(?:\d{{1,3}})?-(?:ro|gil|daero)(?:[ ,]{{0,2}}\d{{0,4}}(?:beon)?-gil)?{_END}"
)
_ROMAN_REST = (
    rf"(?:,? [a-z]{{2,14}}-(?:gu|si|dong|do|gun|eup|myeon)){{0,3}}"
    rf"(?:,? (?:seoul|busan|incheon|daegu|daejeon|gwangju|ulsan))?(?:,? \d{{5}}{_END})?"
)
_ROMAN_PLACE = re.compile(
    rf"{_BEGIN}(?:\d{{1,4}}(?:-\d{{1,4}})?,? {_ROMAN}|{_ROMAN},? \d{{1,4}}(?:-\d{{1,4}})?{_END})"
    rf"{_ROMAN_REST}"
)
_BY_WAY_OF = re.compile(
    r"(?:으로|배로|드로|기로|대로|별로|따로|서로|바로|새로|제로|스로|트로|이로|가로|세로|실로|주로|추가로"
    rf"|하루로)\Z|^{_H}?(?:카드|택배|앱|전화|메일|문자|현금)로\Z"
)
"""Words that end like a road; 택배로 3 is by parcel, three of something."""


def korean_addresses(reading: Reading) -> Iterator[Span]:
    for pattern in (_ROOM, _ROOM_ALONE, _ZIP, _ROMAN_PLACE):
        yield from spans(reading, pattern, Kind.ADDRESS)
    for found in _ROAD.finditer(reading.plain):
        if found["region"] or found["unit"] or _is_road(found):
            yield Span(*found.span(), Kind.ADDRESS)
    for found in _LOT.finditer(reading.plain):
        if found["region"].strip() or found["lot"] or "-" in found["number"]:
            yield Span(*found.span(), Kind.ADDRESS)


def _is_road(found: re.Match[str]) -> bool:
    name = re.split(r"[\s\d]", found[0])[0]
    return len(name) >= 3 and not _BY_WAY_OF.search(name)
