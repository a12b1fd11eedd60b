"""A ticket becomes another request: both are decided and committed together (A1-29).

The request begins with what the ticket's form, or the request that it came from, knows already.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.decision import Cause, Decision, State, nothing
from deskbell.domain.ids import Ref, Thread, request_ref
from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.mail.addresses import address_of
from deskbell.domain.people import Standing
from deskbell.domain.requests.commands import BeginRequest
from deskbell.domain.requests.decide import decide as decide_request
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.permissions import Surface
from deskbell.domain.tickets.places import is_private, surface_of
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.change import Handled, change, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.requests.around import around
from deskbell.usecases.requests.begin_request import offered_as
from deskbell.usecases.tickets.acting import acting_on
from deskbell.usecases.tickets.claims import claim_of, is_ours
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for

IN_THE_CATALOGUE = {"location": "office"}
"""What the support form calls otherwise than the shipped workflows."""


def redirect_ticket(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    """By the version that is offered now; one that was taken away meanwhile changes nothing."""
    claim = claim_of(submitted.value)
    if claim is None:
        return ignored("dialog_unreadable")
    ref, revision = claim
    if not is_ours(ports.aggregates, ref, cause):
        return ignored("no_such_ticket")
    offered = offered_as(ports.settings.current(), WorkflowId(submitted.values["workflow"]))
    definition = ports.settings.definition(offered.id, offered.version) if offered else None
    if definition is None:
        return ignored("workflow_not_offered")
    redirecting = _Redirecting(ports, submitted, cause, definition, revision)

    def decided(state: State | None) -> Decision:
        ticket = of_kind(Ticket, state)
        return redirecting.decided(ticket) if ticket else nothing("no_such_ticket")

    return change(ports.aggregates, ref, cause, decided)


@dataclass(frozen=True, slots=True)
class _Redirecting:
    ports: TicketPorts
    submitted: DialogSubmitted
    cause: Cause
    definition: Definition
    revision: int

    def decided(self, ticket: Ticket) -> Decision:
        """What the ticket refuses begins nothing."""
        ports, cause, submitted = self.ports, self.cause, self.submitted
        desk, word = ports.settings.current(), submitted.values.get("word", "")
        former = (
            of_kind(GuidedRequest, ports.aggregates.load(ticket.request))
            if ticket.request
            else None
        )
        if former and former.course.workflow == self.definition.id:
            return nothing("is_that_request_already")
        by = acting_on(ports, cause.install, submitted.person, submitted.channel, ticket)
        turns = former.succeeds.turns if former and former.succeeds else 0
        number = ports.aggregates.reserve_number(cause.install)
        ref = request_ref(cause.install, "redirect", str(cause.key))
        redirect = c.Redirect(
            by=by,
            at=c.Pressed(submitted.channel, submitted.thread_ts, self.revision),
            inbox=inbox_for(desk, ticket),
            request=ref,
            number=number,
            workflow=self.definition.id,
            title=self.definition.title,
            turns=turns,
            fits=self._fits(ticket),
            word=word,
            undo_window=desk.undo_window,
        )
        ended = decide(ticket, redirect, cause.at)
        if ticket.requester is None or not _is_redirected(ended, ref):
            return ended
        begin = BeginRequest(
            ref=ref,
            install=cause.install,
            number=number,
            by=by,
            requester=ticket.requester,
            zone=ports.people.get(cause.install, ticket.requester).zone or desk.zone,
            reason=Text(
                "reason.request_begun_by_redirect",
                {"by": Name(by.person), "number": ticket.number},
            ),
            thread=self._thread(ticket),
            message=ticket.message,
            text=ticket.text or "",
            succeeds=Succeeds(ticket.ref, ticket.number, ticket.started_at, turns + 1),
            known=_known(ticket, former),
            privacy=ticket.privacy,
            followers=() if is_private(ticket.privacy) else ticket.followers,
        )
        begun = decide_request(None, begin, around(ports, self.definition, cause.at))
        return Decision((*ended.changes, *begun.changes)) if begun.changes else begun

    def _fits(self, ticket: Ticket) -> bool:
        """Whoever writes by mail, or is of another company, fills in no forms."""
        who = ticket.requester
        if who is None or address_of(who):
            return False
        standing = self.ports.people.get(self.cause.install, who).standing
        return standing in (Standing.MEMBER, Standing.GUEST)

    def _thread(self, ticket: Ticket) -> Thread | None:
        """Where the ticket is talked about, if only people of ours read there."""
        thread = ticket.thread
        if thread is None:
            return None
        shared, desk = thread.channel in ticket.shared, self.ports.settings.current()
        at = surface_of(desk, thread.channel, shared=shared)
        return thread if at is Surface.HELP else None


def _known(ticket: Ticket, former: GuidedRequest | None) -> Mapping[str, str]:
    if former:
        return {**former.carried, **former.course.answers}
    answers = ticket.answers.values if ticket.answers else {}
    return {IN_THE_CATALOGUE.get(name, name): answer for name, answer in answers.items()}


def _is_redirected(decision: Decision, into: Ref) -> bool:
    return any(
        isinstance(one.after, Ticket) and one.after.follow_up and one.after.follow_up.ref == into
        for one in decision.changes
    )
