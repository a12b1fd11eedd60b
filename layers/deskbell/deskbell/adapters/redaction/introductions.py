"""Where somebody says who they are: I am Ana Kowalska; 저는 김민준입니다; Pozdrawiam, Ana.

Whoever writes is in no directory. So here a rule guesses what a name is, and only behind such words
(redactor.py); how much a word tells decides what has to stand behind it.
"""

from collections.abc import Iterator

from deskbell.adapters.redaction.introductions_korean import korean_introductions
from deskbell.adapters.redaction.introductions_latin import latin_introductions
from deskbell.adapters.redaction.reading import Reading, Span


def introductions(reading: Reading) -> Iterator[Span]:
    yield from latin_introductions(reading)
    yield from korean_introductions(reading)
