"""Postal addresses as they are written in the United States and Britain, in Poland and in Korea.

There is no library that knows all three without a model of hundreds of megabytes (docs/decisions),
and an address has what its post office asks for: a kind of street and a number, or a postcode.
"""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.domain.redaction import Kind

_END = r"(?![a-z0-9])"
_BEGIN = r"(?<![a-z0-9])"
_WORD = r"[a-z][a-z'.\-]{0,20}"
_SEP = r"[ ,\n]{1,3}"

# --- United States, Britain ----------------------------------------------------------------------

_STRONG = (
    "street|avenue|boulevard|road|lane|drive|highway|parkway|terrace|crescent|turnpike|ave|blvd|rd"
    "|pkwy|hwy|ln"
)
_WEAK = "st|dr|ct|court|pl|place|way|sq|square|circle|cir|trail|trl|loop|row|alley|close|walk|mews|gardens|hill"
_NO_STREET = (
    "the|a|an|of|on|in|at|to|for|my|your|our|his|her|their|this|that|these|and|or|but|by|from|with"
    "|is|was|were|are|times?|days?|weeks?|months?|years?|hours?|minutes?|mins?|hrs?|people|blocks?"
    "|miles?|out|off|down|up|along|stars?|points?|lbs?|more|other|different|percent|am|pm|per"
    "|boxes|pairs?|orders?|items?|wrong|dead|long|all"
)
_STATES = (
    "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm"
    "|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc"
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
_TOWN = rf"(?:,? {_WORD}(?: {_WORD}){{0,2}}?)"
_REST = rf"{_UNIT}?(?:(?:{_SEP}{_WORD}(?: {_WORD}){{0,2}}?)?,?[ \n](?:(?:{_STATES})[ ,.]{{1,2}})?{_ZIP}|,[ \n]{_WORD}(?: {_WORD})?,? (?:{_STATES}){_END})?"
_STREET = re.compile(
    rf"{_BEGIN}{_HOUSE},? (?:[nsew]\.? |(?:north|south|east|west) )?{_NAME}(?: {_NAME}){{0,3}}?"
    rf" (?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))\.?{_END}(?: [nsew]{{1,2}}{_END})?(?P<rest>{_REST})"
)
_BROADWAY = re.compile(rf"{_BEGIN}\d{{1,5}} (?:[nsew]\.? )?broadway{_END}{_REST}")
_AVENUE_FIRST = re.compile(
    rf"{_BEGIN}\d{{1,6}} (?:avenue|highway|route|hwy|county road) (?:of the )?[a-z0-9]{{1,12}}{_END}{_REST}"
)
_BOX = re.compile(rf"{_BEGIN}p\.? ?o\.? ?box ?#?\d{{1,7}}{_END}{_REST}")
_STATE_ZIP = re.compile(rf"{_BEGIN}(?:{_WORD} ?,? )?(?:{_STATES}) \d{{5}}(?:-\d{{4}})?{_END}")
_POSTCODE = re.compile(
    rf"{_BEGIN}(?:[a-pr-uwyz][a-hk-y]?\d[a-z\d]?) ?\d[abd-hjlnp-uw-z]{{2}}{_END}"
)
_UNIT_ALONE = re.compile(
    rf"{_BEGIN}(?:apt|apartment|flat|suite|unit)[.#]{{0,2}} ?#?(?:\d{{1,5}}[a-z]?|[a-z]\d{{1,4}}){_END}"
)

# --- Poland --------------------------------------------------------------------------------------

_PL_KIND = (
    r"(?:ul|al|pl|os)\.|(?:ul|ulica|ulicy|ulice|aleja|alei|aleje|alejach|plac|placu|osiedle|osiedlu"
    r"|os|skwer|skwerze|rondo|rondzie|bulwar|bulwarze|szosa|szosie)(?= )"
)
_PL_NUMBER = (
    rf"\d{{1,4}} ?[a-h]?(?: ?[/\\\-] ?\d{{1,4}}[a-z]?)?(?: ?,? ?(?:m|lok|mieszkani[ae]|miesz)\.?"
    rf" ?\d{{1,4}})?{_END}"
)
_PL_ZIP = rf"(?<!\d)\d\d ?- ?\d{{3}},? (?!(?:zl|pln|szt|kg|g|km|m|cm|i|do|w|z){_END}){_WORD}(?:[ \-]{_WORD})?"
_PL_WORD = rf"(?!(?:nie|jest|sa|ma|mam|i|oraz|ale|bo|ze|zeby|kurier|od|do){_END})(?:{_WORD}|\d{{1,2}})"
_PL_STREET = re.compile(
    rf"{_BEGIN}(?:{_PL_KIND}) ?{_PL_WORD}(?:[ \-]{_PL_WORD}){{0,3}}?,? (?:nr\.? ?|numer )?{_PL_NUMBER}"
    rf"(?:,?[ \n](?:{_PL_ZIP}))?"
)
_PL_BARE = re.compile(
    rf"{_BEGIN}(?P<name>{_PL_WORD}(?: {_PL_WORD})?) \d{{1,4}}[a-h]?"
    rf"(?: ?/ ?\d{{1,4}}[a-z]?(?![/\d])|(?: ?,? ?(?:m|lok|mieszkani[ae])\.? ?\d{{1,4}}))"
    rf"(?P<zip>,?[ \n](?:{_PL_ZIP}))?"
)
_PL_WITH_ZIP = re.compile(
    rf"{_BEGIN}{_WORD}(?: {_WORD})? \d{{1,4}}[a-h]?,?[ \n]{_PL_ZIP}|(?P<it>{_PL_ZIP})"
)
_PL_LIVES = re.compile(
    rf"(?:mieszka\w{{0,5}}|adres\w{{0,3}}|zameldowan\w{{1,2}}|dostarczy\w{{0,3}}|przywiezc|pod)"
    rf"(?: to| pod| na| przy| dostawy|:){{0,3}} (?P<it>{_PL_WORD}(?: {_PL_WORD})? {_PL_NUMBER})"
)

# --- Korea ---------------------------------------------------------------------------------------

_H = "[가-힣]"
_COUNTED = (
    r"(?! ?(?:일|번(?!지|길)|개|시|분|초|원|만|천|백|월|년|명|회|주|점|차|배|박|장|대|건|위|살|세|통|잔"
    r"|퍼|프로|%|kg|cm|mm|km|m|gb|mb|[.:]\d))"
)
_PROVINCE = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청북|충청남"
    "|전라북|전라남|경상북|경상남"
)
_REGION = (
    rf"(?:(?:{_PROVINCE})(?:특별시|광역시|특별자치시|특별자치도|시|도)? ?)?"
    rf"(?:{_H}{{1,5}}시 ?)?(?:{_H}{{1,5}}[구군] ?)?(?:{_H}{{1,5}}[읍면] ?)?"
)
_KO_UNIT = (
    rf"(?:[ ,(]{{0,3}}(?:{_H}{{1,12}}\)?[ ,]{{1,2}})?(?:(?:제?\d{{1,4}}|[가나다라a-e])동 ?)?"
    r"(?:지하 ?)?(?:\d{1,3}층 ?)?\d{1,5}호|[ ,]{1,2}\d{1,3}층)"
)
_KO_ROAD = re.compile(
    rf"(?P<region>{_REGION}){_H}{{1,8}}\d{{0,3}}{_H}{{0,2}}(?:대로|로|길)(?: ?\d{{1,4}}(?:[가-힣]?길))?"
    rf" ?(?P<number>\d{{1,4}}(?!\d)(?:-\d{{1,4}})?){_COUNTED}(?:번지)?(?P<unit>{_KO_UNIT})?"
)
_KO_LOT = re.compile(
    rf"(?P<region>{_REGION}){_H}{{1,6}}\d?(?:동|리|가|로\d가) ?(?:산 ?)?"
    rf"(?P<number>\d{{1,4}}(?!\d)(?:-\d{{1,4}}(?!\d))?){_COUNTED}(?P<lot>번지)?{_KO_UNIT}?"
)
_KO_ROOM = re.compile(rf"(?:{_H}{{1,14}} ?)?(?<!\d)(?:\d{{1,4}}|[a-e가나다라])동 ?\d{{2,5}}호")
_KO_ROOM_ALONE = re.compile(
    rf"{_H}{{0,12}}(?:아파트|빌라|오피스텔|맨션|타운|하이츠|원룸|주택|빌딩) ?(?:\d{{1,4}}동 ?)?\d{{2,5}}호"
)
_KO_ZIP = re.compile(r"(?:우편번호|우\)|\(우\)|우편) ?:?(?:는|은)? ?\(?(?<!\d)\d{5}(?!\d)\)?|\[\d{5}\]")
_ROMAN = rf"[a-z]{{2,14}}(?:\d{{1,3}})?-(?:ro|gil|daero)(?:[ ,]{{0,2}}\d{{0,4}}(?:beon)?-gil)?{_END}"
_ROMAN_REST = rf"(?:,? [a-z]{{2,14}}-(?:gu|si|dong|do|gun|eup|myeon)){{0,3}}(?:,? (?:seoul|busan|incheon|daegu|daejeon|gwangju|ulsan))?(?:,? \d{{5}}{_END})?"
_KO_ROMAN = re.compile(
    rf"{_BEGIN}(?:\d{{1,4}}(?:-\d{{1,4}})?,? {_ROMAN}|{_ROMAN},? \d{{1,4}}(?:-\d{{1,4}})?{_END}){_ROMAN_REST}"
)


