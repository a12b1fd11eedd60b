"""Two tickets that are one request, as people in Slack see it (C-12)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.decision import State
from deskbell.domain.effects import Place
from deskbell.domain.ids import PersonId, Ref, Ts
from deskbell.domain.inputs import (
    Button,
    Dialog,
    DialogSubmitted,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
)
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from deskbell.usecases.slack_ports import Later
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
    X_TEAM_COMMS,
    a_desk,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk, later_than

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def ask(desk: MemoryDesk, person: PersonId, text: str) -> Ts:
    """A message with the person's own 🎫 on it; a minute later than the one before."""
    desk.now += MINUTE
    message = desk.say(person, text)
    desk.give(desk.reaction(person, message.ts, "ticket"))
    return message.ts


def of(desk: MemoryDesk, ts: Ts) -> Ticket:
    [ticket] = [one for one in desk.tickets if one.message and one.message.ts == ts]
    return ticket


def merge(desk: MemoryDesk, ts: Ts, into: int, by: PersonId = BEN) -> None:
    ticket = of(desk, ts)
    value = f"{ticket.ref}|{ticket.card_revision}"
    values = {"number": f"#{into}"}
    desk.give(DialogSubmitted(Dialog.MERGE, value, by, IT_HAPPENS, ts, values))


def unmerge(desk: MemoryDesk, ts: Ts, by: PersonId = BEN) -> None:
    [card] = desk.ours(IT_HAPPENS, ts)
    desk.give(desk.press(by, Button.UNMERGE, card))


def reply(desk: MemoryDesk, person: PersonId, text: str, ts: Ts) -> MessagePosted:
    message = desk.say(person, text, ts)
    desk.give(message)
    return message


def said(desk: MemoryDesk, ticket: Ticket) -> list[str]:
    return [comment.texts[-1][1] for comment in desk.aggregates.comments(ticket.ref)]


@pytest.fixture
def first(desk: MemoryDesk) -> Ts:
    return ask(desk, ANA, "The VPN is down")


@pytest.fixture
def second(desk: MemoryDesk, first: Ts) -> Ts:
    return ask(desk, OLA, "Nobody can reach the VPN")


def whispers(desk: MemoryDesk, person: PersonId) -> str:
    return "\n".join(w.shown.text for w in desk.slack.whispers if w.person == person)


def test_the_merged_tickets_card_says_where_it_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    merge(desk, second, into=1)
    [card] = desk.ours(IT_HAPPENS, second)
    assert "*Merged* into <https://slack.com/archives/" in str(card.shown.blocks)
    assert "|#1>" in str(card.shown.blocks)
    assert of(desk, second).status is Status.MERGED


