"""`/it find`, as people in Slack see it (A4-02)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deskbell.adapters.memory.workspace import Fault
from deskbell.adapters.slack.commands import read_command
from deskbell.domain.ids import PersonId, Ts
from deskbell.domain.inputs import Envelope
from deskbell.domain.tickets.ticket import Privacy, Ticket
from deskbell.usecases.search.find_tickets import MOST_SHOWN
from deskbell.usecases.slack_ports import Never, Undelivered
from tests.builders import ANA, BEN, IT_HAPPENS, LENA, MINJUN, OLA
from tests.functional.memory_desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def ask(desk: MemoryDesk, person: PersonId, text: str) -> Ts:
    desk.now += MINUTE
    message = desk.say(person, text)
    desk.give(desk.reaction(person, message.ts, "ticket"))
    return message.ts


def find(desk: MemoryDesk, person: PersonId, query: str) -> str:
    """What the person is shown, and nobody else."""
    desk.now += MINUTE
    before = len(desk.slack.whispers)
    desk.receive(command(desk, person, query))
    [answer] = desk.slack.whispers[before:]
    assert (answer.person, answer.channel) == (person, IT_HAPPENS)
    return "\n".join([answer.shown.text, str(answer.shown.blocks)])


def command(desk: MemoryDesk, person: PersonId, query: str) -> Envelope:
    fields = {
        "command": "/it",
        "text": f"find {query}",
        "user_id": person,
        "channel_id": IT_HAPPENS,
        "trigger_id": f"{desk.wall()}.{query}",
    }
    reading = read_command(fields, desk.desk, desk.now)
    assert isinstance(reading, Envelope)
    return reading


@pytest.fixture
def asked(desk: MemoryDesk) -> list[Ts]:
    """#1 Ana's laptop, taken by Ben; #2 Ola's monitor, solved; #3 Minjun's VPN, new."""
    laptop = ask(desk, ANA, "My laptop does not start")
    monitor = ask(desk, OLA, "A second monitor, please")
    vpn = ask(desk, MINJUN, "VPN is slow")
    desk.give(desk.reaction(BEN, laptop, "eyes"))
    desk.give(desk.reaction(OLA, monitor, "white_check_mark"))
    return [laptop, monitor, vpn]


def hide(desk: MemoryDesk, number: int) -> Ticket:
    [ticket] = [one for one in desk.tickets if one.number == number]
    desk.table.states[ticket.ref] = replace(ticket, privacy=Privacy.PRIVATE)
    return ticket


@pytest.mark.parametrize("query", ["1", "#1"])
def test_a_number_leads_to_its_ticket(desk: MemoryDesk, asked: list[Ts], query: str) -> None:
    shown = find(desk, OLA, query)
    assert "My laptop does not start" in shown
    assert "|#1>" in shown
    assert "Ben Carter" in shown


def test_a_private_ticket_is_found_by_its_people_alone(desk: MemoryDesk, asked: list[Ts]) -> None:
    hide(desk, 1)
    assert "laptop" not in find(desk, MINJUN, "1")
    assert "laptop" in find(desk, ANA, "1")
    assert "laptop" in find(desk, BEN, "laptop")


def test_words_are_looked_for_in_what_one_asked_also_when_it_is_over(
    desk: MemoryDesk, asked: list[Ts]
) -> None:
    assert "A second monitor" in find(desk, OLA, "monitor SECOND")


def test_words_of_others_requests_are_found_by_those_who_work_there(
    desk: MemoryDesk, asked: list[Ts]
) -> None:
    assert "#3" not in find(desk, ANA, "vpn")
    assert "VPN is slow" in find(desk, BEN, "vpn")
    assert "My laptop" in find(desk, LENA, "laptop")


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("new", "VPN is slow"),
        ("open", "VPN is slow"),
        ("taken", "My laptop does not start"),
        ("nowe", "VPN is slow"),
        ("신규", "VPN is slow"),
    ],
)
def test_a_state_lists_the_tickets_in_it(
    desk: MemoryDesk, asked: list[Ts], state: str, title: str
) -> None:
    assert title in find(desk, BEN, state)
    assert "monitor" not in find(desk, BEN, state)


def test_a_person_lists_their_requests_for_whoever_works_here(
    desk: MemoryDesk, asked: list[Ts]
) -> None:
    shown = find(desk, BEN, f"<@{OLA}|ola>")
    assert "A second monitor" in shown
    assert "laptop" not in shown


def test_others_may_look_only_at_their_own_requests(desk: MemoryDesk, asked: list[Ts]) -> None:
    assert "Only people who work in an inbox" in find(desk, ANA, f"<@{OLA}>")
    assert "My laptop" in find(desk, ANA, f"<@{ANA}>")


def test_where_nothing_is_found_it_says_what_to_try(desk: MemoryDesk, asked: list[Ts]) -> None:
    shown = find(desk, ANA, "printer")
    assert "Nothing that you may see fits “printer”" in shown
    assert "/it find 12" in shown


def test_nothing_to_look_for_says_how(desk: MemoryDesk) -> None:
    assert "What are you looking for?" in find(desk, ANA, "")


def test_the_answer_is_in_the_readers_language(desk: MemoryDesk, asked: list[Ts]) -> None:
    assert "1 zgłoszenie dla „monitor”" in find(desk, OLA, "monitor")


def test_of_many_the_newest_open_ones_are_shown(desk: MemoryDesk) -> None:
    for number in range(MOST_SHOWN + 2):
        ask(desk, ANA, f"printer {number}")
    shown = find(desk, ANA, "printer")
    assert f"{MOST_SHOWN + 2} tickets" in shown
    assert "printer 11" in shown
    assert "printer 1\n" not in shown.replace("\\n", "\n")


def test_where_the_app_is_not_the_answer_comes_as_a_direct_message(
    desk: MemoryDesk, asked: list[Ts]
) -> None:
    refused = Fault(Never(Undelivered.NOT_INSIDE, "channel_not_found"))
    desk.slack.fail("chat.postEphemeral", refused)
    desk.receive(command(desk, ANA, "laptop"))
    assert "My laptop" in str(desk.direct(ANA)[-1].shown.blocks)


def test_what_somebody_looks_for_is_in_no_history(desk: MemoryDesk, asked: list[Ts]) -> None:
    find(desk, ANA, "salary")
    rows = [row for ref in desk.table.states for row in desk.aggregates.history(ref)]
    assert "TicketsSearched" in {row.event for row in rows}
    assert "salary" not in str(rows)
