"""What one person's Home tab has to show: their lists, page by page (A1-12).

The relay asks when it shows the tab; the renderer turns the answer into a view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from deskbell.domain.approvals.approval import Approval
from deskbell.domain.decision import Role
from deskbell.domain.home.home import Home, HomeList
from deskbell.domain.ids import PersonId, Ref, Thread
from deskbell.domain.people import Standing
from deskbell.domain.settings.desk import Desk, FormSettings
from deskbell.domain.tickets.permissions import Action, Member, Surface, can, member
from deskbell.usecases.ports import Listed, TicketLists

PAGE = 10
"""Tickets on one page; three lists of them stay far below Slack's 100 blocks."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """One page of one list: `first` counts from 1, `total` is the length of the whole list."""

    of: HomeList
    items: Sequence[Listed]
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
class HomeContent:
    """The whole tab; `language` is None where Slack's own counts."""

    person: PersonId
    at: datetime
    language: str | None
    forms: Sequence[FormSettings]
    pages: Sequence[HomePage]
    approvals: Sequence[Waiting] = ()


def home_content(
    home: Home,
    desk: Desk,
    lists: TicketLists,
    now: datetime,
    standing: Standing,
    approvals: Sequence[Waiting] = (),
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
    )


def _page(
    of: HomeList, wanted: int, refs: Sequence[Ref], lists: TicketLists, who: Member
) -> HomePage:
    """A list may have become shorter since the page was chosen: then its last one.

    An index may lag behind its tickets: what is over by now, or not for this person's eyes any
    more, is not shown.
    """
    page = min(wanted, max(len(refs) - 1, 0) // PAGE)
    first = page * PAGE
    items = [
        one
        for one in lists.read(refs[first : first + PAGE])
        if one.ticket.is_open and can(who, Action.VIEW, one.ticket)
    ]
    return HomePage(of, items, page, first + 1, len(refs))
