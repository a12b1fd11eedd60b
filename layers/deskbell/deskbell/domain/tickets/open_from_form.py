"""A form request begins: its card is the root of its thread, its workflow takes it from there.

What is decided here is written by adapters/dynamo/committer.py, in one transaction.
"""

from datetime import datetime, timedelta

from deskbell.domain.decision import Decision, SetTimer
from deskbell.domain.effects import Place, ShowHome
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.commands import OpenFromForm
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket
from deskbell.domain.tickets.transition import begin, show_cards

WORKFLOW_GRACE = timedelta(minutes=2)
"""How long an execution may take for a step that is due, before another one is started."""


def open_from_form(command: OpenFromForm, now: datetime) -> Decision:
    """One ticket, one card in the form's channel, and a watch over its execution."""
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=command.inbox.id,
        requester=command.by.person,
        opener=command.by.person,
        text=command.answers.values["request"],
        opened_at=now,
        cards=(Card(Place.REQUEST, command.channel),),
        answers=command.answers,
        progress=Progress.STARTED,
    )
    return begin(
        ticket,
        Text(
            "reason.opened_by_form",
            {"by": Name(command.by.person), "form": command.answers.form},
        ),
        effects=(*show_cards(ticket), ShowHome(command.by.person, after=Place.REQUEST)),
        timers=(SetTimer("workflow", 1, now + WORKFLOW_GRACE),),
    )
