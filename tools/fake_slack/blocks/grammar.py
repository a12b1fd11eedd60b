"""Small checks that compose into a grammar of JSON shapes, worded as Slack words its refusals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.fake_slack.state.messages import Json

MISFIT = "failed to match all allowed schemas"


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` and `expected` say which rule was broken, as blocks.validate tells it."""

    message: str
    pointer: str
    kind: str = "schema"
    expected: int | list[str] | None = None

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Check = Callable[[Json, str], Iterator[Fault]]
"""Takes a value and the JSON pointer to it, yields its faults."""


def missing(name: str, pointer: str) -> Fault:
    return Fault(f"missing required field: {name}", pointer, "required", [name])


def unknown(name: str, pointer: str) -> Fault:
    return Fault(f"invalid additional property: {name}", pointer)


def longer_than(longest: int, pointer: str) -> Fault:
    return Fault(f"must be less than {longest + 1} characters", pointer, "max_length", longest)


def string(longest: int, shortest: int = 1) -> Check:
    """Text by its number of code points; blank text counts as empty where some is needed."""

    def check(value: Json, at: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault("must be a string", at)
        elif len(value) > longest:
            yield longer_than(longest, at)
        elif shortest and len(value.strip()) < shortest:
            more = f"must be more than {shortest - 1} characters"
            yield Fault(more, at, "min_length", shortest)

    return check


def boolean(value: Json, at: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault("must be a boolean", at)


def whole_number(least: int, most: int) -> Check:
    def check(value: Json, at: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield Fault(f"must be a number from {least} to {most}", at)

    return check


def anything(_value: Json, _at: str) -> Iterator[Fault]:
    yield from ()


def one_of(*allowed: str) -> Check:
    def check(value: Json, at: str) -> Iterator[Fault]:
        if value not in allowed:
            yield Fault(MISFIT, at)

    return check


def items(check_item: Check, least: int, most: int) -> Check:
    def check(value: Json, at: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault("must be an array", at)
            return
        if len(value) < least:
            yield Fault(f"no fewer than {least} items required", at, "min_items", least)
        if len(value) > most:
            yield Fault(f"no more than {most} items allowed", at, "max_items", most)
        for number, item in enumerate(value):
            yield from check_item(item, f"{at}/{number}")

    return check


def record(required: dict[str, Check], optional: dict[str, Check]) -> Check:
    """An object with exactly these properties; `type` is checked by `by_type`."""
    known = {"type": anything, **required, **optional}

    def check(value: Json, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault("must be an object", at)
            return
        for name in required:
            if name not in value:
                yield missing(name, at)
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{at}/{name}")
            else:
                yield unknown(name, at)

    return check


def parts(limits: dict[str, Check]) -> Check:
    """Looks at these properties where they are given; the schema knows which there may be."""

    def check(value: Json, at: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault("must be an object", at)
            return
        for name, limit in limits.items():
            if name in value:
                yield from limit(value[name], f"{at}/{name}")

    return check


def by_type(table: dict[str, Check], otherwise: Check | None = None) -> Check:
    """Chooses the check by the object's `type`."""

    def check(value: Json, at: str) -> Iterator[Fault]:
        kind = value.get("type") if isinstance(value, dict) else None
        chosen = table.get(kind) if isinstance(kind, str) else None
        if chosen:
            yield from chosen(value, at)
        elif otherwise:
            yield from otherwise(value, at)
        else:
            yield Fault(MISFIT, at)

    return check


def also(check: Check, *more: Check) -> Check:
    """All of them; the later ones only when the first found nothing."""

    def combined(value: Json, at: str) -> Iterator[Fault]:
        found = list(check(value, at))
        yield from found
        if not found:
            for one in more:
                yield from one(value, at)

    return combined
