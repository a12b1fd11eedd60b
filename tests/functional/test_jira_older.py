"""Tickets and issues that are older than the setting come to the other side (A5-08)."""

from dataclasses import replace

from deskbell.adapters.jira import rest
from deskbell.adapters.jira.found import envelopes_of, open_issues
from deskbell.domain.ids import InboxId, Kind
from deskbell.domain.jira.inputs import IssueWanted
from deskbell.domain.jira.settings import Jira, JiraKind
from deskbell.domain.settings.desk import Desk
from deskbell.domain.tickets.classification import Priority, Privacy
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import ANA, BEN, INSTALL, JIWOO, a_desk
from tests.functional.jira import JiraDesk, a_jira_desk
from tests.functional.memory_desk import MemoryDesk
from tests.jira import BENS_ACCOUNT, JIRA, MARAS_ACCOUNT
from tools.fake_jira.jira import JIRA_KEY

IT = InboxId("it")


def before_jira() -> JiraDesk:
    """Ana's ticket is there, answered and taken; then somebody pushes the settings of a Jira."""
    sides = JiraDesk(MemoryDesk(a_desk()))
    sides.answer(BEN, "Does it blink?")
    sides.note(BEN, "She has done it again")
    sides.desk.give(sides.desk.reaction(BEN, sides.root.ts, "eyes"))
    _push(sides.desk, a_jira_desk())
    return sides


def _push(desk: MemoryDesk, settings: Desk) -> None:
    desk.desk = desk.settings.desk = settings


def _export(sides: JiraDesk) -> None:
    sides.handled += sides.desk.give(IssueWanted(sides.ref, JIRA.id, "adam"))


def _import(desk: MemoryDesk, jira: Jira = JIRA) -> JiraDesk:
    """What `./deskbell jira import` puts on the inbox."""
    session = rest.session(jira, lambda _: JIRA_KEY, 5.0, desk.jira.answer)
    heard = []
    for issue in open_issues(jira, session):
        for envelope in envelopes_of(issue, jira, INSTALL, IT, "adam", desk.now):
            heard += desk.receive(envelope)
    sides = JiraDesk.__new__(JiraDesk)
    sides.desk, sides.handled, sides.answers = desk, heard, []
    return sides


def _tickets(desk: MemoryDesk) -> list[Ticket]:
    found = [one for one in desk.table.states.values() if isinstance(one, Ticket)]
    return sorted(found, key=lambda one: one.number)


# --- a ticket becomes an issue ------------------------------------------------------------------


def test_a_ticket_of_before_becomes_an_issue_with_what_was_said_and_how_it_stands() -> None:
    sides = before_jira()
    assert not sides.desk.jira.issues
    _export(sides)
    assert sides.desk.jira.issue.fields["summary"] == "#1 My laptop does not start"
    assert sides.said_in_jira == ["Ben Carter: Does it blink?"], "and no note"
    assert sides.desk.jira.issue.status == "In Progress"
    assert BENS_ACCOUNT in sides.desk.jira.issue.fields["assignee"].values()
    sides.answer(ANA, "No")
    assert sides.said_in_jira[-1] == "Ana Reyes: No"
    asked = [row for row in sides.desk.history(sides.ref) if row.event == "IssueRequested"]
    assert [str(row.actor) for row in asked] == ["operator:adam"]


def test_once_more_makes_no_second_issue() -> None:
    sides = before_jira()
    _export(sides)
    _export(sides)
    assert sides.desk.jira.issue.key == "ITSD-1"
    assert sides.ignored == ["jira_linked_already"]


def test_what_jira_did_not_take_is_asked_again() -> None:
    sides = before_jira()
    sides.desk.jira.required = frozenset({"customfield_10010"})
    _export(sides)
    assert not sides.desk.jira.issues
    sides.desk.jira.required = frozenset()
    _export(sides)
    assert sides.desk.jira.issue.key == "ITSD-1"


def test_what_is_too_private_by_then_stays_here() -> None:
    sides = before_jira()
    _push(sides.desk, a_jira_desk(replace(JIRA, privacy=Privacy.PUBLIC), privacy=Privacy.TEAM))
    states = sides.desk.table.states
    states[sides.ref] = replace(sides.desk.ticket, privacy=Privacy.TEAM)
    _export(sides)
    assert sides.ignored == ["jira_not_shared"]
    assert not sides.desk.jira.issues


