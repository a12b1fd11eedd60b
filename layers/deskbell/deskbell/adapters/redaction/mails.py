"""E-mail addresses, also as people write them who know that addresses are looked for.

Each begins with what stands for the `@`; from there it is followed to both sides.
"""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Reading, Span
from deskbell.domain.redaction import Kind

_OPEN, _CLOSE = r"[(\[{<]\s?", r"\s?[)\]}>]"
_DOT_WORD = "dot|kropka|punkt|period|점|닷|쩜"
_AT = re.compile(
    rf" ?(?P<sure>@|{_OPEN}(?:at|a|@|malpa|골뱅이|앳|엣){_CLOSE})\s?"
    r"|(?:\s|[-_])(?P<word>malpa|골뱅이|앳)(?:\s|[-_])|(?P<joined>골뱅이)"
    r"|(?P<at>\sat\s|[-_]at[-_])"
)
_DOT = rf"\s?{_OPEN}(?:{_DOT_WORD}|\.){_CLOSE}\s?|[\s\-_](?:{_DOT_WORD})(?:[\s\-_]|(?=\W|\Z))"
_DOT_AFTER = re.compile(rf"(?:{_DOT})|\s?\.\s?(?=\w)")
_DOT_BEFORE = re.compile(rf"(?:{_DOT}|\s\.\s)\Z")
_DOT_LENGTH = 12
_DOTS = 6
_FREE = {
    *("gmail", "hotmail", "outlook", "yahoo", "icloud", "naver", "daum", "hanmail", "kakao"),
    *("nate", "wp", "onet", "interia", "o2", "proton", "protonmail", "gazeta"),
}
_ASCII, _ANY = re.compile(r"[a-z0-9_.%+'\-!#$&*=^{|}]"), re.compile(r"[\w.%+'\-]")


def mails(reading: Reading) -> Iterator[Span]:
    text = reading.plain
    for at in _AT.finditer(text):
        start, hidden_before = _local(text, at.start())
        end, hidden_after = _domain(text, at.end(), spaced=bool(at["sure"]))
        local, domain = text[start : at.start()], text[at.end() : end]
        if not any(sign.isalnum() for sign in local) or not re.search(r"[^\W\d_]", domain):
            continue
        dotted = hidden_after or "." in domain.strip(".")
        if at["sure"]:
            right = dotted or ("\n" not in at[0] and at[0].strip() == at[0] and len(domain) > 1)
        elif at["at"]:
            named = domain.partition(".")[0] in _FREE
            told = hidden_before or re.search(r"[.\d_+]", local)
            right = hidden_after or named or bool(told and dotted)
        else:
            right = dotted or domain in _FREE
        if right and not re.fullmatch(r"[\d.,\s]+[^\W\d_]{0,2}", domain):
            yield Span(start, end, Kind.MAIL)


def _local(text: str, end: int) -> tuple[int, bool]:
    """Where what is before the `@` begins, and whether one of its dots is a word."""
    start, hidden = end, False
    for _ in range(_DOTS):
        letters = _ASCII if text[start - 1 : start].isascii() else _ANY
        begin = start
        while start and letters.match(text, start - 1):
            start -= 1
        if start == begin:
            break
        dot = _DOT_BEFORE.search(text[max(0, start - _DOT_LENGTH) : start])
        if not dot:
            break
        start -= len(dot[0])
        hidden = True
    while start < end and text[start] in " .-'*":
        start += 1
    return start, hidden


def _domain(text: str, start: int, *, spaced: bool) -> tuple[int, bool]:
    """Where it ends, and whether one of its dots is a word; a dot may have a space, if `spaced`."""
    end, hidden = start, False
    for _ in range(_DOTS):
        letters = r"[a-z0-9\-]{1,63}" if text[end : end + 1].isascii() else r"[\w\-]{1,63}"
        label = re.compile(letters).match(text, end)
        if not label:
            break
        end = label.end()
        dot = _DOT_AFTER.match(text, end)
        if not dot or not re.compile(r"\w").match(text, dot.end()):
            break
        if dot[0].strip() != ".":
            hidden = True
        elif dot[0] != "." and not spaced:
            break
        end = dot.end()
    return end, hidden
