"""Who is welcomed, and when: once a person, channel and version of the guide (A1-01).

Called by the use case for every joining; pure, each answer with its reason.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from deskbell.domain.decision import Change, Decision, Event, Row, nothing
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import Effect, ReadPerson, SendGuide
from deskbell.domain.ids import ChannelId, InstallId, PersonId, Ref
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Inbox
from deskbell.domain.texts import Argument, ChannelName, Name, Text
from deskbell.domain.welcome.events import MemberUnknown, MemberWelcomed, WelcomeUndelivered
from deskbell.domain.welcome.welcome import Welcome


@dataclass(frozen=True, slots=True)
class Greet:
    """Somebody joined `channel`; `standing` is None while Slack does not say who they are."""

    ref: Ref
    install: InstallId
    channel: ChannelId
    person: PersonId
    inbox: Inbox
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class RecordUndelivered:
    """Slack will never take the guide for this person."""

    code: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Slack is asked again; `guide` is the version that the channel has by now."""

    delivery: RetryDelivery
    guide: int


def decide(state: Welcome | None, command: Greet | RecordUndelivered | Retry) -> Decision:
    """`state` is None where this person never joined this channel before."""
    match command:
        case Greet():
            return _greet(state, command)
        case _ if state is None:
            return nothing("never_welcomed")
        case Retry(delivery, guide):
            sends = isinstance(delivery.effect, SendGuide)
            return _step(
                state,
                replace(state, guide=guide) if sends else state,
                delivery.event,
                delivery.reason,
                delivery.effect,
                rows=delivery.rows,
            )
        case RecordUndelivered(code):
            return _step(
                state,
                replace(state, guide=0),
                WelcomeUndelivered(state.person, code),
                Text("reason.welcome_undelivered", {"code": code}),
            )
    assert_never(command)


def _greet(state: Welcome | None, command: Greet) -> Decision:
    welcome = command.inbox.welcome
    if welcome is None:
        return nothing("no_welcome_here")
    if state and state.guide >= welcome.guide:
        return nothing("welcomed_before")
    refused = _refused(command.standing, guests=welcome.guests)
    if refused:
        return nothing(refused)
    before = state or Welcome(
        command.ref, command.install, 0, command.channel, command.person, command.inbox.id
    )
    args: dict[str, Argument] = {
        "person": Name(command.person),
        "channel": ChannelName(command.channel),
    }
    if command.standing is None:
        return _step(
            state,
            before,
            MemberUnknown(command.person, command.channel),
            Text("reason.member_unknown", args),
            ReadPerson(command.person),
        )
    return _step(
        state,
        replace(before, guide=welcome.guide, inbox=command.inbox.id),
        MemberWelcomed(command.person, command.channel, welcome.guide),
        Text("reason.member_welcomed", {**args, "guide": welcome.guide}),
        SendGuide(command.person, command.channel),
    )


def _refused(standing: Standing | None, *, guests: bool) -> str:
    match standing:
        case Standing.BOT:
            return "bot_not_welcomed"
        case Standing.EXTERNAL:
            return "stranger_not_welcomed"
        case Standing.GUEST if not guests:
            return "guest_not_welcomed"
        case _:
            return ""


def _step(
    before: Welcome | None,
    after: Welcome,
    event: Event,
    reason: Text,
    *effects: Effect,
    rows: tuple[Row, ...] = (),
) -> Decision:
    after = replace(after, version=after.version + 1)
    return Decision((Change(before, after, event, reason, effects, rows=rows),))
