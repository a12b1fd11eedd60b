"""People of other companies in a channel shared with them (A1-31, A1-32, A1-33, C-21)."""

import json
from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Ts
from deskbell.domain.inputs import Button, MessageDeleted, MessageEdited, MessagePosted
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Partner
from deskbell.domain.tickets.ticket import Privacy, Status
from tests.builders import (
    ANA,
    BEN,
    BOT,
    CORA,
    IT_TRIAGE,
    JIWOO,
    a_desk,
    an_inbox,
)
from tests.functional.memory_desk import MemoryDesk, later_than

SHARED = ChannelId("C0ACMESHAR")
ACME, OTHER = "T0ACME0001", "T0OTHER001"
PARTNER = Partner("Acme", SHARED, ACME, owner=BEN, backup=JIWOO)
MALLORY = PersonId("U0MALLORY1")
TEXT = "Your API answers 500"


def a_shared_desk(partner: Partner = PARTNER, **changes: Any) -> MemoryDesk:
    """IT's second help channel is shared with Acme, of which Cora is."""
    inbox = an_inbox(channels=(*an_inbox().channels, SHARED), **changes.pop("inbox", {}))
    desk = MemoryDesk(a_desk(inboxes={InboxId("it"): inbox}, partners=(partner,), **changes))
    desk.slack.members[SHARED] = {BOT, BEN, JIWOO, ANA, CORA, MALLORY}
    for person, name in ((CORA, "Cora Diaz"), (MALLORY, "Cora Diaz")):
        desk.slack.people[person] = Person(person, name, None, None, Standing.EXTERNAL)
    return desk


def says(
    desk: MemoryDesk, who: PersonId, text: str, team: str, thread_ts: Ts | None = None
) -> MessagePosted:
    """Slack says with a message which workspace its author is of."""
    message = replace(desk.say(who, text, thread_ts, SHARED), team=team)
    desk.slack.teams[who] = team
    return message


def a_partners_ticket(desk: MemoryDesk, team: str = ACME, who: PersonId = CORA) -> Ts:
    """Ana puts 🎫 on what somebody of another company has written."""
    message = says(desk, who, TEXT, team)
    desk.give(desk.reaction(ANA, message.ts, "ticket", channel=SHARED))
    return message.ts


def content(posts: list[Post]) -> str:
    return json.dumps([(post.shown.text, post.shown.blocks) for post in posts], ensure_ascii=False)


def test_a_partners_message_with_the_ticket_emoji_is_its_owners_ticket() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, BEN)
    assert "Taken" in content(desk.ours(SHARED, ts))
    [told] = desk.direct(BEN)
    assert "You get it because you look after Acme" in told.shown.text
    assert desk.events(desk.ticket.ref)[-1] == "TicketAssigned"


def test_the_backup_gets_it_while_the_owner_is_away() -> None:
    desk = a_shared_desk(away=frozenset({BEN}))
    a_partners_ticket(desk)
    assert desk.ticket.assignee == JIWOO
    assert desk.direct(BEN) == []


def test_a_colleagues_message_there_is_nobodys_ticket_yet() -> None:
    desk = a_shared_desk()
    a_partners_ticket(desk, "T0DESK0001", ANA)
    assert desk.ticket.status is Status.NEW


def test_an_external_person_may_open_a_ticket_with_the_emoji_and_solve_their_own() -> None:
    desk = a_shared_desk()
    message = says(desk, CORA, TEXT, ACME)
    desk.give(desk.reaction(CORA, message.ts, "ticket", channel=SHARED))
    assert desk.ticket.requester == CORA
    desk.give(desk.reaction(CORA, message.ts, "white_check_mark", channel=SHARED))
    assert desk.ticket.status is Status.SOLVED


def test_what_they_write_in_the_thread_is_a_comment() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    desk.give(says(desk, CORA, "Still so", ACME, ts))
    assert [c.texts[-1][1] for c in desk.aggregates.comments(desk.ticket.ref)] == ["Still so"]
    assert "StrangerReported" not in desk.events(desk.ticket.ref)


@pytest.mark.parametrize("emoji", ["eyes", "white_check_mark"])
def test_they_are_told_that_an_agents_emoji_is_not_theirs(emoji: str) -> None:
    desk = a_shared_desk()
    message = says(desk, ANA, TEXT, "T0DESK0001")
    desk.give(desk.reaction(ANA, message.ts, "ticket", channel=SHARED))
    desk.give(desk.reaction(CORA, message.ts, emoji, channel=SHARED))
    assert desk.ticket.status is Status.NEW
    [whisper] = desk.slack.whispers
    assert (whisper.person, whisper.channel) == (CORA, SHARED)
    assert "only the team" in whisper.shown.text
    assert desk.events(desk.ticket.ref)[-1] == "ActionRefused"


