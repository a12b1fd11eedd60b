"""Numbers that are worse than a phone's: of cards, accounts and persons, known by their checks."""

import re
from collections.abc import Iterator
from datetime import date

from deskbell.adapters.redaction.reading import Reading, Span, spans
from deskbell.domain.redaction import Kind

_IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2}[ \-]?\d{2}(?:[ \-]?[a-z0-9]{4}){3,7}(?:[ \-]?[a-z0-9]{1,3})?"
    r"(?![a-z0-9])"
)
_RESIDENT = re.compile(
    r"(?<!\d)(?P<it>\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ ]?[\-.~/ ][ ]?"
    r"[1-8][\d*xX●○_]{6})"
    r"(?![0-9])"
)
"""A Korean one as it is written, also with its end masked: day of birth and sex are left."""
_NAMED = re.compile(
    r"(?:passport|paszport\w{0,4}|여권|dowod\w{0,4}(?: osobist\w{0,4})?|licen[cs]e|prawo jazdy"
    r"|prawa jazdy|운전면허|ssn|social security|social|pesel\w{0,3}|nip|주민(?:등록)?|외국인등록"
    r"|사업자|national insurance|nino|id card|tax id|iban|konto|konta|account|acct|계좌|rachunek"
    r"|rachunku)(?: ?(?:no|nr|num|number|numer\w{0,2}|번호|#|is|was|to|ends?|가|는|은)\b[.:]?"
    r"| ?[:#\-=]){0,4} ?"
    r"(?P<it>(?=[a-z0-9\- ]{0,12}\d)[a-z]{0,4}[ \-]?\d[\d\-]{3,20}(?: \d{2,6}){0,6}(?![a-z]))"
)
"""Whatever stands behind such a word."""
_CARD_STARTS = ("2", "3", "4", "5", "6", "1800")


_INSURANCE = re.compile(
    r"(?<![a-z0-9])[a-ceghj-prstw-z][a-ceghj-nprstw-z][ ]?\d\d[ ]?\d\d[ ]?\d\d[ ]?[a-d](?![a-z0-9])"
)
"""A British National Insurance number."""


def named_identities(reading: Reading) -> Iterator[Span]:
    yield from spans(reading, _RESIDENT, Kind.ID)
    yield from spans(reading, _NAMED, Kind.ID)
    yield from spans(reading, _INSURANCE, Kind.ID)
    for found in _IBAN.finditer(reading.plain):
        written = found[0]
        while written:
            if is_iban(re.sub(r"[ \-]", "", written)):
                yield Span(found.start(), found.start() + len(written), Kind.ACCOUNT)
                break
            written = written.rpartition(" ")[0]


def identity(digits: str, groups: list[str]) -> Kind | None:
    """What a number is by its own checks, however it is grouped (but for US ones)."""
    count = len(digits)
    if 13 <= count <= 19 and digits.startswith(_CARD_STARTS) and luhn(digits):
        return Kind.CARD
    if count == 26 and is_iban(f"pl{digits}"):
        return Kind.ACCOUNT
    if count == 11 and is_pesel(digits):
        return Kind.ID
    if count == 13 and _born(digits) and digits[6] in "12345678" and _resident_check(digits):
        return Kind.ID
    if [len(group) for group in groups] == [3, 2, 4] and _is_social_security(digits):
        return Kind.ID
    return None


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = sum(int(digit) for digit in digits[-1::-2])
    return (total + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])) % 10 == 0


def is_iban(written: str) -> bool:
    """ISO 13616: the country and the check go to the end, letters count from 10."""
    if not 15 <= len(written) <= 34 or not written.isascii() or not written.isalnum():
        return False
    return int("".join(str(int(sign, 36)) for sign in written[4:] + written[:4])) % 97 == 1


def is_pesel(digits: str) -> bool:
    """The Polish number of a person: born on a day, in a century that its month tells."""
    year, month, day = (int(digits[at : at + 2]) for at in (0, 2, 4))
    century, month = divmod(month, 20)
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, _PESEL, strict=True))
    return weighed % 10 == 0 and _is_day((1900, 2000, 2100, 2200, 1800)[century] + year, month, day)


_PESEL = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def _resident_check(digits: str) -> bool:
    """Those given since October 2020 have none, and are known by how they are written alone."""
    weighed = zip(digits[:12], _RESIDENT_WEIGHTS, strict=True)
    return (11 - sum(int(digit) * weight for digit, weight in weighed) % 11) % 10 == int(digits[12])


def _born(digits: str) -> bool:
    return _is_day(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _is_social_security(digits: str) -> bool:
    area = digits[:3]
    return area not in ("000", "666") and area < "900" and digits[3:5] != "00" != digits[5:]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
