"""A channel is shared with another company: Slack says so, the settings do not (A1-32, C-21)."""

import json
from dataclasses import replace

import pytest

from deskbell.adapters.memory.workspace import Post
from deskbell.domain.ids import Ts
from deskbell.domain.inputs import Button, ButtonPressed, MessagePosted, ReactionChanged
from deskbell.domain.people import Person, Standing
from deskbell.domain.tickets.ticket import Privacy, Status
from tests.builders import ANA, BEN, CORA, IT_HAPPENS, IT_TRIAGE, a_desk, an_inbox
from tests.functional.memory_desk import MemoryDesk

TEXT = "The prototype does not start"


@pytest.fixture
def desk() -> MemoryDesk:
    """What people ask is for the company alone; nobody has told that Cora is of another one."""
    it = an_inbox(privacy=Privacy.TEAM, peers_help=True)
    desk = MemoryDesk(a_desk(inboxes={it.id: it}))
    desk.slack.people[CORA] = Person(CORA, "Cora Diaz", None, None, Standing.EXTERNAL)
    desk.slack.members[IT_HAPPENS].add(CORA)
    return desk


def asked(desk: MemoryDesk, *, shared: bool) -> Ts:
    message = desk.say(ANA, TEXT)
    emoji = desk.reaction(ANA, message.ts, "ticket")
    assert isinstance(emoji, ReactionChanged)
    desk.give(replace(emoji, shared=shared))
    return message.ts


def content(posts: list[Post]) -> str:
    return json.dumps([(post.shown.text, post.shown.blocks) for post in posts], ensure_ascii=False)


def test_nothing_of_a_ticket_for_the_company_alone_is_in_it(desk: MemoryDesk) -> None:
    ts = asked(desk, shared=True)
    assert TEXT not in content(desk.ours(IT_HAPPENS, ts))
    assert "Ana" not in content(desk.ours(IT_HAPPENS, ts))
    assert TEXT in content(desk.ours(IT_TRIAGE))


def test_a_card_says_less_as_soon_as_slack_says_that_others_are_there(desk: MemoryDesk) -> None:
    ts = asked(desk, shared=False)
    assert TEXT in content(desk.ours(IT_HAPPENS, ts))
    said = desk.say(ANA, "Anybody?", ts)
    assert isinstance(said, MessagePosted)
    desk.give(replace(said, shared=True))
    assert TEXT not in content(desk.ours(IT_HAPPENS, ts))
    assert TEXT in content(desk.ours(IT_TRIAGE))


def test_a_triage_channel_that_others_read_shows_nothing_of_it_either(desk: MemoryDesk) -> None:
    asked(desk, shared=False)
    [card] = desk.ours(IT_TRIAGE)
    note = desk.say(BEN, "Has anybody time?", card.ts, IT_TRIAGE)
    desk.give(replace(note, shared=True))
    assert TEXT not in content(desk.ours(IT_TRIAGE))


def test_other_companies_people_are_strangers_there(desk: MemoryDesk) -> None:
    ts = asked(desk, shared=True)
    for emoji in ("raising_hand", "white_check_mark", "ticket"):
        reaction = desk.reaction(CORA, ts, emoji)
        assert isinstance(reaction, ReactionChanged)
        desk.give(replace(reaction, shared=True))
    assert desk.ticket.status is Status.NEW
    assert desk.ticket.flag is None
    assert CORA not in desk.ticket.followers


def test_a_button_in_it_is_not_theirs(desk: MemoryDesk) -> None:
    ts = asked(desk, shared=True)
    value = f"{desk.ticket.ref}|{desk.ticket.card_revision}"
    desk.give(ButtonPressed(Button.FLAG, value, CORA, IT_HAPPENS, Ts("1.1"), ts))
    assert desk.ticket.flag is None
    assert desk.events(desk.ticket.ref)[-1] == "ActionRefused"
