"""The intake's Lambda handler: what a batch does, and what it survives."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters import wire
from deskbell.adapters.memory.aggregates import MemoryAggregates
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.errors import QueueUnavailableError, StoreUnavailableError
from deskbell.domain.inputs import Envelope, Input
from deskbell.runtime import compose, reporting
from deskbell.runtime.relay import Relay
from deskbell.usecases.outbox.send_outbox import LEASE
from deskbell.usecases.ports import RowState
from deskbell.usecases.slack_ports import Unknown
from intake import process_input
from tests.builders import ANA, IT_HAPPENS, MINJUN, an_envelope
from tests.functional.memory_desk import MemoryDesk
from tests.functional.test_relay_handlers import context, counted

SECRET_WORDS = "My password is hunter2"  # pragma: allowlist secret


@dataclass
class MemoryDeadLetters:
    """Twin of HttpDeadLetters."""

    messages: list[tuple[str, str]] = field(default_factory=list)
    reasons: list[Mapping[str, str]] = field(default_factory=list)
    available: bool = True

    def put(self, body: str, group: str, message: str, why: Mapping[str, str]) -> None:
        if not self.available:
            raise QueueUnavailableError(message)
        self.messages.append((body, group))
        self.reasons.append(why)


class Inbox:
    """Makes SQS batches of inputs and hands them to the real handler."""

    def __init__(self, desk: MemoryDesk, dead_letters: MemoryDeadLetters) -> None:
        self.desk = desk
        self.dead_letters = dead_letters

    def message(self, given: Input | str, times: int = 1, group: str = "g") -> dict[str, Any]:
        """`times` is how often it has been delivered, this one included."""
        key = f"{group}:{id(given)}"
        body = given if isinstance(given, str) else wire.encode(an_envelope(given, key))
        return {
            "messageId": f"m-{key}",
            "body": body,
            "attributes": {"MessageGroupId": group, "ApproximateReceiveCount": str(times)},
            "eventSource": "aws:sqs",
        }

    def deliver(
        self, *messages: dict[str, Any], in_context: LambdaContext | None = None
    ) -> list[str]:
        """Returns the ids of the messages that are to come again."""
        event = {"Records": list(messages)}
        answer = process_input.handler(event, in_context or context(10.0))
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Inbox:
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")
    desk, dead_letters = MemoryDesk(), MemoryDeadLetters()
    desk.aggregates = MemoryAggregates(desk.table, LEASE)
    desk.ports = replace(desk.ports, aggregates=desk.aggregates)
    intake = compose.Intake(desk.ports, Relay(desk.relay), dead_letters)  # type: ignore[arg-type]
    monkeypatch.setattr(compose, "intake", lambda: intake)
    return Inbox(desk, dead_letters)


def ticket_emoji(desk: MemoryDesk, words: str = "My laptop does not start") -> Input:
    return desk.reaction(MINJUN, desk.say(ANA, words).ts, "ticket")


def breaking(monkeypatch: pytest.MonkeyPatch, desk: MemoryDesk, fault: Exception) -> None:
    def find(key: str) -> object:
        raise fault

    monkeypatch.setattr(desk.aggregates, "find", find)


def test_an_input_is_committed_and_its_effects_are_sent_at_once(inbox: Inbox) -> None:
    assert inbox.deliver(inbox.message(ticket_emoji(inbox.desk))) == []
    assert len(inbox.desk.ours(IT_HAPPENS, inbox.desk.ticket.message.ts)) == 1  # type: ignore[union-attr]


def test_a_message_that_fails_holds_up_its_own_thread_only(inbox: Inbox) -> None:
    bad = inbox.message("no envelope", group="a")
    behind = inbox.message(ticket_emoji(inbox.desk), group="a")
    fine = inbox.message(ticket_emoji(inbox.desk), group="b")

    assert inbox.deliver(bad, behind, fine) == [bad["messageId"], behind["messageId"]]
    assert len(inbox.desk.tickets) == 1


def test_what_fails_each_time_is_put_aside_and_its_thread_goes_on(inbox: Inbox) -> None:
    bad = inbox.message("no envelope", times=3, group="a")
    behind = inbox.message(ticket_emoji(inbox.desk), times=3, group="a")

    assert inbox.deliver(bad, behind) == []
    assert inbox.dead_letters.messages == [("no envelope", "a")]
    [why] = inbox.dead_letters.reasons
    assert why["fault"] == "InputError"
    assert why["where"]
    assert len(inbox.desk.tickets) == 1


def test_what_cannot_be_put_aside_comes_again(inbox: Inbox) -> None:
    inbox.dead_letters.available = False
    bad = inbox.message("no envelope", times=3)

    assert inbox.deliver(bad) == [bad["messageId"]]


@pytest.mark.parametrize(("times", "available"), [(1, True), (3, True), (3, False)])
def test_a_message_that_fails_is_one_fault_and_one_line(
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    times: int,
    available: bool,
) -> None:
    logged = io.StringIO()
    monkeypatch.setattr(reporting.logger.registered_handler, "stream", logged)
    inbox.dead_letters.available = available
    inbox.deliver(inbox.message("no envelope", times=times))

    [told] = map(json.loads, logged.getvalue().splitlines())
    assert (told["message"], told["fault"]) == ("InputFailed", "InputError")
    assert told["given_up"] is (times == 3 and available)
    assert counted(capsys) == {"Faults": 1}


def test_an_outage_puts_nothing_aside(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(monkeypatch, inbox.desk, StoreUnavailableError("throttled"))
    message = inbox.message(ticket_emoji(inbox.desk), times=4)

    assert inbox.deliver(message) == [message["messageId"]]
    assert inbox.dead_letters.messages == []


def test_a_failure_is_logged_with_its_place_and_without_what_people_wrote(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = io.StringIO()
    monkeypatch.setattr(reporting.logger.registered_handler, "stream", logged)
    breaking(monkeypatch, inbox.desk, KeyError(SECRET_WORDS))
    message = inbox.message(ticket_emoji(inbox.desk, SECRET_WORDS))
    inbox.deliver(message)

    [told] = map(json.loads, logged.getvalue().splitlines())
    assert (told["fault"], told["message_id"]) == ("KeyError", message["messageId"])
    assert told["where"].startswith("find:")
    assert "hunter2" not in logged.getvalue()


def test_effects_that_cannot_be_written_down_now_do_not_bring_the_input_again(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent(*given: object) -> None:
        raise StoreUnavailableError("throttled")

    monkeypatch.setattr(inbox.desk.relay.outbox, "sent", sent)

    assert inbox.deliver(inbox.message(ticket_emoji(inbox.desk))) == []
    rows = inbox.desk.table.outbox.values()
    assert {one.state for one in rows} == {RowState.PENDING}


def test_what_the_intake_commits_is_for_itself_to_send(inbox: Inbox) -> None:
    inbox.desk.slack.fail("chat.postMessage", *[Fault(Unknown("timeout"))] * 2)
    inbox.deliver(inbox.message(ticket_emoji(inbox.desk)))

    inbox.desk.settle()
    assert inbox.desk.ours(IT_HAPPENS, inbox.desk.ticket.message.ts) == []  # type: ignore[union-attr]


def test_effects_that_there_is_no_time_for_are_given_back_to_the_sweep(inbox: Inbox) -> None:
    message = inbox.message(ticket_emoji(inbox.desk))
    inbox.deliver(message, in_context=context(4.0))
    assert inbox.desk.slack.calls == []

    inbox.desk.settle()
    given_back = [row for row in inbox.desk.table.outbox.values() if row.version == 1]
    assert {row.state for row in given_back} == {RowState.SENT}


def slow_slack(desk: MemoryDesk, left: list[float]) -> Callable[[], int]:
    """Lambda's clock: each reading that Slack does not answer takes two seconds of it."""
    desk.slack.fail("conversations.replies", *[Fault(Unknown("timeout"))] * 10)
    return lambda: int((left[0] - 2 * _reads(desk)) * 1000)


