"""What people do in Jira, as `people.py` draws it."""

from __future__ import annotations

from tests.jira import BENS_ACCOUNT, JIRA, MARAS_ACCOUNT
from tests.simulation.hands import Hands

PEOPLE = ((BENS_ACCOUNT, "Ben C"), (MARAS_ACCOUNT, "Mara Vendor"))
"""One who is an agent here, too, and one whom the desk does not know."""


class Tracking(Hands):
    """On whichever issue there is."""

    def say_in_jira(self) -> bool:
        return self._say_there("")

    def whisper_in_jira(self) -> bool:
        return self._say_there("Developers")

    def _say_there(self, visibility: str) -> bool:
        issues = list(self._desk.jira.jira.issues.values())
        if issues:
            account, name = self._random.choice(PEOPLE)
            words = self._words("Comment")
            self._desk.jira.say(self._random.choice(issues), account, name, words, visibility)
        return bool(issues)

    def move_in_jira(self) -> bool:
        issues = list(self._desk.jira.jira.issues.values())
        if issues:
            account, _ = self._random.choice(PEOPLE)
            issue, status = self._random.choice(issues), self._random.choice([*JIRA.statuses])
            self._desk.jira.move(issue, account, status)
        return bool(issues)
