"""A ticket goes from inbox to inbox: what everybody sees, and where that ends (A1-29, A5-14)."""

from datetime import timedelta

import pytest

from deskbell.adapters.memory.books import memory_books
from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.domain.ids import ChannelId, InboxId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, Dialog, MessageDeleted, MessagePosted
from deskbell.domain.settings.desk import EmojiAction
from deskbell.domain.tickets.ticket import Status, Ticket
from deskbell.usecases.audit.invariants import broken
from deskbell.usecases.slack_ports import Later, Never, Outcome, Undelivered, Unknown
from tests.builders import (
    ADAM,
    ANA,
    BEN,
    BOT,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
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

IT, X = InboxId("it"), InboxId("x-team")
EMOJI = {**a_desk().emoji, "truck": EmojiAction.MOVE, "computer": EmojiAction.MOVE}


def a_desk_with_two_teams() -> MemoryDesk:
    redirects = {"truck": X, "computer": IT}
    return MemoryDesk(a_desk(inboxes=two_inboxes(), emoji=EMOJI, redirects=redirects))


def a_ticket_on(desk: MemoryDesk) -> tuple[Ts, Post]:
    """Ana's message, and its card in IT's triage channel."""
    message = desk.say(ANA, "The invoice is wrong")
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    [card] = desk.ours(IT_TRIAGE)
    return message.ts, card


def shown(post: Post) -> str:
    return str(post.shown.blocks)


def card_in(desk: MemoryDesk, channel: ChannelId) -> Post:
    """The newest card there."""
    return [post for post in desk.ours(channel) if post.thread_ts is None][-1]


def moves_in_history(desk: MemoryDesk, ticket: Ticket) -> list[tuple[object, object]]:
    return [
        (row.detail["from_"], row.detail["to"])
        for row in desk.history(ticket.ref)
        if row.event == "TicketMoved"
    ]


def test_a_moved_ticket_has_a_card_with_the_new_team_and_the_old_one_says_where_it_went() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    assert desk.ticket.inbox == X
    [new] = desk.ours(X_TEAM_COMMS)
    assert "The invoice is wrong" in shown(new)
    assert "Requested by: Ana Reyes" in shown(new)
    assert "Open the message" in shown(new)
    [old] = desk.ours(IT_TRIAGE)
    assert (
        f"*#1* is in X-Team now: Ben Carter moved it there. Its card is in <#{X_TEAM_COMMS}>"
        in (shown(old))
    )
    assert "ticket.take" not in shown(old)


def test_the_new_team_has_its_card_although_the_old_teams_channel_refused_a_change() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    desk.slack.archived.add(IT_TRIAGE)
    desk.give(desk.reaction(BEN, root, "eyes"))
    desk.slack.archived.clear()

    desk.give(desk.reaction(BEN, root, "truck"))

    assert "The invoice is wrong" in shown(card_in(desk, X_TEAM_COMMS))
    assert "*#1* is in X-Team now" in shown(card_in(desk, IT_TRIAGE))


def test_the_new_team_keeps_its_card_although_the_old_teams_channel_refuses_a_late_change() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    busy = Fault(Later(60.0, "ratelimited"))
    desk.slack.fail("chat.update", busy, busy, busy, busy)
    desk.give(desk.reaction(LENA, root, "eyes"))
    desk.give(desk.reaction(BEN, root, "truck"))

    desk.slack.archived.add(IT_TRIAGE)
    for _ in range(5):
        desk.later(2 * MINUTE)

    [card] = desk.ours(X_TEAM_COMMS)
    desk.give(desk.press(XENA, Button.SOLVE, card))
    assert "Xena" in shown(card_in(desk, X_TEAM_COMMS))


def test_the_new_team_has_its_card_although_the_old_teams_channel_is_archived() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    desk.slack.archived.add(IT_TRIAGE)

    desk.give(desk.reaction(BEN, root, "truck"))

    [card] = desk.ours(X_TEAM_COMMS)
    told = desk.history(desk.ticket.ref)[-1]
    assert told.detail == {"effect": "RetireCard", "code": "is_archived"}, "the old card stays"
    desk.give(desk.press(XENA, Button.TAKE, card))
    assert "Xena" in shown(card_in(desk, X_TEAM_COMMS))


def test_the_requester_is_told_in_their_thread_where_it_went_and_who_decided() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team", word="They make the invoices"))

    told = desk.ours(IT_HAPPENS, root)[-1].shown.text
    assert told.startswith(f"<@{ANA}>, your request *#1* is with X-Team now. Ben Carter decided")
    assert "They make the invoices" in told


def test_a_redirect_emoji_moves_it_with_the_same_trail() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)

    desk.give(desk.reaction(BEN, root, "truck"))

    assert desk.ticket.inbox == X
    row = desk.history(desk.ticket.ref)[-1]
    assert (row.event, row.detail, row.actor) == (
        "TicketMoved",
        {"from_": "it", "to": "x-team", "why": "emoji", "category": None},
        f"person:{BEN}",
    )
    assert row.reason.key == "reason.moved_by_emoji"


