"""Somebody of the desk leaves the company, with what they had, as `people.py` draws it."""

from __future__ import annotations

from tests.builders import XENA
from tests.simulation.hands import Hands, thread_of


class Leaving(Hands):
    """Xena works at the desk until she leaves; she does nothing else, and nothing after that."""

    def take_and_leave(self) -> bool:
        """Perhaps solved by others before, so that it comes back to nobody."""
        posts = [p for p in self._roots() if p.reactions["ticket"]]
        if not posts or self._slack.people[XENA].deactivated:
            return False
        for post in {p.ts: p for p in (self._one(posts), posts[-1]) if p}.values():
            self._slack.emoji(XENA, thread_of(post), "eyes", added=True)
        self._then("solve_by_emoji", "solve_by_button", "wait_for_requester")
        self._soon(self._leave, 600.0)
        self._desk.world.scheduler.after(620.0, self._comes_back)
        return True

    def _leave(self) -> None:
        """Perhaps with a hand still on something."""
        if self._slack.people[XENA].deactivated:
            return
        open_ones = [p for p in self._roots() if p.reactions["ticket"]]
        if self._random.random() < 0.5:
            for post in open_ones[-3:]:
                self._slack.emoji(XENA, thread_of(post), "eyes", added=True)
        self._slack.leave(XENA)

    def _comes_back(self) -> None:
        self._then("reopen", "reply")
