"""One HTTP/1.1 connection that is kept: a POST goes out, its whole answer comes back.

For AWS calls (`aws_http.py`). http.client reads headers with the email package: a
quarter of an empty cold start, and most of what a warm request costs (performance.md).
"""

import socket
import ssl
from collections.abc import Mapping

_LONGEST_LINE = 16 * 1024
_CLOSED = "the connection was closed"


class AnswerError(ValueError):
    """What came back is no answer that this reads: it has a length, or it comes in chunks."""


class KeptConnection:
    """Connects at once. `timeouts` are the seconds to connect and those of each wait after that;
    `tls` is None for plain HTTP.

    Its methods raise OSError, of which ConnectionError if the other side has closed it.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        timeouts: tuple[float, float],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        connecting, waiting = timeouts
        # As bytes: of a text, Python asks the IDNA codec, which takes 3 ms to import.
        name = host.encode("ascii")
        opened = socket.create_connection((name, port), connecting)  # type: ignore[arg-type]
        try:
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket = tls.wrap_socket(opened, server_hostname=name) if tls else opened
            self._socket.settimeout(waiting)
        except BaseException:
            opened.close()
            raise
        self._incoming = self._socket.makefile("rb")

    def post(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        """To `/`; returns the status and the body. Raises AnswerError."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST / HTTP/1.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
        self._socket.sendall(head.encode("ascii") + body)
        status = self._status()
        answer = self._headers()
        if answer.get("transfer-encoding", "").lower() == "chunked":
            return status, self._chunks()
        return status, self._exactly(_number(answer.get("content-length", ""), 10))

    def close(self) -> None:
        self._incoming.close()
        self._socket.close()

    def _status(self) -> int:
        version, _, rest = self._line().partition(" ")
        if version != "HTTP/1.1":
            raise AnswerError("no HTTP/1.1")
        return _number(rest[:3], 10)

    def _headers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while line := self._line():
            name, _, value = line.partition(":")
            found[name.lower()] = value.strip()
        return found

    def _chunks(self) -> bytes:
        chunks = []
        while size := _number(self._line().partition(";")[0], 16):
            chunks.append(self._exactly(size))
            self._line()
        self._headers()  # the trailers, of which we know none
        return b"".join(chunks)

    def _line(self) -> str:
        line = self._incoming.readline(_LONGEST_LINE)
        if not line:
            raise ConnectionResetError(_CLOSED)
        if not line.endswith(b"\n"):
            raise AnswerError("a line without an end")
        return line.rstrip(b"\r\n").decode("latin-1")

    def _exactly(self, size: int) -> bytes:
        body = self._incoming.read(size)
        if len(body) < size:
            raise ConnectionResetError(_CLOSED)
        return body


def _number(text: str, base: int) -> int:
    try:
        number = int(text, base)
    except ValueError:
        raise AnswerError("no number where one belongs") from None
    if number < 0:
        raise AnswerError("a negative number")
    return number
