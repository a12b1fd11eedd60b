"""What several scenarios share."""

from collections.abc import Iterator

import pytest

from tests.functional.listener import Listener


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    listener = Listener(monkeypatch)
    yield listener
    listener.close()
