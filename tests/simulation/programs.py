"""Programs that act in somebody's name in the simulation (A5-07); each asks until it is
answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from typing import Any

from deskbell.adapters.api.keys import ApiKeys, fingerprint
from deskbell.domain.ids import EventKey
from deskbell.usecases.audit.books import Books, Violation
from tests.builders import ANA, BEN, INSTALL, LENA
from tests.functional.alert_desk import posted
from tests.simulation.world import World

FUNCTION = "AnswerRequestFunction"
PROGRAMS = {"shop": ANA, "console": BEN, "script": LENA}
"""Of one who asks, and of two who help."""
PATIENCE = 40
"""Answers that are none, until a program gives up: it outlasts what Slack's outage does to us."""
PAUSE = 30.0


def key_of(program: str) -> str:
    return f"{program}.simulated"


KEYS = ApiKeys({name: (fingerprint(key_of(name)),) for name in PROGRAMS})


@dataclass
class Programs:
    """`promised` are the keys of what was answered 202, with what was to be said, if anything."""

    world: World
    invoke: Callable[[str, Any, Callable[[Any], object]], None]
    promised: dict[EventKey, str] = field(default_factory=dict)
    _sent: int = 0

    def say(self, random: Random, number: int, text: str, *, public: bool) -> None:
        text = f"{text}, request {self._sent + 1}"  # two at once would say the same
        audience = "everybody" if public else "team"
        self._ask(random, f"{number}/comments", {"text": text, "audience": audience})

    def move(self, random: Random, number: int, move: str) -> None:
        self._ask(random, f"{number}/moves", {"move": move})

    def _ask(self, random: Random, path: str, asked: Mapping[str, str]) -> None:
        """Now and then twice, as a program does that was started again."""
        self._sent += 1
        name, program = f"request-{self._sent:04}", random.choice([*PROGRAMS])
        event = posted(
            json.dumps(asked).encode(),
            f"/api/tickets/{path}",
            authorization=f"Bearer {key_of(program)}",
            idempotency_key=name,
        )
        key = EventKey(f"api:{INSTALL}:{program}:{name}")
        said = asked.get("text", "")
        for copy in range(2 if random.random() < 0.3 else 1):
            self.world.scheduler.after(
                0.5 + copy * random.uniform(0.0, 60.0),
                lambda: self._send(event, key, said, PATIENCE),
            )

    def _send(self, event: Any, key: EventKey, said: str, patience: int) -> None:
        def answered(answer: Any) -> None:
            status = 500 if isinstance(answer, BaseException) else answer["statusCode"]
            if status == 202:
                self.promised[key] = said
            elif status >= 500 and patience:
                self.world.scheduler.after(
                    PAUSE, lambda: self._send(event, key, said, patience - 1)
                )

        self.invoke(FUNCTION, event, answered)


def promises_are_kept(programs: Programs, books: Books) -> Iterator[Violation]:
    """What was answered 202 has been decided, and whatever was said is there once. A move may have
    come true meanwhile, and then nothing tells of it."""
    decided = Counter(row.cause for rows in books.audit.values() for row in rows)
    comments = chain.from_iterable(books.comments.values())
    said = Counter(text for one in comments for _, text in one.texts[:1])
    for key, text in programs.promised.items():
        if said[text] > 1:
            yield Violation("A5-07", key, f"was said {said[text]} times: {text}")
        if text and not decided[key]:
            yield Violation("A5-07", key, "was promised, and nothing tells what became of it")
