"""A guided request begins: by an emoji, a form, a button, or another one (A1-06).

Whoever may begin which, and what follows, is decided by the domain; here is found what it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.caused_inputs import WorkflowCalled
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import ChannelId, PersonId, Ref, Thread, Ts, request_ref
from deskbell.domain.inputs import ButtonPressed, DialogSubmitted
from deskbell.domain.requests.commands import BeginRequest
from deskbell.domain.requests.decide import decide
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.permissions import Member
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.requests.around import around
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.desk import TicketPorts
from deskbell.usecases.tickets.reading import read_now


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it begins: under which message, and in whose thread; None: by direct message."""

    thread: Thread | None = None
    message: Thread | None = None
    text: str = ""
    emoji: str | None = None
    emoji_ts: Ts | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who begins which workflow for whom, how, and what is known of its answers."""

    ref: Ref
    workflow: WorkflowId
    version: str
    by: Member
    requester: PersonId
    reason: Text
    origin: Origin = Origin()
    answers: Mapping[str, str] = field(default_factory=dict)
    submitted: Mapping[str, str] | None = None


def begin(ports: TicketPorts, wanted: Beginning, cause: Cause) -> Handled:
    """The same beginning twice is one request."""
    definition = ports.settings.definition(wanted.workflow, wanted.version)
    if definition is None:
        return ignored("workflow_unknown")
    desk = ports.settings.current()

    def decided(state: State | None) -> Decision:
        if of_kind(GuidedRequest, state) is not None:
            return nothing("request_exists")
        origin = wanted.origin
        command = BeginRequest(
            ref=wanted.ref,
            install=cause.install,
            number=ports.aggregates.reserve_number(cause.install),
            by=wanted.by,
            requester=wanted.requester,
            zone=ports.people.get(cause.install, wanted.requester).zone or desk.zone,
            reason=wanted.reason,
            thread=origin.thread,
            message=origin.message,
            text=origin.text,
            emoji=origin.emoji,
            emoji_ts=origin.emoji_ts,
            answers=wanted.answers,
            submitted=wanted.submitted,
        )
        return decide(None, command, around(ports, definition, cause.at))

    return change(ports.aggregates, wanted.ref, cause, decided)


def begin_with_form(
    ports: TicketPorts, claim: FormClaim, submitted: DialogSubmitted, cause: Cause
) -> Handled:
    """Its first form was filled in before there was a request: by the version that it showed."""
    offered = offered_as(ports.settings.current(), claim.workflow)
    if offered is None or not offered.is_offered_in(submitted.channel):
        return ignored("workflow_not_offered")
    person = submitted.person
    wanted = Beginning(
        ref=request_ref(cause.install, "form", str(cause.key)),
        workflow=claim.workflow,
        version=claim.version,
        by=acting(ports, cause.install, person, submitted.channel),
        requester=person,
        reason=Text("reason.request_begun_by_form", {"by": Name(person)}),
        origin=_of_message(ports, submitted.channel, submitted.thread_ts),
        submitted=submitted.values,
    )
    return begin(ports, wanted, cause)


def begin_by_button(ports: TicketPorts, press: ButtonPressed, cause: Cause) -> Handled:
    """Of the catalogue; the version that is offered now counts."""
    name, _, _ = press.value.partition("|")
    offered = offered_as(ports.settings.current(), WorkflowId(name))
    if offered is None or not offered.is_offered_in(press.channel):
        return ignored("workflow_not_offered")
    wanted = Beginning(
        ref=request_ref(cause.install, "button", str(cause.key)),
        workflow=offered.id,
        version=offered.version,
        by=acting(ports, cause.install, press.person, press.channel),
        requester=press.person,
        reason=Text("reason.request_begun_by_button", {"by": Name(press.person)}),
    )
    return begin(ports, wanted, cause)


def begin_called(ports: TicketPorts, called: WorkflowCalled, cause: Cause) -> Handled:
    """Another workflow begins it; nobody's rights are asked for again. What was taken out of the
    catalogue since is not begun."""
    offered = offered_as(ports.settings.current(), called.workflow)
    if offered is None:
        return ignored("workflow_not_offered")
    wanted = Beginning(
        ref=called.request,
        workflow=offered.id,
        version=offered.version,
        by=Member(called.requester),
        requester=called.requester,
        reason=Text("reason.request_begun_by_call", {"by": Name(called.requester)}),
        origin=Origin(called.thread, called.message, called.text),
        answers=called.answers,
    )
    return begin(ports, wanted, cause)


def offered_as(desk: Desk, workflow: WorkflowId) -> Offered | None:
    return next((one for one in desk.workflows if one.id == workflow), None)


def _of_message(ports: TicketPorts, channel: ChannelId | None, ts: Ts | None) -> Origin:
    """A message shortcut names one; a command, or the Home tab, does not."""
    if channel is None or ts is None:
        return Origin()
    return of_message(ports, Thread(channel, ts)) or Origin()


def of_message(ports: TicketPorts, message: Thread) -> Origin | None:
    """Of a reply, the thread that it is in; None where Slack says that there is no such message. If
    it does not answer, a request need not wait for what the message says."""
    read = read_now(ports, message)
    if read == ():
        return None
    first = read[0] if read else None
    root = first.thread_ts if first else None
    said = next((one.text for one in read or () if one.ts == message.ts), "")
    return Origin(Thread(message.channel, root or message.ts), message, said)
