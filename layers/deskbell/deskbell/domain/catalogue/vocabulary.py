"""The names of `desk.yaml` that a workflow may use; whoever checks definitions gives them.

Definitions keep the names. The desk of the day says whom they mean, so that a request which began
before somebody left does not wait for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`inboxes` with their categories; `rotas` are those with triagers; `schedules` say who is on
    call; `lists` are choices, as value and label; `emoji` with what the desk itself does on
    them."""

    people: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    inboxes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rotas: frozenset[str] = frozenset()
    schedules: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    hooks: frozenset[str] = frozenset()
    emoji: Mapping[str, str] = field(default_factory=dict)
