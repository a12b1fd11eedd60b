"""What people see of laptops in Slack beside what they are told: the button for the form, the times
to come, the Home tab, and the answers to the command (A1-06, A1-07, A1-12)."""

from dataclasses import replace
from typing import Any

import pytest

from deskbell.adapters.memory.workspace import Fault, Post
from deskbell.adapters.slack.commands import read_command
from deskbell.adapters.slack.readings import Ignored
from deskbell.domain.ids import PersonId, home_ref
from deskbell.domain.inputs import Button, Dialog, Envelope
from deskbell.domain.loans.loan import Status
from deskbell.domain.settings.desk import EmojiAction
from deskbell.usecases.slack_ports import Later
from tests.block_kit import assert_slack_takes
from tests.builders import ANA, BEN, GUS, INSTALL, IT_HAPPENS, IT_ONCALL, MINJUN, OLA
from tests.functional.borrowing import WHY, Borrowing, a_lending_desk
from tests.functional.home_tab import HomeTab, home
from tests.memory_slack import buttons
from tests.unit.loans.office import AUSTIN, DAY, HOUR

ASKS_NOTHING = {"visit": replace(a_lending_desk().loans[AUSTIN].visit, questions=())}


def lending(**changes: Any) -> Borrowing:
    """Three laptops in San Francisco; 💻 offers the form."""
    settings = a_lending_desk(**changes)
    emoji = {**settings.emoji, "computer": EmojiAction.LEND}
    desk = Borrowing(replace(settings, emoji=emoji))
    desk.brings(3)
    return desk


@pytest.fixture
def desk() -> Borrowing:
    return lending()


class TestTheEmoji:
    def test_who_wrote_the_message_gets_a_button_in_its_thread(self, desk: Borrowing) -> None:
        message = desk.say(ANA, WHY)
        desk.give(desk.reaction(BEN, message.ts, "computer"))

        [post] = desk.ours(IT_HAPPENS, message.ts)
        assert f"<@{ANA}>, do you need a laptop" in post.shown.text
        [button] = buttons(post, Dialog.LOAN_REQUEST)
        assert button["value"] == WHY
        assert_slack_takes(post.shown)

    def test_five_people_and_one_twice_mean_one_button(self, desk: Borrowing) -> None:
        message = desk.say(ANA, WHY)
        for person in (ANA, BEN, MINJUN, OLA, GUS):
            desk.give(desk.reaction(person, message.ts, "computer"))
        desk.give(desk.reaction(BEN, message.ts, "computer", added=False))
        desk.give(desk.reaction(BEN, message.ts, "computer"))

        assert len(desk.ours(IT_HAPPENS, message.ts)) == 1

    def test_on_a_reply_it_means_who_wrote_the_reply(self, desk: Borrowing) -> None:
        root = desk.say(ANA, "Who has a laptop for me?")
        reply = desk.say(MINJUN, "I need one, too", root.ts)
        desk.give(desk.reaction(BEN, reply.ts, "computer"))

        [post] = desk.ours(IT_HAPPENS, root.ts)
        assert f"<@{MINJUN}>" in post.shown.text

    def test_the_history_says_who_put_it_there(self, desk: Borrowing) -> None:
        message = desk.say(ANA, WHY)
        desk.give(desk.reaction(BEN, message.ts, "computer"))
        [row] = desk.history(home_ref(INSTALL, ANA))
        assert (row.event, row.reason.key) == ("LoanFormOffered", "reason.loan_form_offered")

    def test_a_guest_is_not_offered_what_is_for_members(self, desk: Borrowing) -> None:
        message = desk.say(GUS, WHY)
        [handled] = desk.give(desk.reaction(BEN, message.ts, "computer"))
        assert desk.ours(IT_HAPPENS, message.ts) == []
        assert handled.ignored == "loan_not_allowed"

    def test_elsewhere_off_again_and_on_our_own_posts_it_means_nothing(
        self, desk: Borrowing
    ) -> None:
        message = desk.say(ANA, WHY)
        elsewhere = desk.say(BEN, WHY, channel=IT_ONCALL)
        ours = desk.say(desk.slack.bot, "Hello")
        handled = desk.give(
            desk.reaction(BEN, message.ts, "computer", added=False),
            desk.reaction(BEN, elsewhere.ts, "computer", channel=IT_ONCALL),
            desk.reaction(BEN, ours.ts, "computer"),
        )
        assert [one.ignored for one in handled] == [
            *("emoji_removed", "nobody_lends_here", "own_message")
        ]

    def test_where_no_office_lends_it_means_nothing(self, desk: Borrowing) -> None:
        desk.settings.desk = replace(desk.settings.desk, loans={})
        message = desk.say(ANA, WHY)
        [handled] = desk.give(desk.reaction(BEN, message.ts, "computer"))
        assert handled.ignored == "nobody_lends_here"

    def test_what_slack_does_not_show_is_offered_all_the_same(self, desk: Borrowing) -> None:
        message = desk.say(ANA, WHY)
        desk.slack.fail("conversations.replies", Fault(Later(None, "ratelimited")))
        desk.give(desk.reaction(BEN, message.ts, "computer"))
        [post] = desk.ours(IT_HAPPENS, message.ts)
        [button] = buttons(post, Dialog.LOAN_REQUEST)
        assert "value" not in button


