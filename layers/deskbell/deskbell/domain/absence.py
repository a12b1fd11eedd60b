"""Who is not there on a day, as the settings know it: in `away`, or on leave."""

from datetime import date

from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk


def is_away(desk: Desk, person: PersonId, day: date) -> bool:
    plan = desk.dogfooding
    return person in desk.away or (plan is not None and plan.is_on_leave(person, day))
