"""What people do in Slack, as the figures of a report: the history of the real desk says enough
(A5-10, A4-10, A4-11, C-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.ticket_log import memory_ticket_log
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import InboxId
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.reports.collaboration import Collaboration, Pair, collaboration
from deskbell.domain.reports.figures import By, Clock, Group, Measure, Report, Times, figures
from deskbell.domain.reports.life import Turn
from deskbell.domain.reports.log import Log
from deskbell.domain.reports.period import Period
from deskbell.domain.tickets.ticket import Privacy
from deskbell.usecases.slack_ports import Unknown
from tests.builders import (
    ANA,
    BEN,
    JIWOO,
    LENA,
    MINJUN,
    NOW,
    OLA,
    XENA,
    a_desk,
    an_envelope,
    an_inbox,
    two_inboxes,
)
from tests.functional.memory_desk import MemoryDesk
from tests.functional.states import HOUR, MINUTE, Ticketed
from tests.functional.two_way import TwoSides

ALL = Group(By.ALL)
UTC_DAY = Period(NOW.date(), NOW.date() + timedelta(days=6), "UTC")


@pytest.fixture
def desk() -> Ticketed:
    return Ticketed(a_desk(inboxes=two_inboxes()))


def report(desk: MemoryDesk) -> Report:
    lives, left_out = Log(memory_ticket_log(desk.table)).lives(UTC_DAY.ends, desk.desk.staff)
    return figures(lives, UTC_DAY, desk.desk, left_out=left_out)


def together(desk: MemoryDesk) -> Collaboration:
    lives, _ = Log(memory_ticket_log(desk.table)).lives(UTC_DAY.ends, desk.desk.staff)
    return collaboration(lives, UTC_DAY, desk.desk)


def replied(desk: MemoryDesk, group: Group = ALL) -> timedelta | None:
    """How long the only ticket waited for its first reply."""
    found = report(desk).times.get((group, Measure.FIRST_REPLY, Clock.CALENDAR))
    assert found is None or found.count == 1
    return found.mean if found else None


def resolved(desk: MemoryDesk, measure: Measure) -> Times | None:
    return report(desk).times.get((ALL, measure, Clock.CALENDAR))


def turns(desk: MemoryDesk) -> dict[Turn, int]:
    return dict(report(desk).volumes[ALL].turns)


def of(person: str) -> Group:
    return Group(By.AGENT, person)


def test_the_first_reply_is_the_first_thing_that_the_desk_says_to_everybody() -> None:
    """Not the app's card, not a note, not the requester's own words, not a colleague's."""
    sides = TwoSides()
    desk = sides.desk
    for person in (ANA, MINJUN):
        desk.now += MINUTE
        sides.answer(person, "It beeps")
    desk.now += MINUTE
    sides.note(BEN, "She dropped it")
    assert replied(desk) is None
    desk.now += MINUTE
    sides.answer(BEN, "Hold the power button")
    desk.now += MINUTE
    sides.answer(JIWOO, "Or come by")
    assert replied(desk) == replied(desk, of(BEN)) == 4 * MINUTE
    assert replied(desk, of(JIWOO)) is None


def test_a_published_note_is_a_reply_from_then_on_and_not_if_that_is_taken_back() -> None:
    sides = TwoSides()
    desk = sides.desk
    note = sides.note(BEN, "Hold the power button")
    desk.now += 3 * MINUTE
    sides.publish(LENA, note)
    assert replied(desk, of(BEN)) == 3 * MINUTE
    desk.give(desk.reaction(LENA, note.ts, "mega", added=False, channel=note.channel))
    assert replied(desk) is None


def test_what_is_said_in_a_dialog_is_a_reply() -> None:
    sides = TwoSides()
    sides.desk.now += 5 * MINUTE
    sides.dialog(JIWOO, "Come by", audience="everybody")
    assert replied(sides.desk, of(JIWOO)) == 5 * MINUTE


def test_a_reply_counts_from_when_it_was_written_though_slack_tells_of_it_late(
    desk: Ticketed,
) -> None:
    desk.now += 5 * MINUTE
    said = desk.say(BEN, "Hold the power button", desk.root)
    desk.now += 2 * HOUR
    desk.give(said)
    assert replied(desk) == 5 * MINUTE


def test_a_request_counts_from_when_it_was_made_though_slack_tells_of_it_late() -> None:
    """The reply was there before we knew of the request: no event tells of it."""
    desk = MemoryDesk()
    message = desk.say(ANA, "My laptop does not start")
    asked, emoji = desk.now, desk.reaction(MINJUN, message.ts, "ticket")
    desk.now += 10 * MINUTE
    desk.say(BEN, "Hold the power button", message.ts)
    desk.now += HOUR
    desk.process(replace(an_envelope(emoji, "late", desk.now), occurred_at=asked))
    assert replied(desk) == 10 * MINUTE


def test_a_reply_that_was_read_from_the_thread_counts_from_when_it_was_written() -> None:
    """Slack could not be read at once, and what the message says comes later, with the reply."""
    desk = MemoryDesk()
    message = desk.say(ANA, "My laptop does not start")
    desk.slack.fail("conversations.replies", *[Fault(Unknown("timeout"))] * 3)
    desk.give(desk.reaction(MINJUN, message.ts, "ticket"))
    desk.now += 5 * MINUTE
    desk.say(BEN, "Hold the power button", message.ts)
    desk.later(5 * MINUTE)
    desk.later(HOUR)
    assert "CommentAdded" not in desk.events(desk.ticket.ref)
    assert replied(desk) == 5 * MINUTE


