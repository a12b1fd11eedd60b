"""What the relay tells of a hook's call, as an input (`inputs.py` has them all)."""

from dataclasses import dataclass

from deskbell.domain.ids import Ref


@dataclass(frozen=True, slots=True)
class HookAnswered:
    """The hook took what the guided request told it in that `generation`, or never will: `code`
    says why."""

    request: Ref
    generation: int
    taken: bool
    code: str = ""
