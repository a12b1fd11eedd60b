"""Who is behind an input, for its audit row; called by process_input."""

from typing import assert_never

from deskbell.domain.decision import Actor, ActorKind
from deskbell.domain.inputs import (
    ApprovalSettled,
    ApprovalUnneeded,
    ApprovalWentOn,
    BulkContinued,
    ButtonPressed,
    DeliveryLimited,
    DialogSubmitted,
    FormSubmitted,
    HomeOpened,
    HomeUsed,
    Input,
    InventoryImported,
    MailReceived,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PartSolved,
    PartTold,
    PersonRead,
    PostEchoed,
    PostParked,
    QuestionMissed,
    ReactionChanged,
    RetryRequested,
    SearchAsked,
    SupervisorSpoke,
    ThreadRead,
    TimerDue,
)
from deskbell.domain.mail.addresses import stranger


def actor_of(given: Input) -> Actor:  # noqa: C901 - one line an input
    """Slack does not say who deleted a message."""
    match given:
        case ReactionChanged(person=person) | ButtonPressed(person=person):
            return Actor(ActorKind.PERSON, person)
        case FormSubmitted(person=person) | DialogSubmitted(person=person):
            return Actor(ActorKind.PERSON, person)
        case MemberJoined(person=person) | HomeOpened(person=person) | HomeUsed(person=person):
            return Actor(ActorKind.PERSON, person)
        case MessagePosted(author=author) | MessageEdited(author=author):
            return Actor(ActorKind.PERSON, author or "unknown")
        case MessageDeleted():
            return Actor(ActorKind.PERSON, "unknown")
        case TimerDue(name=name):
            return Actor(ActorKind.TIMER, name)
        case RetryRequested(operator=operator) | InventoryImported(operator=operator):
            return Actor(ActorKind.OPERATOR, operator)
        case QuestionMissed():
            return Actor(ActorKind.TIMER, "backfill")
        case DeliveryLimited():
            return Actor(ActorKind.SLACK, "events")
        case SearchAsked(person=person):
            return Actor(ActorKind.PERSON, person)
        case PartSolved(by=person) | PartTold(by=person) | SupervisorSpoke(person=person):
            return Actor(ActorKind.PERSON, person)
        case ApprovalSettled(by=person) if person is not None:
            return Actor(ActorKind.PERSON, person)
        case ApprovalSettled() | ApprovalWentOn() | ApprovalUnneeded():
            return Actor(ActorKind.WORKFLOW, "approval")
        case BulkContinued():
            return Actor(ActorKind.WORKFLOW, "bulk")
        case MailReceived(sender=sender):
            return Actor(ActorKind.PERSON, stranger(sender) if sender else "unknown")
        case ThreadRead() | PersonRead() | PostParked() | PostEchoed():
            return Actor(ActorKind.RELAY, "relay")
    assert_never(given)