def _reads(desk: MemoryDesk) -> int:
    return sum(call.method == "conversations.replies" for call in desk.slack.calls)


def test_a_slow_slack_does_not_eat_the_time_of_the_whole_batch(inbox: Inbox) -> None:
    desk, in_context = inbox.desk, context()
    in_context.get_remaining_time_in_millis = slow_slack(desk, [10.0])  # type: ignore[method-assign]
    batch = [inbox.message(ticket_emoji(desk), group=str(n)) for n in range(5)]

    assert inbox.deliver(*batch, in_context=in_context) == []
    assert [ticket.text for ticket in desk.tickets] == [None] * 5
    assert _reads(desk) == 2, "the second one leaves six seconds, too little for another"


def test_what_there_is_no_time_for_comes_again_and_what_was_written_is_not_held(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, in_context, left = inbox.desk, context(), [10.0]
    commit = desk.aggregates.commit

    def commit_slowly(*given: Any) -> Any:
        left[0] -= 2.5
        return commit(*given)

    monkeypatch.setattr(desk.aggregates, "commit", commit_slowly)
    in_context.get_remaining_time_in_millis = lambda: int(left[0] * 1000)  # type: ignore[method-assign]
    batch = [inbox.message(ticket_emoji(desk), times=4, group=str(n)) for n in range(5)]

    assert inbox.deliver(*batch, in_context=in_context) == [m["messageId"] for m in batch[3:]]
    assert inbox.dead_letters.messages == []
    assert len(desk.tickets) == 3
    rows = desk.table.outbox.values()
    assert rows
    assert {(row.lease_until, row.doubtful) for row in rows} == {(0.0, False)}


def test_the_rest_of_a_batch_is_handled_when_one_input_is_delivered_twice(inbox: Inbox) -> None:
    message = inbox.message(ticket_emoji(inbox.desk))

    assert inbox.deliver(message, message) == []
    assert wire.decode(message["body"], Envelope).key
    assert inbox.desk.events(inbox.desk.ticket.ref) == ["TicketOpened"]
