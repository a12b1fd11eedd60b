"""What happens to a ticket's issue in Jira happens to the ticket (A5-08); process_input calls it.

Whoever the settings name acts here under their own name; anybody else by the person who acts for
the connector, with their name before their words. `decide` asks whether they may.
"""

from dataclasses import replace

from deskbell.domain.decision import Cause, issue_link
from deskbell.domain.directs import direct_to
from deskbell.domain.ids import PersonId, Ref, Thread, ticket_ref
from deskbell.domain.inputs import (
    Button,
    IssueCommented,
    IssueMade,
    IssueMoved,
    MessagePosted,
)
from deskbell.domain.jira.inputs import IssueFound, IssueInput, IssueWanted
from deskbell.domain.jira.issue import Issue
from deskbell.domain.jira.keys import comment_source
from deskbell.domain.jira.settings import Jira, Stage
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.classification import Priority
from deskbell.domain.tickets.copies import IN_JIRA
from deskbell.domain.tickets.reopening import is_over
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.change import Handled, ignored
from deskbell.usecases.tickets.acting import acting
from deskbell.usecases.tickets.change_ticket import change_the_one_that_goes_on, change_ticket
from deskbell.usecases.tickets.desk import TicketPorts, inbox_for, load_ticket
from deskbell.usecases.tickets.heard import heard
from deskbell.usecases.tickets.one_tap import one_tap


def hear_issue(ports: TicketPorts, told: IssueInput, cause: Cause) -> Handled:
    """Twice is once, however late: a comment knows itself again, and so does an old status."""
    if isinstance(told, IssueMade):
        command = c.LinkIssue(told.connector, told.id, told.key)
        return change_ticket(ports.aggregates, told.ref, cause, lambda _: command)
    jira = ports.settings.current().jira.get(told.connector)
    if jira is None:
        return ignored("jira_removed")
    if isinstance(told, IssueWanted):
        return _track(ports, jira, told, cause)
    if isinstance(told, IssueFound):
        return _bring(ports, jira, told, cause)
    if told.account == jira.account or (isinstance(told, IssueCommented) and told.own):
        return ignored("jira_own")
    link = ports.aggregates.find(issue_link(cause.install, jira.id, told.id))
    if link is None:
        return ignored("jira_unknown_issue")
    if isinstance(told, IssueCommented):
        return _comment(ports, jira, told, link.ref, cause)
    return _move(ports, jira, told, link.ref, cause)


def _track(ports: TicketPorts, jira: Jira, told: IssueWanted, cause: Cause) -> Handled:
    ticket = load_ticket(ports.aggregates, told.ref)
    if ticket is None or not jira.shares(ticket.inbox, ticket.privacy):
        return ignored("jira_not_shared")
    return change_ticket(ports.aggregates, told.ref, cause, lambda _: c.TrackIssue(jira.id))


def _bring(ports: TicketPorts, jira: Jira, told: IssueFound, cause: Cause) -> Handled:
    """In the inbox that the operator has named, whatever the desk's rules say."""
    if ports.aggregates.find(issue_link(cause.install, jira.id, told.id)):
        return ignored("jira_linked_already")
    inbox = ports.settings.current().inboxes.get(told.inbox)
    if inbox is None or not jira.shares(inbox.id, inbox.privacy):
        return ignored("jira_not_shared")
    who, text = _told_by(told, jira)
    ref = ticket_ref(cause.install, "jira", cause.key)
    command = c.OpenFromIssue(
        ref=ref,
        install=cause.install,
        number=ports.aggregates.reserve_number(cause.install),
        inbox=inbox,
        by=who,
        text=text,
        issue=Issue(jira.id, told.id, told.key),
        priority=jira.priorities.get(told.priority, Priority.NORMAL),
    )
    return change_ticket(ports.aggregates, ref, cause, lambda _: command, is_new=True)


def _told_by(told: IssueCommented | IssueFound, jira: Jira) -> tuple[PersonId, str]:
    """Whose words these are here, and the words."""
    person = jira.people.get(told.account)
    text = told.text if person or not told.name else f"{told.name} (Jira): {told.text}"
    return person or jira.acts_as, text


def _comment(
    ports: TicketPorts, jira: Jira, told: IssueCommented, ref: Ref, cause: Cause
) -> Handled:
    who, text = _told_by(told, jira)
    message = Thread(IN_JIRA, comment_source(told))

    def command_for(ticket: Ticket | None) -> c.TicketCommand:
        of = ticket.ref if ticket else ref
        around = heard(ports, ticket, of, message, None, who)
        by = acting(ports, cause.install, who, direct_to(who))
        around = replace(around, by=by, aside=not told.public)
        at = c.Pressed(direct_to(who), None, ticket.card_revision if ticket else 0)
        said = MessagePosted(IN_JIRA, message.ts, None, who, text)
        inbox = inbox_for(ports.settings.current(), ticket)
        return c.ReceiveReply(by, at, c.RecordMessage(said, around, inbox))

    return change_the_one_that_goes_on(ports.aggregates, ref, cause, command_for)


def _move(ports: TicketPorts, jira: Jira, told: IssueMoved, ref: Ref, cause: Cause) -> Handled:
    """What a status means here is done as its button would be; where the ticket stands so already,
    nothing is."""
    stage, known = jira.statuses.get(told.status), jira.people.get(told.account)
    if stage is None:
        return ignored("jira_unknown_status")
    ticket = load_ticket(ports.aggregates, ref)
    button = _button(ticket, stage, known) if ticket else None
    if ticket is None or button is None:
        return ignored("jira_as_it_is")
    if ticket.issue and told.at <= ticket.issue.moved_at:
        return ignored("jira_stale")
    who = known or jira.acts_as
    desk = ports.settings.current()

    def command_for(state: Ticket | None) -> c.TicketCommand:
        at = c.Pressed(direct_to(who), None, state.card_revision if state else 0)
        by = acting(ports, cause.install, who, at.channel)
        wanted = one_tap(button, by, at, inbox_for(desk, state), desk.undo_window)
        if not isinstance(wanted, c.Take | c.Solve | c.Pause | c.Resume | c.Reopen):
            raise TypeError(button)
        return c.HearOfMove(wanted, told.at)

    return change_ticket(ports.aggregates, ref, cause, command_for)


def _button(ticket: Ticket, stage: Stage, known: PersonId | None) -> Button | None:
    """None where nothing is to be done: nobody takes a ticket whom the desk does not know."""
    if is_over(ticket):
        return None if stage is Stage.SOLVED else Button.REOPEN
    match stage:
        case Stage.SOLVED:
            return Button.SOLVE if ticket.is_open else None
        case Stage.WAITING:
            return Button.WAIT if ticket.is_open and not ticket.status.is_paused else None
        case Stage.NEW | Stage.ASSIGNED if ticket.status.is_paused:
            return Button.RESUME
        case Stage.ASSIGNED if ticket.status is Status.NEW and known:
            return Button.TAKE
        case _:
            return None
