"""The review of an outage has found something to be done, or something hinders somebody who says so
in a stand-up: a ticket of whoever it was."""

from datetime import datetime

from deskbell.domain.decision import Decision
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place, ShowHome
from deskbell.domain.rules.fired import NO_RULES
from deskbell.domain.texts import Name, Text
from deskbell.domain.tickets.by_rules import begin_by_rules
from deskbell.domain.tickets.places import cards_of_work
from deskbell.domain.tickets.review_commands import OpenFromReview, OpenFromStandUp
from deskbell.domain.tickets.ticket import Card, Progress, Status, Ticket
from deskbell.domain.tickets.transition import show_cards


def open_from_review(command: OpenFromReview | OpenFromStandUp, now: datetime) -> Decision:
    """In no public channel: what it was said about is the team's to tell."""
    inbox, by = command.inbox, command.by
    ticket = Ticket(
        ref=command.ref,
        install=command.install,
        number=command.number,
        version=1,
        card_revision=1,
        status=Status.NEW,
        inbox=inbox.id,
        requester=by,
        opener=by,
        text=command.text,
        opened_at=now,
        cards=(Card(Place.DIRECT, direct_to(by)), *cards_of_work(inbox.privacy, inbox)),
        privacy=inbox.privacy,
        progress=Progress.ROUTED,
    )
    return begin_by_rules(
        ticket,
        _why(command),
        inbox,
        NO_RULES,
        now,
        effects=lambda routed: (*show_cards(routed), ShowHome(by, after=routed.home.place)),
    )


def _why(command: OpenFromReview | OpenFromStandUp) -> Text:
    by = Name(command.by)
    if isinstance(command, OpenFromReview):
        return Text("reason.opened_by_review", {"by": by, "number": command.outage})
    return Text("reason.opened_by_standup", {"by": by, "name": command.standup})
