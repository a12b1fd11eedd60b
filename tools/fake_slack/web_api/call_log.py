"""The log of Web API calls, which tests and the control panel read; bounded, without secrets."""

from collections import Counter, deque
from collections.abc import Iterator

from tools.fake_slack.state.messages import Json, JsonObject

KEPT = 5_000
_SECRET = frozenset(
    {"token", "client_secret", "refresh_token", "code", "access_token", "authorization", "cookie"}
)


class CallLog:
    """The last calls, oldest first; `outcomes` counts all of them by method and answer."""

    def __init__(self) -> None:
        self._entries: deque[JsonObject] = deque(maxlen=KEPT)
        self._count = 0
        self.outcomes = Counter[tuple[str, str]]()

    def __iter__(self) -> Iterator[JsonObject]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[JsonObject]:
        return reversed(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def count(self, method: str | None = None) -> int:
        """Of one method, or of all; those that are no longer kept too."""
        return sum(n for (called, _), n in self.outcomes.items() if method in (None, called))

    def add(self, entry: JsonObject) -> None:
        """Give it an id, and leave out what nobody may read."""
        self._count += 1
        told = {
            **entry,
            "args": without_secrets(entry["args"]),
            "headers": without_secrets(entry["headers"]),
            "answer": without_secrets(entry["answer"]),
        }
        self._entries.append({"id": f"c{self._count}", **told})
        self.outcomes[entry["method"], "ok" if entry["ok"] else str(entry["error"])] += 1


def without_secrets(told: JsonObject) -> dict[str, Json]:
    return {name: value for name, value in told.items() if name.lower() not in _SECRET}