# --- another Jira -------------------------------------------------------------------------------


def test_a_server_that_moves_to_cloud_keeps_one_issue_and_says_nothing_twice() -> None:
    """Its issues and comments get other numbers there; labels, times and words stay."""
    server = replace(JIRA, id="old", kind=JiraKind.SERVER)
    desk = MemoryDesk(a_jira_desk(server))
    desk.jira.kind = JiraKind.SERVER
    sides = JiraDesk(desk)
    sides.answer(BEN, "Does it blink?")
    desk.jira.say(MARAS_ACCOUNT, "Mara Vendor", "It does")
    sides.answer(ANA, "Now it does not")
    said = sides.said_in_jira
    assert len(desk.aggregates.comments(sides.ref)) == 3

    desk.jira.move_to_cloud()
    _push(desk, a_jira_desk())
    _export(sides)
    assert list(desk.jira.issues) == [desk.ticket.issue.id if desk.ticket.issue else ""]
    assert sides.said_in_jira == said
    assert len(desk.aggregates.comments(sides.ref)) == 3
    sides.answer(BEN, "Thanks")
    assert sides.said_in_jira == [*said, "Ben Carter: Thanks"]


# --- an issue becomes a ticket ------------------------------------------------------------------


def test_an_issue_of_before_becomes_a_ticket_with_what_was_said_and_how_it_stands() -> None:
    desk = MemoryDesk(a_jira_desk())
    priority, assignee = {"name": "Highest"}, {"accountId": BENS_ACCOUNT}
    desk.jira.report(
        MARAS_ACCOUNT,
        "Mara Vendor",
        "The <lift> is stuck",
        description="Since *Monday*",
        priority=priority,
        assignee=assignee,
    )
    desk.jira.issue.status = "In Progress"
    desk.jira.say(MARAS_ACCOUNT, "Mara Vendor", "Between two floors")
    _import(desk)
    [ticket] = _tickets(desk)
    assert ticket.text == "Mara Vendor (Jira): The &lt;lift&gt; is stuck\nSince *Monday*"
    assert (ticket.requester, ticket.priority, ticket.assignee) == (JIWOO, Priority.URGENT, BEN)
    assert ticket.status is Status.ASSIGNED
    assert ticket.issue is not None
    assert ticket.issue.key == "ITSD-1"
    [said] = desk.aggregates.comments(ticket.ref)
    assert said.texts[-1][1] == "Mara Vendor (Jira): Between two floors"
    opened = desk.history(ticket.ref)[0]
    assert (opened.event, str(opened.actor)) == ("TicketOpened", "operator:adam")


def test_what_happens_on_it_there_finds_the_ticket() -> None:
    desk = MemoryDesk(a_jira_desk())
    desk.jira.report(BENS_ACCOUNT, "Ben C", "The lift is stuck")
    sides = _import(desk)
    sides.moved_in_jira("Done")
    [ticket] = _tickets(desk)
    assert ticket.requester == BEN
    assert ticket.status is Status.SOLVED


def test_an_import_once_more_opens_nothing_and_what_is_done_there_stays_there() -> None:
    desk = MemoryDesk(a_jira_desk())
    desk.jira.report(MARAS_ACCOUNT, "Mara Vendor", "The lift is stuck")
    desk.jira.report(MARAS_ACCOUNT, "Mara Vendor", "Long done").status = "Done"
    _import(desk)
    desk.table.dedupe.clear()  # a month later the table has forgotten their names
    sides = _import(desk)
    assert sides.ignored == ["jira_linked_already", "jira_as_it_is"]
    assert len(_tickets(desk)) == 1
    links = [ref for ref in desk.table.states if ref.kind is Kind.TICKET]
    assert len(links) == 1


def test_a_server_tells_its_issues_page_by_page() -> None:
    for kind in JiraKind:
        desk = MemoryDesk(a_jira_desk())
        desk.jira.kind = kind
        names = [f"Number {number}" for number in range(5)]
        for name in names:
            desk.jira.report(MARAS_ACCOUNT, "Mara Vendor", name)
        jira = replace(JIRA, kind=kind)
        session = rest.session(jira, lambda _: JIRA_KEY, 5.0, desk.jira.answer)
        found = session.search('project = "ITSD" ORDER BY created ASC', "summary", page=2)
        told = [one["fields"]["summary"] for one in found]  # type: ignore[index]
        assert told == names
