"""Programs read and act in somebody's name, and it is as if that person had done it in Slack
(A5-07)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.directs import direct_to
from deskbell.domain.effects import Place
from deskbell.domain.ids import InboxId, PersonId, Thread, Ts
from deskbell.domain.inputs import Button, Dialog
from deskbell.domain.tickets.copies import IN_API
from deskbell.domain.tickets.pause import PauseOn
from deskbell.domain.tickets.ticket import Status
from deskbell.usecases.ports import RowState
from deskbell.usecases.slack_ports import Unknown
from tests.builders import (
    ANA,
    BEN,
    IT_HAPPENS,
    IT_TRIAGE,
    JIWOO,
    LENA,
    MINJUN,
    OLA,
    two_inboxes,
)
from tests.functional.api import ApiDesk, an_api_desk
from tests.functional.by_mail import a_mail, mail_desk, texts
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import rich_text

NOBODY = PersonId("U0NOBODY01")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


# --- what is said ---------------------------------------------------------------------------------


def test_a_reply_stands_on_both_sides_in_its_authors_name() -> None:
    api = ApiDesk()
    assert api.says("Which model is it?") == (202, {"ticket": "/api/tickets/1"})
    assert api.told_requester() == ["Ben Carter: Which model is it?"]
    assert api.told_triage() == ["Ben Carter: Which model is it?"]
    assert api.broken() == []


def test_its_source_is_kept_and_its_actor_is_the_person() -> None:
    api = ApiDesk()
    api.says("Which model is it?", key="first-reply")
    [comment] = api.desk.aggregates.comments(api.ref)
    assert (comment.channel, comment.author, comment.place) == (IN_API, BEN, None)
    row = api.desk.history(api.ref)[-1]
    assert row.actor == f"person:{BEN}"
    assert row.cause == "api:T0DESK0001:bens:first-reply"
    assert row.detail["answer"] is True


def test_a_reply_is_the_same_from_each_surface() -> None:
    """From the requester's thread, from a dialog and from a program."""
    api = ApiDesk()
    api.answer(BEN, "one")
    api.desk.later(MINUTE)
    api.dialog(BEN, "two", audience="everybody")
    api.desk.later(MINUTE)
    api.says("three")
    shown = api.told_triage()
    assert shown == ["Ben Carter: one", "Ben Carter: two", "Ben Carter: three"]
    assert [one[3] for one in api.said()] == ["slack", "dialog", "api"]
    answers = [row.detail for row in api.desk.history(api.ref) if row.event == "CommentAdded"]
    assert [(one["author"], one["answer"]) for one in answers] == [(BEN, True)] * 3


def test_a_note_is_for_the_team_alone() -> None:
    api = ApiDesk()
    api.says("She breaks one a month", "team")
    assert api.told_requester() == []
    assert api.told_triage() == ["Ben Carter: She breaks one a month"]
    assert api.said() == [("Ben Carter", "She breaks one a month", "team", "api")]
    assert api.said("anas") == []


def test_the_requester_answers_and_what_waited_for_them_goes_on() -> None:
    api = ApiDesk()
    api.moves("take")
    api.moves("wait")
    assert api.desk.ticket.pause is not None
    assert api.desk.ticket.pause.on is PauseOn.REQUESTER
    api.says("It is an X1", program="anas")
    assert api.desk.ticket.status is Status.ASSIGNED
    assert api.told_triage() == ["Ana Reyes: It is an X1"]


def test_the_requester_objects_and_it_is_open_again() -> None:
    api = ApiDesk()
    api.moves("solve")
    api.says("It still does not start", program="anas")
    assert api.desk.ticket.is_open


def test_thanks_reopen_nothing_and_the_question_about_them_comes_by_direct_message() -> None:
    api = ApiDesk()
    api.moves("solve")
    api.says("thanks", program="anas")
    assert api.desk.ticket.status is Status.SOLVED
    assert any("#1" in post.shown.text for post in api.desk.direct(ANA))
    assert api.desk.slack.whispers == []


