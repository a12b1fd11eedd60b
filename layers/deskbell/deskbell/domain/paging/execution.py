"""The execution behind an incident: what becomes of it when it is lost.

It shows where the search for somebody stands; the search itself goes on without it.
"""

from dataclasses import replace

from deskbell.domain.decision import Decision, nothing
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.steps import Around, about, decided
from deskbell.domain.texts import Text
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT


def restart_workflow(incident: Incident, around: Around) -> Decision:
    """Another execution, for no other one waits where the incident stands."""
    if incident.awaits is None:
        return nothing("workflow_on_time")
    if incident.generation >= GENERATION_LIMIT:
        return nothing("workflow_given_up")
    after = replace(incident, generation=incident.generation + 1)
    event = WorkflowStalled(after.generation, incident.awaits)
    why = Text("reason.execution_lost", {"step": incident.awaits})
    return decided(about(incident, around).then(after, event, why))
