"""Answers one request from Slack: admit, read, act, count; `receive_request` calls it.

Never raises: what we cannot explain is answered 500, so that Slack sends the event again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from deskbell.adapters.http_events import Refused, request_id
from deskbell.adapters.request_lines import Count, count_request
from deskbell.adapters.slack import answers
from deskbell.adapters.slack.answers import Answer
from deskbell.adapters.slack.gate import admit
from deskbell.adapters.slack.inbound import read
from deskbell.adapters.slack.readings import Challenged, Ignored, Reading
from deskbell.domain.envelope import Envelope
from deskbell.domain.errors import told
from deskbell.domain.settings.workspace import Workspace

if TYPE_CHECKING:
    from deskbell.adapters.slack.form_desk import FormDesk
    from deskbell.domain.settings.desk import Desk


class Reception:
    """Slack signs by `wall` (epoch seconds), the domain lives in `now`; `forms` is built late."""

    def __init__(
        self,
        *,
        secrets: Callable[[], Sequence[str]],
        workspace: Callable[[], Workspace],
        desk: "Callable[[], Desk]",
        put: Callable[[Envelope], None],
        forms: "Callable[[], FormDesk]",
        wall: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self._secrets = secrets
        self._workspace = workspace
        self._desk = desk
        self._put = put
        self._forms = forms
        self._wall = wall
        self._now = now

    def answer(self, event: Mapping[str, object]) -> Answer:
        count = partial(count_request, request=request_id(event))
        try:
            request = admit(event, self._secrets, self._wall())
            now = self._now()
            return self._act(read(request, self._workspace, self._desk, now), now, count)
        except Refused as refusal:
            count("refused", refusal.reason)
            return answers.refused(refusal.status)
        except Exception as fault:
            count("failed", type(fault).__name__, **told(fault))
            return answers.refused(500)

    def _act(self, reading: Reading, now: datetime, count: Count) -> Answer:
        match reading:
            case Envelope():
                self._put(reading)
                count("accepted", type(reading.input).__name__, key=reading.key)
                return answers.ACCEPTED
            case Ignored():
                count("ignored", reading.reason)
                return answers.ACCEPTED
            case Challenged():
                count("answered", "challenge")
                return answers.plain_text(reading.challenge)
            case _:
                return self._forms().answer(reading, now, count)