def menu_of(post: Post) -> list[str]:
    """The times that it offers, as people read them."""
    return [
        one["text"]["text"] for menu in buttons(post, Button.LOAN_SLOT) for one in menu["options"]
    ]


class TestTheTimes:
    def test_they_are_those_that_are_free_until_it_is_kept_no_more(self, desk: Borrowing) -> None:
        loan = desk.ask(ANA)
        post = desk.direct(ANA)[-1]
        [menu] = buttons(post, Button.LOAN_SLOT)
        free = [start.isoformat() for start in desk.times(loan)]
        offered = [option["value"].split("|")[1] for option in menu["options"]]
        assert offered == free[: len(offered)]
        assert len(offered) > 10
        assert_slack_takes(post.shown)

    def test_what_others_have_taken_is_not_offered(self) -> None:
        desk = lending(**ASKS_NOTHING)
        one = desk.ask(ANA)
        taken = desk.times(one)[0]
        for person in (ANA, OLA):
            loan = one if person == ANA else desk.ask(person)
            desk.comes(loan, taken)
        desk.ask(MINJUN)
        [menu] = buttons(desk.direct(MINJUN)[-1], Button.LOAN_SLOT)
        assert all(taken.isoformat() not in option["value"] for option in menu["options"])

    def test_where_no_time_is_free_that_is_said(self) -> None:
        none_free = replace(a_lending_desk().loans[AUSTIN].visit, questions=(), slot=9 * HOUR)
        desk = lending(visit=none_free)
        desk.ask(ANA)
        post = desk.direct(ANA)[-1]
        assert menu_of(post) == []
        assert "No time is free" in str(post.shown.blocks)

    def test_where_all_is_over_when_it_is_sent_there_are_none(self, desk: Borrowing) -> None:
        loan = desk.lends(ANA)
        [earlier, *_] = [post for post in desk.direct(ANA) if menu_of(post)]
        assert menu_of(earlier)
        assert desk.loan(loan.ref).status is Status.CHECKED_OUT
        assert menu_of(desk.direct(ANA)[-1]) == []


def loans_in(tab: HomeTab) -> list[str]:
    return [
        block["text"]["text"]
        for block in tab.view["blocks"]
        if block["type"] == "section" and "Laptop from" in block["text"]["text"]
    ]


def actions_in(tab: HomeTab) -> dict[str, dict[str, Any]]:
    return {
        element["action_id"]: element
        for block in tab.view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    }


class TestTheHomeTab:
    def test_who_has_none_sees_no_list_but_how_to_ask_for_one(self, desk: Borrowing) -> None:
        tab = home(desk, ANA)
        assert not any("laptops" in heading for heading in tab.headings)
        assert "loan.request" in actions_in(tab)
        assert_slack_takes(tab.view)

    def test_where_nobody_lends_there_is_nothing_of_it(self, desk: Borrowing) -> None:
        desk.settings.desk = replace(desk.settings.desk, loans={})
        assert "loan.request" not in actions_in(home(desk, ANA))

    def test_it_follows_what_becomes_of_a_laptop(self) -> None:
        desk = lending(**ASKS_NOTHING)
        tab = home(desk, ANA)
        loan = desk.ask(ANA)
        assert "My laptops (1)" in tab.headings
        assert "Reserved: choose a time to come" in loans_in(tab)[0]

        options = actions_in(tab)["loan.slot"]["options"]
        tab.use("loan.slot", selected_option=options[0])
        assert "You come for it: " in loans_in(tab)[0]
        assert_slack_takes(tab.view)

        desk.hands_out(loan)
        assert "You have it until" in loans_in(tab)[0]
        assert {"loan.extend", "loan.return"} <= actions_in(tab).keys()
        desk.until(desk.now + 20 * DAY)
        assert "Overdue" in loans_in(tab)[0]

        tab.use("loan.return", value=actions_in(tab)["loan.return"]["value"])
        assert desk.loan(loan.ref).status is Status.PENDING_RETURN
        assert "a technician still looks at it" in loans_in(tab)[0]
        assert "loan.undo" in actions_in(tab)
        desk.inspects(loan)
        assert loans_in(tab) == []

    def test_nobody_sees_those_of_others(self, desk: Borrowing) -> None:
        desk.lends(ANA)
        assert loans_in(home(desk, BEN)) == []


