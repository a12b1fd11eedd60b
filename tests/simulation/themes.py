"""What only a world that sees everything can ask of the themes of feedback (A1-30, A3-02, A3-03):
one owner, an item in one theme, and everybody who gave something told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from deskbell.domain.effects import SendDirect, SendNotice
from deskbell.domain.feedback.item import FeedbackItem
from deskbell.domain.ids import PersonId, Ref
from deskbell.domain.inputs import TimerDue
from deskbell.domain.themes.theme import SETTLED, Theme
from deskbell.usecases.audit.books import Books, Violation

OUTCOMES = tuple(f"theme_{one}" for one in SETTLED)


def themes_end(books: Books, timers: Iterable[TimerDue]) -> Iterator[Violation]:
    """A week later."""
    themes = {ref: one for ref, one in books.states.items() if isinstance(one, Theme)}
    items = {ref: one for ref, one in books.states.items() if isinstance(one, FeedbackItem)}
    set_for = {timer.ref: timer.due for timer in timers}
    for ref, theme in themes.items():
        if not theme.owner:
            yield Violation("A3-03", str(ref), "has no owner")
        if set_for.get(ref) != theme.due:
            yield Violation("A3-02", str(ref), "has not the timer that it needs")
        yield from _told(theme, items, books)
    for ref, item in items.items():
        within = [one for one in themes.values() if one.has(ref)]
        if [one.ref for one in within] != ([item.about] if item.about else []):
            yield Violation("A3-02", str(ref), "is not in the one theme that it is about")
        if within and within[0].status is not item.status:
            yield Violation("A3-02", str(ref), "does not know how its theme stands")


def _told(theme: Theme, items: dict[Ref, FeedbackItem], books: Books) -> Iterator[Violation]:
    name, heard = str(theme.ref), _heard(theme, books)
    if any(count > 1 for count in heard.values()):
        yield Violation("A1-30", name, "has told somebody twice")
    if heard and not theme.is_settled:
        yield Violation("A3-02", name, "has told what is not so")
    if not theme.is_settled:
        return
    gave = {one for part in theme.parts for one in items[part.item].originators}
    if gave - set(heard):
        yield Violation("A1-30", name, "has not told everybody who gave something of it")
    if not any(_is_of(row.effect, SendNotice) for row in books.outbox if row.ref == theme.ref):
        yield Violation("D-17", name, "is settled, and nobody in the channel hears so")


def _heard(theme: Theme, books: Books) -> Counter[PersonId]:
    return Counter(
        row.effect.person
        for row in books.outbox
        if row.ref == theme.ref
        and isinstance(row.effect, SendDirect)
        and _is_of(row.effect, SendDirect)
    )


def _is_of(effect: object, kind: type[SendDirect | SendNotice]) -> bool:
    """Whether it says what came of it."""
    if not isinstance(effect, SendDirect | SendNotice) or not isinstance(effect, kind):
        return False
    return any(one in effect.text.key for one in OUTCOMES)
