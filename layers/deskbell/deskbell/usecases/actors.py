"""Who and what is behind an input, for its audit row; called by process_input."""

from typing import assert_never

from deskbell.domain.decision import Actor, ActorKind, Cause
from deskbell.domain.inputs import (
    AlertReceived,
    ApprovalSettled,
    ApprovalUnneeded,
    ApprovalWentOn,
    AssigneeBack,
    AssigneeWanted,
    BulkContinued,
    ButtonPressed,
    ChannelMade,
    DeliveryLimited,
    DialogSubmitted,
    DrillWanted,
    Envelope,
    FeedbackGiven,
    FlagNoted,
    FormSubmitted,
    HeartbeatChanged,
    HeartbeatHeard,
    HeartbeatPauseWanted,
    HomeOpened,
    HomeUsed,
    HookAnswered,
    Input,
    InstallEnded,
    InventoryImported,
    IssueClosed,
    IssueCommented,
    IssueMade,
    IssueMoved,
    LaptopCameFree,
    LaptopUnneeded,
    LaptopWanted,
    LeftBehind,
    LoanStood,
    MailReceived,
    MemberJoined,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    NewsWaits,
    OutageReported,
    PageReceipted,
    PageWanted,
    PartSolved,
    PartTold,
    PersonLeft,
    PersonRead,
    PostEchoed,
    PostParked,
    QuestionMissed,
    ReactionChanged,
    ReceiptCame,
    ReplyReceived,
    RequestedTicketEnded,
    RequestUnwanted,
    RetryRequested,
    ScoreReceived,
    SearchAsked,
    SupervisorSpoke,
    ThemeStood,
    ThreadRead,
    TicketSucceeded,
    TicketWanted,
    TimerDue,
    WorkflowCalled,
)
from deskbell.domain.jira.inputs import IssueFound, IssueWanted
from deskbell.domain.mail.addresses import stranger
from deskbell.domain.nps.inputs import NpsWeekCounted


def cause_of(envelope: Envelope) -> Cause:
    return Cause(
        key=envelope.key,
        install=envelope.install,
        actor=actor_of(envelope.input),
        occurred_at=envelope.occurred_at,
        at=envelope.received_at,
        hops=envelope.hops,
    )


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
        case IssueFound(operator=operator) | IssueWanted(operator=operator):
            return Actor(ActorKind.OPERATOR, operator)
        case QuestionMissed():
            return Actor(ActorKind.TIMER, "backfill")
        case NpsWeekCounted():
            return Actor(ActorKind.TIMER, "nps_week")
        case DeliveryLimited():
            return Actor(ActorKind.SLACK, "events")
        case PersonLeft() | LeftBehind() | AssigneeBack():
            return Actor(ActorKind.SLACK, "people")
        case InstallEnded():
            return Actor(ActorKind.SLACK, "install")
        case SearchAsked(person=person) | ReplyReceived(person=person):
            return Actor(ActorKind.PERSON, person)
        case PartSolved(by=person) | PartTold(by=person) | SupervisorSpoke(person=person):
            return Actor(ActorKind.PERSON, person)
        case ApprovalSettled(by=person) if person is not None:
            return Actor(ActorKind.PERSON, person)
        case ApprovalSettled() | ApprovalWentOn() | ApprovalUnneeded():
            return Actor(ActorKind.WORKFLOW, "approval")
        case DrillWanted():
            return Actor(ActorKind.WORKFLOW, "drill")
        case LaptopCameFree():
            return Actor(ActorKind.WORKFLOW, "stock")
        case FlagNoted(call=call):
            return Actor(ActorKind.PERSON, call.by)
        case TicketWanted() | AssigneeWanted() | WorkflowCalled() | TicketSucceeded():
            return Actor(ActorKind.WORKFLOW, "guided_request")
        case LaptopWanted() | LaptopUnneeded():
            return Actor(ActorKind.WORKFLOW, "guided_request")
        case ThemeStood():
            return Actor(ActorKind.WORKFLOW, "theme")
        case LoanStood():
            return Actor(ActorKind.WORKFLOW, "loan")
        case RequestedTicketEnded():
            return Actor(ActorKind.WORKFLOW, "ticket")
        case RequestUnwanted(by=person):
            return Actor(ActorKind.PERSON, person)
        case OutageReported(by=person) | HeartbeatPauseWanted(by=person):
            return Actor(ActorKind.PERSON, person)
        case PageWanted() | NewsWaits():
            return Actor(ActorKind.WORKFLOW, "incident")
        case ScoreReceived(operator=str(operator)) | FeedbackGiven(operator=str(operator)):
            return Actor(ActorKind.OPERATOR, operator)
        case AlertReceived(source=source) | ScoreReceived(source=source):
            return Actor(ActorKind.WORKFLOW, source)
        case FeedbackGiven(person=person) if person is not None:
            return Actor(ActorKind.PERSON, person)
        case FeedbackGiven(source=source) | IssueClosed(source=source):
            return Actor(ActorKind.WORKFLOW, source)
        case HeartbeatHeard(system=system) | HeartbeatChanged(system=system):
            return Actor(ActorKind.WORKFLOW, system)
        case BulkContinued():
            return Actor(ActorKind.WORKFLOW, "bulk")
        case MailReceived(sender=sender):
            return Actor(ActorKind.PERSON, stranger(sender) if sender else "unknown")
        case ThreadRead() | PersonRead() | PostParked() | PostEchoed() | ReceiptCame():
            return Actor(ActorKind.RELAY, "relay")
        case IssueCommented(account=account) | IssueMoved(account=account):
            return Actor(ActorKind.PERSON, f"jira:{account}")
        case HookAnswered() | ChannelMade() | IssueMade():
            return Actor(ActorKind.RELAY, "relay")
        case PageReceipted():
            return Actor(ActorKind.RELAY, "provider")
    assert_never(given)
