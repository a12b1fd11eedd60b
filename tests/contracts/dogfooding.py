"""Dogfooding as people see it in Slack, with the worst in it, for `everything_sent.py`; and what is
kept of it with nothing left at its default."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from deskbell.adapters.slack.dialogs.dogfood import MOST_FINDINGS
from deskbell.domain.decision import Decision
from deskbell.domain.departments import Department
from deskbell.domain.dialog_inputs import Dialog
from deskbell.domain.dogfooding import commands as c
from deskbell.domain.dogfooding.decide import Around, decide, report
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.dogfooding.telling import MOST_NAMED
from deskbell.domain.dogfooding.turn import DogfoodMonth, DogfoodTurn
from deskbell.domain.ids import PersonId, dogfood_month_ref, dogfood_ref
from deskbell.domain.settings.desk import Desk
from tests.builders import BEN, INSTALL, LENA, NOW, OLA
from tests.unit.dogfooding.people import a_dogfooding

MONTH = "2026-11"


def _plan(words: str, crowd: int = 0) -> DogfoodingPlan:
    """With as long words, and as many people, as an admin can write."""
    people = tuple(PersonId(f"U0CROWD{n:03}") for n in range(crowd))
    departments = (
        Department(words[:40] or "-", (BEN, *people)),
        Department("Board", (LENA,)),
        Department("Two", (OLA,)),
    )
    return a_dogfooding(name=words[:40], what=words[:200], why=words[:200], departments=departments)


def dogfood_desk(desk: Desk, words: str) -> Desk:
    return replace(desk, dogfooding=_plan(words))


def wrong_answers(dialog: Dialog) -> Iterator[Mapping[str, Any]]:
    """More than is shared at once."""
    if dialog is Dialog.DOGFOOD:
        yield {"findings": {"value": {"value": "\n".join("x" * (MOST_FINDINGS + 1))}}}


def decisions(words: str) -> Iterator[Decision]:
    """All that is said of it."""
    plan = _plan(words)
    for day in (2, 24):
        around = Around(INSTALL, plan, BEN, MONTH, date(2026, 11, day), NOW)
        ref = dogfood_ref(INSTALL, BEN, MONTH)
        yield decide(ref, None, c.Look(False), around)
        asked = DogfoodTurn(ref, INSTALL, 1, BEN, MONTH, NOW)
        yield decide(ref, asked, c.Look(False), around)
        for said in (c.Say(NOW, "", ()), c.Say(None, words, ()), c.Say(None, "", (words,) * 5)):
            yield decide(ref, asked, said, around)
    turn = a_full_turn()
    for crowd in (0, MOST_NAMED):
        after = Around(INSTALL, _plan(words, crowd), PersonId(""), MONTH, date(2026, 12, 1), NOW)
        for done in ({BEN: turn}, {LENA: turn, OLA: turn, BEN: turn}):
            yield report(dogfood_month_ref(INSTALL, MONTH), None, done, after)


def a_full_turn() -> DogfoodTurn:
    """It has been everything."""
    ref = dogfood_ref(INSTALL, BEN, MONTH)
    return DogfoodTurn(ref, INSTALL, 5, BEN, MONTH, NOW, NOW, NOW, (NOW, NOW), "An order", 3)


def a_month() -> DogfoodMonth:
    return DogfoodMonth(dogfood_month_ref(INSTALL, MONTH), INSTALL, 1, MONTH, NOW)
