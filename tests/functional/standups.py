"""A desk whose people of two departments have stand-ups, and what they do then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf
from typing import Any

from deskbell.adapters.memory.workspace import Post
from deskbell.adapters.people import PersonRow
from deskbell.domain.ids import PersonId
from deskbell.domain.inputs import Dialog, DialogSubmitted
from deskbell.domain.people import Person
from deskbell.domain.standups.plan import StandUpPlan
from deskbell.domain.standups.stand_up import StandUp
from deskbell.usecases.standups.look_at_stand_ups import look_at_stand_ups
from tests.builders import BEN, BOT, EVERYBODY, INSTALL, JIWOO, LENA, OLA, X_TEAM, a_desk
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons
from tests.unit.standups.people import ROUND, ZONES, a_plan

HOUR = timedelta(hours=1)
ANSWER = Dialog.STANDUP_ANSWER
IN_THE_PLAN = (BEN, JIWOO, OLA, LENA)


class StandUpDesk(MemoryDesk):
    """Ola is in Warsaw, Jiwoo in Seoul and Ben in New York; the others are where UTC is."""

    def __init__(self, plan: StandUpPlan | None = None, **changes: Any) -> None:
        super().__init__(a_desk(standups={ROUND: plan or a_plan()}, **changes))
        self.slack.members[X_TEAM] = {BOT, *IN_THE_PLAN}
        self.live_in(ZONES)

    def live_in(self, zones: Mapping[PersonId, str]) -> None:
        for one in EVERYBODY:
            if one.id in zones:
                self.knows(replace(one, zone=zones[one.id]))

    def knows(self, person: Person) -> None:
        """As Slack says of them today."""
        self.person_rows.put(INSTALL, PersonRow(person, inf))

    def look(self) -> None:
        """The hour's rule."""
        look_at_stand_ups(self.settings, self.queue, self.now)
        self.settle()

    def until(self, end: datetime) -> None:
        """Time passes: the hour's rule, and the minute's when a timer is due."""
        while self.now < end:
            hour = self.now.replace(minute=0) + HOUR
            due = [one.due for _, one in self.table.timers.values() if one.due > self.now]
            self.later(min([end, hour, *due]) - self.now)
            if self.now == hour:
                self.look()

    def answers(self, person: PersonId, **said: str) -> None:
        """With the form, from the newest message that has its button."""
        post = self.prompts(person)[-1]
        [value] = {str(one["value"]) for one in buttons(post, ANSWER)}
        values = {"done": "Tidied up", "next": "The printers", **said}
        self.give(DialogSubmitted(ANSWER, value, person, post.channel, None, values))

    def prompts(self, person: PersonId) -> list[Post]:
        return [one for one in self.direct(person) if [*buttons(one, ANSWER)]]

    def heard(self, person: PersonId) -> list[str]:
        return [one.shown.text for one in self.direct(person)]

    @property
    def summaries(self) -> list[str]:
        return [one.shown.text for one in self.ours(X_TEAM)]

    @property
    def standups(self) -> list[StandUp]:
        return [one for one in self.table.states.values() if isinstance(one, StandUp)]
