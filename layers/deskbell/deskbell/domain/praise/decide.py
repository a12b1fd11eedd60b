"""The decision function of praise: pure, exhaustive, each answer with its reason.

(nothing, refused) ── given ──▶ posted ── its time is over ──▶ settled: they hear of it,
        ▲                         │                            the round-up has it
        └────────── anew ── taken back
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from deskbell.domain.decision import CancelTimer, Change, Decision, SetTimer, nothing
from deskbell.domain.ids import ChannelId, PersonId, Ref
from deskbell.domain.people import Person, Standing
from deskbell.domain.praise import commands as c
from deskbell.domain.praise import events as e
from deskbell.domain.praise import telling
from deskbell.domain.praise.effects import ShowPraise
from deskbell.domain.praise.policy import MOST_PEOPLE
from deskbell.domain.praise.praise import Praise
from deskbell.domain.praise.round_up import Around, PraiseRound, queue
from deskbell.domain.texts import Name

TIMER = "praise"
_COLLEAGUES = frozenset({Standing.MEMBER, Standing.GUEST})


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already."""

    praise: Praise | None
    round: PraiseRound | None


def decide(
    ref: Ref, known: Known, command: c.PraiseCommand, around: Around, window: timedelta
) -> Decision:
    """`ref` is what it is called, whether there is one or not; for the `window` its author can take
    it back."""
    praise = known.praise
    if isinstance(command, c.Give):
        if praise and praise.stands:
            return nothing("praised_already")
        return _give(ref, praise, command, around, window)
    if praise is None or praise.install != around.install or not praise.stands:
        return nothing("no_such_praise")
    match command:
        case c.TakeBack():
            return _take_back(praise, command, around)
        case c.Settle():
            return _settle(praise, known.round, command, around)
    assert_never(command)


def _give(
    ref: Ref, before: Praise | None, command: c.Give, around: Around, window: timedelta
) -> Decision:
    author, people = command.by.person, tuple(one.id for one in command.people)
    if not command.text.strip() or not 1 <= len(people) <= MOST_PEOPLE:
        return nothing("praise_says_nothing")
    after = Praise(
        *(ref, around.install, before.version + 1 if before else 1),
        channel=around.settings.channel,
        author=author,
        praised=people,
        text=command.text,
        final_at=around.now + window,
        about=command.about,
        refused=_refusal(command),
    )
    if after.refused:
        return _refuse(before, after, author, command.channel, "give", after.refused)
    event = e.PraiseGiven(author, people)
    why = telling.reason("given", by=Name(author))
    effects = (ShowPraise(after.channel), telling.given(after))
    timers = (SetTimer(TIMER, after.version, after.final_at),)
    return Decision((Change(before, after, event, why, effects=effects, timers=timers),))


def _refusal(command: c.Give) -> str:
    """Nothing: it can be given."""
    if command.by.standing is not Standing.MEMBER:
        return "not_yours"
    if any(_is_oneself(command.by.person, one) for one in command.people):
        return "yourself"
    if any(one.standing not in _COLLEAGUES for one in command.people):
        return "no_colleague"
    return "gone" if any(one.deactivated for one in command.people) else ""


def _is_oneself(author: PersonId, praised: Person) -> bool:
    return praised.id == author


def _take_back(praise: Praise, command: c.TakeBack, around: Around) -> Decision:
    why = _too_late(praise, command.by, around)
    if why and command.channel is None:
        return nothing(f"praise_{why}")
    version = praise.version + 1
    if why and command.channel:
        after = replace(praise, version=version)
        return _refuse(praise, after, command.by, command.channel, "take_back", why)
    after = replace(praise, version=version, taken_back_at=around.now)
    event, told = (
        e.PraiseTakenBack(praise.author),
        telling.reason("taken_back", by=Name(command.by)),
    )
    whisper = (
        (telling.whisper(command.by, command.channel, "taken_back"),) if command.channel else ()
    )
    effects, timers = (ShowPraise(praise.channel), *whisper), (CancelTimer(TIMER),)
    return Decision((Change(praise, after, event, told, effects=effects, timers=timers),))


def _too_late(praise: Praise, by: PersonId, around: Around) -> str | None:
    if by != praise.author:
        return "not_yours_to_take_back"
    is_final = praise.settled_at is not None or praise.final_at <= around.now
    return "too_late" if is_final else None


def _settle(
    praise: Praise, round_up: PraiseRound | None, command: c.Settle, around: Around
) -> Decision:
    """The timer is only a hint. Who hears of it, and the round-up, are of one moment."""
    if praise.settled_at is not None or around.now < praise.final_at:
        return nothing("timer_stale")
    told = tuple(one for one in praise.praised if one not in command.gone)
    after = replace(praise, version=praise.version + 1, settled_at=around.now)
    change = Change(
        praise,
        after,
        e.PraiseSettled(told),
        telling.reason("settled"),
        effects=tuple(telling.praised(after, one) for one in told),
        timers=(CancelTimer(TIMER),),
    )
    return Decision((change, queue(round_up, praise.ref, around)))


def _refuse(
    before: Praise | None, after: Praise, by: PersonId, channel: ChannelId, action: str, why: str
) -> Decision:
    """They are told why, and the history knows who wanted what."""
    event = e.PraiseActionRefused(by, action, why)
    told = telling.reason("refused", by=Name(by))
    effects = (telling.whisper(by, channel, why),)
    return Decision((Change(before, after, event, told, effects=effects),))
