"""Somebody's months of dogfooding, for the tests of `domain/dogfooding`."""

from typing import Any

from deskbell.domain.departments import Department
from deskbell.domain.dogfooding.plan import DogfoodingPlan
from deskbell.domain.ids import PersonId
from tests.builders import BEN, JIWOO, LENA, OLA, X_TEAM
from tests.unit.standups.people import appointments

NEW = PersonId("U0NEW00001")


def a_dogfooding(**changes: Any) -> DogfoodingPlan:
    plan: dict[str, Any] = {
        "name": "A month's order",
        "why": "We feel what members feel",
        "what": "order something in a store",
        "owner": LENA,
        "channel": X_TEAM,
        "departments": (Department("IT", (BEN, JIWOO)), Department("Board", (LENA, OLA))),
        "slots": appointments("tue 10:00", "thu 14:00"),
    }
    return DogfoodingPlan(**{**plan, **changes})
