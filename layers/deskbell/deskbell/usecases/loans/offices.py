"""What the use cases of loans share: an office's rules and laptops, and who somebody is to it."""

from dataclasses import replace

from deskbell.domain.decision import Cause
from deskbell.domain.errors import SlackUnavailableError
from deskbell.domain.ids import InstallId, Kind, PersonId, Ref, stock_ref
from deskbell.domain.loans.outlook import Elsewhere
from deskbell.domain.loans.policy import LoanPolicy, OfficeId
from deskbell.domain.loans.stock import Stock
from deskbell.domain.people import Person
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.permissions import Member, Surface, member
from deskbell.usecases.kinds import of_kind
from deskbell.usecases.ports import Aggregates
from deskbell.usecases.tickets.desk import TicketPorts


def loan_named(text: str) -> Ref | None:
    """The loan that a button or a dialog claims to be of, which is still to be looked for."""
    try:
        ref = Ref.parse(text)
    except ValueError:
        return None
    return ref if ref.kind is Kind.LOAN else None


def policy_of(desk: Desk, office: OfficeId) -> LoanPolicy | None:
    """Of an office that an admin has removed since, the rules of the first one that is left: what
    is out has to come back. None where no office lends any more."""
    policy = desk.loans.get(office) or next(iter(desk.loans.values()), None)
    return replace(policy, office=office) if policy else None


def stock_of(aggregates: Aggregates, install: InstallId, office: OfficeId) -> Stock:
    """Version 0 where there has never been any."""
    ref = stock_ref(install, office)
    return of_kind(Stock, aggregates.load(ref)) or Stock(ref, install, 0, office)


def elsewhere(
    ports: TicketPorts, install: InstallId, here: Stock, desk: Desk
) -> tuple[Elsewhere, ...]:
    """The other offices, where this one has no laptop for whoever comes now; not those in which a
    manager has to approve first, unless one has to here."""
    if len(here.available) > len(here.waiting):
        return ()
    careful = desk.loans[here.office].needs_approval if here.office in desk.loans else False
    return tuple(
        Elsewhere(policy.name, stock_of(ports.aggregates, install, office))
        for office, policy in desk.loans.items()
        if office != here.office and (careful or not policy.needs_approval)
    )


def borrower(ports: TicketPorts, cause: Cause, person: PersonId) -> Member:
    """Wherever they act, laptops are for members: Slack is asked who they are, and until it says,
    nobody is sent away. Raises SlackUnavailableError."""
    found = ports.people.ask(cause.install, person)
    if not isinstance(found, Person):
        raise SlackUnavailableError(f"who {person} is, is not known: {found.code}")
    return member(person, ports.settings.current(), found.standing, Surface.DIRECT)
