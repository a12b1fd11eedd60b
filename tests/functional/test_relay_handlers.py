"""The relay's two Lambda handlers: what wakes them, what they count, and what they survive."""

import io
import json
from typing import Any

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from deskbell.adapters.dynamo import keys
from deskbell.adapters.memory.outbox import MemoryOutbox
from deskbell.adapters.memory.workspace import Fault
from deskbell.domain.effects import Place, SendDirect, ShowCard
from deskbell.domain.errors import StoreUnavailableError
from deskbell.domain.texts import Text
from deskbell.runtime import compose, reporting
from deskbell.runtime.relay import Relay
from deskbell.runtime.reporting import HandlerFailedError
from deskbell.usecases.outbox.send_outbox import SWEPT
from deskbell.usecases.ports import OutboxRow, RowState
from deskbell.usecases.slack_ports import Later
from relay import send_outbox, sweep_outbox
from tests.builders import ANA, BEN, IT_TRIAGE, MINJUN
from tests.functional.relay_world import World

TRIAGE_CARD = ShowCard(Place.TRIAGE, IT_TRIAGE)
HELLO = Text("dm.hello")


def context(seconds: float = 20.0) -> LambdaContext:
    """Lambda's, with so many seconds left."""
    made = LambdaContext()
    made._function_name, made._aws_request_id = "a-function", "a-request"
    made.get_remaining_time_in_millis = lambda: int(seconds * 1000)  # type: ignore[method-assign]
    return made


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(reporting.metrics.provider, "namespace", "Deskbell")
    world = World()
    monkeypatch.setattr(compose, "relay", lambda: Relay(world.ports, world.wait))
    return world


