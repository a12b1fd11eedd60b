"""The execution behind a guided request: what becomes of it when it is lost.

It shows where the request stands and looks after it; the request itself goes on without it.
"""

from dataclasses import replace

from deskbell.domain.decision import Change, Decision, nothing
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.texts import Text
from deskbell.domain.workflows.events import WorkflowStalled
from deskbell.domain.workflows.watch import GENERATION_LIMIT, watch


def restart_workflow(request: GuidedRequest, around: Around) -> Decision:
    """Another execution, for no other one waits where the request stands."""
    if not request.is_open:
        return nothing("workflow_on_time")
    if request.generation >= GENERATION_LIMIT:
        return nothing("workflow_given_up")
    after = replace(request, version=request.version + 1, generation=request.generation + 1)
    step = request.course.step
    change = Change(
        before=request,
        after=after,
        event=WorkflowStalled(after.generation, step),
        reason=Text("reason.execution_lost", {"step": step}),
        timers=watch(request, after, around.now),
    )
    return Decision((change,))
