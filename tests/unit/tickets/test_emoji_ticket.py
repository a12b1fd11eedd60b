"""What an emoji on a message does to a ticket (A5-02, A5-09)."""

from dataclasses import replace
from datetime import timedelta

from deskbell.domain.decision import Comment, Decision, Link, Role
from deskbell.domain.effects import (
    Place,
    ReadThread,
    ReleaseParked,
    ShowCard,
    ShowStatus,
    Whisper,
)
from deskbell.domain.ids import Thread, Ts, ticket_ref
from deskbell.domain.tickets import commands as c
from deskbell.domain.tickets import events as e
from deskbell.domain.tickets.decide import decide
from deskbell.domain.tickets.open_from_message import BACKFILL_LIMIT
from deskbell.domain.tickets.ticket import Card, Privacy, Status, Ticket
from tests.builders import (
    ANA,
    BEN,
    GUS,
    INSTALL,
    IT_HAPPENS,
    IT_ONCALL,
    IT_TRIAGE,
    JIWOO,
    MINJUN,
    NOW,
    ROOT,
    ROOT_MESSAGE,
    a_message,
    a_reply,
    a_ticket,
    an_inbox,
    as_member,
    open_from_message,
    opened,
)


def after(decision: Decision) -> Ticket:
    state = decision.changes[0].after
    assert isinstance(state, Ticket)
    return state


def test_the_message_and_its_replies_become_a_ticket_of_its_author() -> None:
    decision = decide(
        None,
        open_from_message(thread=(ROOT_MESSAGE, a_reply("1795424401.000100", "Same here"))),
        NOW,
    )
    ticket = after(decision)
    assert (ticket.requester, ticket.opener, ticket.text) == (ANA, MINJUN, ROOT_MESSAGE.text)
    assert (Role.FOLLOWER, MINJUN) in ticket.people
    assert [r.texts for r in decision.changes[0].rows if isinstance(r, Comment)] == [
        (("1795424401.000100", "Same here"),)
    ]


def test_there_is_one_card_in_the_thread_and_one_in_the_triage_channel() -> None:
    effects = decide(None, open_from_message(), NOW).changes[0].effects
    assert [x for x in effects if isinstance(x, ShowCard)] == [
        ShowCard(Place.THREAD, IT_HAPPENS, ROOT.ts),
        ShowCard(Place.TRIAGE, IT_TRIAGE),
    ]
    assert ReleaseParked(ROOT, NOW) in effects


def test_when_slack_cannot_be_read_the_triagers_see_the_ticket_at_once_and_its_text_follows() -> (
    None
):
    decision = decide(None, open_from_message(thread=None), NOW)
    ticket = after(decision)
    assert ticket.text is None
    assert ticket.requester == ANA
    assert decision.changes[0].effects == (
        ReadThread(ROOT),
        ShowCard(Place.TRIAGE, IT_TRIAGE),
        ReleaseParked(ROOT, NOW),
    )
    read = decide(ticket, c.RecordThread((ROOT_MESSAGE,), (), None), NOW)
    assert after(read).text == ROOT_MESSAGE.text
    assert ShowCard(Place.THREAD, IT_HAPPENS, ROOT.ts) in read.changes[0].effects


def test_an_unreadable_message_still_gets_its_card() -> None:
    ticket = opened(open_from_message(thread=None))
    read = decide(ticket, c.RecordThread((), (), None, "not_in_channel"), NOW)
    assert after(read).text == ""
    assert ShowCard(Place.THREAD, IT_HAPPENS, ROOT.ts) in read.changes[0].effects


def test_five_people_adding_the_emoji_make_five_followers() -> None:
    ticket = a_ticket()
    for person in (MINJUN, ANA, BEN, JIWOO, GUS):
        decision = decide(ticket, c.Follow(as_member(person), "ticket", an_inbox()), NOW)
        ticket = after(decision) if decision.changes else ticket
    assert ticket.followers == (MINJUN, ANA, BEN, JIWOO, GUS)