def stream_of(rows: list[str]) -> dict[str, Any]:
    """The table's stream, with these new outbox rows."""
    images = [{"pk": {"S": key.pk}, "sk": {"S": key.sk}} for key in map(keys.outbox, rows)]
    return {"Records": [{"eventName": "INSERT", "dynamodb": {"NewImage": i}} for i in images]}


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    """The metrics of the only invocation that had any, summed."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    return {
        metric["Name"]: sum(line[metric["Name"]])
        for line in lines
        for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]
    }


def test_stream_of_new_rows_is_sent_and_nothing_is_counted_that_goes_well(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = world.wants(TRIAGE_CARD, SendDirect(ANA, HELLO), SendDirect(MINJUN, HELLO))
    send_outbox.handler(stream_of(rows), context())

    assert set(world.states(rows)) == {RowState.SENT}
    assert counted(capsys) == {}


def test_stream_of_rows_that_the_fast_path_sent_does_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = world.wants(TRIAGE_CARD)
    world.send(rows)
    send_outbox.handler(stream_of(rows), context())

    assert world.methods() == ["chat.postMessage"]
    assert counted(capsys) == {}


def test_sweep_sends_what_is_due(world: World) -> None:
    rows = world.wants(TRIAGE_CARD)
    sweep_outbox.handler({}, context())

    assert world.states(rows) == [RowState.SENT]


def overdue(capsys: pytest.CaptureFixture[str]) -> float:
    """What the sweep has measured."""
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    [seconds] = line["OutboxOldest"]
    return float(seconds)


def test_sweep_tells_for_how_long_the_oldest_row_has_waited(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.wants(TRIAGE_CARD)
    world.now += 200.0
    world.wants(SendDirect(ANA, HELLO))
    world.now += 50.0
    sweep_outbox.handler({}, context())

    assert overdue(capsys) == 250.0


@pytest.mark.parametrize("asked", [None, 45.0])
def test_row_that_slack_refuses_again_and_again_grows_old_while_it_waits(
    world: World, capsys: pytest.CaptureFixture[str], asked: float | None
) -> None:
    hour = 60
    world.slack.fail("chat.postMessage", *[Fault(Later(asked, "not_now"))] * hour)
    world.wants(TRIAGE_CARD)
    ages = []
    for _ in range(hour):
        sweep_outbox.handler({}, context())
        ages.append(overdue(capsys))
        world.now += 60.0

    assert ages == [60.0 * minute for minute in range(hour)]


def test_sweep_gives_a_sign_of_life_when_nothing_is_due(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.send(world.wants(TRIAGE_CARD))
    sweep_outbox.handler({}, context())

    assert overdue(capsys) == 0.0


def test_sweep_that_cannot_read_the_table_gives_none(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def due(now: float, limit: int) -> object:
        raise StoreUnavailableError("throttled")

    monkeypatch.setattr(world.ports.outbox, "due", due)
    with pytest.raises(HandlerFailedError, match="StoreUnavailableError"):
        sweep_outbox.handler({}, context())

    assert "OutboxOldest" not in capsys.readouterr().out


def test_sweep_waits_for_a_channel_that_takes_one_post_a_second(world: World) -> None:
    busy = Fault(Later(1.0, "ratelimited"))
    world.slack.fail("chat.postMessage", busy, busy, busy)
    rows = world.wants(TRIAGE_CARD)
    begun = world.now
    sweep_outbox.handler({}, context())

    assert world.states(rows) == [RowState.SENT]
    assert world.now - begun == 3.0


def test_sweep_does_not_wait_for_what_will_not_be_due_in_time(world: World) -> None:
    world.slack.fail("chat.postMessage", Fault(Later(30.0, "ratelimited")))
    rows, begun = world.wants(TRIAGE_CARD), world.now
    sweep_outbox.handler({}, context())

    assert world.states(rows) == [RowState.PENDING]
    assert world.now == begun


def test_handler_that_has_no_time_left_begins_nothing(world: World) -> None:
    rows = world.wants(TRIAGE_CARD)
    send_outbox.handler(stream_of(rows), context(seconds=8.0))

    assert world.states(rows) == [RowState.PENDING]


def test_row_of_a_release_that_was_rolled_back_takes_no_other_with_it(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = io.StringIO()
    monkeypatch.setattr(reporting.logger.registered_handler, "stream", logged)
    newer, sound = world.wants(SendDirect(BEN, HELLO), SendDirect(ANA, HELLO))
    world.table.unreadable.add(newer)
    send_outbox.handler(stream_of([newer, sound]), context())

    assert world.states([sound]) == [RowState.SENT]
    assert counted(capsys) == {"Faults": 1}
    lines = map(json.loads, logged.getvalue().splitlines())
    [told] = [line for line in lines if line["level"] == "ERROR"]
    assert (told["message"], told["ref"], told["row"], told["fault"]) == (
        "RowFailed",
        str(world.ticket.ref),
        newer,
        "UnreadableRowError",
    )


def test_rows_that_cannot_be_read_do_not_come_first_for_ever(world: World) -> None:
    for _ in range(4):
        world.table.unreadable.update(world.wants(*[SendDirect(BEN, HELLO)] * (SWEPT // 4)))
    sweep_outbox.handler({}, context())
    world.now += 60.0
    later = world.wants(SendDirect(ANA, HELLO))
    sweep_outbox.handler({}, context())

    assert world.states(later) == [RowState.SENT]


def test_rows_that_cannot_be_read_are_a_fault_in_each_five_minutes(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.table.unreadable.update(world.wants(SendDirect(BEN, HELLO)))
    faults = []
    for _ in range(15):
        sweep_outbox.handler({}, context())
        faults.append("Faults" in capsys.readouterr().out)
        world.now += 60.0

    assert all(any(faults[start : start + 5]) for start in range(11))


def test_one_lane_that_fails_takes_no_other_with_it(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    post = world.slack.post

    def fail(channel: str, *given: Any) -> object:
        if channel == BEN:
            raise StoreUnavailableError("throttled")
        return post(channel, *given)

    monkeypatch.setattr(world.slack, "post", fail)
    rows = world.wants(SendDirect(BEN, HELLO), SendDirect(ANA, HELLO))
    send_outbox.handler(stream_of(rows), context())

    assert world.states(rows) == [RowState.PENDING, RowState.SENT]
    assert counted(capsys) == {"Faults": 1}


def test_sweep_of_a_table_that_answers_slowly_sends_what_it_has_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reading takes a second: there is no time to look at all and to send as well."""
    world.wants(*(SendDirect(person, HELLO) for person in (ANA, BEN, MINJUN) * 10))
    sound = MemoryOutbox.row

    def slow(outbox: MemoryOutbox, row_id: str) -> OutboxRow | None:
        world.wait(1.0)
        return sound(outbox, row_id)

    monkeypatch.setattr(MemoryOutbox, "row", slow)
    sweep_outbox.handler({}, context())
    assert [row for row in world.table.outbox.values() if row.state is RowState.SENT]