def test_a_reopening_begins_no_second_first_reply_and_prolongs_the_full_resolution(
    desk: Ticketed,
) -> None:
    desk.now += 10 * MINUTE
    desk.reply(BEN, "Hold the power button")
    desk.now += 20 * MINUTE
    desk.solve()
    desk.later(20 * HOUR)
    desk.reply(ANA, "It is broken again")
    desk.now += HOUR
    desk.reply(BEN, "Then come by")
    desk.solve()
    assert replied(desk) == 10 * MINUTE
    first, full = (
        resolved(desk, one) for one in (Measure.FIRST_RESOLUTION, Measure.FULL_RESOLUTION)
    )
    assert first
    assert full
    assert (first.mean, full.mean) == (30 * MINUTE, 21 * HOUR + 30 * MINUTE)
    assert turns(desk) == {Turn.OPENED: 1, Turn.SOLVED: 2, Turn.REOPENED: 1}


def test_a_solution_that_was_undone_has_not_happened(desk: Ticketed) -> None:
    desk.take()
    desk.solve()
    desk.now += MINUTE
    desk.pick(Button.UNDO)
    assert turns(desk) == {Turn.OPENED: 1}
    assert report(desk).volumes[of(BEN)].open_after == 1
    assert resolved(desk, Measure.FIRST_RESOLUTION) is None


def test_a_move_takes_a_ticket_with_all_it_counts_to_the_other_team(desk: Ticketed) -> None:
    desk.take()
    desk.answer(Dialog.MOVE, inbox="x-team")
    volumes = report(desk).volumes
    assert Group(By.INBOX, "it") not in volumes
    assert volumes[Group(By.INBOX, "x-team")].open_after == 1
    assert volumes[of("")].open_after == 1, "Ben does not work there"


def test_a_move_is_a_hand_over_until_it_is_taken_back(desk: Ticketed) -> None:
    desk.answer(Dialog.MOVE, inbox="x-team")
    desk.now += MINUTE
    desk.pick(Button.UNDO)
    assert together(desk).pairs == {}
    desk.answer(Dialog.MOVE, inbox="x-team")
    desk.now += 5 * MINUTE
    desk.reply(XENA, "We are looking")
    pair = together(desk).pairs[Pair(InboxId("it"), InboxId("x-team"))]
    assert (pair.handed_over, pair.joint) == (1, 1)
    assert pair.times
    assert pair.times.mean == 5 * MINUTE


def test_of_a_merge_the_first_asking_and_the_first_answer_count_once(desk: Ticketed) -> None:
    desk.now += 10 * MINUTE
    again = desk.say(OLA, "Nor does mine")
    desk.give(desk.reaction(OLA, again.ts, "ticket"))
    [other] = [one for one in desk.tickets if one.ref != desk.first]
    desk.now += 5 * MINUTE
    desk.reply(BEN, "We are looking")
    desk.answer(Dialog.MERGE, number=f"#{other.number}")
    desk.now += 5 * MINUTE
    desk.give(desk.reaction(BEN, again.ts, "white_check_mark"))
    assert turns(desk) == {Turn.OPENED: 2, Turn.MERGED: 1, Turn.SOLVED: 1}
    assert replied(desk) == 15 * MINUTE
    found = resolved(desk, Measure.FULL_RESOLUTION)
    assert found
    assert (found.count, found.mean) == (1, 20 * MINUTE)


def test_what_a_colleague_solved_is_counted_apart_and_not_measured() -> None:
    it, *others = two_inboxes().values()
    inboxes = {one.id: one for one in (replace(it, peers_help=True), *others)}
    desk = MemoryDesk(a_desk(inboxes=inboxes))
    question = desk.say(ANA, "How do I share my screen")
    desk.give(desk.reaction(MINJUN, question.ts, "ticket"))
    desk.now += MINUTE
    said = desk.say(OLA, "Press the green button", question.ts)
    desk.give(said, desk.reaction(ANA, said.ts, "white_check_mark"))
    assert turns(desk) == {Turn.OPENED: 1, Turn.SOLVED_BY_PEER: 1}
    assert report(desk).times == {}


def test_what_is_taken_back_at_once_is_counted_apart(desk: Ticketed) -> None:
    desk.now += MINUTE
    desk.give(desk.reaction(MINJUN, desk.root, "ticket", added=False))
    assert turns(desk) == {Turn.OPENED: 1, Turn.CANCELLED: 1}


def test_a_request_that_was_closed_for_silence_is_no_solution(desk: Ticketed) -> None:
    desk.take()
    desk.pick(Button.WAIT)
    for _ in range(4):
        desk.later(25 * HOUR)
    assert turns(desk) == {Turn.OPENED: 1, Turn.CLOSED: 1}


def test_a_private_ticket_counts_like_any_other() -> None:
    inbox = an_inbox(privacy=Privacy.RESTRICTED)
    desk = MemoryDesk(a_desk(inboxes={inbox.id: inbox}))
    message = desk.say(ANA, "Somebody reads my mail")
    desk.give(desk.reaction(ANA, message.ts, "ticket"))
    assert report(desk).volumes[Group(By.INBOX, "it")].open_after == 1