def test_what_is_said_to_whoever_wrote_by_mail_goes_out_by_mail() -> None:
    settings = replace(mail_desk(), api={"bens": BEN})
    desk = MemoryDesk(settings)
    api = ApiDesk(desk)
    desk.give(a_mail())
    api.says("Turn it off and on", number=2)
    assert any("Turn it off and on" in text for text in texts(desk))


def test_what_is_written_is_plain_text_and_pings_nobody() -> None:
    api = ApiDesk()
    text = "<!channel> a < b && <@U0ANA00001> *bold*"
    api.says(text)
    assert api.told_requester() == [f"Ben Carter: {text}"]
    assert api.said() == [("Ben Carter", text, "everybody", "api")]


def test_what_is_said_just_while_it_is_merged_belongs_to_the_one_that_goes_on() -> None:
    api = ApiDesk()
    other = api.desk.say(ANA, "Still dead")
    api.desk.give(api.desk.reaction(JIWOO, other.ts, "ticket"))
    api.is_slow = True
    api.says("On my way")
    first = api.desk.aggregates.load(api.ref)
    assert first is not None
    posted = api.desk.slack.posts[api._card]
    api.desk.give(api.desk.fill(BEN, Dialog.MERGE, posted, number="2"))
    api.catch_up()
    assert api.handled[-1].ref != api.ref
    status, shown = api.read(number=1)
    assert (status, shown["status"], shown["goes_on_as"], shown["moves"]) == (200, "merged", 2, [])
    assert [one["text"] for one in api.read(number=2)[1]["comments"]] == ["On my way"]
    assert api.says("Hello?")[1]["error"] == "goes_on_elsewhere"


# --- what is done ---------------------------------------------------------------------------------


def test_take_and_solve_are_what_the_buttons_do() -> None:
    api = ApiDesk()
    assert api.moves("take") == (202, {"ticket": "/api/tickets/1"})
    assert api.desk.ticket.assignee == BEN
    assert "Ben Carter" in str(api.card.shown.blocks)
    api.moves("solve")
    assert api.desk.ticket.status is Status.SOLVED
    assert api.desk.events(api.ref)[-2:] == ["TicketAssigned", "TicketSolved"]
    api.moves("reopen", "anas")
    assert api.desk.ticket.is_open


def test_a_ticket_says_which_moves_there_are_for_whom() -> None:
    api = ApiDesk()
    assert api.read()[1]["moves"] == ["take", "solve", "wait"]
    assert api.read("anas")[1]["moves"] == ["solve"]
    assert api.read("minjuns")[1]["moves"] == []
    api.moves("take")
    assert api.read()[1]["moves"] == ["solve", "wait"]


def test_who_may_not_is_told_so_and_nothing_changes() -> None:
    api = ApiDesk()
    status, answer = api.moves("take", "minjuns")
    assert (status, answer["error"]) == (403, "not_allowed")
    assert "moves" in answer["do"]
    assert api.says("Psst", "team", "anas")[0] == 403
    assert api.taken == []


def test_of_two_the_second_one_is_told_that_it_is_taken() -> None:
    desk = MemoryDesk(an_api_desk())
    desk.desk = desk.settings.desk = replace(desk.desk, api={"bens": BEN, "olas": JIWOO})
    api = ApiDesk(desk)
    api.moves("take")
    assert api.moves("take", "olas")[0] == 409
    assert api.moves("take", "olas")[1]["error"] == "already_taken"
    assert api.moves("take") == (200, {"ticket": "/api/tickets/1", "already": True})


def test_whoever_was_overtaken_on_the_way_hears_it_in_slack() -> None:
    api = ApiDesk()
    api.is_slow = True
    assert api.moves("take")[0] == 202
    api.desk.give(api.desk.reaction(JIWOO, api.root.ts, "eyes"))
    api.catch_up()
    assert api.desk.ticket.assignee == JIWOO
    assert any("Park Jiwoo" in post.shown.text for post in api.desk.direct(BEN))


