"""The tests themselves: they reach this machine and nothing else."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


# pytest-socket warns before it refuses, and warnings are errors here.
def test_no_test_can_reach_another_machine() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as wire,
        pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"),
    ):
        wire.connect(("192.0.2.1", 80))


def test_a_test_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
