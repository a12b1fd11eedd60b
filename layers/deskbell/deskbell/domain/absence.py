"""Who is not there on a day, as the settings know it: in `away`, or on leave."""

from datetime import date

from deskbell.domain.dogfooding.plan import leave_in
from deskbell.domain.ids import PersonId
from deskbell.domain.settings.desk import Desk


def is_away(desk: Desk, person: PersonId, day: date) -> bool:
    if person in desk.away:
        return True
    written = desk.dogfooding.leave.get(person, ()) if desk.dogfooding else ()
    leaves = [leave for text in written if (leave := leave_in(text))]
    return any(one.first <= day <= one.last for one in leaves)
