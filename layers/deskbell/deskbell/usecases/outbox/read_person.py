"""Who somebody is, asked of Slack without hurry and told to the inbox; `carry_out` calls it."""

from deskbell.domain.effects import ReadPerson
from deskbell.domain.inputs import PersonRead
from deskbell.domain.people import Person
from deskbell.usecases.outbox.posting import DONE, Ports, Result, tell_inbox
from deskbell.usecases.ports import OutboxRow
from deskbell.usecases.slack_ports import Later, Never, Undelivered, Unknown


def read_person(row: OutboxRow, effect: ReadPerson, ports: Ports) -> Result:
    """Raises QueueUnavailableError. Nothing is decided while Slack does not tell: a token that is
    revoked today is mended tomorrow."""
    answer = ports.people.ask(row.install, effect.person)
    match answer:
        case Later():
            return Result(answer)
        case Unknown(code=code) | Never(why=Undelivered.INSTALL_BROKEN, code=code):
            # Asking changes nothing, so there is no late effect to wait for.
            return Result(Later(None, code))
        case Never():
            return Result(answer)
        case Person(standing=standing):
            pass
    tell_inbox(row, f"person:{row.id}", "people", PersonRead(row.ref, standing), ports)
    return DONE
