"""What one person's Home tab has to show: their lists, page by page (A1-12).

The relay asks when it shows the tab; the renderer turns the answer into a view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.catalogue.offered import Offered
from deskbell.domain.decision import Role
from deskbell.domain.effects import Offer
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import PersonId, Ref, Thread
from deskbell.domain.loans.loan import Loan
from deskbell.domain.loans.visit_claim import VisitTimes
from deskbell.domain.paging.incident import Incident
from deskbell.domain.paging.permissions import may_raise
from deskbell.domain.people import Standing
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.settings.desk import Desk, FormSettings
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import Action, Member, Surface, can, member
from deskbell.usecases.ports import Listed, TicketLists

PAGE = 10
"""Entries on one page; all lists together stay below Slack's 100 blocks."""

Entry = TypeVar("Entry", covariant=True)


@dataclass(frozen=True, slots=True)
class HomePage(Generic[Entry]):
    """One page of one list: `first` counts from 1, `total` is the length of the whole list."""

    of: HomeList
    items: Sequence[Entry]
    page: int
    first: int
    total: int

    @property
    def last_page(self) -> int:
        """Counted from 0, as `page`."""
        return max(self.total - 1, 0) // PAGE


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approval that waits for this person, and the card where they decide, once it is there."""

    approval: Approval
    message: Thread | None


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A loan of theirs, the name of its office, and what they can do about it now."""

    loan: Loan
    office: str
    offers: Sequence[Offer | VisitTimes] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """A guided request of theirs, and its workflow as it was when it began."""

    request: GuidedRequest
    definition: Definition


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage that they are called for, or see to, and its card, once that is there."""

    incident: Incident
    card: Thread | None


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The whole tab; `language` is None where Slack's own counts. `may_borrow`: whether there is a
    form for a laptop for them; `on_call` is their own duty."""

    person: PersonId
    at: datetime
    language: str | None
    forms: Sequence[FormSettings]
    pages: Sequence[HomePage[Listed]]
    approvals: Sequence[Waiting] = ()
    loans: Sequence[Borrowed] = ()
    may_borrow: bool = False
    running: Sequence[Running] = ()
    on_call: Sequence[Text] = ()
    catalogue: HomePage[Offered] | None = None
    outages: Sequence[Outage] = ()
    may_report: bool = False
    """Whether there is a form for an outage for them."""


def home_content(
    home: Home,
    desk: Desk,
    lists: TicketLists,
    now: datetime,
    standing: Standing,
    approvals: Sequence[Waiting] = (),
    loans: Sequence[Borrowed] = (),
    running: Sequence[Running] = (),
    on_call: Sequence[Text] = (),
    outages: Sequence[Outage] = (),
) -> HomeContent:
    """Everybody sees their own requests; who may take tickets, those they took; who works in an
    inbox, its queue as well."""
    who = member(home.person, desk, standing, Surface.DIRECT)
    works_here = standing is Standing.MEMBER
    inboxes = who.agent_of | who.lead_of if works_here else frozenset()
    found = {HomeList.REQUESTS: lists.of_person(home.install, home.person, Role.REQUESTER)}
    if inboxes or (who.admin and works_here):
        found[HomeList.MINE] = lists.of_person(home.install, home.person, Role.ASSIGNEE)
    if inboxes:
        found[HomeList.QUEUE] = lists.waiting(home.install, inboxes)
    return HomeContent(
        person=home.person,
        at=now,
        language=home.language,
        forms=tuple(desk.forms.values()),
        pages=[_page(of, home.page(of), refs, lists, who) for of, refs in found.items()],
        approvals=approvals,
        loans=loans,
        may_borrow=works_here and bool(desk.loans),
        running=running,
        on_call=on_call,
        catalogue=_catalogue(home, desk),
        outages=outages,
        may_report=desk.paging is not None and may_raise(who),
    )


def _page(
    of: HomeList, wanted: int, refs: Sequence[Ref], lists: TicketLists, who: Member
) -> HomePage[Listed]:
    """A list may have become shorter since the page was chosen: then its last one.

    An index may lag behind its tickets: what is over by now, or not for this person's eyes any
    more, is not shown.
    """
    page, first = _start(wanted, len(refs))
    items = [
        one
        for one in lists.read(refs[first : first + PAGE])
        if one.ticket.is_open and can(who, Action.VIEW, one.ticket)
    ]
    return HomePage(of, items, page, first + 1, len(refs))


def _catalogue(home: Home, desk: Desk) -> HomePage[Offered]:
    offered = [one for one in desk.workflows if one.start.home]
    page, first = _start(home.page(HomeList.CATALOGUE), len(offered))
    items = offered[first : first + PAGE]
    return HomePage(HomeList.CATALOGUE, items, page, first + 1, len(offered))


def _start(wanted: int, total: int) -> tuple[int, int]:
    """The page, and where it begins."""
    page = min(wanted, max(total - 1, 0) // PAGE)
    return page, page * PAGE
