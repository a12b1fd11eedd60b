"""The desk's hooks in memory (hook_ports.Hooks) for tests, with faults to inject."""

from collections import deque
from dataclasses import dataclass, field

from deskbell.domain.settings.hooks import Hook
from deskbell.usecases.slack_ports import Outcome, Sent


@dataclass(slots=True)
class MemoryHooks:
    """`tried` are all calls: the hook, the key and the body; `called` those that were taken;
    `faults` are the answers to the next ones, which are not."""

    tried: list[tuple[str, str, str]] = field(default_factory=list)
    called: list[tuple[str, str, str]] = field(default_factory=list)
    faults: deque[Outcome] = field(default_factory=deque)

    def call(self, hook: Hook, key: str, body: str) -> Outcome:
        self.tried.append((hook.id, key, body))
        if self.faults:
            return self.faults.popleft()
        self.called.append((hook.id, key, body))
        return Sent()