def addresses(reading: Reading) -> Iterator[Span]:
    for pattern in (_BOX, _BROADWAY, _AVENUE_FIRST, _PL_STREET, _PL_WITH_ZIP, _PL_LIVES):
        yield from _all(reading, pattern)
    for pattern in (_KO_ROOM, _KO_ROOM_ALONE, _KO_ZIP, _KO_ROMAN):
        yield from _all(reading, pattern)
    for found in _STREET.finditer(reading.plain):
        if found["strong"] or found["rest"] or _is_named(reading, found):
            yield Span(*found.span(), Kind.ADDRESS)
    for pattern in (_STATE_ZIP, _POSTCODE):
        for found in pattern.finditer(reading.plain):
            if any(word.isupper() for word in re.findall("[A-Za-z]+", _cased(reading, found))):
                yield Span(*found.span(), Kind.ADDRESS)
    for found in _UNIT_ALONE.finditer(reading.plain):
        yield Span(*found.span(), Kind.ADDRESS)
    for found in _PL_BARE.finditer(reading.plain):
        if found["zip"] or _cased(reading, found)[:1].isupper():
            yield Span(*found.span(), Kind.ADDRESS)
    for found in _KO_ROAD.finditer(reading.plain):
        if found["region"] or found["unit"] or _is_road(found):
            yield Span(*found.span(), Kind.ADDRESS)
    for found in _KO_LOT.finditer(reading.plain):
        if found["region"].strip() or found["lot"] or "-" in found["number"]:
            yield Span(*found.span(), Kind.ADDRESS)


def _all(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Span]:
    for found in pattern.finditer(reading.plain):
        group = "it" if found.groupdict().get("it") else 0
        yield Span(found.start(group), found.end(group), Kind.ADDRESS)


def _cased(reading: Reading, found: re.Match[str]) -> str:
    return reading.cased[found.start() : found.end()]


def _is_named(reading: Reading, found: re.Match[str]) -> bool:
    """`5 Elm Way`, not `3 star way`: each word has a capital."""
    words = re.findall(r"[A-Za-z]+", _cased(reading, found))
    return len(words) > 1 and all(word[0].isupper() for word in words[-2:])


_PARTICLE_RO = re.compile(
    r"(?:으로|배로|드로|기로|대로|별로|따로|서로|바로|새로|제로|스로|트로|이로|가로|세로|실로|주로|그대로"
    r"|마음대로|뜻대로|추가로|하루로)$|^(?:" + _H + r")?(?:카드|택배|앱|전화|메일|문자|현금)로$"
)


def _is_road(found: re.Match[str]) -> bool:
    """A road has a name; 택배로 3 is by parcel, three of something."""
    name = re.split(r"[\s\d]", found[0])[0]
    return len(name) >= 3 and not _PARTICLE_RO.search(name)
