"""The lives that are measured: one ticket by emoji, one request by form, and a minute of nothing.

`calls.py` counts them and `bill.py` prices them. Each is the second of its kind: the first one
warms the functions, as they are on a working day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tools.bench.desk_in_process import SWEEP, TIMERS, Desk, Invocation
from tools.bench.desk_setup import running_desk

CHANNEL = "it-happens"
REQUEST = (
    "My laptop does not start since the update of this morning. It shows the logo, then a black "
    "screen, and I have a customer call at eleven. Could somebody have a look?"
)
THREAD = (
    ("ben", "Is it the silver one with the sticker? I can come by in ten minutes."),
    (None, "Yes. I have tried the long press on the power button, three times."),
    ("ben", "Please leave it on the charger, so that I can try the recovery."),
    (None, "It is on the charger, and I am at the desk by the window on the second floor."),
    ("ben", "It needed the older driver; it starts now. Please try the video call."),
    (None, "The call works. Thank you for coming so quickly!"),
)
"""None is the requester."""
FORM = {
    "request": "A new monitor for the desk at the window",
    "location": "warsaw",
    "manager": "lena",
    "help": "Mine flickers when it gets warm. I have tried another cable and another socket.",
    "urgency": "normal",
}
UNTIL_CLOSED = timedelta(hours=72, minutes=1)


@dataclass(frozen=True, slots=True)
class Life:
    """What happened: `requests` over HTTP, `messages` by queue, states entered by executions."""

    invocations: tuple[Invocation, ...]
    requests: int = 0
    messages: dict[str, int] = field(default_factory=dict)
    transitions: int = 0


@dataclass(frozen=True, slots=True)
class Lives:
    """`opening` is the beginning of `emoji`: from the emoji to the two cards."""

    opening: Life
    emoji: Life
    form: Life
    minute: Life


def live() -> Lives:
    """Takes some seconds."""
    with running_desk() as desk:
        _emoji_ticket(desk, "ana")
        opening, emoji = _emoji_ticket(desk, "ola")
        _form_request(desk, "ana")
        form = _watched(desk, lambda: _form_request(desk, "ola"))
        _minute(desk)
        minute = _watched(desk, lambda: _minute(desk))
    return Lives(opening, emoji, form, minute)


def _emoji_ticket(desk: Desk, requester: str) -> tuple[Life, Life]:
    """The message, the emoji, six replies, taken and solved by emoji, closed by its timer."""
    said: list[str] = []

    def ask() -> None:
        said.append(desk.slack.say(requester, CHANNEL, REQUEST))

    before = _watched(desk, ask)
    opening = _watched(desk, lambda: _react(desk, "minjun", said[0], "ticket"))
    after = _watched(desk, lambda: _handle(desk, requester, said[0]))
    return opening, _together(before, opening, after)


def _handle(desk: Desk, requester: str, ts: str) -> None:
    for number, (author, words) in enumerate(THREAD):
        desk.slack.say(author or requester, CHANNEL, words, ts)
        desk.settle()
        if number == 0:
            _react(desk, "ben", ts, "eyes")
            desk.settle()
    _react(desk, "ben", ts, "white_check_mark")
    desk.settle()
    _fire(desk, UNTIL_CLOSED)


def _form_request(desk: Desk, requester: str) -> None:
    """As with the emoji; its thread is under its card."""
    known = {message["ts"] for message in desk.slack.messages(CHANNEL)}
    desk.slack.act(requester, "slash", channel=CHANNEL, command="/it")
    desk.slack.act(requester, "submit", values=FORM)
    desk.settle()
    [card] = [m["ts"] for m in desk.slack.messages(CHANNEL) if m["ts"] not in known]
    _handle(desk, requester, card)


def _minute(desk: Desk) -> None:
    """The two schedules, with nothing due."""
    _fire(desk, timedelta())
    desk.invoke(SWEEP, {})


def _fire(desk: Desk, later: timedelta) -> None:
    at = datetime.now(UTC) + later
    desk.invoke(TIMERS, {"time": at.isoformat(), "source": "aws.events"})
    desk.settle()


def _react(desk: Desk, person: str, ts: str, emoji: str) -> None:
    desk.slack.act(person, "react", channel=CHANNEL, ts=ts, name=emoji)


def _watched(desk: Desk, happen: Callable[[], None]) -> Life:
    """What `happen` and all that follows from it came to."""
    first, requests = len(desk.invocations), desk.requests
    messages, transitions = dict(desk.messages), _transitions(desk)
    happen()
    desk.settle()
    return Life(
        tuple(desk.invocations[first:]),
        desk.requests - requests,
        {queue: count - messages.get(queue, 0) for queue, count in desk.messages.items()},
        _transitions(desk) - transitions,
    )


def _transitions(desk: Desk) -> int:
    return sum(execution.transitions for execution in desk.executions)


def _together(*parts: Life) -> Life:
    queues = {queue for part in parts for queue in part.messages}
    return Life(
        tuple(one for part in parts for one in part.invocations),
        sum(part.requests for part in parts),
        {queue: sum(part.messages.get(queue, 0) for part in parts) for queue in queues},
        sum(part.transitions for part in parts),
    )