def test_a_redirect_emoji_of_somebody_who_works_nowhere_is_only_noted() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)

    desk.give(desk.reaction(ANA, root, "truck"))

    assert desk.ticket.inbox == IT
    assert desk.events(desk.ticket.ref)[-1] == "ActionRefused"
    assert desk.slack.whispers == []


def test_the_new_team_works_on_it_and_the_old_one_no_more() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    desk.give(desk.press(BEN, Button.TAKE, card))
    desk.give(desk.fill(BEN, Dialog.MOVE, card_in(desk, IT_TRIAGE), inbox="x-team"))
    assert (desk.ticket.status, desk.ticket.assignee) == (Status.NEW, None)
    new = card_in(desk, X_TEAM_COMMS)

    desk.give(desk.press(BEN, Button.TAKE, new))
    assert desk.ticket.assignee is None
    desk.give(desk.press(XENA, Button.TAKE, new))
    assert desk.ticket.assignee == XENA


def test_an_assignee_who_works_in_both_inboxes_keeps_it() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    desk.give(desk.press(LENA, Button.TAKE, card))

    desk.give(desk.fill(LENA, Dialog.MOVE, card_in(desk, IT_TRIAGE), inbox="x-team"))

    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, LENA)


def test_whoever_had_it_is_told_that_it_is_no_longer_theirs() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    desk.give(desk.press(BEN, Button.TAKE, card))

    desk.give(desk.fill(JIWOO, Dialog.MOVE, card_in(desk, IT_TRIAGE), inbox="x-team"))

    [told] = desk.direct(BEN)
    assert "*#1* is in X-Team now, and no longer yours" in told.shown.text


def test_of_two_redirect_emoji_at_once_the_first_one_counts_and_the_other_person_is_told() -> None:
    desk = a_desk_with_two_teams()
    inboxes = {**two_inboxes(), InboxId("hr"): an_inbox(id=InboxId("hr"), name="HR", channels=())}
    redirects = {"truck": X, "computer": InboxId("hr")}
    desk = MemoryDesk(a_desk(inboxes=inboxes, emoji=EMOJI, redirects=redirects))
    root, _ = a_ticket_on(desk)

    desk.give(desk.reaction(BEN, root, "truck"), desk.reaction(JIWOO, root, "computer"))

    assert desk.ticket.inbox == X
    assert moves_in_history(desk, desk.ticket) == [("it", "x-team")]
    [told] = desk.slack.whispers
    assert (told.person, told.channel) == (JIWOO, IT_HAPPENS)
    assert "방금 Ben Carter 님이" in told.shown.text


def test_whoever_takes_the_redirect_emoji_off_in_time_has_it_back() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    desk.give(desk.reaction(BEN, root, "truck"))

    desk.give(desk.reaction(BEN, root, "truck", added=False))

    assert (desk.ticket.inbox, desk.ticket.moves) == (IT, ())
    assert moves_in_history(desk, desk.ticket) == [("it", "x-team"), ("x-team", "it")]
    assert "ticket.take" in shown(card_in(desk, IT_TRIAGE))
    assert "is in IT now" in shown(card_in(desk, X_TEAM_COMMS))


def test_later_taking_it_off_changes_nothing() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    desk.give(desk.reaction(BEN, root, "truck"))
    desk.later(timedelta(minutes=3))

    [handled] = desk.give(desk.reaction(BEN, root, "truck", added=False))

    assert (handled.ignored, desk.ticket.inbox) == ("undo_too_late", X)


def there_and_back(desk: MemoryDesk, *steps: tuple[PersonId, ChannelId, str]) -> None:
    for person, channel, inbox in steps:
        desk.later(5 * MINUTE)
        desk.give(desk.fill(person, Dialog.MOVE, card_in(desk, channel), inbox=inbox))


