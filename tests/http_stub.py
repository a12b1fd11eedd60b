"""A tiny HTTP server on this machine that answers as a test tells it, and remembers who asked."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """`close_after` ends the connection without saying so, `cut` does before the body is complete;
    `before` never answers at all."""

    status: int = 200
    body: bytes = b"{}"
    close_after: bool = False
    before: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `connection` is the client's port, so that a kept connection shows."""

    path: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class Stub:
    """`replies` are used up in order, then everything is answered with `{}`."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)


@contextmanager
def http_stub(tls: ssl.SSLContext | None = None) -> Iterator[Stub]:
    """`tls` has the certificate, if it is to be an HTTPS server."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            stub.asked.append(Asked(self.path, headers, body, self.client_address[1]))
            reply = stub.replies.pop(0) if stub.replies else Reply()
            if reply.before:
                stub.hold.wait(5)
                self.close_connection = True
                return
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = reply.close_after or reply.cut

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stub.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        stub.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
