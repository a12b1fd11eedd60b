"""Who takes turns at being on call where people stand in for each other (`covering.py`)."""

from deskbell.domain.oncall.schedule import Schedule, ScheduleId
from tests.builders import BEN, JIWOO, LENA
from tests.functional.on_call import IT, daily

DAYS = IT
SCHEDULES: dict[ScheduleId, Schedule] = {DAYS: daily(JIWOO, LENA, BEN)}
BEGINNINGS = frozenset({"ask_for_cover"})