def test_the_history_has_every_inbox_the_ticket_was_in() -> None:
    desk = a_desk_with_two_teams()
    a_ticket_on(desk)

    there_and_back(desk, (BEN, IT_TRIAGE, "x-team"), (XENA, X_TEAM_COMMS, "it"))

    assert moves_in_history(desk, desk.ticket) == [("it", "x-team"), ("x-team", "it")]
    assert desk.ticket.inbox == IT


def test_after_three_moves_it_does_not_go_back_again_and_the_lead_is_asked_to_decide() -> None:
    desk = a_desk_with_two_teams()
    a_ticket_on(desk)
    to_and_fro = [(BEN, IT_TRIAGE, "x-team"), (XENA, X_TEAM_COMMS, "it")]
    there_and_back(desk, *to_and_fro, *to_and_fro)

    assert desk.ticket.inbox == X, "the fourth move would be its second return"
    note = desk.ours(X_TEAM_COMMS, card_in(desk, X_TEAM_COMMS).ts)[-1].shown.text
    assert note.startswith(f"<@{LENA}>, *#1* has been moved 3 times")
    assert "gone back and forth" in desk.slack.whispers[-1].shown.text

    there_and_back(desk, (LENA, X_TEAM_COMMS, "it"))
    assert desk.ticket.inbox == IT


def test_its_clock_goes_on_with_the_times_of_the_new_inbox() -> None:
    desk = a_desk_with_two_teams()
    desk.give(desk.form(OLA))
    ticket = desk.ticket
    desk.advance(ticket.ref, "acknowledge_request", "route_request")
    [card] = desk.ours(IT_HAPPENS)
    desk.later(10 * MINUTE)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    [due] = [timer.due for _, timer in desk.table.timers.values() if timer.name == "reminder"]
    assert due == ticket.opened_at + 30 * MINUTE, "counted from when it was asked"


def test_a_new_team_that_gets_it_late_has_half_of_its_time() -> None:
    desk = a_desk_with_two_teams()
    desk.give(desk.form(OLA))
    ticket = desk.ticket
    desk.advance(ticket.ref, "acknowledge_request", "route_request")
    [card] = desk.ours(IT_HAPPENS)
    desk.later(29 * MINUTE)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    [due] = [timer.due for _, timer in desk.table.timers.values() if timer.name == "reminder"]
    assert due == desk.now + 15 * MINUTE


def test_a_form_request_that_moves_says_so_under_its_card() -> None:
    desk = a_desk_with_two_teams()
    desk.give(desk.form(OLA))
    [card] = desk.ours(IT_HAPPENS)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    [note] = desk.ours(IT_HAPPENS, card.ts)
    assert note.shown.text.startswith(f"<@{OLA}>, your request *#1* is with X-Team now")
    assert "*#1* · A new monitor" in shown(card_in(desk, X_TEAM_COMMS))
    assert "Moved here from IT by Ben Carter" in shown(card_in(desk, X_TEAM_COMMS))


def test_what_was_said_stands_below_the_new_card_and_no_more_below_the_old_one() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.say(ANA, "It is number 4711", root))
    assert any("4711" in shown(post) for post in desk.ours(IT_TRIAGE, card.ts))

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    new = card_in(desk, X_TEAM_COMMS)
    assert [("4711" in shown(post)) for post in desk.ours(X_TEAM_COMMS, new.ts)] == [True]
    assert not any("4711" in shown(post) for post in desk.ours(IT_TRIAGE, card.ts))


def a_private_ticket_on(desk: MemoryDesk) -> tuple[Post, Post]:
    """Its cards in Ana's direct messages and in IT's triage channel."""
    _, card = a_ticket_on(desk)
    desk.give(desk.choose(BEN, Button.CONCEAL, card))
    [mine] = desk.direct(ANA)
    return mine, card


def test_nothing_of_a_private_talk_stays_with_the_team_that_had_it_however_long_it_is() -> None:
    desk = a_desk_with_two_teams()
    mine, card = a_private_ticket_on(desk)
    for number in range(30):
        desk.give(desk.say(ANA, f"It is number {number}", mine.ts, mine.channel))
    assert len(desk.ours(IT_TRIAGE, card.ts)) == 30

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    assert desk.ours(IT_TRIAGE, card.ts) == []
    new = card_in(desk, X_TEAM_COMMS)
    assert "It is number 29" in shown(desk.ours(X_TEAM_COMMS, new.ts)[-1])
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books, what_memory_shows(desk.slack)) == []


def deleted(desk: MemoryDesk, said: MessagePosted) -> MessageDeleted:
    desk.slack.remove(Thread(said.channel, said.ts))
    return MessageDeleted(said.channel, said.ts, said.thread_ts, Ts(f"{desk.wall():.6f}"))