def test_following_does_not_make_buttons_stale() -> None:
    ticket = a_ticket()
    followed = after(decide(ticket, c.Follow(as_member(BEN), "ticket", an_inbox()), NOW))
    assert followed.version == ticket.version + 1
    assert followed.card_revision == ticket.card_revision


def test_an_emoji_on_a_reply_read_late_belongs_to_the_root_of_the_thread() -> None:
    reply = Thread(IT_HAPPENS, Ts("1795424402.000100"))
    ticket = opened(open_from_message(message=reply, thread=None))
    read = (a_message(reply.ts, "me too", thread_ts=ROOT.ts),)
    decision = decide(ticket, c.RecordThread(read, (), None), NOW)
    rerooted = after(decision)
    assert rerooted.message == ROOT
    assert rerooted.home.thread_ts == ROOT.ts
    assert ReadThread(ROOT) in decision.changes[0].effects
    assert any(isinstance(row, Link) for row in decision.changes[0].rows)


def test_a_card_that_could_not_stand_below_a_reply_stands_below_its_root() -> None:
    reply = Thread(IT_HAPPENS, Ts("1795424402.000100"))
    ticket = opened(open_from_message(message=reply, thread=None))
    elsewhere = Card(Place.FALLBACK, IT_ONCALL)
    moved = replace(ticket, cards=(elsewhere,))
    read = (a_message(reply.ts, "me too", thread_ts=ROOT.ts),)
    rerooted = after(decide(moved, c.RecordThread(read, (), None), NOW))
    assert rerooted.cards == (Card(Place.THREAD, IT_HAPPENS, ROOT.ts), elsewhere)


def test_an_emoji_on_a_reply_of_a_ticket_read_late_is_merged_into_that_ticket() -> None:
    reply = Thread(IT_HAPPENS, Ts("1795424402.000100"))
    ref = ticket_ref(INSTALL, IT_HAPPENS, reply.ts)
    late = opened(
        open_from_message(ref=ref, number=8, message=reply, thread=None, by=as_member(BEN))
    )
    other = a_ticket()
    read = (a_message(reply.ts, "me too", thread_ts=ROOT.ts),)
    decision = decide(late, c.RecordThread(read, (), other), NOW)
    merged, followed = (change.after for change in decision.changes)
    assert isinstance(merged, Ticket)
    assert isinstance(followed, Ticket)
    assert (merged.status, merged.merged_into) == (Status.MERGED, other.ref)
    assert BEN in followed.followers


def test_what_is_merged_late_into_a_private_ticket_or_with_one_is_private() -> None:
    reply = Thread(IT_HAPPENS, Ts("1795424402.000100"))
    ref = ticket_ref(INSTALL, IT_HAPPENS, reply.ts)
    opening = open_from_message(ref=ref, number=8, message=reply, thread=None, by=as_member(BEN))
    late = replace(opened(opening), privacy=Privacy.PRIVATE)
    read = (a_message(reply.ts, "me too", thread_ts=ROOT.ts),)
    decision = decide(late, c.RecordThread(read, (), a_ticket(), inbox=an_inbox()), NOW)
    other = decision.changes[1].after
    assert isinstance(other, Ticket)
    assert other.privacy is Privacy.PRIVATE
    assert Place.DIRECT in {card.place for card in other.cards}


def test_a_very_long_thread_is_taken_over_in_parts() -> None:
    replies = tuple(a_reply(f"17954245{n:02}.000100", f"{n}") for n in range(60))
    decision = decide(None, open_from_message(thread=(ROOT_MESSAGE, *replies)), NOW)
    first = tuple(row for row in decision.changes[0].rows if isinstance(row, Comment))
    assert len(first) == BACKFILL_LIMIT
    assert ReadThread(ROOT) in decision.changes[0].effects
    rest = decide(after(decision), c.RecordThread((ROOT_MESSAGE, *replies), first, None), NOW)
    assert after(rest).comments == 60


