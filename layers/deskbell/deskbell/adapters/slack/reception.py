"""Answers one request from Slack: admit, read, act, count; `receive_request` calls it.

Never raises: what we cannot explain is answered 500, so that Slack sends the event again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from deskbell.adapters.metric_lines import count_request
from deskbell.adapters.slack import answers
from deskbell.adapters.slack.answers import Answer
from deskbell.adapters.slack.gate import admit
from deskbell.adapters.slack.inbound import read
from deskbell.adapters.slack.readings import (
    Challenged,
    FormFilled,
    FormWanted,
    HelpWanted,
    Ignored,
    Reading,
    Refused,
)
from deskbell.domain.errors import told
from deskbell.domain.inputs import Envelope
from deskbell.domain.settings.desk import Desk

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_desk import FormDesk


class Reception:
    """Slack signs by `wall` (epoch seconds), the domain lives in `now`; `forms` is built late."""

    def __init__(
        self,
        *,
        secrets: Callable[[], Sequence[str]],
        desk: Callable[[], Desk],
        put: Callable[[Envelope], None],
        forms: "Callable[[], FormDesk]",
        wall: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self._secrets = secrets
        self._desk = desk
        self._put = put
        self._forms = forms
        self._wall = wall
        self._now = now

    def answer(self, event: Mapping[str, object]) -> Answer:
        try:
            request = admit(event, self._secrets, self._wall())
            now = self._now()
            return self._act(read(request, self._desk, now), now)
        except Refused as refusal:
            self._count("refused", refusal.reason)
            return answers.refused(refusal.status)
        except Exception as fault:
            self._count("failed", type(fault).__name__, **told(fault))
            return answers.refused(500)

    def _act(self, reading: Reading, now: datetime) -> Answer:
        match reading:
            case Envelope():
                self._put(reading)
                self._count("accepted", type(reading.input).__name__)
                return answers.ACCEPTED
            case Ignored():
                self._count("ignored", reading.reason)
                return answers.ACCEPTED
            case Challenged():
                self._count("answered", "challenge")
                return answers.plain_text(reading.challenge)
            case HelpWanted():
                return self._forms().explain(reading, self._count)
            case FormWanted():
                return self._forms().open(reading, self._count)
            case FormFilled():
                return self._forms().take(reading, now, self._count)
            case _:
                assert_never(reading)

    def _count(self, outcome: str, reason: str, **facts: str) -> None:
        count_request(outcome, reason, self._wall(), **facts)
