"""Which numbers are somebody's: phone numbers above all.

Whether digits are a phone number, the numbering plans of libphonenumber say; whether they are
meant as one, how they are written and what stands before them.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from phonenumbers import (
    NumberParseException,
    is_possible_number,
    is_valid_number,
    parse,
)

from deskbell.adapters.redaction.digits import Group, runs
from deskbell.adapters.redaction.identities import identity
from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.domain.redaction import Kind

REGIONS = ("KR", "PL", "US", "GB")
"""Whose national numbers are always known; of the desk's languages."""
_CODES = ("82", "48", "44")
_SHORTEST, _LONGEST = 7, 26
_FLOOD = 120
"""So many digits in a row are no prose: all of them are withheld, unread."""

_DATES = re.compile(
    r"(?<!\d)(?<!\d[-./])(?:19|20)\d\d(?P<a>[-./]) ?(?:0?[1-9]|1[0-2])(?P=a) ?"
    r"(?:0?[1-9]|[12]\d|3[01])(?![-./]?\d)"
    r"|(?<!\d)(?<!\d[-./])\d{1,2}(?P<b>[-./]) ?\d{1,2}(?P=b) ?(?:19|20)\d\d(?![-./]?\d)"
    r"|(?<!\d)(?<!\d:)\d{1,2}:\d\d(?::\d\d)?(?!:?\d)"
    r"|(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)(?<!\d{3}\.\d{3}\.\d{3}\.\d{3})"
)
_PHONE_WORD = re.compile(
    r"(?:phone|(?<![a-z])tel(?![a-z]{3})|telefon|(?<![a-z])(?:kom|fon|cell|call|ring|text|sms|dial"
    r"|fax|faks|mobile|whatsapp|zadzwon|dzwon|oddzwon|mob|hp)(?![a-z])|komork|komorkow|dzwoni|전화"
    r"|연락|휴대폰|핸드폰|폰|문자|번호는|hit me up|reach me|kontakt)[^\d\x00\n]{0,25}\Z"
)
_OTHER_WORD = re.compile(
    r"(?:order|(?<![a-z])(?:ord|inv|ref|sku|item|s/n|sn|imei|isbn|ean|upc|id|po|rma|fv|no|nr)"
    r"(?![a-z])|invoice|ticket|case|reference|tracking|serial|parcel|shipment|article|model|batch"
    r"|zamowieni\w{0,4}|faktur\w{0,3}|paragon\w{0,3}|przesylk\w{0,3}|paczk\w{0,3}|zgloszeni\w{0,3}"
    r"|spraw\w{0,3}|reklamacj\w{0,3}|towar\w{0,3}|주문|송장|운송장|접수|상품|제품|문의|티켓|예약|영수증|#)"
    r"(?: ?(?:번호|number|numer\w{0,2}|num|nr|no|id|code|kod\w{0,2}|는|은|가|이|#|is|was|to))?"
    r"[\s.:#/\-()=\"']{0,4}\Z"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£₩¥]|(?<![a-z])(?:usd|eur|pln|krw|gbp)) ?\Z")
_MONEY_AFTER = re.compile(
    r"(?:[.,]\d\d)? ?(?:[$€£₩¥%]|(?:zl|pln|usd|eur|gbp|krw|won|dollars?|euro|zlotych|zlote)"
    r"(?![a-z])|원|달러|유로|만|천|억|[km]b\b)"
)
_LOOK_BACK = 40
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){1,8}")
_FILED = re.compile(r"(?:19|20)\d\d([/.\-])(?:0[1-9]|1[0-2])\1\d{1,8}")
_BY_SHAPE = re.compile(r"\(?0\d{1,3}\)?[ .\-/]{1,3}\d{3,4}[ .\-/]{1,2}\d{4}")
_NORTH_AMERICAN = re.compile(
    r"(?:(?:00)?1[ .\-]{1,2})?\(?[2-9]\d{2}(?:\) ?|\)?[ .\-/]{1,3})\d{3}[ .\-/]{1,2}\d{4}"
)
_EXTENSION = re.compile(r"[ ,]{0,2}(?:ext|extension|x|wew|wewn|내선)[. :]{0,2}\d{1,6}(?!\d)")
_LOCAL = re.compile(r"\d{3}[ .\-]\d{4}|\d{4}[ .\-]\d{4}|\d{3}[ .\-]\d\d[ .\-]\d\d")


