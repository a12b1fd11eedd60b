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
    """By method, over all its good answers."""
    for method in sorted({answer.method for answer in ours}):
        mine, other = _good(ours, method), _good(theirs, method)
        yield from (Difference(method, f"only {OURS}: {key}") for key in sorted(mine - other))
        yield from (Difference(method, f"only {THEIRS}: {key}") for key in sorted(other - mine))


def _good(answers: Sequence[Answer], method: str) -> set[str]:
    good = (one.keys for one in answers if one.method == method and one.said == "ok")
    return {key for keys in good for key in keys}


def explained() -> dict[Difference, str]:
    """Each difference somebody looked at, with the reason."""
    reasons: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    return {
        Difference(about, what): reason["why"]
        for reason in reasons
        for about, whats in reason["differences"].items()
        for what in whats
    }
