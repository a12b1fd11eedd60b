"""Whether a word that is also a name is meant as one; names.py asks where the word cannot say."""

import re

from deskbell.adapters.redaction.ordinary_words import MONTHS
from deskbell.adapters.redaction.reading import Reading

_LOOK = 40
_CALLED = re.compile(
    r"(?<![a-z])(?:mr|mrs|ms|miss|mx|dr|agent|manager|rep|representative|advisor|colleague|supervisor"
    r"|technician|named|pan|pani|pana|panu|panem|panie|konsultant\w{0,3}|konsultantk\w{0,2}"
    r"|kierownik\w{0,3}|doradc\w{0,3}|agent\w{0,3}|imieniem|nazwiskiem)\.?[ :]{1,2}\Z"
)
_ACTS = re.compile(
    r"(?:'s)?"
    r"(?: (?:personally|kindly|finally|actually|really|then|also|nie|bardzo|mi|mnie|nam|sie))?"
    r" (?:helped|told|said|did|didn't|didnt|refused|called|promised|kept|gave|took|answered|who"
    r"|hung|left|fixed|sent|ignored|seemed|seems|doesn't|replied|resolved|solved|handled|saved|deserves"
    r"|got|went|came|asked|showed|explained|listened|and i|knows|knew|lied|shouted|yelled|laughed"
    r"|made|pomog\w{0,4}|powiedzia\w{0,3}|obieca\w{0,3}|odpisa\w{0,3}|zadzwoni\w{0,3}"
    r"|obsluz\w{0,4}|okaza\w{0,3}|rozwiaza\w{0,3}|zignorowa\w{0,3}|odpowiedzia\w{0,3}|krzycza\w{0,3}|wie|twierdzi"
    r"|z obslugi|z dzialu|from (?:support|billing|it|sales|the)|in (?:support|billing|it|sales)"
    r"|at (?:the|your) (?:desk|counter|store|shop|reception))(?![a-z])"
)
_IS = re.compile(r" (?:was|is|wasn't|isn't|has|had|hasn't|byl|byla|jest|mial|miala)(?![a-z])")
_STARTS = '.!?\n:;"“”„(•*…\x00'
_OF_TIME = re.compile(
    r"(?<![a-z])(?:in|since|until|till|last|next|this|of|every|early|late|mid|during|through|from|for"
    r"|between|w|we|od|do|po|przed|w czasie|mid-)[ \-]\Z|\d(?:st|nd|rd|th)?[ .\-/]{1,2}(?:of )?\Z"
)
_LONG_MONTHS = "january|february|march|september|october|november|december|stycz\\w+|czerw\\w+"
_AND_TIME = re.compile(
    rf"[ .,\-/]{{0,2}}(?:\d|'\d\d|(?:(?:to|until|till|and|or|through|i|do|[\-/]) ?)?"
    rf"(?:\d|(?:{'|'.join(MONTHS)}|{_LONG_MONTHS})(?![a-z])))"
)


def meant(reading: Reading, start: int, end: int) -> bool:
    """Of a word that begins with a capital."""
    word, owns, _ = reading.plain[start:end].partition("'s")
    is_month = word in MONTHS
    before = reading.plain[max(0, start - _LOOK) : start]
    after = reading.plain[end : end + _LOOK]
    if _CALLED.search(before) or _ACTS.match(after):
        return True
    if is_month and (_OF_TIME.search(before) or _AND_TIME.match(after)):
        return False
    if _begins(reading.plain, start):
        return not is_month and bool(owns or _IS.match(after))
    return True


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins here, where every word has a capital."""
    left = text[max(0, start - 4) : start].rstrip(" '-")
    return not left or left[-1] in _STARTS


def shouted(reading: Reading, start: int, end: int) -> bool:
    """Whether the words around are in capitals too, so that this one's say nothing."""
    if end - start < 2 or not reading.cased[start:end].isupper():
        return False
    around = reading.cased[max(0, start - 15) : start] + reading.cased[end : end + 15]
    letters = [sign for sign in around if sign.isalpha()]
    return bool(letters) and sum(sign.isupper() for sign in letters) * 2 > len(letters)
