"""Whom the targets of a policy mean at the moment of a decision, and how they are reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.paging.policy import Callee, Level, Method, Target, TargetKind


@dataclass(frozen=True, slots=True)
class Responder:
    """`methods`: the ways to reach them, in the order in which they are tried."""

    to: Callee
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """`on_call`: the people of each schedule and group then. `methods`: of whoever can be reached
    at all; who has left, or has no way, is not there."""

    on_call: Mapping[Target, tuple[PersonId, ...]] = field(default_factory=dict)
    methods: Mapping[PersonId, tuple[Method, ...]] = field(default_factory=dict)

    def of(self, level: Level) -> tuple[Responder, ...]:
        """Each once, in their order."""
        found = {one.to: one for target in level.targets for one in self._meant_by(target)}
        return tuple(found.values())

    def _meant_by(self, target: Target) -> Iterable[Responder]:
        match target.kind:
            case TargetKind.CHANNEL:
                return [Responder(ChannelId(target.id), (Method.CHANNEL,))]
            case TargetKind.PERSON:
                people: tuple[PersonId, ...] = (PersonId(target.id),)
            case TargetKind.SCHEDULE | TargetKind.GROUP:
                people = self.on_call.get(target, ())
        return [Responder(one, self.methods[one]) for one in people if self.methods.get(one)]
