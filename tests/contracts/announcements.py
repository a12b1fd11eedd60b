"""Announcements as people see them in Slack, with the worst in them, for `everything_sent.py`; and
one with nothing left at its default."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.announcements import commands as c
from deskbell.domain.announcements import telling
from deskbell.domain.announcements.announcement import Announcement, Body, Reader
from deskbell.domain.announcements.policy import TEXT_LIMIT, AudienceId
from deskbell.domain.decision import Decision
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import PersonId, announcement_ref
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import LANGUAGES
from deskbell.usecases.slack_ports import Message
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, LENA, MINUTE, NOW, OLA
from tests.unit.announcements.people import DAY, EN, TEAM, Announcing, settings

REF = announcement_ref(INSTALL, "view")


def announcing_desk(desk: Desk, words: str) -> Desk:
    """Ben may announce, to an audience with as long a name as an admin can write."""
    audiences = settings(name=words[:40].strip() or "-", authors=frozenset({BEN}))
    return replace(desk, announcements=audiences)


def origin_of(dialog: Dialog) -> Origin | None:
    """What opens the form of one; None for the others."""
    if dialog is Dialog.ANNOUNCE:
        return Origin.of_value("", IT_HAPPENS)
    return Origin.of_value(str(REF), IT_HAPPENS) if dialog is Dialog.ANNOUNCEMENT_REWRITE else None


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """A time that is past, and nothing at all."""
    if dialog is Dialog.ANNOUNCE:
        yield {
            "audience": {"value": {"selected_option": {"value": TEAM}}},
            "text_en": {"value": {"value": "x"}},
            "text_ko": {"value": {"value": "x"}},
            "text_pl": {"value": {"value": "x"}},
            "due": {"value": {"selected_date_time": int((NOW - DAY).timestamp())}},
        }
    if dialog is Dialog.ANNOUNCEMENT_REWRITE:
        yield {"text_en": {"value": {"value": ""}}}


def _bodies(words: str) -> tuple[Body, ...]:
    return tuple((language, (words or "-")[:TEXT_LIMIT]) for language in LANGUAGES)


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    people = Announcing()
    people.announces(bodies=_bodies(words))
    one = people.one
    yield "the post of an announcement", renderer.announcement(one)
    yield "its post in one language", renderer.announcement(replace(one, bodies=(EN,)))
    read = replace(one, readers=(Reader(ANA, 1, NOW),), changed_at=NOW + MINUTE)
    yield "its post, changed", renderer.announcement(read)
    many = tuple(replace(read.readers[0], person=who) for who in (BEN, OLA, LENA, ANA, BEN))
    yield "its post, much read", renderer.announcement(replace(read, readers=many))
    gone = replace(read, audience=AudienceId("gone"))
    yield "the post of one whose audience is gone", renderer.announcement(gone)


def readers(renderer: CatalogueRenderer, reader: Person) -> Iterator[tuple[str, Message]]:
    """Who has read it, of few people and of many, for whom it is and for whom it is not."""
    crowd = [PersonId(f"U0CROWD{n:03}") for n in range(telling.MOST_NAMED + 1)]
    for people in ([], [ANA], [ANA, BEN], [ANA, BEN, OLA, LENA, *crowd[:1]], crowd):
        for missing in (None, "later", "never"):
            text = telling.readers(people, people, people, missing)
            shown = renderer.text(text, reader.locale, reader.zone)
            yield f"{len(people)} readers", shown
    yield "whose they are not", renderer.text(telling.NOT_YOURS, reader.locale, reader.zone)


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it."""
    bodies = _bodies(words)
    people = Announcing()
    yield people.announces(bodies=bodies, due=NOW + DAY)
    yield people.does(c.Withdraw(BEN, IT_HAPPENS))
    yield people.does(c.Rewrite(LENA, IT_HAPPENS, (EN,), False))
    yield people.does(c.Withdraw(LENA, IT_HAPPENS))
    yield people.does(c.Rewrite(LENA, IT_HAPPENS, bodies, False))
    people = Announcing()
    yield people.announces(bodies=bodies)
    yield people.does(c.Read(ANA, IT_HAPPENS))
    yield people.does(c.Withdraw(LENA, IT_HAPPENS))
    yield people.does(c.Rewrite(LENA, IT_HAPPENS, (EN,), True))
    people.now += DAY
    yield people.does(c.Look((c.Looked(BEN, True), c.Looked(OLA, False))))
    people = Announcing()
    yield people.announces(bodies=bodies, due=NOW + DAY)
    people.now, people.settings = NOW + DAY, None
    yield people.does(c.Look())


def a_full_announcement() -> Announcement:
    """It has been everything; no such one can be."""
    return Announcement(
        *(REF, INSTALL, 9, TEAM, IT_HAPPENS, LENA, (EN,), NOW),
        edition=2,
        posted_at=NOW,
        changed_at=NOW,
        withdrawn_at=NOW,
        readers=(Reader(ANA, 2, NOW),),
        remind_at=NOW,
        reminded=(OLA,),
        passed_over=(BEN,),
    )
