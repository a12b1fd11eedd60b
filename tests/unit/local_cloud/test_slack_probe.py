import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from slack_sdk.signature import SignatureVerifier

from tools.local_cloud.errors import LocalCloudError
from tools.local_cloud.slack_probe import WORKERS, sign, warm_up

SECRET = "probe-secret"  # pragma: allowlist secret


@contextmanager
def desk(status: int, echo: bool) -> Iterator[tuple[str, list[bytes]]]:
    """A stand-in for the ingress, and the bodies it was sent."""
    bodies: list[bytes] = []

    class Ingress(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.loads(body)["challenge"].encode() if echo else b"no")

        def log_message(self, *_: object) -> None:
            """Say nothing in the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ingress) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/slack/events", bodies
        finally:
            server.shutdown()
            thread.join()


def test_slacks_own_verifier_accepts_the_signature() -> None:
    body = '{"text": "żółć"}'
    assert SignatureVerifier(SECRET).is_valid_request(body, sign(SECRET, int(time.time()), body))


def test_several_workers_are_asked_for() -> None:
    with desk(200, echo=True) as (url, bodies):
        warm_up(url, SECRET)
    assert [json.loads(body)["type"] for body in bodies] == ["url_verification"] * WORKERS


@pytest.mark.parametrize(("status", "echo"), [(401, True), (200, False)])
def test_a_desk_that_does_not_answer_the_challenge_is_not_healthy(status: int, echo: bool) -> None:
    with desk(status, echo) as (url, _), pytest.raises(LocalCloudError, match=r"ministack\.log"):
        warm_up(url, SECRET)


def test_a_desk_that_cannot_be_reached_is_not_healthy() -> None:
    with desk(200, echo=True) as (url, _):
        pass
    with pytest.raises(LocalCloudError, match="does not answer"):
        warm_up(url, SECRET)
