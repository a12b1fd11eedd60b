"""Each context's own state, of what the store loads for a reference; its use cases ask for it."""

from typing import TypeVar

from deskbell.domain.decision import State

S = TypeVar("S", bound=State)


def of_kind(kind: type[S], state: State | None) -> S | None:
    """Raises TypeError on another's: then the reference is wrong."""
    if state is not None and not isinstance(state, kind):
        raise TypeError(f"{state.ref} is no {kind.__name__}")
    return state