def test_a_move_on_what_was_seen_is_refused_once_that_has_changed() -> None:
    api = ApiDesk()
    seen = api.read()[1]["revision"]
    api.moves("take")
    status, answer = api.moves("solve", revision=seen)
    assert (status, answer["error"]) == (409, "stale")
    assert api.moves("solve", revision=api.read()[1]["revision"])[0] == 202


def test_what_ended_too_long_ago_is_another_ticket() -> None:
    api = ApiDesk()
    api.moves("solve")
    api.desk.later(100 * HOUR)
    status, answer = api.says("Broken again", program="anas")
    assert (status, answer["error"]) == (409, "ended_too_long_ago")
    assert api.says("For the record")[0] == 202


# --- once is once ---------------------------------------------------------------------------------


def test_the_same_request_again_changes_nothing_whenever_it_comes() -> None:
    api = ApiDesk()
    answers = [api.says("Which model?", key="the-one-reply") for _ in range(3)]
    assert answers == [(202, {"ticket": "/api/tickets/1"})] * 3
    assert api.told_requester() == ["Ben Carter: Which model?"]
    for _ in range(2):
        assert api.moves("take")[0] in (200, 202)
    again = [api.post("moves", {"move": "solve"}, key="the-one-solve") for _ in range(3)]
    assert [status for status, _ in again] == [202] * 3
    assert api.desk.events(api.ref).count("TicketSolved") == 1


def test_sent_again_before_the_first_one_is_decided_it_counts_once() -> None:
    api = ApiDesk()
    api.is_slow = True
    for _ in range(2):
        assert api.says("Which model?", key="the-one-reply")[0] == 202
    api.catch_up()
    assert [one.ignored for one in api.handled] == [None, "duplicate"]
    assert len(api.told_requester()) == 1


def test_two_programs_may_use_the_same_name_for_what_they_ask() -> None:
    api = ApiDesk()
    api.says("Which model?", key="reply-no-1")
    api.says("An X1", program="anas", key="reply-no-1")
    assert [one[1] for one in api.said()] == ["Which model?", "An X1"]


# --- what one may know ----------------------------------------------------------------------------


def conceal(api: ApiDesk) -> None:
    """Ana makes her ticket private."""
    [card, *_] = api.desk.ours(api.root.channel, api.root.ts)
    api.desk.give(api.desk.choose(ANA, Button.CONCEAL, card))


def test_a_private_ticket_is_nobody_elses_however_it_is_asked_for() -> None:
    desk = MemoryDesk(an_api_desk(inboxes=two_inboxes()))
    api = ApiDesk(desk)
    conceal(api)
    assert api.read("anas")[1]["privacy"] == "private"
    assert api.read("bens")[0] == 200
    for program in ("minjuns", "xenas"):
        refused = api.read(program)
        assert refused == api.read(program, number=77)
        assert refused[1]["error"] == "unknown_ticket"
        assert api.says("Hello", program=program)[0] == 404
        assert api.moves("take", program)[0] == 404
        assert api.find(program, find="1")[1]["total"] == 0
        assert api.find(program, find="laptop")[1]["total"] == 0


def test_a_private_ticket_is_answered_as_in_slack() -> None:
    api = ApiDesk()
    conceal(api)
    assert api.says("We are on it")[0] == 202
    assert api.desk.history(api.ref)[-1].detail["answer"] is True
    [direct] = [one for one in api.desk.ticket.cards if one.place is Place.DIRECT]
    assert direct.channel == direct_to(ANA)
    [card] = api.desk.direct(ANA)
    said = [rich_text(post) for post in api.desk.ours(card.channel, card.ts)]
    assert "Ben Carter: We are on it" in said
    assert "We are on it" not in str(api.told_requester())
    assert api.moves("take")[0] == 202
    assert api.desk.ticket.assignee == BEN


