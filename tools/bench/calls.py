"""The calls of one ticket: how many wait for each other until its card is seen, and how many of
each kind its whole life takes. `make bench` runs it.

What counts as a call is one of Deskbell's own code, to AWS or to Slack: not Slack's request to
us, and not Lambda's reading of queues and streams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from tools.bench.desk_in_process import INGRESS, INTAKE, Invocation
from tools.bench.lives import Life, Lives, live
from tools.bench.measurement import Measurement
from tools.bench.tap import Call

POST = "chat.postMessage"


@cache
def lives() -> Lives:
    """Lived once, for the calls and for the bill."""
    return live()


def measure() -> list[Measurement]:
    found = lives()
    thread = calls_until(found.opening, lambda call: "thread_ts" in call.request)
    triage = calls_until(found.opening, lambda call: "thread_ts" not in call.request)
    rows = [
        Measurement("calls_emoji_to_card", thread, "calls in sequence", 1),
        Measurement("calls_emoji_to_triage_card", triage, "calls in sequence", 1),
    ]
    for name, life in (("emoji_ticket", found.emoji), ("form_request", found.form)):
        for kind, count in sorted(by_kind(life).items()):
            rows.append(Measurement(f"calls_{name}.{kind}", count, "calls", 1))
        rows.append(Measurement(f"{name}.write_units", write_units(life), "WRU", 1))
        rows.append(Measurement(f"{name}.read_units", read_units(life), "RRU", 1))
        rows.append(Measurement(f"{name}.invocations", len(life.invocations), "invocations", 1))
    return rows


def calls_until(opening: Life, is_card: Callable[[Call], bool]) -> int:
    """In sequence, from the emoji's arrival to this post, which is counted."""
    (first,) = (one for one in opening.invocations[:1] if one.function == INGRESS)
    [(intake, card)] = [
        (invocation, call)
        for invocation in opening.invocations
        if invocation.function == INTAKE
        for call in invocation.calls
        if call.operation == POST and is_card(call)
    ]
    before = [call for call in intake.calls if call.ended <= card.started]
    return round(longest(first.calls) + longest(before)) + 1


def longest(calls: Sequence[Call], weight: Callable[[Call], float] = lambda _: 1.0) -> float:
    """The heaviest chain of calls in which each begins after the one before has ended."""
    chains: list[tuple[float, float]] = []
    for call in sorted(calls, key=lambda call: call.ended):
        before = max((sum_ for ended, sum_ in chains if ended <= call.started), default=0.0)
        chains.append((call.ended, before + weight(call)))
    return max((sum_ for _, sum_ in chains), default=0.0)


def by_kind(life: Life) -> Counter[str]:
    return Counter(f"{call.service}.{call.operation}" for call in all_calls(life.invocations))


def write_units(life: Life) -> int:
    return sum(call.write_units for call in all_calls(life.invocations))


def read_units(life: Life) -> float:
    return sum(call.read_units for call in all_calls(life.invocations))


def all_calls(invocations: Sequence[Invocation]) -> list[Call]:
    return [call for invocation in invocations for call in invocation.calls]
