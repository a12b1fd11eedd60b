"""Somebody answers in a stand-up, or says it otherwise; use_dialog sends it on.

As with a button, its value is only a claim, and `decide` asks whether they are of it.
"""

from deskbell.domain.decision import Cause
from deskbell.domain.escaping import escaped
from deskbell.domain.ids import Ref, ticket_ref
from deskbell.domain.inputs import DialogSubmitted
from deskbell.domain.standups.commands import Answer
from deskbell.domain.standups.plan import Question
from deskbell.domain.standups.stand_up import Said
from deskbell.domain.tickets.commands import OpenFromStandUp
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.standups.change_stand_up import Named, change_stand_up
from deskbell.usecases.tickets.desk import TicketPorts


def answer_stand_up(ports: TicketPorts, submitted: DialogSubmitted, cause: Cause) -> Handled:
    try:
        ref = Ref.parse(submitted.value)
    except ValueError:
        return ignored("dialog_unreadable")
    values = submitted.values
    said = Said(
        done=values.get(Question.DONE, ""),
        next=values.get(Question.NEXT, ""),
        blocker=values.get(Question.BLOCKER, ""),
    )

    def answer(of: Named) -> Answer:
        opening = _opening(ports, ref, of, submitted, said, cause) if said.blocker else None
        return Answer(submitted.person, submitted.channel, said, opening)

    return change_stand_up(ports, ref, cause, answer)


def _opening(
    ports: TicketPorts, ref: Ref, of: Named, submitted: DialogSubmitted, said: Said, cause: Cause
) -> OpenFromStandUp:
    """What their blocker becomes, whatever the desk's rules say: the plan names its inbox."""
    called = f"{of.plan.name}, {of.day.isoformat()}"
    return OpenFromStandUp(
        ref=ticket_ref(cause.install, str(ref), submitted.person),
        install=cause.install,
        number=ports.aggregates.reserve_number(cause.install),
        inbox=ports.settings.current().inboxes[of.plan.inbox],
        by=submitted.person,
        text=f"{escaped(said.blocker)} ({escaped(called)})",
        standup=called,
    )
