"""The desk's rules and office hours for one new request, before it is decided (A5-12, A4-18).

Called by the use cases that open tickets. Who the requester is, is asked only where that matters.
"""

from collections.abc import Mapping
from datetime import datetime

from deskbell.domain.calendars.office_hours import next_opening
from deskbell.domain.ids import ChannelId, PersonId
from deskbell.domain.people import Person
from deskbell.domain.rules.fired import Consulted, Fired
from deskbell.domain.rules.matching import Facts, matching
from deskbell.domain.rules.rule import Rule
from deskbell.domain.settings.desk import Desk, Inbox
from deskbell.domain.settings.read_rules import ANYBODY
from deskbell.domain.texts import language_of
from deskbell.domain.tickets.ticket import FormAnswers
from deskbell.usecases.tickets.desk import TicketPorts


def consult_rules(
    ports: TicketPorts,
    inbox: Inbox,
    channel: ChannelId,
    requester: PersonId | None,
    text: str,
    at: datetime,
    answers: FormAnswers | None = None,
) -> Consulted:
    """`inbox` is the one that the request came to; `at` when."""
    desk = ports.settings.current()
    fired = tuple[Fired, ...]()
    if desk.rules:
        person = ports.people.get(desk.workspace.install, requester) if requester else None
        facts = facts_of(desk, inbox, channel, person, text, at, answers)
        rules = matching(desk.rules, desk.rules_mode, facts)
        fired = tuple(_looked_up(rule, desk, facts.language) for rule in rules)
    named = next((one.inbox for one in fired if one.inbox), inbox)
    return Consulted(fired, _opens_at(desk, named, at))


def facts_of(
    desk: Desk,
    inbox: Inbox,
    channel: ChannelId,
    requester: Person | None,
    text: str,
    at: datetime,
    answers: FormAnswers | None = None,
) -> Facts:
    """Of a form, what is asked in its title and its text counts as its text."""
    values: Mapping[str, str] = answers.values if answers else {}
    return Facts(
        channel=channel,
        text="\n".join([text, values.get("help", "")]),
        at=at,
        zone=desk.zone,
        standing=requester.standing if requester else None,
        language=language_of(requester.locale if requester else None, desk.language),
        hours=inbox.office_hours,
        holidays=desk.holidays,
        form=answers.form if answers else None,
        answers=values,
    )


def _looked_up(rule: Rule, desk: Desk, language: str) -> Fired:
    reply = rule.then.reply.get(language) or rule.then.reply.get(ANYBODY)
    if reply is None:
        reply = rule.then.reply.get(desk.language)
    inbox = desk.inboxes.get(rule.then.inbox) if rule.then.inbox else None
    return Fired(rule, inbox, reply)


def _opens_at(desk: Desk, inbox: Inbox, at: datetime) -> datetime | None:
    """None while somebody is there, and where nobody says when."""
    if inbox.office_hours is None or not inbox.out_of_hours_reply:
        return None
    opens = next_opening(inbox.office_hours, at, desk.zone, desk.holidays)
    return opens if opens > at else None
