"""One more input that a decision causes, as an effect; each context's `decide` asks."""

from datetime import datetime
from typing import Protocol

from deskbell.domain.caused_inputs import CausedInput
from deskbell.domain.effects import FollowUp
from deskbell.domain.ids import EventKey, InstallId, Ref
from deskbell.domain.inputs import Envelope


class Causing(Protocol):
    """The state of the aggregate that causes it."""

    @property
    def ref(self) -> Ref: ...
    @property
    def install(self) -> InstallId: ...


def caused(
    of: Ref,
    version: int,
    given: CausedInput,
    by: Causing,
    now: datetime,
    number: int = 0,
    *,
    in_order: bool = False,
) -> FollowUp:
    """The `number`th input that the `version` of `by` causes, about the aggregate `of`; `in_order`
    with the others about it."""
    envelope = Envelope(
        key=EventKey(f"caused:{by.ref}:{version}:{number}"),
        install=by.install,
        group=str(of),
        occurred_at=now,
        received_at=now,
        input=given,
    )
    return FollowUp(envelope, str(of) if in_order else "")
