"""Links that let somebody in or name somebody, and Slack's own forms of mentions and links."""

import re
from collections.abc import Iterator

from deskbell.adapters.redaction.reading import Span
from deskbell.domain.redaction import MARK, Kind

_ENTITY = re.compile(
    r"<((?:[@#!]|https?:|www\.|mailto:|tel:|sms:|callto:)[^<>\[\]]*)>|(?:https?://|www\.)[^\s<>\[\]]+",
    re.IGNORECASE,
)
_INERT = re.compile(
    r"<(?:#[CG]\w{8,12}|!date\^\d{1,12}\^|!subteam\^S\w{8,12}|!(?:here|channel|everyone)\b)"
)
_LETS_IN = re.compile(
    r"//[^/?#]*@|[?&;#/](?:\w{0,20}(?:token|key|secret|signature|session|password|passwd|phone|mail)"
    r"|sig|auth|code|sid|pwd|otp|jwt|tel|name|user|uid|login|invite|reset)=|\beyJ"
    r"|[?&;#=/](?=\w{0,40}\d)(?=\w{0,40}[a-z])\w{20}",
    re.IGNORECASE,
)


def inert(text: str) -> Iterator[Span]:
    """Our own marks, and what of Slack's markup says nothing of anybody."""
    for pattern in (MARK, _INERT):
        for found in pattern.finditer(text):
            yield Span(*found.span(), Kind.LINK)


def entities(text: str) -> Iterator[Span]:
    """What is one thing in `text`: to withhold a part of it is to withhold all."""
    for found in _ENTITY.finditer(text):
        yield Span(found.start(), found.end(), Kind.LINK)


def telling(text: str) -> Iterator[Span]:
    """Those that are personal whatever else is in them."""
    for found in _ENTITY.finditer(text):
        target = (found[1] if found[1] is not None else found[0]).strip().lower()
        kind = None
        if target.startswith(("@u", "@w")):
            kind = Kind.NAME
        elif target.startswith("mailto:"):
            kind = Kind.MAIL
        elif target.startswith(("tel:", "sms:", "callto:")):
            kind = Kind.PHONE
        elif target.startswith(("http", "www.")) and _LETS_IN.search(found[0]):
            kind = Kind.LINK
        if kind:
            yield Span(found.start(), found.end(), kind)
