"""Answers to a page that mean: I see to it. One place for the words of all languages; who adds a
language adds its words here."""

from deskbell.domain.folding import words_of

_ENGLISH = """
ack, acked, acknowledge, acknowledged, ok, okay, k, yes, on it, i m on it, im on it, i am on it,
got it, i got it, i ve got it, mine, i take it, i ll take it, taking it, looking, i m looking,
looking into it, will do
"""
_KOREAN = """
확인, 확인했어요, 확인했습니다, 확인할게요, 네, 넵, 예, 오케이, 오키, 제가 볼게요, 제가 보겠습니다,
제가 할게요, 제가 맡을게요, 맡을게요, 맡겠습니다, 보고 있어요, 보고 있습니다, 볼게요
"""
_POLISH = """
potwierdzam, potwierdzone, ok, okej, oki, tak, biorę, biorę to, mam to, moje, zajmuję się,
zajmuję się tym, zajmę się tym, już się zajmuję, patrzę, już patrzę, sprawdzam, już sprawdzam,
jasne
"""


def _phrases(words: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in words.split(","))


_MEANS_YES = _phrases(_ENGLISH) | _phrases(_KOREAN) | _phrases(_POLISH)


def acknowledges(text: str) -> bool:
    """Nothing else may be said: a question, or one word more, is for people to read."""
    return "?" not in text and words_of(text) in _MEANS_YES