def test_the_card_of_the_one_that_goes_on_names_its_duplicates(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    merge(desk, second, into=1)
    [card] = desk.ours(IT_HAPPENS, first)
    assert "Merged into this one: #2" in str(card.shown.blocks)


def test_who_asked_and_who_followed_follow_the_one_that_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    desk.give(desk.reaction(MINJUN, second, "ticket"))
    merge(desk, second, into=1)
    assert {ANA, OLA, MINJUN} <= set(of(desk, first).followers)


def test_what_is_said_in_the_merged_thread_is_added_to_the_one_that_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    reply(desk, OLA, "since this morning", second)
    merge(desk, second, into=1)
    reply(desk, OLA, "it is back for me", second)
    assert said(desk, of(desk, first)) == ["it is back for me"]
    assert said(desk, of(desk, second)) == ["since this morning"]


def test_what_is_written_in_a_dialog_while_somebody_merges_is_said_to_the_one_that_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    ticket = of(desk, second)
    value, filled = f"{ticket.ref}|{ticket.card_revision}", {"text": "I look", "audience": "team"}
    merge(desk, second, into=1)
    desk.give(DialogSubmitted(Dialog.SAY, value, BEN, IT_TRIAGE, None, filled))
    assert said(desk, of(desk, first)) == ["I look"]


def test_an_edit_and_a_deletion_go_where_the_message_is(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    before = reply(desk, OLA, "since this morning", second)
    merge(desk, second, into=1)
    during = reply(desk, OLA, "it is back", second)
    unmerge(desk, second)
    edited = later_than(during.ts, 5)
    desk.give(
        MessageEdited(IT_HAPPENS, before.ts, second, OLA, "since eight", edited),
        MessageEdited(IT_HAPPENS, during.ts, second, OLA, "it is gone again", edited),
        MessageDeleted(IT_HAPPENS, during.ts, second, edited),
    )
    assert said(desk, of(desk, second)) == ["since eight"]
    [there] = desk.aggregates.comments(of(desk, first).ref)
    assert there.texts[-1][1] == "it is gone again"
    assert there.deleted_ts == edited


def test_the_emoji_on_a_merged_ticket_follows_the_one_that_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    merge(desk, second, into=1)
    desk.give(desk.reaction(MINJUN, second, "ticket"))
    assert MINJUN in of(desk, first).followers


def test_the_earliest_start_counts(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    start = of(desk, first).opened_at
    merge(desk, first, into=2)
    assert of(desk, second).started_at == start


def test_undo_merge_gives_everything_back(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    desk.give(desk.reaction(MINJUN, second, "ticket"))
    one, two = of(desk, first), of(desk, second)
    merge(desk, second, into=1)
    unmerge(desk, second)

    def content(ticket: Ticket) -> Ticket:
        return replace(ticket, version=0, card_revision=0, ties=replace(ticket.ties, former=()))

    assert content(of(desk, first)) == content(one)
    assert content(of(desk, second)) == content(two)
    [card] = desk.ours(IT_HAPPENS, second)
    assert "Undo merge" not in str(card.shown.blocks)
    reply(desk, OLA, "mine again", second)
    assert said(desk, of(desk, second)) == ["mine again"]


def test_who_follows_for_two_duplicates_stays_when_one_is_undone(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    third = ask(desk, OLA, "VPN again")
    merge(desk, second, into=1)
    merge(desk, third, into=1)
    unmerge(desk, second)
    assert OLA in of(desk, first).followers
    unmerge(desk, third)
    assert OLA not in of(desk, first).followers


def test_merging_into_a_merged_one_goes_on_where_that_goes_on(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    third = ask(desk, MINJUN, "VPN?")
    merge(desk, second, into=1)
    merge(desk, third, into=2)
    assert of(desk, third).merged_into == of(desk, first).ref


def test_a_chain_of_merges_ends_at_the_last_one(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    third = ask(desk, MINJUN, "VPN?")
    merge(desk, first, into=2)
    merge(desk, second, into=3)
    reply(desk, ANA, "still down", first)
    assert said(desk, of(desk, third)) == ["still down"]


def test_what_is_told_twice_is_said_once_although_tickets_were_merged_on_meanwhile(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    third = ask(desk, MINJUN, "VPN?")
    merge(desk, third, into=2)
    said_once = reply(desk, MINJUN, "Anybody?", third)
    merge(desk, second, into=1)
    desk.give(said_once)
    assert (said(desk, of(desk, second)), said(desk, of(desk, first))) == (["Anybody?"], [])


def test_merging_in_a_circle_changes_nothing(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    merge(desk, second, into=1)
    merge(desk, first, into=2)
    assert of(desk, first).status is Status.NEW
    assert "goes on as *#1* already" in whispers(desk, BEN)


def test_merging_into_itself_changes_nothing(desk: MemoryDesk, first: Ts) -> None:
    merge(desk, first, into=1)
    assert of(desk, first).status is Status.NEW


def test_a_number_that_is_no_ticket_is_said_to_be_none(desk: MemoryDesk, first: Ts) -> None:
    merge(desk, first, into=99)
    assert "there is no other ticket with that number" in whispers(desk, BEN)


def test_only_the_team_may_merge(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    merge(desk, second, into=1, by=ANA)
    assert of(desk, second).status is Status.NEW
    assert "only the team" in whispers(desk, ANA)


def test_only_the_team_may_undo_a_merge(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    merge(desk, second, into=1)
    unmerge(desk, second, by=OLA)
    assert of(desk, second).status is Status.MERGED


def test_nothing_is_merged_into_what_is_over(desk: MemoryDesk, first: Ts, second: Ts) -> None:
    desk.give(desk.reaction(BEN, first, "white_check_mark"))
    merge(desk, second, into=1)
    assert of(desk, second).status is Status.NEW
    assert "Reopen it first" in whispers(desk, BEN)


def test_a_merge_that_was_merged_on_is_undone_from_its_end(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    ask(desk, MINJUN, "VPN?")
    merge(desk, first, into=2)
    merge(desk, second, into=3)
    unmerge(desk, first)
    assert of(desk, first).status is Status.MERGED
    assert "Undo that one first" in whispers(desk, BEN)
    unmerge(desk, second)
    unmerge(desk, first)
    assert of(desk, first).status is Status.NEW


def test_internal_notes_under_the_merged_card_stay_internal(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    merge(desk, second, into=1)
    card = next(p for p in desk.ours(IT_TRIAGE) if "Nobody can reach" in str(p.shown.blocks))
    note = desk.say(JIWOO, "the router, I think", card.ts, IT_TRIAGE)
    desk.give(note)
    [comment] = desk.aggregates.comments(of(desk, first).ref)
    assert comment.internal
    assert "the router" not in str([post.shown for post in desk.ours(IT_HAPPENS, first)])


def test_a_note_published_just_while_its_ticket_is_merged_is_published_once(
    desk: MemoryDesk, first: Ts, second: Ts, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = desk.aggregates.posted(of(desk, second).ref, Place.TRIAGE)
    assert card
    note = desk.say(BEN, "Restart the router", card.ts, IT_TRIAGE)
    load, todo = desk.aggregates.load, [lambda: merge(desk, second, into=1)]

    def then_merged(ref: Ref) -> State | None:
        found = load(ref)
        if todo:
            todo.pop()()
        return found

    monkeypatch.setattr(desk.aggregates, "load", then_merged)
    desk.give(desk.reaction(BEN, note.ts, "mega", channel=IT_TRIAGE))
    desk.give(note)

    assert said(desk, of(desk, first)) == ["Restart the router"]
    assert said(desk, of(desk, second)) == []


def test_the_one_that_goes_on_is_as_private_as_the_more_private_of_the_two(
    desk: MemoryDesk, first: Ts, second: Ts
) -> None:
    ref = of(desk, second).ref
    desk.table.states[ref] = replace(of(desk, second), privacy=Privacy.TEAM)
    merge(desk, second, into=1)
    assert of(desk, first).privacy is Privacy.TEAM
    unmerge(desk, second)
    assert of(desk, first).privacy is Privacy.PUBLIC


def test_what_moved_with_a_restricted_duplicate_is_with_its_new_team_when_they_are_parted() -> None:
    desk = MemoryDesk(a_desk(inboxes=two_inboxes()))
    first = ask(desk, ANA, "The VPN is down")
    ask(desk, OLA, "Nobody can reach the VPN")
    reply(desk, ANA, "Since Monday", first)
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[1], privacy="restricted"))
    [duplicate] = desk.direct(LENA)
    desk.give(desk.fill(LENA, Dialog.MERGE, duplicate, number="#1"))
    assert of(desk, first).privacy is Privacy.RESTRICTED
    desk.give(desk.fill(LENA, Dialog.MOVE, desk.direct(LENA)[-1], inbox="x-team"))
    assert desk.ours(X_TEAM_COMMS) == []
    talk = desk.direct(OLA)[0]
    desk.give(desk.say(OLA, "Between you and me", talk.ts, talk.channel))
    assert said(desk, of(desk, first))[-1] == "Between you and me"

    desk.give(desk.press(LENA, Button.UNMERGE, duplicate))

    [card] = desk.ours(X_TEAM_COMMS)
    assert [post.shown.text for post in desk.ours(X_TEAM_COMMS, card.ts)] == [
        "Ana Reyes: Since Monday"
    ]


def test_what_was_said_before_a_merged_ticket_had_a_card_stands_below_it_when_they_are_parted(
    desk: MemoryDesk, first: Ts
) -> None:
    root = desk.say(OLA, "Nobody can reach the VPN")
    desk.slack.fail("chat.postMessage", None, Fault(Later(300.0, "ratelimited")))
    desk.give(desk.reaction(MINJUN, root.ts, "ticket"))
    reply(desk, OLA, "Since nine", root.ts)
    merge(desk, root.ts, into=1)
    before = desk.ours(IT_TRIAGE)
    desk.later(20 * MINUTE)
    assert desk.ours(IT_TRIAGE) == before, "what is merged needs no card of its own"

    unmerge(desk, root.ts)
    [card] = [one for one in desk.ours(IT_TRIAGE) if one not in before]
    assert [one.shown.text for one in desk.ours(IT_TRIAGE, card.ts)] == ["Ola Nowak: Since nine"]