def test_what_the_old_team_could_not_be_rid_of_is_gone_when_a_private_ticket_moves() -> None:
    desk = a_desk_with_two_teams()
    mine, card = a_private_ticket_on(desk)
    said = desk.say(ANA, "My password is hunter2", mine.ts, mine.channel)
    desk.give(said)
    desk.slack.fail("chat.delete", Fault(Never(Undelivered.NOT_INSIDE, "not_in_channel")))
    desk.give(deleted(desk, said))
    assert "hunter2" in str(desk.slack.posts)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    assert "hunter2" not in str(desk.slack.posts)


@pytest.mark.parametrize("private", [False, True])
def test_a_reply_whose_copy_had_no_answer_goes_to_the_new_team_and_leaves_the_old_one(
    *, private: bool
) -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    channel = IT_HAPPENS
    if private:
        desk.give(desk.choose(BEN, Button.CONCEAL, card))
        [mine] = desk.direct(ANA)
        root, channel = mine.ts, mine.channel
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
    desk.give(desk.say(ANA, "It is number 4711", root, channel))

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    desk.later(3 * MINUTE)

    new = card_in(desk, X_TEAM_COMMS)
    assert [("4711" in shown(post)) for post in desk.ours(X_TEAM_COMMS, new.ts)] == [True]
    assert desk.ours(IT_TRIAGE, card.ts) == []
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books, what_memory_shows(desk.slack)) == []


def test_a_deleted_reply_whose_copy_had_no_answer_does_not_stay_with_the_old_team() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), applied=True))
    said = desk.say(ANA, "My password is hunter2", root)
    desk.give(said)

    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    desk.give(deleted(desk, said))
    desk.later(3 * MINUTE)

    assert "hunter2" not in str(desk.slack.posts)
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books, what_memory_shows(desk.slack)) == []


def test_a_deleted_reply_that_came_to_the_old_team_after_the_move_goes_with_its_echo() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.slack.fail("chat.postMessage", Fault(Unknown("timeout"), late=30.0))
    said = desk.say(ANA, "My password is hunter2", root)
    desk.give(said)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    desk.give(deleted(desk, said))
    desk.later(3 * MINUTE)
    [copy] = desk.ours(IT_TRIAGE, card.ts)
    assert "hunter2" in shown(copy)

    desk.give(next(echo for echo in desk.slack.echoes if echo.ts == copy.ts))

    assert "hunter2" not in str(desk.slack.posts)
    books = memory_books(desk.table, desk.wall(), BOT)
    assert broken(books, what_memory_shows(desk.slack)) == []


def test_what_was_said_stands_below_the_card_of_a_ticket_that_comes_back_while_slack_is_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.say(ANA, "It is number 4711", root))
    take_away = desk.slack.delete

    def then_it_is_busy(message: Thread) -> Outcome:
        desk.slack.fail("chat.postMessage", Fault(Later(30.0, "ratelimited")))
        return take_away(message)

    monkeypatch.setattr(desk.slack, "delete", then_it_is_busy)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    monkeypatch.undo()
    desk.give(desk.fill(XENA, Dialog.MOVE, card_in(desk, X_TEAM_COMMS), inbox="it"))
    desk.later(MINUTE)

    back = card_in(desk, IT_TRIAGE)
    assert [("4711" in shown(post)) for post in desk.ours(IT_TRIAGE, back.ts)] == [True]


def test_a_category_that_the_new_inbox_does_not_have_is_gone() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    ticket = desk.ticket
    assert ticket.category is None
    desk.give(desk.fill(ADAM, Dialog.MOVE, card, inbox="x-team"))
    assert desk.ticket.category is None


def test_a_dialog_of_a_card_that_has_changed_meanwhile_moves_nothing() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    late = desk.fill(BEN, Dialog.MOVE, card, inbox="x-team")
    desk.give(desk.press(JIWOO, Button.TAKE, card))

    desk.give(late)

    assert (desk.ticket.inbox, desk.ticket.assignee) == (IT, JIWOO)
    assert "looked different" in desk.slack.whispers[-1].shown.text


def test_a_reply_in_the_old_triage_thread_is_still_a_note_of_the_ticket() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))

    desk.give(desk.say(BEN, "We looked at it before", card.ts, IT_TRIAGE))

    [comment] = desk.aggregates.comments(desk.ticket.ref)
    assert comment.internal
    assert Thread(IT_TRIAGE, card.ts) in desk.slack.posts


