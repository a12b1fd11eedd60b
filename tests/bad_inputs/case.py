"""What a case of bad input is: what comes in, and all that comes of it, as data.

The cases stand in the modules beside this one, `table.py` has them all, `test_table.py` plays them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.api_gateway import Event
from tests.functional.memory_desk import MemoryDesk

Incoming = Event | str
"""A request as API Gateway hands it over, or the body of a message on the inbox."""
Builder = Callable[[MemoryDesk], Sequence[Incoming]]
Answer = tuple[int, str, str]
"""The HTTP status, and how the request is counted: the outcome and its reason."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One answer stands for as many requests as there are; the other parts are of all together."""

    answers: tuple[Answer, ...]
    intake: tuple[str, ...] = ()
    """What became of each input on the inbox: the event committed, or why it was ignored."""
    keys: int | None = None
    """How many different things the inbox was told of, whatever else a request says."""
    changed: tuple[str, ...] = ()
    """The events that the table has more."""
    body: str | None = None
    """The last answer's, to the letter."""
    comments: tuple[str, ...] | None = None
    """The texts of the only ticket's comments; a deleted one is empty."""
    files: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    """Parts of what people see: posts, whispers, answers, views, as JSON without its escapes."""
    hides: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """The fields of a form that stays open, with a sentence beside each."""
    dead_letters: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """`id` is a number of the catalogue, with a suffix where several inputs share it. `given` is
    done before; `modal` is Slack's error code when a form is opened."""

    id: str
    title: str
    build: Builder
    expected: Expected
    given: Callable[[MemoryDesk], object] = lambda _: None
    modal: str | None = None
    note: str = ""
    """Why the outcome is another than the catalogue's."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case that is no request and no message; `tests` play it: `folder/file.py::name`."""

    id: str
    title: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """A case that comes with the workflow that it is about."""

    id: str
    title: str
    workflow: str


AnyCase = Case | Elsewhere | Later


def number(case: AnyCase) -> str:
    """The catalogue's: 6 of `6-abc`, F1 of `F1-json`."""
    return case.id.partition("-")[0]


def each(
    number: str, title: str, expected: Expected, builders: Mapping[str, Builder], **shared: Any
) -> list[Case]:
    """Inputs that share a number, a title and what comes of them."""
    return [
        Case(f"{number}-{name}" if name else number, title, build, expected, **shared)
        for name, build in builders.items()
    ]


# --- what comes of it -------------------------------------------------------------------------


def refused(status: int, reason: str) -> Expected:
    return Expected(((status, "refused", reason),), body="")


def ignored(reason: str) -> Expected:
    """Counted, and that is all."""
    return Expected(((200, "ignored", reason),), body="")


def answered(reason: str, **more: Any) -> Expected:
    """At once, by the ingress."""
    return replace(Expected(((200, "answered", reason),)), **more)


def accepted(kind: str, *intake: str, **more: Any) -> Expected:
    """Put on the inbox as an input of this kind; `intake` says what became of it there."""
    return replace(Expected(((200, "accepted", kind),), intake), **more)


def committed(kind: str, *changed: str, **more: Any) -> Expected:
    """Put on the inbox and committed as these events, one an input."""
    return accepted(kind, *changed, changed=changed, **more)
