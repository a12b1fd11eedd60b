"""The notice of a change: told once, each person's thumb counts once (A3-06)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from deskbell.domain.decision import Decision
from deskbell.domain.effects import SendNotice, Whisper
from deskbell.domain.ids import InstallId, PersonId, Thread, Ts
from deskbell.domain.rationale import commands as c
from deskbell.domain.rationale import events as e
from deskbell.domain.rationale.decide import decide
from deskbell.domain.rationale.effects import ShowChange
from deskbell.domain.rationale.notice import MOST_VOTES, ChangeNotice
from deskbell.domain.tickets.permissions import Member
from tests.builders import BEN, INSTALL
from tests.unit.rationale.notices import ANNA, BENS, CHANGES, GUEST, a_change, a_notice

REF = a_notice().ref


def after(decision: Decision) -> ChangeNotice:
    [change] = decision.changes
    assert isinstance(change.after, ChangeNotice)
    return change.after


def votes(notice: ChangeNotice, by: Member, in_favour: bool) -> Decision:
    return decide(REF, notice, c.Vote(by, CHANGES, in_favour), INSTALL)


def test_a_version_is_told_once_with_its_why_and_by_whom_it_was_chosen() -> None:
    first = decide(REF, None, c.Announce(a_change(), CHANGES), INSTALL)
    assert after(first) == a_notice()
    [change] = first.changes
    assert change.effects == (ShowChange(CHANGES),)
    told = a_change()
    assert change.event == e.ChangeAnnounced(
        told.kind, told.name, told.version, told.before, told.chosen_by
    )
    again = decide(REF, after(first), c.Announce(a_change(), CHANGES), INSTALL)
    assert (again.changes, again.ignored) == ((), "change_told_already")


@given(st.lists(st.tuples(st.sampled_from(["U1", "U2", "U3"]), st.booleans())))
def test_whoever_presses_however_often_counts_once_with_what_they_said_last(
    pressed: list[tuple[str, bool]],
) -> None:
    notice = a_notice()
    for person, in_favour in pressed:
        decision = votes(notice, Member(PersonId(person)), in_favour)
        notice = after(decision) if decision.changes else notice
    last = dict(pressed)
    assert (notice.in_favour, notice.against) == (
        list(last.values()).count(True),
        list(last.values()).count(False),
    )


def test_the_same_thumb_again_changes_nothing_and_the_other_one_says_otherwise() -> None:
    notice = after(votes(a_notice(), ANNA, True))
    assert votes(notice, ANNA, True).ignored == "change_voted_already"
    [changed] = votes(notice, ANNA, False).changes
    assert changed.event == e.ChangeVoted(ANNA.person, in_favour=False, again=True)


def test_a_guest_neither_votes_nor_comments_and_hears_why() -> None:
    comment = c.Comment(GUEST, CHANGES, Thread(CHANGES, Ts("1.0")), "No")
    for command in (c.Vote(GUEST, CHANGES, True), comment):
        [refused] = decide(REF, a_notice(), command, INSTALL).changes
        assert isinstance(refused.event, e.ChangeActionRefused)
        [told] = refused.effects
        assert isinstance(told, Whisper)
        assert replace(a_notice(), version=2) == refused.after


def test_a_comment_comes_into_the_thread_and_its_author_into_no_event_or_reason() -> None:
    thread = Thread(CHANGES, Ts("1.0"))
    command = c.Comment(BENS, CHANGES, thread, "Mine squeaks")
    [change] = decide(REF, a_notice(), command, INSTALL).changes
    [post] = change.effects
    assert isinstance(post, SendNotice)
    assert (post.channel, post.thread_ts) == (thread.channel, thread.ts)
    assert BEN not in repr((change.event, change.reason, post, change.after))
    assert change.event == e.ChangeCommented(1)


def test_of_another_workspace_nothing_is_changed() -> None:
    elsewhere = decide(REF, a_notice(), c.Vote(ANNA, CHANGES, True), InstallId("T0OTHER001"))
    assert elsewhere.ignored == "no_such_change"
    assert decide(REF, None, c.Vote(ANNA, CHANGES, True), INSTALL).ignored == "no_such_change"


def test_what_one_row_can_hold_is_the_limit() -> None:
    full = a_notice(votes={PersonId(f"U{n}"): True for n in range(MOST_VOTES)})
    assert votes(full, ANNA, True).ignored == "change_votes_enough"
    assert votes(full, Member(PersonId("U7")), False).changes
