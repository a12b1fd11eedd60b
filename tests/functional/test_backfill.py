"""Events that Slack dropped come late, by its history, and nothing comes twice (C-18, A5-01)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.effects import Place
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.ids import Thread, Ts, install_ref
from deskbell.domain.inputs import DeliveryLimited, Dialog
from deskbell.domain.tickets.ticket import Privacy, Status
from deskbell.usecases.backfill.report import Standing, What
from deskbell.usecases.slack_ports import Later, Unknown
from tests.builders import (
    ANA,
    BEN,
    BOT,
    INSTALL,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
)
from tests.functional.dropping_slack import HOUR, DroppingSlack, keys_of


@pytest.fixture
def slack() -> DroppingSlack:
    slack = DroppingSlack()
    slack.begin()
    return slack


def a_ticket(slack: DroppingSlack) -> Ts:
    """Its message; all of it was told."""
    asked = slack.say(ANA, "My laptop does not start")
    slack.react(MINJUN, asked, "ticket")
    return asked


def card_in_triage(slack: DroppingSlack) -> Ts:
    card = slack.desk.aggregates.posted(slack.desk.ticket.ref, Place.TRIAGE)
    assert card
    return card.ts


def test_what_somebody_took_in_the_moment_they_left_is_in_triage_within_the_hour(
    slack: DroppingSlack,
) -> None:
    asked = a_ticket(slack)
    slack.react(BEN, asked, "eyes")
    assert slack.desk.ticket.assignee == BEN
    row = slack.desk.person_rows.get(INSTALL, BEN)
    assert row  # and now they leave, while the lists do not have it yet
    slack.desk.person_rows.put(INSTALL, replace(row, person=replace(row.person, deactivated=True)))

    slack.backfill(dry_run=True)
    assert slack.desk.ticket.assignee == BEN, "a dry run changes nothing"
    slack.backfill()
    freed = slack.desk.ticket
    assert (freed.status, freed.assignee) == (Status.NEW, None)
    last = slack.desk.history(slack.desk.ticket.ref)[-1]
    assert (last.event, last.actor) == ("AssigneeLeft", "slack:people")


# --- what is found ----------------------------------------------------------------------------


def test_all_that_was_dropped_is_found_and_nothing_else_is(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.say(BEN, "Since when?", asked)
    slack.say(ANA, "Since this morning", asked, told=False)
    slack.say(BEN, "Looks like the battery", card_in_triage(slack), IT_TRIAGE)
    slack.say(JIWOO, "Or the charger", card_in_triage(slack), IT_TRIAGE, told=False)
    told = slack.say(ANA, "It bleeps", asked)
    slack.edit(told, "It beeps", told=False)
    slack.edit(asked, "My laptop does not start any more", told=False)
    slack.say(OLA, "Good morning", told=False)
    printer = slack.say(OLA, "The printer is on fire", told=False)
    slack.react(OLA, printer, "ticket", told=False)
    slack.react(BEN, printer, "eyes", told=False)
    ordinary = set(slack.dropped[4:6])  # two messages, of which the ticket of one comes by emoji
    slack.desk.later(HOUR)

    report = slack.backfill()

    assert sorted(keys_of(report)) == sorted(set(slack.dropped) - ordinary)
    laptop, fire = slack.desk.tickets
    assert laptop.text == "My laptop does not start any more"
    assert [c.texts[-1][1] for c in slack.desk.aggregates.comments(laptop.ref)] == [
        "Since when?",
        "Since this morning",
        "Looks like the battery",
        "Or the charger",
        "It beeps",
    ]
    assert (fire.text, fire.opener, fire.assignee) == ("The printer is on fire", OLA, BEN)


def test_a_second_look_finds_nothing(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "My laptop does not start", told=False)
    slack.react(MINJUN, asked, "ticket", told=False)
    slack.say(ANA, "Please", asked, told=False)
    slack.desk.later(HOUR)

    assert keys_of(slack.backfill())
    before = slack.desk.history(slack.desk.ticket.ref)
    assert keys_of(slack.backfill()) == []
    assert slack.desk.history(slack.desk.ticket.ref) == before
    assert slack.comments() == [("Please", False)]


def test_what_slack_tells_after_all_changes_nothing_any_more(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "My laptop does not start", told=False)
    slack.react(MINJUN, asked, "ticket", told=False)
    slack.backfill()
    before = slack.desk.history(slack.desk.ticket.ref)

    handled = slack.desk.give(slack.desk.reaction(MINJUN, asked, "ticket"))

    assert [one.ignored for one in handled] == ["follower_known"]
    assert slack.desk.history(slack.desk.ticket.ref) == before


def test_a_late_emoji_on_an_older_message_is_found(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "My laptop does not start")
    slack.desk.later(3 * HOUR)
    slack.say(OLA, "Good morning")
    slack.backfill()
    slack.react(MINJUN, asked, "ticket", told=False)

    assert keys_of(slack.backfill()) == slack.dropped
    assert slack.desk.ticket.opener == MINJUN


def test_a_ticket_emoji_on_a_reply_makes_a_ticket_of_its_thread(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, "My laptop does not start")
    reply = slack.say(OLA, "Mine neither", asked)
    slack.react(MINJUN, reply, "ticket", told=False)
    slack.backfill()

    assert slack.desk.ticket.text == "My laptop does not start"
    assert slack.comments() == [("Mine neither", False)]


def test_replies_to_an_open_ticket_are_found_however_old_it_is(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.desk.give(slack.desk.reaction(BEN, asked, "eyes"))
    for _ in range(4):
        slack.desk.later(24 * HOUR)
        slack.say(OLA, "Good morning")
        slack.backfill()
    slack.say(ANA, "Still dead", asked, told=False)
    slack.say(JIWOO, "Swap it", card_in_triage(slack), IT_TRIAGE, told=False)
    slack.desk.later(HOUR)

    assert sorted(keys_of(slack.backfill())) == sorted(slack.dropped)
    assert slack.comments() == [("Still dead", False), ("Swap it", True)]


def test_direct_messages_of_an_open_ticket_are_found_also_when_they_are_no_replies(
    slack: DroppingSlack,
) -> None:
    talk = slack.desk.slack.direct_channel(ANA)
    assert isinstance(talk, str)
    asked = slack.say(ANA, "My salary is wrong", channel=talk)
    slack.edit(asked, "My salary is wrong since May", talk, told=False)
    slack.say(ANA, "It is too low", channel=talk, told=False)
    slack.desk.later(HOUR)

    assert sorted(keys_of(slack.backfill())) == sorted(slack.dropped)
    assert slack.desk.ticket.text == "My salary is wrong since May"
    assert slack.comments() == [("It is too low", False)]
    assert keys_of(slack.backfill()) == []


def test_replies_to_a_direct_message_that_was_missed_are_found_after_it(
    slack: DroppingSlack,
) -> None:
    talk = slack.desk.slack.direct_channel(ANA)
    assert isinstance(talk, str)
    slack.say(ANA, "My salary is wrong", channel=talk)
    more = slack.say(ANA, "It is too low", channel=talk, told=False)
    slack.say(ANA, "By a third", under=more, channel=talk, told=False)
    slack.desk.later(HOUR)

    slack.backfill()
    slack.backfill()
    assert slack.comments() == [("It is too low", False), ("By a third", False)]


def test_so_they_are_where_not_even_the_team_may_know_of_it(slack: DroppingSlack) -> None:
    talk = slack.desk.slack.direct_channel(ANA)
    assert isinstance(talk, str)
    slack.say(ANA, "Somebody harasses me", channel=talk)
    desk = slack.desk
    desk.give(desk.fill(LENA, Dialog.PRIVACY, desk.ours(IT_TRIAGE)[0], privacy="restricted"))
    assert desk.ticket.privacy is Privacy.RESTRICTED
    slack.say(ANA, "Again today", channel=talk, told=False)
    slack.desk.later(HOUR)

    assert sorted(keys_of(slack.backfill())) == sorted(slack.dropped)
    assert slack.comments() == [("Again today", False)]


def test_of_two_tickets_in_one_talk_the_older_one_is_read_from_its_own_beginning(
    slack: DroppingSlack,
) -> None:
    desk, refs = slack.desk, []
    talk = desk.slack.direct_channel(ANA)
    assert isinstance(talk, str)
    for problem in ("My salary is wrong", "My contract is wrong"):
        slack.react(ANA, slack.say(ANA, problem), "ticket")
        refs.append(desk.tickets[-1].ref)
        card = desk.aggregates.posted(refs[-1], Place.TRIAGE)
        assert card
        post = desk.slack.posts[Thread(card.channel, card.ts)]
        desk.give(desk.fill(LENA, Dialog.PRIVACY, post, privacy="private"))
        slack.say(ANA, "Nobody told you this", channel=talk, told=False)
        desk.later(72 * HOUR)
    slack.bookmarks.keep_last_ticket(INSTALL, refs[0])  # so the younger one's turn comes first

    assert set(slack.dropped) <= set(keys_of(slack.backfill()))


def test_take_and_solve_without_a_ticket_emoji_ask_for_nothing(slack: DroppingSlack) -> None:
    thanked = slack.say(ANA, "The new door is nice")
    slack.react(BEN, thanked, "white_check_mark", told=False)
    slack.react(BEN, thanked, "eyes", told=False)

    assert keys_of(slack.backfill()) == []
    assert slack.desk.tickets == []


def test_an_emoji_that_was_put_on_a_ticket_does_not_undo_what_came_since(
    slack: DroppingSlack,
) -> None:
    asked = a_ticket(slack)
    slack.react(BEN, asked, "white_check_mark")
    slack.desk.later(timedelta(minutes=1))
    slack.react(JIWOO, asked, "eyes")
    standing = slack.desk.ticket
    slack.desk.later(HOUR)

    assert keys_of(slack.backfill()) == []
    assert slack.desk.ticket == standing


def test_what_was_deleted_stays_deleted(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    reply = slack.say(ANA, "My password is …", asked)
    slack.desk.slack.remove(Thread(IT_HAPPENS, reply))

    assert keys_of(slack.backfill()) == []


def test_a_message_of_no_ticket_is_counted_and_left_alone(slack: DroppingSlack) -> None:
    slack.say(OLA, "Good morning", told=False)
    report = slack.backfill()

    assert report.total(Standing.UNTRACKED, IT_HAPPENS, What.ROOT) == 1
    assert slack.desk.queue.envelopes == []


# --- what it tells ----------------------------------------------------------------------------


def test_the_report_counts_what_was_read_known_and_missed(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.say(BEN, "Since when?", asked)
    slack.say(ANA, "Since this morning", asked, told=False)
    slack.say(OLA, "Good morning")
    slack.desk.later(HOUR)
    report = slack.backfill()

    counted = {
        (what, standing): report.total(standing, IT_HAPPENS, what)
        for what in What
        for standing in Standing
        if report.total(standing, IT_HAPPENS, what)
    }
    assert counted == {
        (What.ROOT, Standing.KNOWN): 1,
        (What.ROOT, Standing.UNTRACKED): 1,
        (What.REPLY, Standing.KNOWN): 1,
        (What.REPLY, Standing.MISSED): 1,
        (What.EMOJI, Standing.KNOWN): 1,
    }
    assert report.total(channel=IT_HAPPENS, what=What.REPLY) == 2
    assert (report.total(Standing.MISSED), report.stopped, report.waiting) == (1, None, 0)


def test_what_slack_may_still_tell_is_read_and_counted_apart(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.say(ANA, "Please", asked, told=False)
    report = slack.backfill()

    assert report.total(Standing.UNDERWAY, IT_HAPPENS, What.REPLY) == 1
    assert slack.comments() == [("Please", False)]


def test_a_dry_run_tells_the_same_and_changes_nothing(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.say(ANA, "Please", asked, told=False)
    slack.desk.later(HOUR)
    bookmarks, turns = dict(slack.desk.table.bookmarks), dict(slack.desk.table.turns)

    report = slack.backfill(dry_run=True)

    assert keys_of(report) == slack.dropped
    assert slack.comments() == []
    assert (slack.desk.table.bookmarks, slack.desk.table.turns) == (bookmarks, turns)
    assert keys_of(slack.backfill()) == slack.dropped


def test_that_slack_dropped_events_is_written_down_once_a_minute(slack: DroppingSlack) -> None:
    minute = slack.desk.now.replace(second=0, microsecond=0)
    handled = slack.desk.give(*[DeliveryLimited(minute)] * 2, key="limited:now")
    slack.desk.give(DeliveryLimited(minute + timedelta(minutes=1)))

    assert [one.ignored for one in handled] == [None, "duplicate"]
    first, second = slack.desk.history(install_ref(INSTALL))
    assert (first.event, first.actor) == ("EventsDropped", "slack:events")
    assert [row.detail["minute"] for row in (first, second)] == [
        minute.isoformat(),
        (minute + timedelta(minutes=1)).isoformat(),
    ]


# --- how far it looks -------------------------------------------------------------------------


def test_the_first_look_goes_back_an_hour_and_no_later_one_goes_further() -> None:
    slack = DroppingSlack()
    old = slack.say(ANA, "Before Deskbell came", told=False)
    slack.react(ANA, old, "ticket", told=False)
    slack.desk.later(2 * HOUR)
    recent = slack.say(ANA, "While it was being installed", told=False)
    slack.react(ANA, recent, "ticket", told=False)
    for _ in range(2):
        slack.backfill()

    assert [ticket.text for ticket in slack.desk.tickets] == ["While it was being installed"]


def test_an_admin_can_look_further_back_and_moves_no_bookmark() -> None:
    slack = DroppingSlack()
    old = slack.say(ANA, "Before Deskbell came", told=False)
    slack.react(ANA, old, "ticket", told=False)
    begun = slack.desk.now - HOUR
    slack.desk.later(72 * HOUR)

    slack.backfill(since=begun)

    assert [ticket.text for ticket in slack.desk.tickets] == ["Before Deskbell came"]
    assert slack.desk.table.bookmarks == {}


# --- when it cannot go on ---------------------------------------------------------------------


def many_tickets(slack: DroppingSlack, count: int = 7) -> None:
    for number in range(count):
        asked = slack.say(ANA, f"Help {number}", told=False)
        slack.react(ANA, asked, "ticket", told=False)
        slack.say(ANA, "Please", asked, told=False)


def test_it_goes_on_where_it_was_stopped_message_by_message() -> None:
    slack = DroppingSlack(page=3)
    slack.begin()
    many_tickets(slack)
    slack.desk.later(HOUR)
    stops = []
    for number in range(20):
        stops.append(slack.backfill(questions=3).stopped)
        slack.say(OLA, f"Meanwhile {number}")

    assert stops[0] == "no_time"
    assert sorted(t.text or "" for t in slack.desk.tickets) == [f"Help {n}" for n in range(7)]
    assert {t.comments for t in slack.desk.tickets} == {1}


def test_where_slack_wants_a_pause_and_there_is_time_it_waits(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.say(ANA, "Please", asked, told=False)
    slack.desk.slack.fail("conversations.history", Fault(Later(30.0, "ratelimited")))

    assert slack.backfill().stopped is None
    assert slack.pauses == [30.0]
    assert slack.comments() == [("Please", False)]


@pytest.mark.parametrize(
    "answer", [Later(600.0, "ratelimited"), Later(None, "service_unavailable"), Unknown("timeout")]
)
def test_where_slack_does_not_answer_it_is_asked_the_next_time(
    slack: DroppingSlack, answer: Later | Unknown
) -> None:
    asked = a_ticket(slack)
    slack.say(ANA, "Please", asked, told=False)
    slack.desk.slack.fail("conversations.history", Fault(answer))
    before = dict(slack.desk.table.bookmarks)

    assert slack.backfill().stopped == answer.code
    assert slack.desk.table.bookmarks == before
    assert slack.backfill().stopped is None
    assert slack.comments() == [("Please", False)]


def test_without_time_slack_is_not_asked(slack: DroppingSlack) -> None:
    calls = len(slack.desk.slack.calls)

    assert slack.backfill(questions=0).stopped == "no_time"
    assert len(slack.desk.slack.calls) == calls


def test_the_channel_that_was_looked_at_longest_ago_is_the_first_of_the_next_run() -> None:
    slack = DroppingSlack()
    first = slack.backfill(questions=1)
    slack.desk.later(HOUR)
    second = slack.backfill(questions=1)

    assert first.channels == [IT_HAPPENS, IT_TRIAGE]
    assert second.channels == [IT_TRIAGE, IT_HAPPENS]


def test_a_channel_that_cannot_be_read_does_not_stop_the_others(slack: DroppingSlack) -> None:
    slack.desk.slack.members[IT_TRIAGE].discard(BOT)
    asked = slack.say(ANA, "My laptop does not start", told=False)
    slack.react(ANA, asked, "ticket", told=False)
    report = slack.backfill()

    assert report.unreadable == {IT_TRIAGE: "not_in_channel"}
    assert report.stopped is None
    assert len(slack.desk.tickets) == 1


def test_what_the_inbox_did_not_take_is_found_again(slack: DroppingSlack) -> None:
    many_tickets(slack)
    slack.desk.later(HOUR)
    slack.desk.queue.available = False
    with pytest.raises(QueueUnavailableError):
        slack.backfill()
    slack.desk.queue.available = True
    slack.backfill()

    assert len(slack.desk.tickets) == 7


def days_later(slack: DroppingSlack) -> None:
    """What was said until now is too old to be read once more."""
    slack.desk.later(48 * HOUR)
    slack.say(OLA, "Good morning")
    slack.say(BEN, "Good morning", channel=IT_TRIAGE)
    slack.backfill()


def test_open_tickets_have_their_threads_read_in_turn(slack: DroppingSlack) -> None:
    for number in range(3):
        slack.react(ANA, slack.say(ANA, f"Help {number}"), "ticket")
    days_later(slack)
    read = []
    for _ in range(3):
        report = slack.backfill(questions=4)  # two channels, two threads of one ticket
        assert (report.stopped, report.threads, report.waiting) == ("no_time", 2, 2)
        read.append(slack.bookmarks.last_ticket(INSTALL))

    assert set(read) == {ticket.ref for ticket in slack.desk.tickets}


def test_a_ticket_that_is_solved_is_not_read_for_ever(slack: DroppingSlack) -> None:
    asked = a_ticket(slack)
    slack.react(BEN, asked, "white_check_mark")
    assert slack.desk.ticket.status is Status.SOLVED
    days_later(slack)

    assert slack.backfill().threads == 0
