"""Who may know of a ticket, as people in Slack see it (C-20, B-8, B-9, D-12)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.domain.effects import Place
from deskbell.domain.ids import ChannelId, FormId, InboxId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, Dialog, MessageEdited
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.slack_ports import Never, Undelivered, Unknown
from tests.builders import (
    ANA,
    BEN,
    BOT,
    IT_HAPPENS,
    IT_TRIAGE,
    LENA,
    MINJUN,
    MINUTE,
    OLA,
    X_TEAM_COMMS,
    XENA,
    a_desk,
    an_inbox,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import what_memory_shows

TEXT = "Somebody reads my mail"
NEUTRAL = "This request goes on in private, between whoever asked and the team."


@pytest.fixture
def desk() -> Iterator[MemoryDesk]:
    """What always holds does hold when the test has done with it."""
    desk = MemoryDesk()
    yield desk
    books, shown = memory_books(desk.table, desk.wall(), BOT), what_memory_shows(desk.slack)
    assert broken(books, shown) == []


@pytest.fixture
def root(desk: MemoryDesk) -> Ts:
    """Ana's message, with Minjun's 🎫 on it."""
    message = desk.say(ANA, TEXT)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    return message.ts


def content(posts: list[Post]) -> str:
    return json.dumps([(post.shown.text, post.shown.blocks) for post in posts], ensure_ascii=False)


def make_private(desk: MemoryDesk, who: PersonId = BEN) -> None:
    [card, *_] = desk.ours(IT_TRIAGE)
    desk.give(desk.choose(who, Button.CONCEAL, card))


def a_desk_with(privacy: Privacy) -> MemoryDesk:
    """Whose inbox is of this class."""
    return MemoryDesk(a_desk(inboxes={InboxId("it"): an_inbox(privacy=privacy)}))


def test_a_ticket_made_private_says_one_neutral_line_in_its_thread(
    desk: MemoryDesk, root: Ts
) -> None:
    make_private(desk)
    [card] = desk.ours(IT_HAPPENS, root)
    assert card.shown.text == NEUTRAL
    assert content([card]).count(NEUTRAL) == 2  # the notification and the block, and nothing else
    assert len(card.shown.blocks) == 1
    assert desk.events(desk.ticket.ref)[-1] == "TicketConcealed"


def test_the_talk_goes_on_in_the_requesters_direct_messages(desk: MemoryDesk, root: Ts) -> None:
    make_private(desk)
    [card] = desk.direct(ANA)
    assert TEXT in content([card])
    desk.give(desk.say(ANA, "It is my manager", card.ts, card.channel))
    assert [c.texts[-1][1] for c in desk.aggregates.comments(desk.ticket.ref)] == [
        "It is my manager"
    ]
    assert TEXT in content(desk.ours(IT_TRIAGE))


def test_who_asked_has_it_although_it_was_made_private_before_anybody_could_read_who_that_is(
    desk: MemoryDesk,
) -> None:
    message = desk.say(ANA, TEXT)
    slow, closed = Unknown("timeout"), Never(Undelivered.NOT_INSIDE, "not_in_channel")
    desk.slack.fail("conversations.replies", Fault(slow), Fault(slow), Fault(closed))
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    make_private(desk)
    assert desk.direct(ANA) == []
    for _ in range(5):
        desk.later(MINUTE)

    assert "#1" in content(desk.direct(ANA))


def test_the_team_has_the_talk_again_when_a_restricted_ticket_opens_up(
    desk: MemoryDesk, root: Ts
) -> None:
    desk.give(desk.say(ANA, "Since May", root))
    [card] = desk.ours(IT_TRIAGE)[:1]
    desk.give(desk.fill(BEN, Dialog.PRIVACY, card, privacy="restricted"))
    assert "Since May" not in content(desk.ours(IT_TRIAGE) + desk.ours(IT_TRIAGE, card.ts))

    [handled] = [one for one in desk.direct(LENA) if TEXT in content([one])][:1]
    desk.give(desk.fill(LENA, Dialog.PRIVACY, handled, privacy="team", why="It is sorted out"))

    [again] = desk.ours(IT_TRIAGE)[:1]
    assert "Since May" in content(desk.ours(IT_TRIAGE, again.ts))


def test_a_restricted_ticket_that_has_moved_is_with_its_new_team_when_it_opens_up() -> None:
    desk = MemoryDesk(a_desk(inboxes=two_inboxes()))
    message = desk.say(ANA, TEXT)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.give(desk.say(ANA, "Since May", message.ts))
    card = desk.ours(IT_TRIAGE)[0]
    desk.give(desk.fill(LENA, Dialog.PRIVACY, card, privacy="restricted"))
    [handled] = [one for one in desk.direct(LENA) if TEXT in content([one])][:1]
    desk.give(desk.fill(LENA, Dialog.MOVE, handled, inbox="x-team"))
    assert desk.ours(X_TEAM_COMMS) == []

    handled = [one for one in desk.direct(LENA) if TEXT in content([one])][-1]
    desk.give(desk.fill(LENA, Dialog.PRIVACY, handled, privacy="private", why="A colleague can"))

    [team] = desk.ours(X_TEAM_COMMS)
    assert TEXT in content([team])
    assert "Since May" in content(desk.ours(X_TEAM_COMMS, team.ts))
    desk.give(desk.press(XENA, Button.TAKE, team))
    assert desk.ticket.assignee == XENA
    assert TEXT not in content(desk.ours(IT_TRIAGE))


def test_a_restricted_ticket_takes_its_talk_along_to_another_teams_lead() -> None:
    inboxes = two_inboxes()
    x_team = inboxes[InboxId("x-team")]
    inboxes[x_team.id] = replace(x_team, lead=XENA)
    desk = MemoryDesk(a_desk(inboxes=inboxes))
    message = desk.say(ANA, TEXT)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], privacy="restricted"))
    talk = desk.direct(ANA)[0]
    desk.give(desk.say(ANA, "Since May", talk.ts, talk.channel))
    handled = [one for one in desk.direct(LENA) if TEXT in content([one])][-1]
    assert "Since May" in content(desk.ours(handled.channel, handled.ts))

    desk.give(desk.fill(LENA, Dialog.MOVE, handled, inbox="x-team"))

    [theirs] = [one for one in desk.direct(XENA) if TEXT in content([one])]
    assert "Since May" in content(desk.ours(theirs.channel, theirs.ts))
    assert "Since May" not in content(desk.direct(LENA))


def test_the_card_in_the_thread_stays_neutral_whatever_happens(desk: MemoryDesk, root: Ts) -> None:
    make_private(desk)
    desk.give(desk.press(BEN, Button.TAKE, desk.ours(IT_TRIAGE)[0]))
    desk.give(desk.press(BEN, Button.SOLVE, desk.ours(IT_TRIAGE)[0]))
    assert [post.shown.text for post in desk.ours(IT_HAPPENS, root)] == [NEUTRAL]
    message = desk.slack.posts[Thread(IT_HAPPENS, root)]
    assert BOT not in {who for by in message.reactions.values() for who in by}
    assert "Solved" in content(desk.direct(ANA))


def test_the_reaction_that_told_the_status_goes_when_the_ticket_becomes_private(
    desk: MemoryDesk, root: Ts
) -> None:
    desk.give(desk.press(BEN, Button.TAKE, desk.ours(IT_TRIAGE)[0]))
    message = desk.slack.posts[Thread(IT_HAPPENS, root)]
    assert BOT in message.reactions["eyes"]
    make_private(desk)
    assert BOT not in message.reactions["eyes"]


def test_what_was_said_elsewhere_leaves_the_thread_with_the_card(
    desk: MemoryDesk, root: Ts
) -> None:
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.say(OLA, "I saw it, too", root))
    [copy] = desk.ours(IT_TRIAGE, card.ts)
    assert "I saw it, too" in content([copy])
    make_private(desk)
    assert "I saw it, too" in content(desk.ours(IT_TRIAGE, card.ts))
    [direct] = desk.direct(ANA)
    desk.give(desk.say(ANA, "It is my manager", direct.ts, direct.channel))
    assert "my manager" not in content(desk.ours(IT_HAPPENS, root))
    assert "my manager" in content(desk.ours(IT_TRIAGE, card.ts))


def test_a_colleague_may_not_make_anothers_ticket_private(desk: MemoryDesk, root: Ts) -> None:
    make_private(desk, OLA)
    assert desk.ticket.privacy is Privacy.PUBLIC
    assert desk.events(desk.ticket.ref)[-1] == "ActionRefused"


def test_only_the_lead_opens_it_up_again_and_only_with_a_reason(desk: MemoryDesk, root: Ts) -> None:
    make_private(desk)
    wanted, ref = {"privacy": "public"}, desk.ticket.ref
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.fill(BEN, Dialog.PRIVACY, card, **wanted, why="I like it"))
    assert desk.events(ref)[-1] == "ActionRefused"
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], **wanted))
    assert desk.events(ref)[-1] == "ActionRefused"
    assert "please say why" in desk.slack.whispers[-1].shown.text
    why = "It was a misunderstanding"
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], **wanted, why=why))
    assert desk.ticket.privacy is Privacy.PUBLIC
    last = desk.history(ref)[-1]
    assert (last.event, last.reason.args["why"]) == ("TicketRevealed", why)
    assert desk.ours(IT_HAPPENS, root)[0].shown.text != NEUTRAL


def test_a_restricted_ticket_leaves_the_triage_channel_for_the_leads_direct_messages(
    desk: MemoryDesk, root: Ts
) -> None:
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], privacy="restricted"))
    assert TEXT not in content(desk.ours(IT_TRIAGE))
    [card] = desk.direct(LENA)
    assert TEXT in content([card])
    desk.give(desk.press(LENA, Button.TAKE, card))
    assert desk.ticket.assignee == LENA


def test_an_agent_cannot_take_a_restricted_ticket_from_an_old_card(
    desk: MemoryDesk, root: Ts
) -> None:
    press = desk.press(BEN, Button.TAKE, desk.ours(IT_TRIAGE)[0])
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], privacy="restricted"))
    desk.give(press)
    assert desk.ticket.assignee is None


@pytest.mark.parametrize("privacy", [Privacy.PRIVATE, Privacy.RESTRICTED])
def test_an_inbox_may_make_all_its_tickets_private(privacy: Privacy) -> None:
    desk = a_desk_with(privacy)
    message = desk.say(ANA, TEXT)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    assert [post.shown.text for post in desk.ours(IT_HAPPENS, message.ts)] == [NEUTRAL]
    assert TEXT in content(desk.direct(ANA))
    assert (TEXT in content(desk.ours(IT_TRIAGE))) == (privacy is Privacy.PRIVATE)
    assert (TEXT in content(desk.direct(LENA))) == (privacy is Privacy.RESTRICTED)


def test_a_private_form_has_no_card_in_its_channel() -> None:
    sample = a_desk()
    form = replace(sample.forms[FormId("it")], privacy=Privacy.PRIVATE)
    desk = MemoryDesk(replace(sample, forms={form.id: form}))
    desk.give(desk.form(OLA))
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request")
    assert desk.ours(IT_HAPPENS) == []
    [card] = desk.direct(OLA)  # her card, in Polish, and no second message that says the same
    assert "A new monitor" in content([card])
    assert "Nowe zgłoszenie" in content([card])
    desk.later(timedelta(minutes=31))
    desk.advance(desk.ticket.ref, "remind_triage")
    assert f"<#{IT_TRIAGE}>" in content(desk.ours(IT_TRIAGE))
    assert desk.ours(IT_HAPPENS) == []


def test_the_reminder_of_a_restricted_request_is_for_the_lead_alone() -> None:
    desk = a_desk_with(Privacy.RESTRICTED)
    desk.give(desk.form(OLA))
    desk.advance(desk.ticket.ref, "acknowledge_request", "route_request")
    desk.later(timedelta(minutes=31))
    desk.advance(desk.ticket.ref, "remind_triage")
    desk.later(timedelta(minutes=31))
    desk.advance(desk.ticket.ref, "escalate_request")
    assert desk.ours(IT_TRIAGE) == []
    assert content(desk.direct(LENA)).count("has been waiting in IT") == 4  # text and block, twice


# --- direct messages to the app ---------------------------------------------------------------


def dm(desk: MemoryDesk, who: PersonId, text: str, thread_ts: Ts | None = None) -> Ts:
    """Somebody writes to the app."""
    channel = desk.slack.direct_channel(who)
    assert isinstance(channel, str)
    said = desk.say(who, text, thread_ts, ChannelId(channel))
    desk.give(said)
    return said.ts


def test_a_direct_message_makes_a_private_ticket(desk: MemoryDesk) -> None:
    ts = dm(desk, ANA, TEXT)
    ticket = desk.ticket
    assert (ticket.requester, ticket.privacy, ticket.text) == (ANA, Privacy.PRIVATE, TEXT)
    [card] = desk.ours(ChannelId(f"D{ANA[1:]}"), ts)
    assert f"#{ticket.number}" in content([card])
    assert TEXT in content(desk.ours(IT_TRIAGE))
    assert "direct messages with this app" in content(desk.ours(IT_TRIAGE))
    assert desk.ours(IT_HAPPENS) == []


def test_what_is_said_below_it_is_its_comments(desk: MemoryDesk) -> None:
    ts = dm(desk, ANA, TEXT)
    dm(desk, ANA, "It is my manager", ts)
    assert [c.texts[-1][1] for c in desk.aggregates.comments(desk.ticket.ref)] == [
        "It is my manager"
    ]


def test_messages_within_an_hour_are_one_request(desk: MemoryDesk) -> None:
    dm(desk, ANA, TEXT)
    desk.later(timedelta(minutes=50))
    second = dm(desk, ANA, "It is my manager")
    desk.later(timedelta(minutes=50))
    dm(desk, ANA, "Still so")
    desk.later(timedelta(minutes=5))
    dm(desk, ANA, "I mean her", second)
    texts = [c.texts[-1][1] for c in desk.aggregates.comments(desk.ticket.ref)]
    assert texts == ["It is my manager", "Still so", "I mean her"]
    desk.later(timedelta(minutes=61))
    dm(desk, ANA, "My laptop does not start")
    assert len(desk.tickets) == 2


def test_two_people_who_write_at_once_have_a_ticket_each(desk: MemoryDesk) -> None:
    dm(desk, ANA, TEXT)
    dm(desk, OLA, TEXT)
    assert {ticket.requester for ticket in desk.tickets} == {ANA, OLA}


def test_an_edit_of_either_message_is_followed(desk: MemoryDesk) -> None:
    channel = ChannelId(f"D{ANA[1:]}")
    first, second = dm(desk, ANA, TEXT), dm(desk, ANA, "It is my manager")
    for ts, text in ((first, "Somebody reads my letters"), (second, "It is my boss")):
        edited = desk.slack.edit(Thread(channel, ts), text)
        desk.give(MessageEdited(channel, ts, None, ANA, text, edited))
    assert desk.ticket.text == "Somebody reads my letters"
    [comment] = desk.aggregates.comments(desk.ticket.ref)
    assert comment.texts[-1][1] == "It is my boss"


def test_an_edit_that_comes_before_its_message_is_not_lost(desk: MemoryDesk) -> None:
    channel = desk.slack.direct_channel(ANA)
    assert isinstance(channel, str)
    said = desk.say(ANA, TEXT, None, ChannelId(channel))
    edited = desk.slack.edit(Thread(said.channel, said.ts), "Somebody reads my letters")
    desk.give(MessageEdited(said.channel, said.ts, None, ANA, "Somebody reads my letters", edited))
    assert desk.tickets == []
    desk.give(said)
    assert desk.ticket.text == "Somebody reads my letters"


def test_a_greeting_alone_is_no_request(desk: MemoryDesk) -> None:
    dm(desk, ANA, "Hi!")
    assert desk.tickets == []


def test_direct_messages_go_to_the_inbox_that_the_settings_name() -> None:
    hr = an_inbox(id=InboxId("hr"), channels=(), triage_channel=IT_TRIAGE)
    inboxes = {InboxId("it"): an_inbox(), hr.id: hr}
    desk = MemoryDesk(a_desk(inboxes=inboxes, direct_inbox=hr.id))
    dm(desk, ANA, TEXT)
    assert desk.ticket.inbox == hr.id


# --- lists ------------------------------------------------------------------------------------


def test_a_restricted_ticket_is_absent_from_the_agents_queue(desk: MemoryDesk, root: Ts) -> None:
    desk.give(desk.say(OLA, "The printer is on fire"))
    other = desk.say(OLA, "The printer is on fire")
    desk.give(desk.reaction(OLA, other.ts, "ticket"))
    [first, *_] = desk.ours(IT_TRIAGE)
    desk.give(desk.fill(LENA, Dialog.PRIVACY, first, privacy="restricted"))
    desk.receive(desk.open_home(BEN))
    home = json.dumps(desk.slack.homes[BEN], ensure_ascii=False)
    assert TEXT not in home
    assert "printer" in home
    assert "(1)" in home  # nor is it counted
    desk.receive(desk.open_home(ANA))
    assert TEXT in json.dumps(desk.slack.homes[ANA], ensure_ascii=False)


def test_an_agents_list_links_to_nobodys_direct_messages(desk: MemoryDesk) -> None:
    dm(desk, ANA, TEXT)
    desk.receive(desk.open_home(BEN), desk.open_home(ANA))
    link = "https://slack.com/archives/D"
    assert link not in json.dumps(desk.slack.homes[BEN])
    assert link in json.dumps(desk.slack.homes[ANA])


def test_a_place_that_may_not_show_it_has_no_buttons(desk: MemoryDesk, root: Ts) -> None:
    make_private(desk)
    assert {card.place for card in desk.ticket.cards} == {
        Place.THREAD,
        Place.TRIAGE,
        Place.DIRECT,
    }
    assert "button" not in content(desk.ours(IT_HAPPENS, root))


def test_an_answer_by_direct_message_ends_the_waiting_for_it(desk: MemoryDesk) -> None:
    dm(desk, ANA, TEXT)
    desk.give(desk.press(BEN, Button.TAKE, desk.ours(IT_TRIAGE)[0]))
    desk.give(desk.choose(BEN, Button.WAIT, desk.ours(IT_TRIAGE)[0]))
    waiting = desk.ticket
    dm(desk, ANA, "It is my manager")
    assert (waiting.status, desk.ticket.status) == (Status.WAITING, Status.ASSIGNED)
