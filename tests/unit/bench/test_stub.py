"""The stub that stands for AWS and Slack in a bench: what was recorded is answered again."""

import json
from collections.abc import Mapping

from tools.bench.stub import Stub


def ask(stub: Stub, target: str, body: str) -> tuple[int, bytes]:
    return stub.answer("/", {"x-amz-target": target}, body.encode())


def order(
    stub: Stub, scene: str, *, recording: bool = False, busy: bool = False
) -> Mapping[str, object]:
    asked = json.dumps({"scene": scene, "recording": recording, "busy": busy}).encode()
    told: Mapping[str, object] = json.loads(stub.answer("/bench", {}, asked)[1])
    return told


def a_recording() -> Stub:
    """The same row was read twice, with another answer the second time."""
    answers = iter([b"first", b"second"])
    stub = Stub(lambda headers, body: (200, next(answers)))
    order(stub, "intake", recording=True)
    for moment in ("1795424458.25", "1795424459.5"):
        ask(stub, "DynamoDB.GetItem", f'{{"due": {moment}}}')
    return stub


def test_each_playing_gets_the_recorded_answers_in_their_order() -> None:
    stub = a_recording()

    for _ in range(2):
        order(stub, "intake")
        answers = [ask(stub, "DynamoDB.GetItem", '{"due": 1795999999.125}') for _ in range(3)]
        assert answers == [(200, b"first"), (200, b"second"), (200, b"second")]


def test_what_nobody_recorded_is_told_to_the_bench() -> None:
    stub = a_recording()
    order(stub, "intake")

    assert ask(stub, "DynamoDB.GetItem", '{"other": 1}')[0] == 500
    assert order(stub, "intake")["strange"] == ['DynamoDB.GetItem {"other": 1}']
    assert order(stub, "intake")["strange"] == []


def test_a_busy_slack_takes_no_posts() -> None:
    stub = a_recording()
    order(stub, "left behind", recording=True, busy=True)

    assert stub.answer("/api/chat.postMessage", {}, b"channel=C1")[0] == 429
    assert stub.answer("/api/users.info", {}, b"user=U1")[0] == 200