def test_a_ticket_moves_though_its_old_card_cannot_be_changed_any_more() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    desk.give(desk.say(ANA, "It is number 4711", root))
    desk.slack.archived.add(IT_TRIAGE)

    desk.give(desk.reaction(BEN, root, "truck"))

    assert "The invoice is wrong" in shown(card_in(desk, X_TEAM_COMMS))


def in_the_thread(desk: MemoryDesk, root: Ts) -> Post:
    """The card that whoever moved it away still sees."""
    return next(post for post in desk.ours(IT_HAPPENS, root) if post.shown.blocks)


def test_undo_under_more_takes_a_move_back_and_it_is_whose_it_was() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.press(BEN, Button.TAKE, card))
    [card] = desk.ours(IT_TRIAGE)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    assert (desk.ticket.inbox, desk.ticket.status) == (X, Status.NEW)

    desk.now += MINUTE
    desk.give(desk.choose(BEN, Button.UNDO, in_the_thread(desk, root)))

    assert (desk.ticket.inbox, desk.ticket.status, desk.ticket.assignee) == (
        IT,
        Status.ASSIGNED,
        BEN,
    )
    assert "Ben Carter" in shown(card_in(desk, IT_TRIAGE))
    assert "*#1* is in IT now" in shown(card_in(desk, X_TEAM_COMMS))
    assert desk.ticket.moves == ()
    assert desk.history(desk.ticket.ref)[-1].reason.key == "reason.move_undone"
    assert desk.table.timers == {}, "nobody is reminded of what somebody has"


def test_the_redirect_emoji_taken_off_gives_it_back_to_whoever_had_it() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.press(BEN, Button.TAKE, card))
    desk.give(desk.reaction(BEN, root, "truck"))
    desk.give(desk.reaction(BEN, root, "truck", added=False))
    assert (desk.ticket.inbox, desk.ticket.assignee) == (IT, BEN)


def test_what_waited_for_its_requester_waits_again_when_a_move_is_undone() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.choose(BEN, Button.WAIT, card))
    desk.give(desk.fill(BEN, Dialog.MOVE, card_in(desk, IT_TRIAGE), inbox="x-team"))
    desk.give(desk.choose(BEN, Button.UNDO, in_the_thread(desk, root)))
    assert desk.ticket.status is Status.WAITING
    before = len(desk.direct(ANA))
    desk.later(timedelta(hours=25))
    assert len(desk.direct(ANA)) == before + 1


def test_a_requester_who_has_answered_meanwhile_is_not_waited_for_again() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.choose(BEN, Button.WAIT, card))
    desk.give(desk.fill(BEN, Dialog.MOVE, card_in(desk, IT_TRIAGE), inbox="x-team"))
    desk.give(desk.say(ANA, "It is the blue one", root))
    desk.give(desk.choose(BEN, Button.UNDO, in_the_thread(desk, root)))
    assert (desk.ticket.status, desk.ticket.assignee) == (Status.ASSIGNED, BEN)
    before = len(desk.direct(ANA))
    desk.later(timedelta(hours=25))
    assert len(desk.direct(ANA)) == before


def test_a_move_of_long_ago_is_not_undone_and_that_is_said() -> None:
    desk = a_desk_with_two_teams()
    root, card = a_ticket_on(desk)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    desk.now += 3 * MINUTE
    desk.give(desk.choose(BEN, Button.UNDO, in_the_thread(desk, root)))
    assert desk.ticket.inbox == X
    assert "can no longer be undone" in desk.slack.whispers[-1].shown.text


def test_what_was_done_since_is_undone_first() -> None:
    desk = a_desk_with_two_teams()
    _, card = a_ticket_on(desk)
    desk.give(desk.fill(BEN, Dialog.MOVE, card, inbox="x-team"))
    desk.give(desk.press(XENA, Button.TAKE, card_in(desk, X_TEAM_COMMS)))
    desk.give(desk.choose(XENA, Button.UNDO, card_in(desk, X_TEAM_COMMS)))
    assert (desk.ticket.inbox, desk.ticket.status) == (X, Status.NEW)


def test_a_redirect_that_slack_tells_of_after_it_was_taken_off_moves_nothing() -> None:
    desk = a_desk_with_two_teams()
    root, _ = a_ticket_on(desk)
    redirect = desk.reaction(BEN, root, "truck")
    desk.now += timedelta(seconds=1)
    desk.give(desk.reaction(BEN, root, "truck", added=False))
    desk.give(redirect)
    assert desk.ticket.inbox == IT
