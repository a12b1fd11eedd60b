"""Introductions and signatures in Korean: 저는 김민준입니다, 제 이름은 김민준이에요, 김민준 드림.

A family name and two syllables are a name there, unless they are what people are (no_names.py).
"""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.korean_names import DETERMINERS
from deskbell.adapters.redaction.no_names import is_no_korean_name, is_no_name
from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.adapters.redaction.romanized import FAMILIES
from deskbell.domain.redaction import Kind

_IS = (
    r"(?:(?<![한된])(?<![한된] ) ?(?:회원|고객))?(?:입니다|이에요|예요|이예요|이고요|이구요|인데"
    r"|이라고|이라는|(?<!이)(?:에요|라고|라는)|임(?![가-힣]))"
)
_FULL = r"(?:[가-힣]{1,2}? ?[가-힣]{2}|[가-힣](?:[ .\-]{1,2}[가-힣]){2})"
_LATIN = r"[a-z][a-z'\-]{1,20}(?: [a-z][a-z'\-]{1,20}){0,2}"
_WHO = r"(?:(?:고객|회원|사용자|이용자|보호자|구매자|주문자|신청자|예금주|입금자) ?)?"
_HELLO = r"(?:안녕하세요|안녕하십니까)[.,!~]{0,3}"
_ASKED = r"(?:[은는]|[은는]? ?:)"
_NAMED = re.compile(
    rf"(?:(?:제|저의|내|본인) ?(?:이름|성함|성명)[은는이]|(?:성함|성명|예금주){_ASKED}"
    rf"|(?:(?<=[.!?\n])|\A)[ ]?이름{_ASKED}) ?"
    rf"(?P<it>[가-힣]{{2,4}}?(?: [가-힣]{{2,5}}?)?|{_LATIN}) ?{_IS}"
)
"""Whatever stands there is a name, unless it is known not to be one."""
_CALLED = re.compile(
    rf"(?:저는|나는|본인은|{_HELLO}) ?(?P<it>[가-힣]{{2,5}}?)이?라고 ?"
    r"(?:합니다|해요|하는데|하며|하고)"
)
_AM = re.compile(
    rf"(?:저는|나는|본인은|(?<![가-힣])(?:[저전난]|고객|회원)[ ]|{_HELLO}"
    rf"|(?:이름|성함|성명|예금주){_ASKED})[ \n]{{0,2}}{_WHO}"
    rf"(?P<it>{_FULL}|{_LATIN}) ?(?:{_IS}|[.,!\n\x00]|\Z)"
)
_SIGNED = re.compile(
    rf"(?<![가-힣a-z]){_WHO}(?P<it>{_FULL}|{_LATIN}) ?(?:드림|올림|씀)"
    r"(?=[\W_]{0,12}(?:[\n\x00]|\Z))"
)
_ABROAD = re.compile(
    r"(?:my name is|i am|i'm|this is|nazywam sie|mam na imie|jestem|regards,?|pozdrawiam,?)"
    rf"[ \n]{{1,2}}(?P<it>{_FULL})(?![가-힣])"
)
"""In an English or a Polish text."""


def korean_introductions(reading: Reading) -> Iterator[Span]:
    for pattern in (_NAMED, _CALLED, _AM, _SIGNED, _ABROAD):
        for found in pattern.finditer(reading.plain):
            written = reading.cased[found.start("it") : found.end("it")]
            if _is_a_name(written, sure=pattern in (_NAMED, _CALLED)):
                yield Span(found.start("it"), found.end("it"), Kind.NAME)


def _is_a_name(written: str, *, sure: bool) -> bool:
    """`sure` where it need not begin with a family name, nor with a capital."""
    if written[0] < "가":
        words = written.split()
        described = any(is_no_name(word.lower()) for word in words)
        return not described and (sure or all(word[0].isupper() for word in words))
    words = re.findall(r"[가-힣]+", written)
    name = "".join(words)
    if any(is_no_korean_name(word) for word in (name, *words)):
        return False
    if not sure and len(words) == 2 and words[0] in DETERMINERS:
        return False
    return sure or name[: len(name) - 2] in FAMILIES
