"""Slack's question whether an address takes events: until it is answered, nothing is sent there.

Asked before the first event and whenever the address changes; deliveries.py waits for it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.sending.signing import VERIFICATION_TOKEN
from tools.fake_slack.state.ids import Ids
from tools.fake_slack.state.timetable import Timetable

ASK_AGAIN_S = (5.0, 10.0, 20.0, 40.0)
"""How long after each question in vain; then as the last. Not Slack's, which asks when the address
is saved: the desk may start after the fake."""

Send = Callable[[str, bytes], Awaitable[Outcome]]


class Verification:
    """One address at a time, as the app has one."""

    def __init__(self, timetable: Timetable, ids: Ids, send: Send) -> None:
        self._timetable = timetable
        self._ids = ids
        self._send = send
        self._verified: str | None = None
        self._refused: set[str] = set()
        self._in_vain = 0
        self._one_question_at_a_time = asyncio.Lock()
        self._waiting: list[tuple[str, Callable[[], Awaitable[None]]]] = []

    def has_passed(self, url: str) -> bool:
        return url == self._verified

    async def passed(self, url: str) -> bool:
        """Whether events may go there; asks, unless it was just asked in vain."""
        async with self._one_question_at_a_time:
            if url != self._verified and url not in self._refused:
                await self._ask(url)
            return url == self._verified

    def once_passed(self, url: str, then: Callable[[], Awaitable[None]]) -> None:
        """Nothing that was to be sent is lost while the address does not answer."""
        self._waiting.append((url, then))

    async def _ask(self, url: str) -> None:
        challenge = self._ids.secret()
        question = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        outcome = await self._send(url, json.dumps(question).encode())
        if is_answered(outcome, challenge):
            self._verified, self._in_vain = url, 0
            return
        self._refused.add(url)
        pause = ASK_AGAIN_S[min(self._in_vain, len(ASK_AGAIN_S) - 1)]
        self._in_vain += 1
        self._timetable.after(pause, lambda _due: self._ask_again(url))

    async def _ask_again(self, url: str) -> None:
        self._refused.discard(url)
        if not await self.passed(url):
            return
        ready = [then for where, then in self._waiting if where == url]
        self._waiting = [one for one in self._waiting if one[0] != url]
        for then in ready:
            await then()


def is_answered(outcome: Outcome, challenge: str) -> bool:
    """The challenge comes back as plain text, as a form or as JSON, with a 200."""
    if outcome.status != 200:
        return False
    text = outcome.body.decode(errors="replace").strip()
    kind = outcome.headers.get("content-type", "")
    if "json" in kind:
        try:
            answer = json.loads(text)
        except ValueError:
            return False
        return isinstance(answer, dict) and answer.get("challenge") == challenge
    return text == challenge or parse_qs(text).get("challenge") == [challenge]
