"""A guided request: one person's way through a workflow of the catalogue (A1-06).

`course` is how far it has come, which the workflow alone decides (domain/catalogue); around it is
what Deskbell needs to carry it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deskbell.domain.catalogue.definition import WorkflowId
from deskbell.domain.catalogue.request import Request
from deskbell.domain.catalogue.wording import Wording
from deskbell.domain.decision import Role, Routing
from deskbell.domain.ids import InstallId, PersonId, Ref, Thread, Ts, request_ref
from deskbell.domain.loans.standing import Stands
from deskbell.domain.requests.succeeds import Succeeds
from deskbell.domain.tickets.classification import Privacy

WORKFLOW = "guided_request"


@dataclass(frozen=True, slots=True)
class GuidedRequest:
    """The current state. `title` is the workflow's, `text` what the message said that it began
    with.

    `thread` is where it is talked about; None: in its requester's direct messages. `asks` are those
    who may answer the step that it stands at: of a checklist by item, of a form under the empty
    name. `kind` is that step's, for whoever shows where it stands. `spare_number` is what the next
    ticket will be called. `loan` is the laptop that it has asked for. `wakes_at` is when time alone
    goes on.
    """

    ref: Ref
    install: InstallId
    version: int
    number: int
    title: Wording
    opener: PersonId
    opened_at: datetime
    course: Request
    privacy: Privacy = Privacy.PUBLIC
    thread: Thread | None = None
    message: Thread | None = None
    text: str = ""
    emoji: str | None = None
    emoji_ts: Ts | None = None
    followers: tuple[PersonId, ...] = ()
    kind: str = ""
    asks: Mapping[str, PersonId] = field(default_factory=dict)
    ticket: Ref | None = None
    ticket_number: int | None = None
    spare_number: int | None = None
    approval: Ref | None = None
    loan: Ref | None = None
    loan_stands: Stands | None = None
    wakes_at: datetime | None = None
    generation: int = 0
    """Of its execution; they count from 0."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """Answers that came along from elsewhere, of forms that it has not come to yet."""
    succeeds: Succeeds | None = None

    @property
    def requester(self) -> PersonId:
        return self.course.requester

    @property
    def is_open(self) -> bool:
        return self.course.ending is None

    @property
    def awaits(self) -> str | None:
        """Another name after each step; None at its end."""
        return f"{self.kind}.{self.course.generation}" if self.is_open else None

    @property
    def routing(self) -> Routing:
        return Routing(None, WORKFLOW, self.generation)

    @property
    def people(self) -> frozenset[tuple[Role, PersonId]]:
        """For the lists of what somebody has asked for and waits for."""
        return frozenset({(Role.ASKED_FOR, self.requester)} if self.is_open else ())


def turn_of(install: InstallId, message: Thread, workflow: WorkflowId, turn: int) -> Ref:
    """The request that the workflow's emoji begins on that message, after so many others."""
    return request_ref(install, message.channel, message.ts, workflow, str(turn))
