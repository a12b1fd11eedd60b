"""Requests of the table, changed at random: none hurts, whatever it is that somebody signs.

The corpus of Slack's payloads has the same (tests/contracts/test_strange_payloads.py), with changes
in the objects; these are changes in the bytes, the headers and the order, at a desk at work.
"""

import base64
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api_gateway import AT, Event, signature
from tests.bad_inputs.case import Case, Incoming
from tests.bad_inputs.reactions import MOST_EMOJI
from tests.bad_inputs.table import CASES
from tests.bad_inputs.world import World

STATUSES = {200, 400, 401, 405, 413, 415}
REQUESTS = [case for case in CASES if case.modal is None and not case.id.startswith("108")]
HEADERS = ("content-type", "x-slack-signature", "x-slack-request-timestamp", "content-encoding")
STRANGE_BYTES = [
    b"\x00",
    b"\xff",
    b'"',
    b"}",
    b"[",
    b"%",
    b"&",
    b"\\ud83d",
    b"\xef\xbb\xbf",
    b"-1e9",
]


@st.composite
def changed_body(draw: st.DrawFn, body: bytes) -> bytes:
    """A part of it dropped, doubled or replaced."""
    start = draw(st.integers(0, len(body)))
    end = min(len(body), start + draw(st.integers(0, 12)))
    match draw(st.sampled_from(["drop", "double", "insert", "cut"])):
        case "drop":
            return body[:start] + body[end:]
        case "double":
            return body[:end] + body[start:]
        case "insert":
            return body[:start] + draw(st.sampled_from(STRANGE_BYTES)) + body[end:]
        case _:
            return body[:start]


@st.composite
def changed(draw: st.DrawFn, event: Event) -> Event:
    """Another body, signed or not; other headers."""
    event = {**event, "headers": dict(event["headers"])}
    given = event.get("body", "")
    if draw(st.booleans()):
        try:
            body = base64.b64decode(given) if event["isBase64Encoded"] else given.encode()
        except ValueError:
            return event
        body = draw(changed_body(body[:50_000]))
        event |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
        if draw(st.integers(0, 9)):
            event["headers"] |= {
                "x-slack-request-timestamp": str(AT),
                "x-slack-signature": signature(body),
            }
    if not draw(st.integers(0, 4)):
        name = draw(st.sampled_from(HEADERS))
        event["headers"][name] = draw(st.text(max_size=10))
    if not draw(st.integers(0, 9)):
        del event["headers"][draw(st.sampled_from(sorted(event["headers"])))]
    return event


@st.composite
def reordered(draw: st.DrawFn, requests: Sequence[Incoming]) -> list[Incoming]:
    """All of them in any order, some changed."""
    given = list(requests)[: MOST_EMOJI // 10]
    return [
        draw(changed(one)) if isinstance(one, dict) and draw(st.booleans()) else one
        for one in draw(st.permutations(given))
    ]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=st.sampled_from(REQUESTS), data=st.data())
def test_whatever_changes_in_a_request_it_is_answered_by_rule_and_committed_once(
    case: Case,
    data: st.DataObject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world = World(monkeypatch, capsys)
    world.prepare(case)
    requests = data.draw(reordered(case.build(world.desk)))

    answers = world.receive(requests)
    table, posts = world.desk.table, world.desk.slack.posts
    done = len(table.audit)
    answers += world.receive(requests)

    assert {status for status, _, _ in answers} <= STATUSES
    assert {outcome for _, outcome, _ in answers} <= {"accepted", "answered", "ignored", "refused"}
    assert world.faults == []
    assert world.dead_letters.messages == []
    assert [row.event for row in table.audit[done:]] == []
    assert max(Counter((row.ref, row.version) for row in table.audit).values(), default=1) == 1
    ours = Counter(post.outbox_id for post in posts.values() if post.outbox_id)
    assert max(ours.values(), default=1) == 1