def test_lists_are_those_of_the_person() -> None:
    api = ApiDesk()
    status, document = api.find()
    assert (status, document["find"], document["total"]) == (200, "open", 1)
    [one] = document["tickets"]
    assert (one["number"], one["ticket"]) == (1, "/api/tickets/1")
    assert one["requester"] == {"id": ANA, "name": "Ana Reyes"}
    assert api.find("anas", find="laptop")[1]["total"] == 1
    assert api.find("minjuns")[1]["total"] == 0
    status, answer = api.find("minjuns", find=f"<@{ANA}>")
    assert (status, answer["error"]) == (403, "not_allowed")


def test_whoever_has_left_may_nothing_any_more() -> None:
    api = ApiDesk()
    api.desk.ports.people.note_left(api.desk.ticket.install, BEN)
    status, answer = api.read()
    assert (status, answer["error"]) == (403, "has_left")


def test_who_has_never_been_seen_is_asked_for_and_may_what_slack_says_they_may() -> None:
    api = ApiDesk()
    api.desk.person_rows.forget(BEN)
    api.is_slow = True
    status, answer = api.moves("take")
    assert (status, answer["error"]) == (503, "person_unknown")
    api.catch_up()
    assert api.moves("take")[0] == 202


def test_a_stranger_to_slack_is_no_agent_whatever_the_settings_say() -> None:
    api = ApiDesk()
    api.desk.desk = replace(api.desk.desk, admins=frozenset({NOBODY}), api={"bens": NOBODY})
    assert api.read()[1]["error"] == "person_unknown"
    assert api.read()[1]["moves"] == []


def test_what_was_deleted_is_shown_to_nobody_and_what_was_edited_as_it_is_now() -> None:
    api = ApiDesk()
    said = api.answer(MINJUN, "Mine to")
    api.desk.give(api.edit(said, "Mine too"))
    gone = api.answer(MINJUN, "Oops")
    api.desk.give(api.delete(gone))
    [comment] = api.read()[1]["comments"]
    assert (comment["text"], comment["edited"]) == ("Mine too", True)


def test_an_inbox_that_is_not_theirs_gives_them_no_rights() -> None:
    desk = MemoryDesk(an_api_desk(inboxes=two_inboxes()))
    api = ApiDesk(desk)
    assert desk.ticket.inbox == InboxId("it")
    assert api.moves("take", "xenas")[0] == 403


@pytest.mark.parametrize("confided", [False, True])
def test_what_is_said_before_slack_tells_that_it_is_a_reply_stands_in_the_thread_it_is_part_of(
    confided: bool,
) -> None:
    """Unless fewer people may know of that one by then; its team has it in either case."""
    api = ApiDesk()
    desk, root = api.desk, api.root.ts
    reply = desk.say(OLA, "Mine too", root)
    desk.slack.fail("conversations.replies", *[Fault(Unknown("timeout"))] * 3)
    desk.give(desk.reaction(MINJUN, reply.ts, "ticket"))
    [second] = [ticket for ticket in desk.tickets if ticket.number == 2]
    assert second.text is None
    api.says("Try the left button", number=2)
    if confided:
        desk.give(desk.fill(LENA, Dialog.PRIVACY, api.card, privacy="restricted"))
    for _ in range(8):
        desk.later(MINUTE)
    [second] = [ticket for ticket in desk.tickets if ticket.number == 2]
    assert second.is_reply
    said = [post for post in desk.slack.posts.values() if "left button" in str(post.shown)]
    in_thread = Thread(IT_HAPPENS, root)
    shown = {Thread(post.channel, Ts(post.thread_ts or "")) for post in said}
    assert (in_thread in shown) is not confided
    assert {one.channel for one in shown if one != in_thread} == {IT_TRIAGE}
    assert [row for row in desk.table.outbox.values() if row.state is RowState.PENDING] == []
