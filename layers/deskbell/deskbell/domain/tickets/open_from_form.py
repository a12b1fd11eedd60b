"""A form request begins: its card is the root of its thread, its workflow takes it from there.

What is decided here is written by adapters/dynamo/committer.py, in one transaction.
"""

from datetime import datetime

from deskbell.domain.decision import Decision, SetTimer
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place, ShowHome
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.commands import OpenFromForm
from deskbell.domain.tickets.outage_in_form import outage_reported
from deskbell.domain.tickets.places import cards_of_work, is_private
from deskbell.domain.tickets.ticket import Card, Privacy, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards
from deskbell.domain.workflows import watch


def open_from_form(command: OpenFromForm, now: datetime) -> Decision:
    """One ticket, one card in the form's channel (a private one has its cards elsewhere), and a
    watch over its execution."""
    privacy = command.inbox.privacy.stricter(command.privacy)
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=command.inbox.id,
        requester=command.requester,
        opener=command.by.person,
        text=command.answers.values["request"],
        opened_at=now,
        cards=_cards(command, privacy),
        answers=command.answers,
        progress=Progress.STARTED,
        privacy=privacy,
    )
    return begin_by_rules(
        ticket,
        Text(
            "reason.opened_by_form",
            {"by": Name(command.by.person), "form": command.answers.form},
        ),
        command.inbox,
        command.consulted,
        now,
        effects=lambda routed: (
            *show_cards(routed),
            ShowHome(command.requester, after=routed.home.place),
            *outage_reported(routed, command.by.person, now),
        ),
        timers=(SetTimer(watch.TIMER, 1, now + watch.GRACE),),
    )


def _cards(command: OpenFromForm, privacy: Privacy) -> tuple[Card, ...]:
    if not is_private(privacy):
        return (Card(Place.REQUEST, command.channel),)
    own = Card(Place.DIRECT, direct_to(command.requester))
    return (own, *cards_of_work(privacy, command.inbox))
