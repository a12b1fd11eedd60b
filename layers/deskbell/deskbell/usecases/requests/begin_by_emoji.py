"""A workflow's emoji on a message begins it (A1-06); `react_to_emoji.py` asks where the emoji means
nothing else.

    five people at once   each derives the same reference ── one commit begins, four follow

One that is taken off before it was heard of waits, like every emoji (emoji_order.py).
"""

from dataclasses import replace

from deskbell.domain.catalogue.definition import Requester, WorkflowId
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.decision import Cause
from deskbell.domain.ids import PersonId, Thread
from deskbell.domain.inputs import Envelope, ReactionChanged
from deskbell.domain.requests import commands as c
from deskbell.domain.requests.following import EMOJI_DID_NOTHING
from deskbell.domain.requests.guided_request import GuidedRequest, turn_of
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Name, Text
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.requests.begin_request import Beginning, begin, of_message
from deskbell.usecases.requests.change_request import change_request
from deskbell.usecases.tickets.acting import reacting
from deskbell.usecases.tickets.desk import TicketPorts, hosts_tickets
from deskbell.usecases.tickets.emoji_order import taken_off_since
from deskbell.usecases.tickets.park_input import PATIENCE

MOST_TURNS = 20
"""Requests of one workflow about one message, one after the other."""


def workflow_of(desk: Desk, reaction: ReactionChanged) -> Offered | None:
    """The one that its emoji begins in that channel."""
    offered = (one for one in desk.workflows if one.is_offered_in(reaction.channel))
    return next((one for one in offered if reaction.emoji in one.start.emoji), None)


def begin_by_emoji(
    ports: TicketPorts,
    envelope: Envelope,
    workflow: Offered,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    desk = ports.settings.current()
    if not hosts_tickets(desk, reaction.channel):
        return ignored("not_a_help_channel")
    if reaction.author == desk.workspace.bot_user:
        return ignored("own_message")
    if not reaction.added:
        return _taken_off(ports, envelope, workflow, reaction, cause)
    message = Thread(reaction.channel, reaction.ts)
    if taken_off_since(ports, message, reaction, cause):
        return ignored("emoji_taken_off")
    turns = _turns(ports, workflow.id, reaction, cause)
    last = turns[-1] if turns else None
    if last is None or _is_over_for(last, reaction.person):
        begun = _begun(ports, len(turns), workflow, reaction, cause)
        if begun.ignored != "request_exists":
            return begun
        last = _turns(ports, workflow.id, reaction, cause)[-1]  # somebody was faster
    who = reacting(ports, reaction, cause.install)
    return change_request(ports, last.ref, cause, c.FollowRequest(who))


def _begun(
    ports: TicketPorts, turn: int, workflow: Offered, reaction: ReactionChanged, cause: Cause
) -> Handled:
    message = Thread(reaction.channel, reaction.ts)
    origin = of_message(ports, message)
    if origin is None:
        return ignored("no_such_message")
    by, emoji = Name(reaction.person), reaction.emoji
    wanted = Beginning(
        ref=turn_of(cause.install, message, workflow.id, turn),
        workflow=workflow.id,
        version=workflow.version,
        by=reacting(ports, reaction, cause.install),
        requester=_requester(workflow, reaction),
        reason=Text("reason.request_begun_by_emoji", {"by": by, "emoji": emoji}),
        origin=replace(origin, emoji=emoji, emoji_ts=reaction.event_ts),
    )
    return begin(ports, wanted, cause)


def _taken_off(
    ports: TicketPorts,
    envelope: Envelope,
    workflow: Offered,
    reaction: ReactionChanged,
    cause: Cause,
) -> Handled:
    turns = _turns(ports, workflow.id, reaction, cause)
    handled = ignored(EMOJI_DID_NOTHING)
    if turns:
        command = c.TakeOff(
            by=reacting(ports, reaction, cause.install),
            channel=reaction.channel,
            off_ts=reaction.event_ts,
            window=ports.settings.current().undo_window,
        )
        handled = change_request(ports, turns[-1].ref, cause, command)
    if handled.ignored == EMOJI_DID_NOTHING:  # it may come on later than it came off
        on = Thread(reaction.channel, reaction.ts)
        ports.parked.park(on, envelope, envelope.received_at + PATIENCE)
    return handled


def _turns(
    ports: TicketPorts, workflow: WorkflowId, reaction: ReactionChanged, cause: Cause
) -> list[GuidedRequest]:
    """All that this emoji has begun on that message, the last one at the end."""
    found, message = list[GuidedRequest](), Thread(reaction.channel, reaction.ts)
    for turn in range(MOST_TURNS):
        ref = turn_of(cause.install, message, workflow, turn)
        request = of_kind(GuidedRequest, ports.aggregates.load(ref))
        if request is None:
            break
        found.append(request)
    return found


def _is_over_for(last: GuidedRequest, person: PersonId) -> bool:
    """Whether it begins anew for them: it was taken back, or it was theirs and is done."""
    if last.is_open:
        return False
    return last.course.ending is Ending.CANCELLED or person == last.opener


def _requester(workflow: Offered, reaction: ReactionChanged) -> PersonId:
    """As the definition says; what nobody wrote is asked for by whoever puts the emoji on."""
    if workflow.start.requester is Requester.AUTHOR and reaction.author:
        return reaction.author
    return reaction.person
