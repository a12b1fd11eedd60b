"""A ticket becomes another request, of a workflow with forms of its own (A1-29, A5-14)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.domain.catalogue.form_claim import FormClaim
from deskbell.domain.catalogue.step_parts import Ending
from deskbell.domain.effects import Place
from deskbell.domain.ids import Ref
from deskbell.domain.inputs import Button, ButtonPressed, Dialog, DialogSubmitted
from deskbell.domain.people import Person, Standing
from deskbell.domain.tickets.ticket import Privacy, Status, Ticket
from tests.builders import ANA, BEN, CORA, IT_HAPPENS, IT_TRIAGE, LENA, MINJUN, OLA
from tests.functional.guided import Guided
from tests.memory_slack import buttons

HOUR = timedelta(hours=1)
MOUSE = {"item": "mouse", "office": "warsaw"}
BROKEN = {"device": "laptop", "problem": "It smells", "office": "warsaw", "can_work": "yes"}
LIST = {
    "what": "list",
    "address": "sales",
    "members": "All of sales",
    "from_outside": "no",
    "looks_after": OLA,
}


class Redirected(Guided):
    """Ana asked for something, and Ben finds that it is another kind of request."""

    def ticket_of(self, text: str = "I need to see the sales figures") -> Ticket:
        self.asked = self.say(ANA, text)
        self.give(self.reaction(ANA, self.asked.ts, "ticket"))
        return self.tickets[-1]

    def redirect(self, ticket: Ticket, workflow: str, word: str = "", by: object = BEN) -> None:
        now = self.now_of(ticket.ref)
        value = f"{now.ref}|{now.card_revision}"
        values = {"workflow": workflow, **({"word": word} if word else {})}
        self.give(DialogSubmitted(Dialog.REDIRECT, value, by, IT_TRIAGE, None, values))  # type: ignore[arg-type]

    def now_of(self, ref: Ref) -> Ticket:
        [found] = [one for one in self.tickets if one.ref == ref]
        return found

    def known(self) -> tuple[str, ...]:
        """What the button of the form that somebody is asked for leaves out."""
        [value] = {
            str(one["value"])
            for one in buttons(self.asking(Button.REQUEST_FILL), Button.REQUEST_FILL)
        }
        claim = FormClaim.read(value)
        assert claim
        return claim.known


@pytest.fixture
def desk() -> Redirected:
    return Redirected()


def test_it_ends_and_its_card_leads_to_the_request_that_it_has_become(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")

    old = desk.now_of(ticket.ref)
    assert (old.status, old.assignee) == (Status.CLOSED, None)
    [card] = desk.ours(IT_TRIAGE)
    assert f"Goes on as #{desk.request.number}" in str(card.shown.blocks)
    assert desk.request.course.workflow == "peripheral"
    assert (desk.request.requester, desk.request.opener) == (ANA, BEN)


def test_its_requester_reads_what_became_of_it_who_decided_and_why(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral", "It is only a mouse")
    thread = desk.thread_of(desk.asked)
    assert "goes on as *Keyboard, mouse, monitor, headset*, #2" in thread
    assert "Ben Carter decided this: “It is only a mouse”" in thread


def test_what_is_missing_is_asked_of_whoever_asked_in_their_thread(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")
    post = desk.asking(Button.REQUEST_FILL)
    assert (post.channel, post.thread_ts) == (IT_HAPPENS, desk.asked.ts)
    desk.fill_in(MOUSE)
    assert desk.its_ticket.text
    assert "Mouse" in desk.its_ticket.text


def test_answers_of_fields_that_both_have_come_along_and_are_not_asked_again(
    desk: Redirected,
) -> None:
    desk.ask("hammer_and_wrench")
    desk.fill_in(BROKEN)
    desk.redirect(desk.its_ticket, "peripheral")

    assert desk.known() == ("office",)
    desk.fill_in({"item": "mouse"})
    [request] = [one for one in desk.requests if one.course.workflow == "peripheral"]
    assert request.course.answers == {"item": "mouse", "office": "warsaw"}


def test_so_do_those_of_the_support_form(desk: Redirected) -> None:
    desk.give(desk.form(ANA))
    [ticket] = desk.tickets
    assert ticket.answers
    desk.redirect(ticket, "peripheral")
    assert desk.known() == ("office",)
    desk.fill_in({"item": "mouse"})
    answers = desk.requests[0].course.answers
    assert answers == {"item": "mouse", "office": ticket.answers.values["location"]}


def test_an_answer_that_would_be_wrong_there_is_asked_again(desk: Redirected) -> None:
    desk.ask("hammer_and_wrench")
    desk.fill_in({**BROKEN, "office": "warsaw"})
    ticket = desk.its_ticket
    desk.desk = desk.settings.desk = replace(desk.settings.desk, forms={})
    desk.redirect(ticket, "peripheral")
    assert desk.known() == ()


def test_the_request_that_it_came_from_ends_without_a_word_of_success(desk: Redirected) -> None:
    desk.ask("mailbox")
    desk.fill_in(LIST)
    desk.decide(yes=True)
    desk.redirect(desk.its_ticket, "peripheral")
    former = next(one for one in desk.requests if one.course.workflow == "mailing_list")
    assert former.course.ending is Ending.CANCELLED
    assert "is ready" not in desk.thread_of(desk.asked)
    last = desk.history(former.ref)[-1]
    assert (last.event, last.reason.key, last.actor) == (
        "RequestEnded",
        "reason.request_withdrawn",
        f"person:{BEN}",
    )


def test_the_clocks_go_on(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.later(2 * HOUR)
    desk.redirect(ticket, "peripheral")
    desk.fill_in(MOUSE)
    assert desk.its_ticket.started_at == ticket.opened_at
    assert desk.its_ticket.opened_at > ticket.opened_at


def test_what_is_said_in_the_old_thread_is_said_to_the_new_ticket(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")
    desk.fill_in(MOUSE)
    new = desk.its_ticket
    assert desk.now_of(ticket.ref).goes_on_as == new.ref
    desk.give(desk.say(ANA, "In black, please", desk.asked.ts))

    said = [one.texts[-1][1] for one in desk.aggregates.comments(new.ref)]
    assert said == ["In black, please"]
    assert desk.now_of(ticket.ref).status is Status.CLOSED
    assert f"Goes on from #{ticket.number}" in str(
        [post.shown.blocks for post in desk.ours(IT_TRIAGE)]
    )


def test_a_word_while_the_form_is_open_brings_nothing_back(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")
    desk.give(desk.say(ANA, "In black, please", desk.asked.ts))
    assert desk.now_of(ticket.ref).status is Status.CLOSED


def test_the_history_says_from_where_to_what_who_and_why(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral", "It is only a mouse")
    row = desk.history(ticket.ref)[-1]
    assert (row.event, row.actor) == ("TicketRedirected", f"person:{BEN}")
    assert row.detail["inbox"] == "it"
    assert row.detail["workflow"] == "peripheral"
    assert row.detail["request"] == str(desk.request.ref)
    assert row.reason.args["word"] == "It is only a mouse"
    assert desk.history(desk.request.ref)[0].reason.key == "reason.request_begun_by_redirect"


def test_of_two_who_redirect_it_at_once_the_second_is_told(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    value = f"{ticket.ref}|{ticket.card_revision}"
    for workflow in ("peripheral", "licence"):
        values = {"workflow": workflow}
        desk.give(DialogSubmitted(Dialog.REDIRECT, value, BEN, IT_TRIAGE, None, values))
    assert [one.course.workflow for one in desk.requests] == ["peripheral"]
    assert "is not open any more" in desk.whispered(BEN)


def test_who_does_not_work_there_makes_no_other_request_of_it(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral", by=MINJUN)
    assert not desk.requests
    assert desk.now_of(ticket.ref).status is Status.NEW


def test_it_can_be_undone_for_a_while_and_the_request_goes(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")
    old = desk.now_of(ticket.ref)
    value = f"{old.ref}|{old.card_revision}"
    desk.give(ButtonPressed(Button.UNDO, value, BEN, IT_TRIAGE, None, None))

    back = desk.now_of(ticket.ref)
    assert (back.status, back.follow_up) == (Status.NEW, None)
    [request] = desk.requests
    assert request.course.ending is Ending.CANCELLED
    desk.later(24 * HOUR)
    assert "TriageReminded" in desk.events(ticket.ref)


def test_once_the_request_has_a_ticket_it_is_not_undone(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.redirect(ticket, "peripheral")
    desk.fill_in(MOUSE)
    old = desk.now_of(ticket.ref)
    value = f"{old.ref}|{old.card_revision}"
    desk.give(ButtonPressed(Button.UNDO, value, BEN, IT_TRIAGE, None, None))
    assert desk.now_of(ticket.ref).status is Status.CLOSED
    assert desk.its_ticket.is_open


def test_after_three_turns_the_lead_decides(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    for workflow, values in (
        ("peripheral", MOUSE),
        ("broken_hardware", {"device": "laptop", "problem": "Odd", "can_work": "yes"}),
        ("peripheral", {"item": "mouse"}),
    ):
        desk.redirect(ticket, workflow)
        desk.fill_in(values)
        ticket = desk.now_of(next(one for one in desk.tickets if one.is_open).ref)
    desk.redirect(ticket, "broken_hardware")
    assert desk.now_of(ticket.ref).is_open
    assert "has become another request too often" in desk.whispered(BEN)
    desk.redirect(ticket, "broken_hardware", by=LENA)
    assert not desk.now_of(ticket.ref).is_open


def test_of_a_private_ticket_nothing_is_asked_or_said_in_the_thread(desk: Redirected) -> None:
    ticket = desk.ticket_of("My manager shouts at me")
    value = f"{ticket.ref}|{ticket.card_revision}"
    desk.give(ButtonPressed(Button.CONCEAL, value, BEN, IT_TRIAGE, None, None))
    before = desk.thread_of(desk.asked)
    desk.redirect(ticket, "peripheral")
    assert desk.thread_of(desk.asked) == before
    assert desk.request.privacy is Privacy.PRIVATE
    assert "goes on as" in desk.heard(ANA)
    desk.fill_in(MOUSE)
    assert desk.its_ticket.privacy is Privacy.PRIVATE
    assert {card.place for card in desk.its_ticket.cards} == {Place.DIRECT, Place.TRIAGE}


def test_whoever_cannot_fill_in_a_form_keeps_the_ticket(desk: Redirected) -> None:
    desk.slack.people[CORA] = Person(CORA, "Cora Diaz", None, None, Standing.EXTERNAL)
    message = desk.say(CORA, "The API is slow")
    desk.give(desk.reaction(BEN, message.ts, "ticket"))
    [ticket] = desk.tickets
    desk.redirect(ticket, "peripheral")
    assert desk.now_of(ticket.ref).is_open
    assert "cannot fill in a form" in desk.whispered(BEN)


def test_a_workflow_that_was_taken_away_changes_nothing(desk: Redirected) -> None:
    ticket = desk.ticket_of()
    desk.desk = desk.settings.desk = replace(desk.settings.desk, workflows=())
    desk.redirect(ticket, "peripheral")
    assert desk.now_of(ticket.ref).is_open
