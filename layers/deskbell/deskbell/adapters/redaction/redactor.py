"""The rules one after the other, and the marks in the places that they found (A3-01).

Each rule sees barriers where an earlier one has found something. What stands between two marks may
look different without them, so all of it is read again until nothing more is found.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from deskbell.adapters.redaction.addresses import addresses
from deskbell.adapters.redaction.identities import named_identities
from deskbell.adapters.redaction.introductions import introductions
from deskbell.adapters.redaction.links import entities, inert, telling
from deskbell.adapters.redaction.mails import mails
from deskbell.adapters.redaction.names import Names
from deskbell.adapters.redaction.numbers import Numbers
from deskbell.adapters.redaction.reading import Reading, Span, read
from deskbell.domain.redaction import Kind, Redacted, mark

PASSES = 8
_PRIORITY = list(Kind)
_JOINING = frozenset(" .-_'’·\u200b\xa0")


class TextRedactor:
    """`Redaction` by rules and numbering plans."""

    def redact(self, text: str, names: Collection[str], locale: str | None) -> Redacted:
        known, region = Names.known(frozenset(names)), region_of(locale)
        found: Counter[Kind] = Counter()
        for _ in range(PASSES):
            spans = find(text, known, region)
            if not spans:
                break
            found.update(span.kind for span in spans)
            text = _marked(text, spans)
        return Redacted(text, dict(found))


def region_of(locale: str | None) -> str | None:
    """`KR` of `ko-KR`, and of `ko`."""
    language, _, region = (locale or "").replace("_", "-").partition("-")
    return region.upper() or {"ko": "KR", "pl": "PL", "en": "US"}.get(language.lower())


def find(text: str, names: Names, region: str | None) -> list[Span]:
    """What is to be withheld of `text`, in its order; nothing overlaps."""

    def people(reading: Reading) -> Iterator[Span]:
        yield from introductions(reading)
        yield from names.spans(reading)

    found = list(telling(text))
    reading = read(text).without([*inert(text), *found])
    for rule in (
        mails,
        named_identities,
        addresses,
        lambda reading: Numbers(reading, region).spans(),
        people,
    ):
        new = [reading.original(span) for span in rule(reading)]
        closed_up = reading.together() if rule in (mails, people) else None
        if closed_up:
            new += [closed_up.original(span) for span in rule(closed_up)]
        found += new
        reading = reading.without(new)
    return _merged(text, _grown(found, list(entities(text))))


def _grown(found: Iterable[Span], whole: list[Span]) -> Iterator[Span]:
    """A part of a link is all of it."""
    starts = [one.start for one in whole]
    for start, end, kind in found:
        first, last = _holding(whole, starts, start), _holding(whole, starts, end - 1)
        yield Span(first.start if first else start, last.end if last else end, kind)


def _holding(whole: list[Span], starts: list[int], at: int) -> Span | None:
    before = bisect_right(starts, at) - 1
    return whole[before] if before >= 0 and at < whole[before].end else None


def _merged(text: str, found: Iterable[Span]) -> list[Span]:
    """Nothing overlaps any more, and a first name and a family name are one."""
    merged: list[Span] = []
    for span in sorted(found):
        last = merged[-1] if merged else None
        if last and (span.start < last.end or _one_name(text, last, span)):
            kind = min(last.kind, span.kind, key=_PRIORITY.index)
            merged[-1] = Span(last.start, max(last.end, span.end), kind)
        else:
            merged.append(span)
    return merged


def _one_name(text: str, last: Span, span: Span) -> bool:
    between = text[last.end : span.start]
    return last.kind is span.kind is Kind.NAME and len(between) <= 2 and {*between} <= _JOINING


def _marked(text: str, spans: list[Span]) -> str:
    parts, at = [], 0
    for start, end, kind in spans:
        parts += [text[at:start], mark(kind)]
        at = end
    return "".join([*parts, text[at:]])
