"""The incident's one decision function: pure, exhaustive, each answer with its reason.

Called by the use cases for every command, whatever surface it came from.
"""

from typing import assert_never

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.paging import answering, ending, expiry, informing, merging, receipts, steering
from deskbell.domain.paging import commands as c
from deskbell.domain.paging.execution import restart_workflow
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.opening_channel import record_channel, want_channel
from deskbell.domain.paging.raising import raise_incident
from deskbell.domain.paging.reviewing import write_review
from deskbell.domain.paging.steps import Around


def decide(incident: Incident | None, command: c.IncidentCommand, around: Around) -> Decision:
    """`incident` is None where there is none; of a report it is the newest of its key, or what that
    was merged into."""
    if isinstance(command, c.RaiseIncident):
        return raise_incident(incident, command, around)
    if incident is None:
        return nothing("no_such_incident")
    return _change(incident, command, around)


def _change(  # noqa: C901 - one line a command
    incident: Incident, command: c.IncidentChange, around: Around
) -> Decision:
    match command:
        case c.Step():
            return expiry.step(incident, command, around)
        case c.TryNext():
            return receipts.try_next(incident, around)
        case c.RecordReceipt():
            return receipts.record_receipt(incident, command, around)
        case c.Acknowledge():
            return answering.acknowledge(incident, command, around)
        case c.AskWhich():
            return answering.ask_which(incident, command, around)
        case c.Unacknowledge():
            return answering.unacknowledge(incident, command, around)
        case c.EscalateNow():
            return steering.escalate_now(incident, command, around)
        case c.ReassignToPerson():
            return steering.reassign_to_person(incident, command, around)
        case c.ReassignToPolicy():
            return steering.reassign_to_policy(incident, command, around)
        case c.Snooze():
            return steering.snooze(incident, command, around)
        case c.SetUrgency():
            return steering.set_urgency(incident, command, around)
        case c.Resolve():
            return ending.resolve(incident, command, around)
        case c.EndAlert():
            return ending.end_alert(incident, command, around)
        case c.PostUpdate():
            return informing.post_update(incident, command, around)
        case c.AssignRole():
            return informing.assign_role(incident, command, around)
        case c.WriteReview():
            return write_review(incident, command, around)
        case c.WantChannel():
            return want_channel(incident, command, around)
        case c.RecordChannel():
            return record_channel(incident, command, around)
        case c.SpreadNews():
            return informing.spread_news(incident, command, around)
        case c.MergeInto():
            return merging.merge(incident, command, around)
        case c.RestartWorkflow():
            return restart_workflow(incident, around)
    assert_never(command)
