"""Where the two stand-ins differ, and which of it differences.yaml explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tools.second_opinion.asking import Answer

EXPLAINED = Path(__file__).with_name("differences.yaml")
OURS, THEIRS = "ours", "emulate"
THINGS = {
    "channel.": "a channel",
    "channels.*.": "a channel",
    "message.": "a message",
    "messages.*.": "a message",
    "members.*.": "a person",
    "user.": "a person",
    "view.": "a view",
}
NAMES_ONLY = ("conversations.open",)
"""Answer with the id alone, unless asked for more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Another answer to a step, or a key of a method's answers that only one of them has."""

    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}"


def differences(ours: Sequence[Answer], theirs: Sequence[Answer]) -> list[Difference]:
    return [*_answers(ours, theirs), *_keys(ours, theirs)]


def _answers(ours: Sequence[Answer], theirs: Sequence[Answer]) -> Iterable[Difference]:
    for mine, other in zip(ours, theirs, strict=True):
        if mine.said != other.said:
            told = f"{OURS} {mine.said}, {THEIRS} {other.said}"
            yield Difference(f"{mine.method}, {mine.step}", told)


def _keys(ours: Sequence[Answer], theirs: Sequence[Answer]) -> Iterable[Difference]:
    """By the thing shown, over all good answers; of a thing that is missing, not its parts."""
    mine, other = _shown(ours), _shown(theirs)
    for about in sorted(mine.keys() & other.keys()):
        for who, more, less in (
            (OURS, mine[about], other[about]),
            (THEIRS, other[about], mine[about]),
        ):
            only = more - less
            tops = (key for key in only if key.rpartition(".")[0].removesuffix(".*") not in only)
            yield from (Difference(about, f"only {who}: {key}") for key in sorted(tops))


def _shown(answers: Sequence[Answer]) -> dict[str, set[str]]:
    """The keys of each thing: a message, a channel, a person, a view, or a method's answer."""
    found: dict[str, set[str]] = {}
    for answer in answers:
        if answer.said != "ok":
            continue
        for key in answer.keys:
            about, rest = _thing(answer.method, key)
            found.setdefault(about, set()).add(rest)
    return found


def _thing(method: str, key: str) -> tuple[str, str]:
    for start, name in THINGS.items():
        if key.startswith(start) and method not in NAMES_ONLY:
            return name, key.removeprefix(start)
    return f"answer of {method}", key


def explained() -> dict[Difference, str]:
    """Each difference somebody looked at, with the reason."""
    reasons: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    return {
        Difference(about, what): reason["why"]
        for reason in reasons
        for about, whats in reason["differences"].items()
        for what in whats
    }
