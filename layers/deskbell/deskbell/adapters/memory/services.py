"""Twins of what stands beside the table: queue, bus, executions, people, settings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from deskbell.adapters import wire
from deskbell.adapters.people import somebody_external
from deskbell.domain.catalogue.definition import Definition, WorkflowId
from deskbell.domain.errors import QueueUnavailableError, ResumeRefusedError
from deskbell.domain.ids import InstallId, PersonId
from deskbell.domain.inputs import Envelope
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.ports import AuditRow, Wait
from deskbell.usecases.slack_ports import Never, Undelivered


@dataclass(slots=True)
class MemoryInputQueue:
    """ports.InputQueue. SQS drops a repeated key for 5 minutes only, so nothing may rely on it:
    the twin never does. `available = False` makes it refuse."""

    envelopes: list[Envelope] = field(default_factory=list)
    available: bool = True

    def put(self, envelope: Envelope) -> None:
        if not self.available:
            raise QueueUnavailableError(f"the inbox did not take {envelope.key}")
        self.envelopes.append(wire.decode(wire.encode(envelope), Envelope))

    def put_all(self, envelopes: Iterable[Envelope]) -> None:
        for envelope in envelopes:
            self.put(envelope)

    def take(self) -> list[Envelope]:
        """All that waits, in order; they are gone from the queue."""
        taken, self.envelopes = self.envelopes, []
        return taken


@dataclass(slots=True)
class MemoryEvents:
    """ports.Events. `available = False` makes it take nothing."""

    published: list[AuditRow] = field(default_factory=list)
    available: bool = True

    def publish(self, rows: Sequence[AuditRow]) -> Sequence[AuditRow]:
        if not self.available:
            return rows
        self.published.extend(rows)
        return []


@dataclass(slots=True)
class MemoryExecutions:
    """ports.Executions. `over` holds the tokens that nobody waits with any more; those in `refused`
    are not taken for another reason."""

    answers: list[tuple[Wait, str]] = field(default_factory=list)
    over: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    def answer(self, wait: Wait, outcome: str) -> bool:
        if wait.token in self.over:
            return False
        if wait.token in self.refused:
            raise ResumeRefusedError(f"{wait.ref} {wait.name} ← {outcome}")
        self.answers.append((wait, outcome))
        return True


@dataclass(slots=True)
class MemoryPeople:
    """slack_ports.People."""

    people: dict[PersonId, Person] = field(default_factory=dict)
    addresses: dict[str, PersonId] = field(default_factory=dict)

    def get(self, install: InstallId, person: PersonId) -> Person:
        return self.people.get(person) or somebody_external(person)

    def find(self, install: InstallId, person: PersonId) -> Person | None:
        return self.people.get(person)

    def known(self, install: InstallId, person: PersonId) -> Person | None:
        return self.people.get(person)

    def ask(self, install: InstallId, person: PersonId) -> Person | Never:
        known = self.people.get(person)
        return known or Never(Undelivered.PERSON_UNREACHABLE, "user_not_found")

    def note_left(self, install: InstallId, person: PersonId) -> None:
        if known := self.people.get(person):
            self.people[person] = replace(known, deactivated=True)

    def writing_from(self, install: InstallId, address: str) -> Person | None:
        person = self.addresses.get(address)
        return self.people.get(person) if person else None


@dataclass(slots=True)
class MemorySettings:
    """ports.Settings."""

    desk: Desk
    definitions: dict[tuple[WorkflowId, str], Definition] = field(default_factory=dict)

    def current(self) -> Desk:
        return self.desk

    def definition(self, workflow: WorkflowId, version: str) -> Definition | None:
        return self.definitions.get((workflow, version))
