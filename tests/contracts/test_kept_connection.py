"""Our own HTTP to AWS: which answers it reads, and that it takes no other for one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from deskbell.adapters.kept_connection import AnswerError, KeptConnection

Answer = tuple[int, bytes]


@contextmanager
def answering(*answers: bytes) -> Iterator[KeptConnection]:
    """A server of one connection that gives these bytes, one a request, and then closes it."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                for answer in answers:
                    connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        client = KeptConnection("127.0.0.1", server.getsockname()[1], timeouts=(2, 2))
        try:
            yield client
        finally:
            client.close()
            thread.join()


def answer_to(*answers: bytes) -> Answer:
    with answering(*answers) as client:
        for _ in answers[1:]:
            client.post({}, b"{}")
        return client.post({}, b"{}")


def test_an_answer_is_its_status_and_as_many_bytes_as_it_says() -> None:
    first = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext"
    second = b"HTTP/1.1 400\r\ncontent-length:2\r\nX: y\r\n\r\n{}"

    assert answer_to(first) == (200, b"next")
    assert answer_to(first, second) == (400, b"{}")


def test_an_answer_in_chunks_is_put_together() -> None:
    chunks = b"4;a=b\r\nWiki\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
    first = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    second = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

    assert answer_to(first) == (200, b"Wiki0123456789")
    assert answer_to(first, second) == (200, b"")


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 yes\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20_000,
    ],
)
def test_what_is_no_such_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(AnswerError):
        answer_to(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{}",
    ],
    ids=["at-once", "in-the-head", "in-the-body", "in-a-chunk"],
)
def test_an_answer_that_breaks_off_is_a_closed_connection(answer: bytes) -> None:
    with pytest.raises(ConnectionError):
        answer_to(answer)


def test_head_and_body_of_a_request_arrive_as_they_were_given() -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                asked.append(connection.recv(65536))
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        client = KeptConnection("127.0.0.1", server.getsockname()[1], timeouts=(2, 2))
        client.post({"Host": "sqs.example.com", "X-Amz-Date": "now"}, "바디".encode())
        client.close()
        thread.join()

    head, _, body = asked[0].partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [
        b"POST / HTTP/1.1",
        b"Host: sqs.example.com",
        b"X-Amz-Date: now",
        b"Content-Length: 6",
    ]
    assert body.decode() == "바디"
