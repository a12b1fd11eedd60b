"""What somebody has found, for them alone and in their language; the relay shows it (A4-02)."""

import json

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.ticket_words import TicketWords, permalink
from deskbell.adapters.slack.rendering.words import People, escape, one_line, plain
from deskbell.domain.settings.desk import Desk
from deskbell.usecases.ports import Listed
from deskbell.usecases.search.find_tickets import Found
from deskbell.usecases.slack_ports import Message

TITLE_LIMIT = 60
ROOM = 8_000
"""For the tickets, in characters of JSON: all blocks of a message have 10,000 (slack.md 5.4)."""


def found_message(found: Found, desk: Desk, people: People, language: str) -> Message:
    """Each ticket with its number, which leads to it, its title, and how it stands; where there is
    none, what else to try."""
    query = one_line(plain(found.query, people), TITLE_LIMIT)
    command = next((escape(form.command) for form in desk.forms.values()), "/it")
    if found.refused:
        heading = translate("found.refused", language)
    elif found.shown:
        heading = translate("found.heading", language, count=found.total, query=query)
    elif query:
        heading = translate("found.nothing", language, query=query)
    else:
        heading = translate("found.how", language)
    shown = {"heading": blocks.section(heading)}
    room = ROOM
    for listed in found.shown:
        item = blocks.section(_item(listed, desk, people, language))
        room -= len(json.dumps(item))
        if room < 0:
            break
        shown[f"ticket.{listed.ticket.number}"] = item
    tickets = len(shown) - 1
    if found.total > tickets or not tickets:
        shown["try"] = blocks.context(translate("found.try", language, command=command))
    return Message(text=heading, blocks=blocks.identified(shown))


def _item(listed: Listed, desk: Desk, people: People, language: str) -> str:
    ticket = listed.ticket
    words = TicketWords(ticket, desk, people, language)
    number = f"#{ticket.number}"
    if listed.message:
        number = f"<{permalink(listed.message)}|{number}>"
    inbox = desk.inboxes.get(ticket.inbox)
    facts = [
        words.status_line(),
        words.name(ticket.requester),
        escape(inbox.name if inbox else ticket.inbox),
    ]
    return f"*{number}* {words.title(TITLE_LIMIT)}\n{' · '.join(facts)}"