class Numbers:
    """The numbers of one text; `asked` counts the questions to the numbering plans."""

    def __init__(self, reading: Reading, region: str | None) -> None:
        spoken = reading.without(
            reading.original(Span(*found.span(), Kind.PHONE))
            for found in _DATES.finditer(reading.plain)
        )
        self._reading, self._text = spoken, spoken.plain
        self._home = region
        self._regions = tuple(dict.fromkeys(filter(None, (region, *REGIONS))))
        self.asked = 0

    def spans(self) -> Iterator[Span]:
        for run in runs(self._reading):
            if sum(len(group.digits) for group in run) > _FLOOD:
                yield Span(run[0].start, run[-1].end, Kind.PHONE)
                continue
            at = 0
            while at < len(run):
                found = self._longest(run, at)
                if found:
                    after, kind = found
                    yield self._widened(run[at].start, run[after - 1].end, kind)
                    at = after
                else:
                    at += 1

    def _longest(self, run: list[Group], at: int) -> tuple[int, Kind] | None:
        sizes = list(accumulate(len(group.digits) for group in run[at : at + _LONGEST]))
        ends = [at + n + 1 for n, size in enumerate(sizes) if _SHORTEST <= size <= _LONGEST]
        if not ends or not self._may_begin(run[at]):
            return None
        for end in reversed(ends):
            groups = run[at:end]
            kind = identity(_joined(groups), [group.digits for group in groups])
            if kind and self._may_end(groups[-1]):
                return end, kind
        for sure in (True, False):
            for end in reversed(ends):
                groups = run[at:end]
                if self._may_end(groups[-1]) and self._is_phone(groups, run, sure):
                    return end, Kind.PHONE
        return None

    def _may_begin(self, group: Group) -> bool:
        """Not behind the letters of an article's number (AB123456)."""
        before = self._reading.cased[max(0, group.start - 12) : group.start]
        letters = re.search(r"[A-Za-z]+\Z", before)
        return not letters or (letters[0].islower() and len(letters[0]) > 1)

    def _may_end(self, group: Group) -> bool:
        after = re.compile(r"[A-Za-z]{1,4}").match(self._reading.cased, group.end)
        return not after or not after[0].isupper()

    def _is_phone(self, groups: list[Group], run: list[Group], sure: bool) -> bool:
        digits, start, end = _joined(groups), groups[0].start, groups[-1].end
        written, before = self._text[start:end], self._before(start)
        if _has_plus(before):
            return 8 <= len(digits) <= 15 if not sure else self._valid(f"+{digits}", None)
        if sum(len(group.digits) for group in groups if group.in_words) >= _SHORTEST:
            return len(digits) <= 15
        called = _PHONE_WORD.search(before) is not None
        shaped = _BY_SHAPE.fullmatch(written) is not None or (
            _NORTH_AMERICAN.fullmatch(written) is not None
        )
        if not called and not shaped and self._counts_something(written, before, end):
            return False
        if sure:
            return (
                len(digits) <= 15
                and self._grouped(groups, run, digits, called=called)
                and self._national(digits, groups, called=called)
            )
        if called and _LOCAL.fullmatch(written):
            return True
        return 7 <= len(digits) <= 13 and (shaped or (called and 9 <= len(digits) <= 12))

    def _counts_something(self, written: str, before: str, end: int) -> bool:
        return bool(
            _OTHER_WORD.search(before)
            or _MONEY_BEFORE.search(before)
            or _MONEY_AFTER.match(self._text, end)
            or (_THOUSANDS.fullmatch(written) and self._home != "PL")
            or _FILED.fullmatch(written)
        )

    def _grouped(self, groups: list[Group], run: list[Group], digits: str, *, called: bool) -> bool:
        """Scores such as 7 8 10 9 are many numbers, not one in groups."""
        sizes = [len(group.digits) for group in groups]
        if called or digits[0] == "0" or max(sizes) >= 3:
            spaced = self._text[groups[0].start : groups[-1].end]
            return called or digits[0] == "0" or not re.search(r"\d, \d", spaced)
        whole = len(groups) == len(run)
        return whole and (set(sizes) == {1} or (set(sizes[:-1]) == {2} and sizes[-1] < 3))

    def _national(self, digits: str, groups: list[Group], *, called: bool) -> bool:
        return any(
            _plausible(digits, [len(group.digits) for group in groups], region, self._home, called)
            and self._valid(digits, region)
            for region in self._regions
        ) or any(
            digits.startswith(start) and self._valid(f"+{digits.removeprefix('00')}", None)
            for start in ("00", *(code for code in _CODES if len(digits) > 10))
        )

    def _valid(self, digits: str, region: str | None) -> bool:
        self.asked += 1
        try:
            number = parse(digits, region)
        except NumberParseException:
            return False
        return is_possible_number(number) and is_valid_number(number)

    def _before(self, start: int) -> str:
        return self._text[max(0, start - _LOOK_BACK) : start]

    def _widened(self, start: int, end: int, kind: Kind) -> Span:
        opened = re.search(r"(?:\+|plus )? ?\(?\+? ?\Z", self._before(start))
        start -= len(opened[0].lstrip(" ")) if opened else 0
        extension = _EXTENSION.match(self._text, end)
        return Span(start, extension.end() if extension else end, kind)


def _joined(groups: list[Group]) -> str:
    return "".join(group.digits for group in groups)


def _has_plus(before: str) -> bool:
    return re.search(r"(?:\+|(?<![a-z])plus) ?\(?\Z", before) is not None


def _plausible(digits: str, sizes: list[int], region: str, home: str | None, called: bool) -> bool:
    """Whether it is worth asking for, and no bare number that happens to be assigned."""
    bare = len(sizes) == 1 and not called
    count = len(digits)
    if region == "PL":
        return count == 9 and (not bare or home == "PL")
    if region in ("US", "CA"):
        long = count == 11 and digits[0] == "1"
        return (count == 10 or long) and (not bare or home == region) and not _dated(digits, bare)
    if region == "KR":
        if digits[0] == "1":
            return count == 8 and sizes == [4, 4]
        return 9 <= count <= 12 and digits[0] == "0"
    return 8 <= count <= 12 and (digits[0] == "0" or called or home == region)


def _dated(digits: str, bare: bool) -> bool:
    return (
        bare and re.match(r"20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", digits) is not None
    )