def test_taking_the_emoji_off_again_at_once_cancels_the_ticket() -> None:
    decision = decide(a_ticket(), c.Cancel(as_member(MINJUN), 120), NOW + timedelta(seconds=119))
    assert after(decision).status is Status.CANCELLED


def test_taking_the_emoji_off_later_changes_nothing() -> None:
    command = c.Cancel(as_member(MINJUN), 120)
    assert decide(a_ticket(), command, NOW + timedelta(seconds=121)).changes == ()


def test_a_ticket_that_others_want_too_is_not_cancelled_by_its_opener() -> None:
    ticket = a_ticket(followers=(MINJUN, BEN))
    assert decide(ticket, c.Cancel(as_member(MINJUN), 120), NOW).changes == ()


def test_somebody_elses_emoji_taken_off_changes_nothing() -> None:
    assert decide(a_ticket(), c.Cancel(as_member(BEN), 120), NOW).changes == ()


def test_the_bots_one_reaction_follows_the_status() -> None:
    taken = decide(a_ticket(), c.Take(as_member(BEN), emoji="eyes"), NOW)
    solved = decide(after(taken), c.Solve(as_member(BEN), an_inbox()), NOW)
    shown = [
        effect
        for decision in (taken, solved)
        for effect in decision.changes[0].effects
        if isinstance(effect, ShowStatus)
    ]
    assert shown == [
        ShowStatus(Place.THREAD, ROOT, "eyes", None),
        ShowStatus(Place.THREAD, ROOT, "white_check_mark", "eyes"),
    ]


def test_taking_updates_every_card() -> None:
    effects = decide(a_ticket(), c.Take(as_member(BEN)), NOW).changes[0].effects
    assert [x.place for x in effects if isinstance(x, ShowCard)] == [Place.THREAD, Place.TRIAGE]


def test_a_guest_cannot_take_and_is_told_so() -> None:
    command = c.Take(as_member(GUS), IT_HAPPENS, ROOT.ts, revision=1)
    decision = decide(a_ticket(), command, NOW)
    assert after(decision).status is Status.NEW
    assert isinstance(decision.changes[0].event, e.ActionRefused)
    [whisper] = [x for x in decision.changes[0].effects if isinstance(x, Whisper)]
    assert whisper.text.key == "whisper.not_allowed"


def test_an_emoji_of_somebody_who_may_not_take_is_noted_without_a_word() -> None:
    decision = decide(a_ticket(), c.Take(as_member(GUS), emoji="eyes"), NOW)
    assert decision.changes[0].effects == ()


def test_a_stale_button_takes_nothing_and_renders_the_cards_again() -> None:
    ticket = a_ticket(card_revision=3)
    decision = decide(ticket, c.Take(as_member(BEN), IT_TRIAGE, None, revision=2), NOW)
    assert after(decision).status is Status.NEW
    cards = [x for x in decision.changes[0].effects if isinstance(x, ShowCard)]
    assert [card.refresh for card in cards] == [True, True]


def test_the_second_agent_is_told_who_was_first() -> None:
    taken = after(decide(a_ticket(), c.Take(as_member(BEN)), NOW))
    decision = decide(taken, c.Take(as_member(JIWOO), IT_TRIAGE, None, 1), NOW)
    [whisper] = [x for x in decision.changes[0].effects if isinstance(x, Whisper)]
    assert whisper.text.key == "whisper.already_taken"
    assert after(decision).assignee == BEN


def test_a_double_click_is_one_click() -> None:
    taken = after(decide(a_ticket(), c.Take(as_member(BEN)), NOW))
    assert decide(taken, c.Take(as_member(BEN), IT_TRIAGE, None, 1), NOW).changes == ()


def test_the_requester_may_solve_their_own_ticket_and_a_stranger_may_not() -> None:
    own = decide(a_ticket(), c.Solve(as_member(ANA), an_inbox()), NOW)
    assert after(own).status is Status.SOLVED
    assert after(own).assignee is None
    strange = decide(a_ticket(), c.Solve(as_member(GUS), an_inbox()), NOW)
    assert after(strange).status is Status.NEW