FIRST = "san_francisco-1"


def loaner(desk: Borrowing, person: PersonId, words: str) -> str:
    """What the person is shown, and nobody else."""
    desk.now += HOUR / 60
    fields = {
        "command": "/it",
        "text": f"loaner {words}",
        "user_id": person,
        "channel_id": IT_HAPPENS,
        "trigger_id": f"{desk.wall()}.{words}",
    }
    reading = read_command(fields, desk.settings.desk, desk.now)
    assert isinstance(reading, Envelope)
    before = len(desk.slack.whispers)
    desk.receive(reading)
    [answer] = desk.slack.whispers[before:]
    assert (answer.person, answer.channel) == (person, IT_HAPPENS)
    assert_slack_takes(answer.shown)
    return "\n".join([answer.shown.text, str(answer.shown.blocks)])


class TestTheCommand:
    def test_everybody_sees_how_many_there_are_and_who_has_them_nobody(
        self, desk: Borrowing
    ) -> None:
        desk.lends(ANA)
        shown = loaner(desk, OLA, "stock")
        assert "Biura, które wypożyczają laptopy: 2" in shown
        assert "dostępny: 2 · wypożyczony: 1" in shown
        assert "Ana" not in shown

    def test_one_office_can_be_asked_for(self, desk: Borrowing) -> None:
        shown = loaner(desk, BEN, "stock austin")
        assert "Austin" in shown
        assert "San Francisco" not in shown
        assert "No office called “Berlin”" in loaner(desk, BEN, "stock Berlin")

    def test_a_guest_sees_nothing_of_it(self, desk: Borrowing) -> None:
        assert "Only those who hand out laptops" in loaner(desk, GUS, "stock")

    def test_whoever_hands_them_out_sees_who_has_which_until_when(self, desk: Borrowing) -> None:
        loan = desk.lends(ANA)
        shown = loaner(desk, BEN, "due")
        assert "Laptops that are out: 1" in shown
        assert "#1 Ana Reyes" in shown
        assert f"<!date^{int(loan.due.timestamp()) if loan.due else 0}^" in shown
        assert "Only those who hand out laptops" in loaner(desk, ANA, "due")

    @pytest.mark.parametrize("named", [FIRST, "SAN_FRANCISCO/1"])
    def test_one_laptop_is_found_by_its_id_or_its_number(self, desk: Borrowing, named: str) -> None:
        desk.lends(ANA)
        shown = loaner(desk, BEN, f"asset {named}")
        assert "serial number san" in shown
        assert "lent" in shown
        assert "Ana Reyes" in shown
        assert "There is no laptop “X”" in loaner(desk, BEN, "asset X")

    def test_everybody_sees_their_own(self, desk: Borrowing) -> None:
        desk.lends(ANA)
        assert "You have it until" in loaner(desk, ANA, "mine")
        assert "You have no laptop from us" in loaner(desk, BEN, "my")

    def test_what_nobody_understands_is_answered_with_what_there_is(self, desk: Borrowing) -> None:
        assert "`mine` shows your laptops" in loaner(desk, ANA, "what is this")

    def test_a_search_for_tickets_meets_no_laptop(self, desk: Borrowing) -> None:
        desk.lends(ANA)
        fields = {"command": "/it", "text": "find open", "user_id": ANA, "channel_id": IT_HAPPENS}
        reading = read_command(fields | {"trigger_id": "1.1"}, desk.settings.desk, desk.now)
        assert isinstance(reading, Envelope)
        desk.receive(reading)
        assert "Nothing found" in desk.whispered(ANA) or "#1" not in desk.whispered(ANA)

    def test_where_nobody_lends_the_word_means_nothing(self, desk: Borrowing) -> None:
        bare = replace(desk.settings.desk, loans={})
        fields = {"command": "/it", "text": "loaner due", "user_id": BEN, "channel_id": IT_HAPPENS}
        reading = read_command(fields | {"trigger_id": "1.1"}, bare, desk.now)
        assert not isinstance(reading, Envelope | Ignored)