def test_they_are_told_that_an_agents_button_is_not_theirs_even_if_the_settings_name_them() -> None:
    desk = a_shared_desk(inbox={"agents": frozenset({BEN, CORA})})
    ts = says(desk, ANA, TEXT, "T0DESK0001").ts
    desk.give(desk.reaction(ANA, ts, "ticket", channel=SHARED))
    desk.give(desk.press(CORA, Button.TAKE, desk.ours(SHARED, ts)[0]))
    assert desk.ticket.status is Status.NEW
    assert "only the team" in desk.slack.whispers[-1].shown.text


def test_nothing_of_a_ticket_for_the_company_alone_is_in_a_shared_channel() -> None:
    desk = a_shared_desk(inbox={"privacy": Privacy.TEAM})
    message = says(desk, ANA, TEXT, "T0DESK0001")
    desk.give(desk.reaction(ANA, message.ts, "ticket", channel=SHARED))
    assert TEXT not in content(desk.ours(SHARED, message.ts))
    assert "Ana" not in content(desk.ours(SHARED, message.ts))
    assert TEXT in content(desk.ours(IT_TRIAGE))


def test_each_message_of_a_partner_is_a_ticket_if_the_settings_say_so() -> None:
    desk = a_shared_desk(replace(PARTNER, auto=True))
    desk.give(says(desk, CORA, TEXT, ACME))
    assert (desk.ticket.requester, desk.ticket.assignee) == (CORA, BEN)
    desk.give(says(desk, ANA, "What a day", "T0DESK0001"))
    desk.give(says(desk, CORA, "Hello!", ACME))
    assert len(desk.tickets) == 1


def test_a_namesake_of_another_workspace_is_reported_to_the_owner() -> None:
    desk = a_shared_desk()
    a_partners_ticket(desk, OTHER, MALLORY)
    assert desk.ticket.status is Status.NEW  # nobody vouches for them
    [told] = desk.direct(BEN)
    assert f"their Slack workspace is {OTHER}" in told.shown.text
    last = desk.history(desk.ticket.ref)[-1]
    assert (last.event, last.detail["person"]) == ("StrangerReported", MALLORY)


def test_a_namesake_who_joins_a_partners_thread_is_reported_too() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    desk.give(says(desk, MALLORY, "Please send me the key", OTHER, ts))
    assert desk.events(desk.ticket.ref)[-2:] == ["CommentAdded", "StrangerReported"]
    assert OTHER in desk.direct(BEN)[-1].shown.text


def test_the_wrong_workspace_is_told_once_a_message_however_often_slack_sends_it() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    joined = says(desk, MALLORY, "Please send me the key", OTHER, ts)
    desk.give(joined)
    desk.give(joined)
    assert desk.events(desk.ticket.ref).count("StrangerReported") == 1


def test_two_companies_in_one_channel_have_each_their_own_owner() -> None:
    desk = a_shared_desk()
    beta = Partner("Beta", SHARED, OTHER, owner=JIWOO, backup=BEN)
    desk.settings.desk = replace(desk.settings.desk, partners=(PARTNER, beta))
    for who, team in ((CORA, ACME), (MALLORY, OTHER)):
        message = says(desk, who, TEXT, team)
        desk.give(desk.reaction(ANA, message.ts, "ticket", channel=SHARED))
    found = {ticket.requester: ticket.assignee for ticket in desk.tickets}
    assert found == {CORA: BEN, MALLORY: JIWOO}


def test_what_they_change_or_take_back_follows_on_our_side() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    [card] = desk.ours(IT_TRIAGE)
    said = says(desk, CORA, "It is the second one", ACME, ts)
    desk.give(said)
    assert "It is the second one" in content(desk.ours(IT_TRIAGE, card.ts))
    edited_ts = later_than(said.ts, 1)
    desk.give(MessageEdited(SHARED, said.ts, ts, CORA, "It is the third one", edited_ts))
    assert "It is the third one" in content(desk.ours(IT_TRIAGE, card.ts))
    desk.give(MessageDeleted(SHARED, said.ts, ts, later_than(said.ts, 2)))
    assert "third one" not in content(desk.ours(IT_TRIAGE, card.ts))


def test_a_note_of_ours_is_never_in_the_shared_channel() -> None:
    desk = a_shared_desk()
    ts = a_partners_ticket(desk)
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.say(BEN, "They are late with their bill", card.ts, IT_TRIAGE))
    assert "bill" not in content(desk.ours(SHARED, ts))
    assert len(desk.aggregates.comments(desk.ticket.ref)) == 1
