"""Who is behind an input, for its audit row; called by process_input."""

from typing import assert_never

from deskbell.domain.decision import Actor, ActorKind
from deskbell.domain.inputs import (
    ButtonPressed,
    DeliveryLimited,
    FormSubmitted,
    HomeOpened,
    HomeUsed,
    Input,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PersonRead,
    PostEchoed,
    PostParked,
    ReactionChanged,
    RetryRequested,
    ThreadRead,
    TimerDue,
)


def actor_of(given: Input) -> Actor:
    """Slack does not say who deleted a message."""
    match given:
        case ReactionChanged(person=person) | ButtonPressed(person=person):
            return Actor(ActorKind.PERSON, person)
        case FormSubmitted(person=person) | MemberJoined(person=person):
            return Actor(ActorKind.PERSON, person)
        case HomeOpened(person=person) | HomeUsed(person=person):
            return Actor(ActorKind.PERSON, person)
        case MessagePosted(author=author) | MessageEdited(author=author):
            return Actor(ActorKind.PERSON, author or "unknown")
        case MessageDeleted():
            return Actor(ActorKind.PERSON, "unknown")
        case TimerDue(name=name):
            return Actor(ActorKind.TIMER, name)
        case RetryRequested(operator=operator):
            return Actor(ActorKind.OPERATOR, operator)
        case DeliveryLimited():
            return Actor(ActorKind.SLACK, "events")
        case ThreadRead() | PersonRead() | PostParked() | PostEchoed():
            return Actor(ActorKind.RELAY, "relay")
    assert_never(given)
