"""What Slack dropped of a channel that is shared with another company is as private there as what
it told (A1-32, C-21)."""

import json

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.ids import Ts
from deskbell.domain.inputs import Button
from deskbell.domain.people import Person, Standing
from deskbell.domain.settings.desk import Partner
from deskbell.domain.tickets.ticket import Privacy
from deskbell.usecases.slack_ports import Later, Never, Undelivered
from tests.builders import ANA, BEN, CORA, IT_HAPPENS, IT_TRIAGE, JIWOO, a_desk, an_inbox
from tests.functional.dropping_slack import HOUR, DroppingSlack
from tests.functional.memory_desk import MemoryDesk
from tests.memory_slack import buttons

TEXT = "The prototype does not start"


@pytest.fixture
def slack() -> DroppingSlack:
    """What people ask is for the company alone; the settings do not know that Cora is there."""
    it = an_inbox(privacy=Privacy.TEAM, capture_after=HOUR / 2)
    slack = DroppingSlack(MemoryDesk(a_desk(inboxes={it.id: it})))
    slack.desk.slack.people[CORA] = Person(CORA, "Cora Diaz", None, None, Standing.EXTERNAL)
    slack.desk.slack.members[IT_HAPPENS].add(CORA)
    slack.desk.slack.shared.add(IT_HAPPENS)
    slack.begin()
    return slack


def shown(slack: DroppingSlack, under: Ts) -> str:
    posts = slack.desk.ours(IT_HAPPENS, under)
    return json.dumps([(post.shown.text, post.shown.blocks) for post in posts])


def test_a_ticket_of_a_dropped_emoji_shows_nothing_there(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, TEXT, told=False)
    slack.react(ANA, asked, "ticket", told=False)
    slack.backfill()

    assert slack.desk.ticket.shared == {IT_HAPPENS}
    assert TEXT not in shown(slack, asked)
    assert TEXT in json.dumps([post.shown.blocks for post in slack.desk.ours(IT_TRIAGE)])


def test_a_dropped_reply_tells_that_others_are_there(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, TEXT)
    slack.react(ANA, asked, "ticket")
    assert TEXT in shown(slack, asked), "Slack has not said so yet"
    slack.say(ANA, "Anybody?", asked, told=False)
    slack.backfill()
    assert TEXT not in shown(slack, asked)


def test_a_question_that_is_captured_shows_nothing_there(slack: DroppingSlack) -> None:
    asked = slack.say(ANA, TEXT)
    slack.desk.later(HOUR)
    slack.backfill()
    [offer] = [p for p in slack.desk.ours(IT_TRIAGE) if list(buttons(p, Button.CAPTURE))]
    slack.desk.give(slack.desk.press(BEN, Button.CAPTURE, offer))

    assert slack.desk.ticket.shared == {IT_HAPPENS}
    assert TEXT not in shown(slack, asked)


def test_slack_is_asked_once_and_only_where_something_was_missed(slack: DroppingSlack) -> None:
    for text in ("One", "Two"):
        slack.react(ANA, slack.say(ANA, text, told=False), "ticket", told=False)
    slack.backfill()
    slack.backfill()
    asked = [call for call in slack.desk.slack.calls if call.method == "conversations.info"]
    assert [call.place for call in asked] == [IT_HAPPENS]


def test_while_slack_does_not_say_it_is_read_later(slack: DroppingSlack) -> None:
    slack.desk.slack.fail("conversations.info", Fault(Later(None, "internal_error")))
    asked = slack.say(ANA, TEXT, told=False)
    slack.react(ANA, asked, "ticket", told=False)
    assert slack.backfill().stopped == "internal_error"
    assert not slack.desk.tickets
    slack.backfill()
    assert TEXT not in shown(slack, asked)


def test_where_slack_will_never_say_others_may_be_there(slack: DroppingSlack) -> None:
    slack.desk.slack.shared.clear()
    never = Fault(Never(Undelivered.INSTALL_BROKEN, "missing_scope"))
    slack.desk.slack.fail("conversations.info", never)
    slack.react(ANA, slack.say(ANA, TEXT, told=False), "ticket", told=False)
    slack.backfill()
    assert slack.desk.ticket.shared == {IT_HAPPENS}


def test_a_channel_of_our_own_shows_it(slack: DroppingSlack) -> None:
    slack.desk.slack.shared.clear()
    asked = slack.say(ANA, TEXT, told=False)
    slack.react(ANA, asked, "ticket", told=False)
    slack.backfill()
    assert TEXT in shown(slack, asked)


def test_a_partners_message_that_was_dropped_is_its_owners_ticket() -> None:
    """By the workspace that Slack names with it."""
    acme = Partner("Acme", IT_HAPPENS, "T0ACME0001", owner=JIWOO, backup=BEN, auto=True)
    slack = DroppingSlack(MemoryDesk(a_desk(partners=(acme,))))
    slack.begin()
    slack.desk.slack.people[CORA] = Person(CORA, "Cora Diaz", None, None, Standing.EXTERNAL)
    slack.desk.slack.teams[CORA] = "T0ACME0001"
    slack.say(CORA, TEXT, told=False)
    slack.desk.later(HOUR)
    slack.backfill()
    assert (slack.desk.ticket.requester, slack.desk.ticket.assignee) == (CORA, JIWOO)
