"""Praise as people see it in Slack, with the worst in it, for `everything_sent.py`; and one, with
its round-up, with nothing left at its default."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from deskbell.adapters.slack.dialogs.readings import Origin
from deskbell.adapters.slack.rendering.renderer import CatalogueRenderer
from deskbell.domain.decision import Decision
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.ids import praise_ref, praise_round_ref
from deskbell.domain.people import Standing
from deskbell.domain.praise import round_up
from deskbell.domain.praise.policy import MOST_PEOPLE, TEXT_LIMIT, begun
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import PraiseRound
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.slack_ports import Message
from tests.builders import ADAM, ANA, BEN, GUS, INSTALL, IT_HAPPENS, JIWOO, LENA, NOW, OLA, ROOT
from tests.unit.praise.people import KUDOS, SETTINGS, Praising, person

EVERYBODY_BUT_LENA = (ADAM, ANA, BEN, JIWOO, OLA)[:MOST_PEOPLE]
WEEK = timedelta(weeks=1)


def praising_desk(desk: Desk) -> Desk:
    return replace(desk, praise=SETTINGS)


def origin_of(dialog: Dialog, words: str) -> Origin | None:
    """What opens the form; None for the others."""
    value = begun(EVERYBODY_BUT_LENA, words)
    return Origin.of_value(value, IT_HAPPENS) if dialog is Dialog.PRAISE else None


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """Ben, who fills it in, praises himself."""
    if dialog is Dialog.PRAISE:
        yield {
            "people": {"value": {"selected_users": [BEN]}},
            "text": {"value": {"value": "x"}},
        }


def cards(renderer: CatalogueRenderer, words: str) -> Iterator[tuple[str, Message]]:
    people = Praising()
    people.praises(*EVERYBODY_BUT_LENA, text=_text(words))
    yield "the post of praise", renderer.praise(people.one)
    yield "praise of a message", renderer.praise(replace(people.one, about=ROOT))
    yield "praise taken back", renderer.praise(replace(people.one, taken_back_at=NOW))


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it."""
    people = Praising()
    gone = replace(person(BEN), deactivated=True)
    app = replace(person(BEN), standing=Standing.BOT)
    guest = Member(GUS, standing=Standing.GUEST)
    for chosen, by in (((LENA,), LENA), ((gone,), LENA), ((app,), LENA), ((BEN,), guest)):
        yield Praising().praises(*chosen, by=by)
    yield people.praises(*EVERYBODY_BUT_LENA, text=_text(words))
    yield people.takes_back(BEN)
    yield people.settles()
    yield people.takes_back()
    yield people.waits(WEEK)
    other = Praising()
    yield other.praises(about=ROOT, text=_text(words))
    yield other.takes_back()
    for count in (2, 5, round_up.MOST_WAITING + 1, round_up.MOST_WAITING + 2):
        yield from _round_ups(count, words)
    yield from _round_ups(round_up.MOST_WAITING + 5, "-")


def _round_ups(count: int, words: str) -> Iterator[Decision]:
    people = Praising()
    for n in range(count):
        people.praises(EVERYBODY_BUT_LENA[n % 4], view=str(n), text=_text(words))
        people.settles(view=str(n))
    yield people.waits(WEEK)


def _text(words: str) -> str:
    return (words or "-")[:TEXT_LIMIT].strip() or "-"


def a_full_praise() -> Praise:
    """It has been everything; no such one can be."""
    return Praise(
        *(praise_ref(INSTALL, "view"), INSTALL, 9, KUDOS, LENA, (BEN, OLA), "for all", NOW),
        about=ROOT,
        refused="gone",
        taken_back_at=NOW,
        settled_at=NOW,
    )


def a_full_round() -> PraiseRound:
    waiting = (praise_ref(INSTALL, "view"),)
    return PraiseRound(praise_round_ref(INSTALL), INSTALL, 7, waiting, 3, NOW, "2026-W47")
