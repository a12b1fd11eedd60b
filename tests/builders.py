"""Desks, tickets, people and inputs for tests; constants, never random."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from deskbell.domain.decision import Actor, ActorKind, Cause
from deskbell.domain.ids import (
    ChannelId,
    EventKey,
    FormId,
    InboxId,
    InstallId,
    PersonId,
    Thread,
    Ts,
    ticket_ref,
)
from deskbell.domain.inputs import Envelope, Input, MessagePosted
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import (
    Choice,
    Desk,
    EmojiAction,
    FormSettings,
    Inbox,
    OfficeHours,
    Weekday,
    Welcome,
    Workspace,
)
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.permissions import Member, member
from deskbell.domain.tickets.ticket import FormAnswers, Ticket

INSTALL = InstallId("T0DESK0001")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

ANA, MINJUN, OLA = (PersonId(p) for p in ("U0ANA00001", "U0MINJUN01", "U0OLA00001"))
BEN, JIWOO, LENA = (PersonId(p) for p in ("U0BEN00001", "U0JIWOO001", "U0LENA0001"))
ADAM, GUS, CORA = (PersonId(p) for p in ("U0ADAM0001", "U0GUS00001", "U0CORA0001"))
XENA = PersonId("U0XENA0001")
BOT = PersonId("U0BOT00001")

EVERYBODY = tuple(
    Person(person, name, locale, "UTC", standing)
    for person, name, locale, standing in (
        (ANA, "Ana Reyes", "en-US", Standing.MEMBER),
        (MINJUN, "Kim Minjun", "ko-KR", Standing.MEMBER),
        (OLA, "Ola Nowak", "pl-PL", Standing.MEMBER),
        (BEN, "Ben Carter", "en-US", Standing.MEMBER),
        (JIWOO, "Park Jiwoo", "ko-KR", Standing.MEMBER),
        (LENA, "Lena Fischer", "en-GB", Standing.MEMBER),
        (ADAM, "Adam Zielinski", "pl-PL", Standing.MEMBER),
        (XENA, "Xena Brooks", "en-US", Standing.MEMBER),
        (GUS, "Gus Guest", "en-US", Standing.GUEST),
    )
)
"""Who is in the memory twins' workspace."""

IT_HAPPENS = ChannelId("C0ITHAPPEN")
IT_TRIAGE = ChannelId("C0ITTRIAGE")
IT_ONCALL = ChannelId("C0ITONCALL")
X_TEAM, X_TEAM_COMMS = ChannelId("C0XTEAM001"), ChannelId("C0XTEAMCOM")

ROOT = Thread(IT_HAPPENS, Ts("1795424400.000100"))


def an_inbox(**changes: Any) -> Inbox:
    """The IT inbox of the sample workspace."""
    inbox = Inbox(
        id=InboxId("it"),
        name="IT",
        channels=(IT_HAPPENS,),
        triage_channel=IT_TRIAGE,
        agents=frozenset({BEN, JIWOO}),
        lead=LENA,
        remind_after=30 * MINUTE,
        escalate_after=30 * MINUTE,
        close_after=timedelta(hours=72),
    )
    return replace(inbox, **changes)


def a_desk(**changes: Any) -> Desk:
    """The sample desk, with one inbox and one form."""
    desk = Desk(
        workspace=Workspace("T0DESK0001", None, "A0DESK0001", BOT),
        language="en",
        zone="America/New_York",
        admins=frozenset({ADAM}),
        fallback_channel=IT_ONCALL,
        undo_window=timedelta(minutes=2),
        inboxes={InboxId("it"): an_inbox()},
        emoji={
            "ticket": EmojiAction.OPEN,
            "eyes": EmojiAction.TAKE,
            "white_check_mark": EmojiAction.SOLVE,
            "mega": EmojiAction.PUBLISH,
            "raising_hand": EmojiAction.FLAG,
        },
        forms={
            FormId("it"): FormSettings(
                id=FormId("it"),
                command="/it",
                shortcut="it_form",
                inbox=InboxId("it"),
                channel=IT_HAPPENS,
                locations=(
                    Choice("san_francisco", "San Francisco"),
                    Choice("austin", "Austin"),
                    Choice("warsaw", "Warsaw"),
                ),
            )
        },
    )
    return replace(desk, **changes)


