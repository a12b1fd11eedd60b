"""Guided requests as people go through them: from an emoji to the end (A1-06)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.catalogue.definition import Requester
from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.catalogue.steps import Finish
from deskbell.domain.dialog_inputs import Dialog, DialogSubmitted
from deskbell.domain.ids import Thread
from deskbell.domain.inputs import Button, ButtonPressed
from deskbell.domain.settings.partners import Partner
from deskbell.domain.tickets.ticket import Ticket
from deskbell.usecases.slack_ports import Never, Undelivered
from tests.builders import (
    ANA,
    BEN,
    CORA,
    IT_HAPPENS,
    IT_TRIAGE,
    LENA,
    MINJUN,
    OLA,
    X_TEAM,
)
from tests.functional.guided import Guided
from tests.memory_slack import buttons
from tests.unit.catalogue.definitions import a_definition, a_finish, a_ticket
from tests.unit.catalogue.test_shipped import NAMES, catalogue, walks

MOUSE = {"item": "mouse", "office": "warsaw"}


@pytest.fixture
def desk() -> Guided:
    return Guided()


@pytest.mark.parametrize("name", NAMES)
def test_each_way_through_each_shipped_workflow_goes_from_its_emoji_to_its_end(name: str) -> None:
    definition = catalogue()[name]
    for script, walk in walks(name):
        desk = Guided()
        desk.ask(definition.start.emoji[0])
        course = desk.go_through(definition, script)
        assert (course.done, course.ending) == (walk.request.done, walk.ending), script
        assert course.results == walk.request.results


def test_its_button_asks_the_one_who_asked_and_goes_when_the_form_is_sent(desk: Guided) -> None:
    message = desk.ask("keyboard")
    post = desk.asking(Button.REQUEST_FILL)
    assert (post.channel, post.thread_ts) == (IT_HAPPENS, message.ts)
    assert "Ana Reyes" in post.shown.text or f"<@{ANA}>" in post.shown.text
    desk.fill_in(MOUSE)
    assert not any(buttons(desk.slack.posts[Thread(post.channel, post.ts)], Button.REQUEST_FILL))
    assert f"<@{ANA}> IT gets it ready; ticket #1 says" in desk.thread_of(message)


def test_its_ticket_has_its_title_answers_category_and_number(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in(MOUSE)
    ticket = desk.ticket
    assert (ticket.number, ticket.category, ticket.requester) == (1, "hardware", ANA)
    assert ticket.text is not None
    title, *answers = ticket.text.splitlines()
    assert title == f"Accessory for <@{ANA}>"
    assert any(line.endswith(": Mouse") for line in answers)
    assert any(line.endswith(": Warsaw") for line in answers), "the label, and not our value"
    assert "Accessory for @Ana Reyes" in str(desk.ours(IT_TRIAGE)[0].shown.blocks)


def test_its_approver_reads_the_workflows_words_in_their_own_language(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in({"item": "monitor", "office": "warsaw"})
    desk.fill_in({"manager": MINJUN})
    card = str(desk.direct(MINJUN)[-1].shown.blocks)
    assert "Ana Reyes 님이 모니터를 요청했어요" in card
    assert f"<@{ANA}> Kim Minjun has to agree first" in desk.thread_of(desk.asked)
    desk.vote(MINJUN, yes=True)
    assert "IT gets it ready" in desk.thread_of(desk.asked)


def test_nobody_approves_their_own_request(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in({"item": "monitor", "office": "warsaw"})
    desk.fill_in({"manager": ANA})
    assert desk.approvals == []
    assert "nobody is left who may give it" in desk.heard(ANA)
    assert desk.requests[0].course.ending is Ending.REFUSED


def test_five_people_who_react_at_once_make_one_request_and_the_others_follow(
    desk: Guided,
) -> None:
    message = desk.say(ANA, "My mouse is broken")
    people = [ANA, BEN, LENA, MINJUN, OLA]
    desk.give(*(desk.reaction(person, message.ts, "keyboard") for person in people))
    [request] = desk.requests
    assert request.opener == ANA
    assert set(request.followers) == set(people) - {ANA}
    desk.fill_in(MOUSE)
    assert "IT gets it ready" in desk.heard(BEN), "followers hear how it ends"
    assert len(desk.tickets) == 1


def test_the_same_reaction_twice_begins_one_request(desk: Guided) -> None:
    message = desk.say(ANA, "My mouse is broken")
    reaction = desk.reaction(ANA, message.ts, "keyboard")
    desk.give(reaction, key="react:1")
    desk.give(reaction, key="react:1")
    desk.give(reaction, key="react:2")
    assert len(desk.requests) == 1


def test_taking_the_emoji_off_in_time_takes_the_request_back(desk: Guided) -> None:
    message = desk.ask("keyboard")
    desk.now += timedelta(minutes=1)
    desk.give(desk.reaction(ANA, message.ts, "keyboard", added=False))
    [request] = desk.requests
    assert request.course.ending is Ending.CANCELLED
    assert not any(any(buttons(post, Button.REQUEST_FILL)) for post in desk.everything())
    desk.give(desk.reaction(ANA, message.ts, "keyboard"))
    assert [one.is_open for one in desk.requests] == [False, True], "it can be begun again"


def test_taking_the_emoji_off_too_late_changes_nothing_and_says_so(desk: Guided) -> None:
    message = desk.ask("keyboard")
    desk.now += timedelta(minutes=3)
    desk.give(desk.reaction(ANA, message.ts, "keyboard", added=False))
    assert desk.request.is_open
    assert "taking the emoji off does not take it back" in desk.whispered(ANA)


def test_taking_the_emoji_off_after_the_form_was_sent_changes_nothing(desk: Guided) -> None:
    message = desk.ask("keyboard")
    desk.fill_in({"item": "monitor", "office": "warsaw"})
    desk.give(desk.reaction(ANA, message.ts, "keyboard", added=False))
    assert desk.request.is_open


def test_only_who_began_it_takes_it_back_others_stop_following(desk: Guided) -> None:
    message = desk.ask("keyboard")
    desk.give(desk.reaction(BEN, message.ts, "keyboard"))
    desk.give(desk.reaction(BEN, message.ts, "keyboard", added=False))
    assert desk.request.followers == ()
    desk.give(desk.reaction(LENA, message.ts, "keyboard", added=False))
    assert desk.request.is_open


def test_an_emoji_that_came_off_before_it_was_heard_of_begins_nothing(desk: Guided) -> None:
    message = desk.say(ANA, "My mouse is broken")
    put_on = desk.reaction(ANA, message.ts, "keyboard")
    desk.now += timedelta(seconds=5)
    desk.give(desk.reaction(ANA, message.ts, "keyboard", added=False), put_on)
    assert desk.requests == []


def test_it_can_be_the_request_of_whoever_wrote_the_message() -> None:
    keyboard = catalogue()["peripheral"]
    start = replace(keyboard.start, requester=Requester.AUTHOR)
    desk = Guided(replace(keyboard, start=start))
    message = desk.say(ANA, "My mouse is broken")
    desk.give(desk.reaction(BEN, message.ts, "keyboard"))
    assert (desk.request.requester, desk.request.opener) == (ANA, BEN)
    desk.fill_in(MOUSE, by=ANA)
    assert desk.ticket.requester == ANA


def test_on_a_reply_it_goes_on_in_that_thread(desk: Guided) -> None:
    root = desk.say(ANA, "Morning")
    reply = desk.say(BEN, "My mouse is broken", root.ts)
    desk.give(desk.reaction(BEN, reply.ts, "keyboard"))
    assert desk.asking(Button.REQUEST_FILL).thread_ts == root.ts


def test_an_emoji_of_no_workflow_costs_not_even_a_read(desk: Guided) -> None:
    message = desk.say(ANA, "My mouse is broken")
    [handled] = desk.give(desk.reaction(ANA, message.ts, "tada"))
    assert (handled.ignored, desk.slack.calls) == ("emoji_not_mapped", [])


def test_a_workflow_of_another_channel_is_not_begun_here() -> None:
    keyboard = catalogue()["peripheral"]
    start = replace(keyboard.start, channels=(X_TEAM,))
    desk = Guided(replace(keyboard, start=start))
    message = desk.say(ANA, "My mouse is broken")
    [handled] = desk.give(desk.reaction(ANA, message.ts, "keyboard"))
    assert handled.ignored == "emoji_not_mapped"


def test_where_the_desk_is_not_nothing_is_begun(desk: Guided) -> None:
    message = desk.say(CORA, "My mouse is broken", channel=X_TEAM)
    reaction = desk.reaction(CORA, message.ts, "keyboard", channel=X_TEAM)
    [handled] = desk.give(reaction)
    assert handled.ignored == "not_a_help_channel"


def test_on_a_message_of_the_bots_nothing_is_begun(desk: Guided) -> None:
    message = desk.ask("keyboard")
    post = desk.ours(IT_HAPPENS, message.ts)[0]
    [handled] = desk.give(desk.reaction(ANA, post.ts, "key"))
    assert handled.ignored == "own_message"


def test_on_a_message_that_is_gone_nothing_is_begun(desk: Guided) -> None:
    message = desk.say(ANA, "My mouse is broken")
    reaction = desk.reaction(ANA, message.ts, "keyboard")
    del desk.slack.posts[Thread(IT_HAPPENS, message.ts)]
    [handled] = desk.give(reaction)
    assert handled.ignored == "no_such_message"


def test_people_of_another_company_begin_none() -> None:
    desk = Guided()
    partner = Partner("Acme", IT_HAPPENS, "T0ACME0001", BEN, BEN)
    desk.desk = desk.settings.desk = replace(desk.settings.desk, partners=(partner,))
    message = desk.say(ANA, "My mouse is broken")
    [handled] = desk.give(desk.reaction(ANA, message.ts, "keyboard"))
    assert handled.ignored == "request_not_allowed"


def test_what_few_may_know_of_is_asked_by_direct_message(desk: Guided) -> None:
    message = desk.ask("sos", text="My bag is gone")
    assert desk.ours(IT_HAPPENS, message.ts) == []
    post = desk.asking(Button.REQUEST_FILL)
    assert post in desk.direct(ANA)
    desk.later(timedelta(minutes=15))
    assert desk.ticket.assignee == LENA
    assert desk.ours(IT_TRIAGE) == [], "not even the team knows"
    desk.give(desk.reaction(BEN, message.ts, "sos"))
    assert desk.requests[0].followers == ()


def test_only_who_is_asked_or_stands_in_for_them_fills_in_the_form(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in(MOUSE, by=BEN)
    assert "Somebody else is asked" in desk.whispered(BEN)
    assert desk.request.course.done == ()
    desk.fill_in(MOUSE, by=LENA)
    assert desk.requests[0].course.ending is Ending.DONE, "the lead stands in"


def test_a_form_that_is_sent_twice_counts_once(desk: Guided) -> None:
    desk.ask("keyboard")
    post = desk.asking(Button.REQUEST_FILL)
    [value] = {str(shown["value"]) for shown in buttons(post, Button.REQUEST_FILL)}
    values = {"item": "monitor", "office": "warsaw"}
    sent = DialogSubmitted(Dialog.REQUEST_FORM, value, ANA, IT_HAPPENS, post.thread_ts, values)
    desk.give(sent, sent)
    assert desk.request.course.done[0] == "details"
    assert desk.request.course.step == "whose_yes"
    assert "has gone on" in desk.whispered(ANA)


def test_what_does_not_fit_the_form_is_refused_whatever_the_dialog_let_through(
    desk: Guided,
) -> None:
    desk.ask("keyboard")
    desk.fill_in({"item": "a horse", "office": "warsaw"})
    assert "does not fit any more" in desk.whispered(ANA)
    assert desk.request.course.done == ()


def test_a_checklist_is_ticked_by_who_is_named_and_shows_who_did_what(desk: Guided) -> None:
    desk.ask("seedling")
    newcomer = {"newcomer": "Kim", "first_day": "2027-03-01", "office": "warsaw", "manager": OLA}
    desk.fill_in(newcomer)
    assert desk.request.asks == {"computer": LENA, "accounts": LENA, "desk": OLA}
    desk.tick("computer", by=BEN)
    assert "Somebody else is asked" in desk.whispered(BEN)
    desk.tick("computer")
    desk.tick("desk")
    [card] = [one for one in desk.direct(OLA) if any(buttons(one, Button.REQUEST_TICK))]
    blocks = json.dumps(card.shown.blocks, ensure_ascii=False)
    assert "✅ Biurko i pierwszy tydzień zaplanowane" in blocks, "in its reader's language"
    desk.tick("computer", by=LENA)
    assert "has gone on" in desk.whispered(LENA), "it is ticked already"
    desk.tick("accounts")
    assert desk.request.course.step == "morning"
    shown = desk.slack.posts[Thread(card.channel, card.ts)]
    assert not any(buttons(shown, Button.REQUEST_TICK)), "nobody has to do anything any more"


def test_a_reminder_comes_two_days_before_and_none_after_the_end(desk: Guided) -> None:
    desk.ask("seedling")
    newcomer = {"newcomer": "Kim", "first_day": "2027-03-01", "office": "warsaw", "manager": OLA}
    desk.fill_in(newcomer)
    desk.now = datetime(2027, 2, 27, 7, 59, tzinfo=UTC)
    desk.later(timedelta(0))
    assert "Kim starts on" not in desk.heard(LENA)
    desk.later(timedelta(hours=12))
    assert desk.heard(LENA).count("Kim starts on") == 1
    desk.cancel()
    desk.later(timedelta(days=10))
    assert desk.heard(LENA).count("Kim starts on") == 1


def test_cancelling_ends_it_withdraws_its_approval_and_says_who_did(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in({"item": "monitor", "office": "warsaw"})
    desk.fill_in({"manager": OLA})
    desk.cancel(by=BEN)
    assert "can be cancelled by whoever asked for it" in desk.whispered(BEN)
    desk.cancel()
    assert desk.approvals == []
    assert desk.requests[0].course.ending is Ending.CANCELLED
    assert "Ana Reyes cancelled this request" in desk.thread_of(desk.asked)
    desk.cancel()
    assert "is over" in desk.whispered(ANA)


def test_what_nobody_answers_ends_and_says_so(desk: Guided) -> None:
    message = desk.ask("keyboard")
    desk.later(timedelta(days=7))
    assert desk.requests[0].course.ending is Ending.CANCELLED
    assert "Nobody answered in time" in desk.thread_of(message)


def test_the_end_of_its_ticket_goes_on_with_it(desk: Guided) -> None:
    desk.ask("iphone")
    phone = {"what": "phone", "abroad": "no", "office": "warsaw", "purpose": "Calls"}
    desk.fill_in({**phone, "manager": OLA})
    desk.decide(yes=True)
    assert desk.request.course.step == "prepared"
    desk.solve_ticket()
    assert "It is ready. Pick it up at the desk in Warsaw" in desk.heard(ANA)


def test_a_running_request_keeps_the_version_it_began_with(desk: Guided) -> None:
    old = catalogue()["peripheral"]
    message = desk.ask("keyboard")
    words = {"en": "The new way.", "ko": "새 방식", "pl": "Nowe"}
    steps = [replace(one, text=words) if isinstance(one, Finish) else one for one in old.steps]
    desk.publish(replace(old, version="000000000000", steps=tuple(steps)))
    desk.fill_in(MOUSE)
    assert "IT gets it ready" in desk.thread_of(message)
    later = desk.ask("keyboard", by=BEN)
    desk.fill_in(MOUSE)
    assert "The new way." in desk.thread_of(later)


def test_a_thread_that_slack_closes_goes_on_by_direct_message(desk: Guided) -> None:
    closed = Fault(Never(Undelivered.FORBIDDEN, "restricted_action"))
    desk.slack.fail("chat.postMessage", closed)
    desk.ask("keyboard")
    assert any(any(buttons(post, Button.REQUEST_FILL)) for post in desk.direct(ANA))
    desk.fill_in(MOUSE)
    assert "IT gets it ready" in desk.heard(ANA)


def test_a_form_of_the_catalogue_begins_one_with_its_answers(desk: Guided) -> None:
    keyboard = catalogue()["peripheral"]
    claim = FormClaim("", keyboard.id, keyboard.version, keyboard.steps[0].id, 1)
    desk.give(DialogSubmitted(Dialog.REQUEST_FORM, claim.written(), ANA, None, None, MOUSE))
    assert desk.requests[0].course.ending is Ending.DONE
    assert "IT gets it ready; ticket #1" in desk.heard(ANA)


def test_a_button_of_the_catalogue_begins_one(desk: Guided) -> None:
    keyboard = catalogue()["peripheral"]
    value = f"{keyboard.id}|{keyboard.version}"
    desk.give(ButtonPressed(Button.REQUEST_BEGIN, value, ANA, None, None, None))
    assert any(any(buttons(post, Button.REQUEST_FILL)) for post in desk.direct(ANA))


def test_another_workflow_is_begun_with_the_answers_it_is_given(desk: Guided) -> None:
    desk.ask("hammer_and_wrench")
    broken = {"device": "accessory", "office": "warsaw", "problem": "Coffee"}
    desk.fill_in(broken)
    first, second = sorted(desk.requests, key=lambda one: one.number)
    assert not first.is_open
    assert (second.course.workflow, second.course.answers) == ("peripheral", {"office": "warsaw"})
    assert second.thread == first.thread


@pytest.mark.parametrize(
    "value", ["", "|", "T#1|1|x", "REQUEST#nobody", "REQUEST#nobody|1|x", "REQUEST#x|٣|y"]
)
@pytest.mark.parametrize("button", [Button.REQUEST_TICK, Button.REQUEST_CANCEL])
def test_a_forged_button_changes_nothing(desk: Guided, button: Button, value: str) -> None:
    [handled] = desk.give(ButtonPressed(button, value, ANA, IT_HAPPENS, None, None))
    assert handled.ignored in ("button_unreadable", "no_such_request")


def test_every_step_has_one_audit_row_that_says_who_and_why(desk: Guided) -> None:
    desk.ask("keyboard")
    desk.fill_in({"item": "monitor", "office": "warsaw"})
    desk.fill_in({"manager": OLA})
    desk.decide(yes=True)
    rows = desk.history(desk.requests[0].ref)
    assert [row.reason.key for row in rows] == [
        "reason.request_begun_by_emoji",
        "reason.request_filled",
        "reason.request_filled",
        "reason.request_approval_approved",
    ]
    assert [row.actor for row in rows] == [f"person:{ANA}"] * 3 + [f"person:{OLA}"]


def a_desk_that_waits() -> Guided:
    """Its workflow opens a ticket and goes on when that is over."""
    solved = {"id": "solved", "do": "wait", "event": "ticket_solved", "within": "30d"}
    desk = Guided(
        a_definition(
            a_ticket(),
            {**solved, "if_expired": "too_late"},
            a_finish(),
            a_finish("too_late", "cancelled"),
        )
    )
    desk.ask("key")
    return desk


def merge(desk: Guided, ticket: Ticket, into: Ticket) -> None:
    value = f"{ticket.ref}|{ticket.card_revision}"
    numbers = {"number": f"#{into.number}"}
    desk.give(DialogSubmitted(Dialog.MERGE, value, BEN, IT_TRIAGE, None, numbers))


def now(desk: Guided, ticket: Ticket) -> Ticket:
    return next(one for one in desk.tickets if one.ref == ticket.ref)


def press(desk: Guided, button: Button, ticket: Ticket) -> None:
    value = f"{ticket.ref}|{now(desk, ticket).card_revision}"
    desk.give(ButtonPressed(button, value, LENA, IT_TRIAGE, None, None))


def test_a_request_whose_ticket_was_merged_hears_of_the_end_of_the_one_that_goes_on() -> None:
    desk = a_desk_that_waits()
    mine = desk.its_ticket
    for text in ("The VPN is down", "Nobody can reach the VPN"):
        desk.give(desk.reaction(OLA, desk.say(OLA, text).ts, "ticket"))
    _, second, third = sorted(desk.tickets, key=lambda one: one.number)
    merge(desk, mine, second)
    assert desk.request.course.step == "solved", "it goes on elsewhere"
    merge(desk, now(desk, second), third)
    assert desk.request.course.step == "solved", "and elsewhere again"
    press(desk, Button.SOLVE, third)
    assert desk.requests[0].course.ending is Ending.DONE


def test_a_merge_that_is_undone_leaves_the_request_to_its_own_ticket() -> None:
    desk = a_desk_that_waits()
    mine = desk.its_ticket
    desk.give(desk.reaction(OLA, desk.say(OLA, "The VPN is down").ts, "ticket"))
    other = next(one for one in desk.tickets if one.ref != mine.ref)
    merge(desk, mine, other)
    press(desk, Button.UNMERGE, mine)
    press(desk, Button.SOLVE, other)
    assert desk.request.course.step == "solved"
    press(desk, Button.SOLVE, mine)
    assert desk.requests[0].course.ending is Ending.DONE
