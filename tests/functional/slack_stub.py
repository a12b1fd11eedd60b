"""A server that answers Slack's API with the very bytes a test gives it, right or wrong."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

SILENCE = b""
"""The connection is taken and nothing comes back."""


def http(body: bytes | str, status: str = "200 OK", *headers: str) -> bytes:
    """A whole answer."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def ok(**body: Any) -> bytes:
    """An answer of Slack's that says yes."""
    return http(json.dumps({"ok": True, **body}))


@dataclass
class Stub:
    """`answers` go out one a request; `requests` are (path, headers, body)."""

    url: str = ""
    answers: list[bytes] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


@contextmanager
def slack_stub() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            stub.requests.append((self.path, dict(self.headers.items()), body))
            answer = stub.answers.pop(0)
            if answer is SILENCE:
                stub.closing.wait(5)
            self.wfile.write(answer)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stub.url = f"http://127.0.0.1:{server.server_port}/api/"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield stub
        finally:
            stub.closing.set()
            server.shutdown()
            thread.join()
