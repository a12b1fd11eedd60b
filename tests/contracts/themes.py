"""Themes of feedback as people see them, with the worst in it, for `everything_sent.py`; and one
with nothing left at its default."""

from collections.abc import Iterator
from dataclasses import replace

from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.feedback.item import Status
from deskbell.domain.ids import theme_ref
from deskbell.domain.themes import commands as c
from deskbell.domain.themes.sorting import Found, put_in
from deskbell.domain.themes.theme import (
    MOST_DEPARTMENTS,
    MOST_ITEMS,
    TELL_AFTER,
    Department,
    Part,
    TaskState,
    Theme,
)
from deskbell.usecases.slack_ports import Message
from tests.builders import ANA, BEN, INSTALL, JIWOO, MINJUN, NOW
from tests.unit.feedback.people import FEEDBACK, GUEST
from tests.unit.themes.people import BENS, DAY, JIWOOS, MINA, Sorting

ISSUE = "https://example.com/" + "i" * 180


def a_theme(words: str = "Delivery") -> Theme:
    people = Sorting()
    people.said("Too late", ANA)
    theme, _ = people.about("Too late", words[:80])
    return theme


def a_full_theme(words: str = "Delivery") -> Theme:
    """It has been everything; no such one can be."""
    task = Department(words[:40], JIWOO, words[:120], NOW)
    states = [replace(task, state=one, why=words[:120], reminded=True) for one in TaskState]
    theme = a_theme(words)
    return replace(
        theme,
        version=9,
        status=Status.DECLINED,
        parts=tuple(Part(one.item, (ANA, BEN)) for one in theme.parts * MOST_ITEMS),
        team=words[:40],
        issue=ISSUE,
        departments=tuple((states * MOST_DEPARTMENTS)[:MOST_DEPARTMENTS]),
        merged_into=theme_ref(INSTALL, "service", 2),
        settled_by=MINJUN,
        why=words[:120],
        stood=Status.WITH_TEAM,
        tell_at=NOW,
        told=(ANA,),
    )


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    words = words or "-"
    theme = a_theme(words)
    full = replace(a_full_theme(words), merged_into=None, told=())
    tasks = tuple(replace(one, state=TaskState.OPEN) for one in full.departments)
    goes_on = replace(full, status=Status.WITH_TEAM, tell_at=None, departments=tasks)
    shown = (
        theme,
        goes_on,
        full,
        replace(full, status=Status.SHIPPED, settled_by=None, tell_at=None, told=(ANA,)),
        replace(theme, parts=(Part(theme.parts[0].item),)),
    )
    for number, one in enumerate(shown):
        yield f"the card of a theme, {number}", renderer.theme(one, None)
    merged = replace(theme, merged_into=theme_ref(INSTALL, "service", 2))
    yield "the card of a merged theme", renderer.theme(merged, theme)
    item = Sorting().said("Too late", ANA)
    for one in (theme, full):
        yield "the card of an item of a theme", renderer.feedback(item, one)


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it, to everybody."""
    words = words or "-"
    name, why = words[:80], words[:120]
    yield from _refused(name)
    yield _too_many(name)
    people = _sorted(name)
    yield people.passes(name, people.settings.first_response)
    for status, reason in ((Status.SHIPPED, ""), (Status.DECLINED, why), (Status.DECLINED, "")):
        people = _sorted(name)
        yield people.decides(name, c.HandOver(MINA, FEEDBACK, words[:40], BENS))
        yield people.decides(name, a_task(people, words))
        yield people.decides(name, c.AnswerTask(JIWOOS, FEEDBACK, 0, done=False, why=why))
        yield people.decides(name, a_task(people, words))
        yield people.passes(name, DAY)
        yield people.passes(name, people.settings.first_response)
        yield people.decides(name, c.Settle(BENS, FEEDBACK, status, reason))
        yield people.passes(name, TELL_AFTER)
        yield people.decides(name, c.Undo(BENS, FEEDBACK))
    people = _sorted(name)
    yield people.decides(name, c.CloseIssue("github", Status.SHIPPED, why))
    yield people.passes(name, TELL_AFTER)


def a_task(people: Sorting, words: str) -> c.AddTask:
    due = people.now + DAY
    return c.AddTask(BENS, FEEDBACK, words[:40], JIWOOS, words[:120], due)


def _refused(name: str) -> Iterator[Decision]:
    people = _sorted(name)
    for _ in range(MOST_DEPARTMENTS + 1):
        yield people.decides(name, a_task(people, "Tell them"))
    yield people.decides(name, c.Take(GUEST, FEEDBACK))
    yield people.decides(name, c.HandOver(MINA, FEEDBACK, "Product", GUEST))
    yield people.decides(name, replace(a_task(people, "Late"), due=people.now))
    yield people.decides(name, c.AnswerTask(MINA, FEEDBACK, 0, done=True))
    yield people.decides(name, c.AnswerTask(BENS, FEEDBACK, 1, done=True))
    yield people.decides(name, c.Settle(BENS, FEEDBACK, Status.SHIPPED))
    yield people.decides(name, c.Merge(MINA, FEEDBACK, None))
    full = a_full_theme("Other")
    full = replace(full, merged_into=None, status=Status.THEMED, tell_at=None)
    yield people.decides(name, c.Merge(MINA, FEEDBACK, full))
    people.settles(name)
    yield people.decides(name, c.Take(MINA, FEEDBACK))
    yield people.not_about("Too late")


def _too_many(name: str) -> Decision:
    people = Sorting()
    item = people.said("Too late", ANA)
    full = replace(a_full_theme(name), status=Status.THEMED, merged_into=None)
    return put_in(item, Found(None, full, 1), c.PutIn(MINA, FEEDBACK, name), people.around)


def _sorted(name: str) -> Sorting:
    people = Sorting()
    people.said("Too late", ANA)
    people.about("Too late", name)
    return people
