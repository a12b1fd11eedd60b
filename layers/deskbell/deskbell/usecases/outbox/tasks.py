"""The message that asks for a step of a guided request, as the relay brings it up to date;
`carry_out` calls it."""

from deskbell.domain.directs import person_of
from deskbell.domain.effects import ShowTask
from deskbell.domain.ids import PersonId
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.usecases.outbox.kept_cards import post_kept, update_kept
from deskbell.usecases.outbox.posting import DONE, Ports, Result
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Sent


def show_task(row: OutboxRow, effect: ShowTask, ports: Ports) -> Result:
    """Each step has a message of its own; of an earlier one nothing is said any more."""
    request = row.aggregate or ports.aggregates.load(row.ref)
    if not isinstance(request, GuidedRequest):
        return DONE
    course = request.course
    definition = ports.settings.definition(course.workflow, course.workflow_version)
    if definition is None:
        return Result(Sent(), dropped="workflow_unknown")
    asked = ports.aggregates.asked(row.ref, PersonId(effect.channel))
    if asked and asked.revision > effect.generation:
        return DONE
    person = person_of(effect.channel)
    reader = ports.people.get(row.install, person) if person else None
    message = ports.renderer.task(request, definition, effect, reader)
    generation = effect.generation
    if asked and asked.revision == generation:
        return update_kept(asked, generation, message, ports)
    # What is over before anybody was asked is not asked.
    return post_kept(
        *(row, effect.channel, effect.thread_ts, generation, message, ports),
        is_wanted=effect.over is None,
        found_shows=generation,
    )
