"""Small checks that compose into a grammar of JSON shapes, worded as Slack words its refusals."""

from collections.abc import Callable, Iterator

from tools.fake_slack.state.messages import Json

Check = Callable[[Json, str], Iterator[str]]
"""Takes a value and the JSON pointer to it, yields one text a fault."""


def fault(text: str, pointer: str) -> str:
    return f"{text} [json-pointer:{pointer}]"


def string(longest: int, shortest: int = 1) -> Check:
    """Text by its number of code points; blank text counts as empty where some is needed."""

    def check(value: Json, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield fault("must be a string", at)
        elif len(value) > longest:
            yield fault(f"must be less than {longest + 1} characters", at)
        elif shortest and len(value.strip()) < shortest:
            yield fault(f"must be more than {shortest - 1} characters", at)

    return check


def boolean(value: Json, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield fault("must be a boolean", at)


def whole_number(least: int, most: int) -> Check:
    def check(value: Json, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield fault(f"must be a number from {least} to {most}", at)

    return check


def anything(_value: Json, _at: str) -> Iterator[str]:
    yield from ()


def one_of(*allowed: str) -> Check:
    def check(value: Json, at: str) -> Iterator[str]:
        if value not in allowed:
            yield fault("failed to match all allowed schemas", at)

    return check


def items(check_item: Check, least: int, most: int) -> Check:
    def check(value: Json, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield fault("must be an array", at)
            return
        if len(value) < least:
            yield fault(f"no fewer than {least} items required", at)
        if len(value) > most:
            yield fault(f"no more than {most} items allowed", at)
        for number, item in enumerate(value):
            yield from check_item(item, f"{at}/{number}")

    return check


def record(required: dict[str, Check], optional: dict[str, Check]) -> Check:
    """An object with exactly these properties; `type` is checked by `by_type`."""
    known = {"type": anything, **required, **optional}

    def check(value: Json, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield fault("must be an object", at)
            return
        for name in required:
            if name not in value:
                yield fault(f"missing required field: {name}", at)
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{at}/{name}")
            else:
                yield fault(f"invalid additional property: {name}", at)

    return check


def by_type(table: dict[str, Check], otherwise: Check | None = None) -> Check:
    """Chooses the check by the object's `type`."""

    def check(value: Json, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        chosen = table.get(kind) if isinstance(kind, str) else None
        if chosen:
            yield from chosen(value, at)
        elif otherwise:
            yield from otherwise(value, at)
        else:
            yield fault("failed to match all allowed schemas", at)

    return check


def also(check: Check, *more: Check) -> Check:
    """All of them; the later ones only when the first found nothing."""

    def combined(value: Json, at: str) -> Iterator[str]:
        found = list(check(value, at))
        yield from found
        if not found:
            for one in more:
                yield from one(value, at)

    return combined
