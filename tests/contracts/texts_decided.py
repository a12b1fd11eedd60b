"""Every text that a decision has said to somebody, found by asking for every decision there is.

Every command is put to every ticket in every state; test_everything_sent.py knows whether a text
of the catalogues never came out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from deskbell.domain.decision import Decision
from deskbell.domain.deliveries.retry import RetryDelivery
from deskbell.domain.effects import (
    Effect,
    FollowUp,
    Place,
    ReadPerson,
    ReadThread,
    ReleaseParked,
    SendDirect,
    SendGuide,
    SendNotice,
    ShowCard,
    ShowHome,
    ShowStatus,
    Whisper,
)
from deskbell.domain.ids import InboxId, PersonId, Ts
from deskbell.domain.settings.desk import Desk
from deskbell.domain.texts import Text
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.permissions import member
from deskbell.domain.tickets.ticket import Progress, Ticket
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    LENA,
    MINJUN,
    OLA,
    ROOT,
    ROOT_MESSAGE,
    a_reply,
    open_from_form,
    open_from_message,
)
from tests.unit.rendering.statuses import LATER

ACTORS = (ANA, BEN, LENA, MINJUN, OLA, ADAM)
CODE = "restricted_action_" + "x" * 237
"""As long as an error code of Slack's can be before it is none."""


def texts_decided(tickets: Iterable[Ticket], desk: Desk) -> Iterator[Text]:
    """Each once."""
    found = {
        repr(text): text
        for ticket in tickets
        for state in _states(ticket)
        for command in commands(state, desk)
        for text in _texts(_decided(state, command))
    }
    yield from found.values()


def _states(ticket: Ticket) -> Iterator[Ticket]:
    if ticket.answers is None:
        return iter([ticket])
    return (replace(ticket, progress=progress) for progress in Progress)


def _decided(state: Ticket, command: c.TicketCommand) -> Decision:
    is_new = isinstance(command, c.OpenFromMessage | c.OpenFromForm)
    return decide(None if is_new else state, command, LATER)


def _texts(decision: Decision) -> Iterator[Text]:
    for change in decision.changes:
        for effect in change.effects:
            text = said(effect)
            if text is not None:
                yield text


def said(effect: Effect) -> Text | None:
    """What it says to people in so many words; the other screens are in everything_sent.py."""
    match effect:
        case SendDirect(text=text) | SendNotice(text=text) | Whisper(text=text):
            return text
        case ShowCard() | SendGuide() | ShowHome():
            return None
        case ShowStatus() | ReadThread() | ReadPerson() | ReleaseParked() | FollowUp():
            return None
    assert_never(effect)


def commands(ticket: Ticket, desk: Desk) -> Iterator[c.TicketCommand]:
    """At least one of every command, from everybody and about everything that can fail."""
    inbox = desk.inboxes[InboxId("it")]
    yield open_from_message(inbox=inbox, number=ticket.number)
    yield open_from_form(inbox=inbox, number=ticket.number)
    for person in ACTORS:
        by = member(person, desk)
        yield c.Follow(by, "ticket")
        yield c.Unfollow(by, "ticket")
        yield c.Cancel(by, 10**6)
        for revision in (ticket.card_revision, 0):
            yield c.Take(by, IT_HAPPENS, ROOT.ts, revision)
            yield c.Solve(by, inbox, IT_HAPPENS, ROOT.ts, revision)
    message = a_reply("1795424500.000100", ticket.text or "")
    yield c.RecordMessage(message, None, internal=False)
    yield c.RecordEdit(message.ts, ANA, "Mended", Ts("1795424600.000100"), (), None, internal=False)
    yield c.RecordDeletion(message.ts, Ts("1795424600.000100"), None, internal=False)
    yield c.RecordText("Mended", Ts("1795424600.000100"), ANA, edited=True)
    yield c.RecordThread((ROOT_MESSAGE, message), frozenset(), None)
    yield from (c.ExpireTimer(name) for name in ("reminder", "escalation", "close", "workflow"))
    yield c.AcknowledgeRequest()
    yield c.RouteRequest(inbox)
    yield c.RemindTriage(inbox)
    yield c.EscalateRequest(inbox)
    yield c.CloseRequest()
    for effect in _failing(ticket):
        yield c.RecordUndelivered(effect, CODE, IT_ONCALL, frozenset({ADAM}))
        yield RetryDelivery(f"{ticket.ref}/1/0", effect, CODE)


def _failing(ticket: Ticket) -> Iterator[Effect]:
    text = Text("whisper.help")
    yield from (ShowCard(place, IT_HAPPENS) for place in Place)
    yield from (SendDirect(PersonId(one), text) for one in (ticket.requester or ANA, LENA, ADAM))
    yield SendNotice(IT_TRIAGE, text)
    yield Whisper(BEN, IT_HAPPENS, None, text)