OFFICE_HOURS = OfficeHours(Weekday.MON, Weekday.FRI, "08:00", "18:00")


def two_inboxes(**welcome: Any) -> dict[InboxId, Inbox]:
    """Both inboxes of the sample workspace; `welcome` changes what IT tells whoever joins."""
    greeting = Welcome(**{"guide": 1, "office_hours": OFFICE_HOURS, **welcome})
    x_team = an_inbox(
        id=InboxId("x-team"),
        name="X-Team",
        channels=(X_TEAM,),
        triage_channel=X_TEAM_COMMS,
        agents=frozenset({XENA}),
        welcome=Welcome(guide=1),
    )
    return {InboxId("it"): an_inbox(welcome=greeting), x_team.id: x_team}


def a_message(ts: str, text: str, **changes: Any) -> MessagePosted:
    """A message of Ana's in #it-happens."""
    message = MessagePosted(channel=IT_HAPPENS, ts=Ts(ts), thread_ts=None, author=ANA, text=text)
    return replace(message, **changes)


def a_reply(ts: str, text: str, **changes: Any) -> MessagePosted:
    """A reply in the thread of ROOT."""
    return a_message(ts, text, thread_ts=ROOT.ts, **changes)


def as_member(person: PersonId) -> Member:
    """The person with the roles of the sample desk."""
    return member(person, a_desk())


ROOT_MESSAGE = a_message(ROOT.ts, "My laptop does not start")


def open_from_message(**changes: Any) -> c.OpenFromMessage:
    """Minjun adds 🎫 to Ana's message."""
    command = c.OpenFromMessage(
        ref=ticket_ref(INSTALL, ROOT.channel, ROOT.ts),
        install=INSTALL,
        number=7,
        inbox=an_inbox(),
        message=ROOT,
        by=as_member(MINJUN),
        emoji="ticket",
        author=ANA,
        thread=(ROOT_MESSAGE,),
    )
    return replace(command, **changes)


ANSWERS = FormAnswers(
    FormId("it"),
    {
        "request": "A new monitor",
        "requested_by": OLA,
        "location": "warsaw",
        "manager": LENA,
        "help": "Mine flickers",
        "urgency": "normal",
    },
)


def open_from_form(**changes: Any) -> c.OpenFromForm:
    """Ola sends the IT form."""
    command = c.OpenFromForm(
        ref=ticket_ref(INSTALL, "view", "V0000001"),
        install=INSTALL,
        number=8,
        inbox=an_inbox(),
        channel=IT_HAPPENS,
        by=as_member(OLA),
        answers=ANSWERS,
        requester=OLA,
    )
    return replace(command, **changes)


def open_from_direct(**changes: Any) -> c.OpenFromDirect:
    """Ana writes to the app."""
    channel = ChannelId("D0ANA00001")
    command = c.OpenFromDirect(
        ref=ticket_ref(INSTALL, channel, ROOT.ts),
        install=INSTALL,
        number=9,
        inbox=an_inbox(),
        message=replace(ROOT_MESSAGE, channel=channel),
        by=as_member(ANA),
    )
    return replace(command, **changes)


def opened(command: c.OpenFromMessage | c.OpenFromDirect | c.OpenFromForm) -> Ticket:
    """The ticket that this command opens."""
    after = decide(None, command, NOW).changes[0].after
    assert isinstance(after, Ticket)
    return after


def a_ticket(**changes: Any) -> Ticket:
    """A new ticket of Ana's message."""
    return replace(opened(open_from_message()), **changes)


def a_request(**changes: Any) -> Ticket:
    """A new form request of Ola's."""
    return replace(opened(open_from_form()), **changes)


def a_cause(key: str = "test", at: datetime = NOW, person: PersonId = MINJUN) -> Cause:
    """A person's input, now."""
    return Cause(EventKey(key), INSTALL, Actor(ActorKind.PERSON, person), at, at)


def an_envelope(given: Input, key: str = "test", at: datetime = NOW, **changes: Any) -> Envelope:
    """`given` on its way, received at `at`."""
    envelope = Envelope(
        key=EventKey(key),
        install=INSTALL,
        group="test",
        occurred_at=at,
        received_at=at,
        input=given,
    )
    return replace(envelope, **changes)
