"""One message that Slack's client sent twice, with the ticket emoji on both (bad_inputs.md 44)."""

import pytest

from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.tickets.ticket import Status
from tests.builders import ANA, BEN, IT_HAPPENS, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def sent(desk: MemoryDesk, typed: str = "11111111-2222", person: PersonId = ANA) -> Ts:
    message = desk.say(person, "My laptop does not start")
    desk.slack.typed[message.ts] = typed
    desk.give(message)
    return message.ts


def test_the_ticket_emoji_on_each_of_the_two_is_one_ticket_and_both_lead_to_it(
    desk: MemoryDesk,
) -> None:
    first, again = sent(desk), sent(desk)
    desk.give(desk.reaction(OLA, first, "ticket"), desk.reaction(MINJUN, again, "ticket"))
    assert desk.ticket.followers == (OLA, MINJUN)
    desk.give(desk.say(BEN, "I see it", again))
    said = [one.texts[-1][1] for one in desk.aggregates.comments(desk.ticket.ref)]
    assert said[-1] == "I see it"
    assert "#1" in desk.ours(IT_HAPPENS, again)[0].shown.text


def test_the_later_one_may_have_its_emoji_first(desk: MemoryDesk) -> None:
    first, again = sent(desk), sent(desk)
    desk.give(desk.reaction(OLA, again, "ticket"), desk.reaction(MINJUN, first, "ticket"))
    assert desk.ticket.followers == (OLA, MINJUN)


def test_a_word_that_comes_twice_changes_nothing_more(desk: MemoryDesk) -> None:
    first, again = sent(desk), sent(desk)
    desk.give(desk.reaction(OLA, first, "ticket"))
    emoji = desk.reaction(MINJUN, again, "ticket")
    desk.give(emoji, emoji, key="again")
    assert desk.ticket.followers == (OLA, MINJUN)
    assert desk.events(desk.ticket.ref).count("TicketFollowed") == 1
    assert desk.ticket.comments == 1


@pytest.mark.parametrize(
    ("typed", "person"), [("33333333-4444", ANA), ("11111111-2222", OLA)], ids=["typed", "person"]
)
def test_what_was_typed_anew_or_by_another_is_a_ticket_of_its_own(
    desk: MemoryDesk, typed: str, person: PersonId
) -> None:
    first, other = sent(desk), sent(desk, typed, person)
    desk.give(desk.reaction(MINJUN, first, "ticket"), desk.reaction(MINJUN, other, "ticket"))
    assert len(desk.tickets) == 2


def test_of_what_is_over_by_now_it_begins_another(desk: MemoryDesk) -> None:
    first, again = sent(desk), sent(desk)
    desk.give(desk.reaction(ANA, first, "ticket"), desk.reaction(ANA, first, "ticket", added=False))
    assert desk.ticket.status is Status.CANCELLED
    desk.give(desk.reaction(MINJUN, again, "ticket"))
    assert sorted(ticket.status for ticket in desk.tickets) == [Status.CANCELLED, Status.NEW]
