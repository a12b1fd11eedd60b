"""Many alerts in one message: each is read by itself, and all of them are on the inbox, or the
source sends them again (A1-05)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deskbell.adapters import wire
from deskbell.adapters.alerts.alert import instant
from deskbell.adapters.alerts.reception import MOST_NAMED
from deskbell.adapters.aws_http import BATCH_BYTES, HttpInputQueue
from deskbell.domain.errors import QueueUnavailableError
from deskbell.domain.inputs import Envelope
from tests.builders import NOW
from tests.functional.alert_desk import (
    AlertDesk,
    a_paging_desk,
    from_alertmanager,
    from_checks,
    from_grafana,
    sample,
)
from tests.functional.paging import PagedDesk

CHECKS = sample("generic.json")


@pytest.fixture
def desk() -> AlertDesk:
    """Its checks come as a list, with a time."""
    desk = AlertDesk()
    assert desk.desk.paging
    source = desk.desk.paging.sources["checks"]
    assert source.mapped
    mapped = replace(source.mapped, alerts="items", time="since")
    sources = {**desk.desk.paging.sources, "checks": replace(source, mapped=mapped)}
    desk.desk = a_paging_desk(paging=replace(desk.desk.paging, sources=sources))
    return desk


def a_check(number: int, **more: Any) -> dict[str, Any]:
    return {**CHECKS, "check": {"id": number, "name": f"Check {number}"}, **more}


def firing(number: int, **more: Any) -> dict[str, Any]:
    labels = {"alertname": f"Disk {number}"}
    return {"status": "firing", "labels": labels, "fingerprint": str(number), **more}


# --- each by itself ---------------------------------------------------------------------------


def test_one_alert_without_a_title_is_named_and_the_others_go_through(desk: AlertDesk) -> None:
    sent = {"items": [a_check(1), {"check": {}}, a_check(3), "nothing"]}
    assert desk.send(from_checks(sent)) == (
        200,
        {
            "taken": 2,
            "refused": 2,
            "errors": [
                "there is no text at items.1.check.name",
                "there is no text at items.3.check.name",
            ],
        },
    )
    assert [one.key for one in desk.received] == ["1", "3"]
    refused = [facts for what, facts in desk.told if what == "AlertRefused"]
    assert [one["why"] for one in refused] == [
        "there is no text at items.1.check.name",
        "there is no text at items.3.check.name",
    ]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (1, "alerts[1] is not an object"),
        (firing(2, status="on"), "alerts[1].status is neither firing nor resolved"),
        (firing(2, labels="none"), "alerts[1].labels is not an object"),
    ],
)
@pytest.mark.parametrize("send", [from_alertmanager, from_grafana])
def test_what_is_wrong_with_one_of_a_group_keeps_no_other_back(
    desk: AlertDesk, send: Any, wrong: object, error: str
) -> None:
    status, answer = desk.send(send({"alerts": [firing(1), wrong, firing(3)]}))
    assert (status, answer) == (200, {"taken": 2, "refused": 1, "errors": [error]})
    assert [one.key for one in desk.received] == ["1", "3"]


def test_where_none_can_be_read_all_is_refused(desk: AlertDesk) -> None:
    sent: dict[str, Any] = {"items": [{}, {}]}
    assert desk.send(from_checks(sent)) == (
        400,
        {"error": "there is no text at items.0.check.name"},
    )
    assert desk.envelopes == []


def test_of_very_many_that_cannot_be_read_the_first_are_named(desk: AlertDesk) -> None:
    _, answer = desk.send(from_checks({"items": [a_check(0), *({} for _ in range(5_000))]}))
    assert (answer["taken"], answer["refused"]) == (1, 5_000)
    assert len(answer["errors"]) == MOST_NAMED
    assert len(desk.told) == 1 + MOST_NAMED


# --- on the inbox -----------------------------------------------------------------------------


@dataclass
class Inbox:
    """SQS as it may be: of the messages of a batch it takes those that `refuses` does not name, by
    their numbers; and it forgets at once what it has taken."""

    refuses: set[int] = field(default_factory=set)
    batches: list[list[Envelope]] = field(default_factory=list)
    taken: list[Envelope] = field(default_factory=list)

    def call(self, operation: str, given: Mapping[str, Any]) -> dict[str, object]:
        assert operation == "AmazonSQS.SendMessageBatch"
        entries: list[dict[str, str]] = given["Entries"]
        assert len(json.dumps(entries)) < 262_144
        batch = [wire.decode(one["MessageBody"], Envelope) for one in entries]
        failed = [one for one in entries if int(one["Id"]) in self.refuses]
        self.batches.append(batch)
        self.taken += [one for number, one in enumerate(batch) if number not in self.refuses]
        answers = [{"Id": one["Id"], "Code": "InternalError"} for one in failed]
        return {"Successful": [], "Failed": answers} if answers else {"Successful": []}

    def of(self, desk: AlertDesk) -> "Inbox":
        desk.put = HttpInputQueue(self.call, "https://sqs.example.com/1/inbox.fifo").put_all
        return self


def test_thousands_at_once_go_ten_in_a_call(desk: AlertDesk) -> None:
    inbox = Inbox().of(desk)
    many = {"alerts": [firing(number) for number in range(3_000)]}
    assert desk.send(from_alertmanager(many)) == (200, {"taken": 3_000})
    assert len(inbox.batches) == 300
    assert [one.input.key for one in inbox.taken] == [str(number) for number in range(3_000)]  # type: ignore[union-attr]


def test_where_sqs_takes_a_part_the_source_sends_again_and_nothing_is_doubled(
    desk: AlertDesk,
) -> None:
    """Not even where SQS has forgotten what it took."""
    inbox, paged = Inbox(refuses={3}).of(desk), PagedDesk()
    sent = from_alertmanager({"alerts": [firing(number) for number in range(25)]})
    with pytest.raises(QueueUnavailableError, match="InternalError"):
        desk.send(sent)
    inbox.refuses = set()
    assert desk.send(sent) == (200, {"taken": 25})
    keys = [one.key for one in inbox.taken]
    assert (len(keys), len(set(keys))) == (9 + 25, 25)
    paged.receive(*inbox.taken)
    assert [one.reports for one in paged.incidents] == [1] * 25
    assert {one.impact.partition("\n")[0] for one in paged.incidents} == {
        f"Disk {number}" for number in range(25)
    }


def test_of_one_trouble_what_sqs_has_not_taken_is_not_overtaken_by_what_follows(
    desk: AlertDesk,
) -> None:
    """Its end would come first, and be the end of nothing."""
    inbox = Inbox(refuses={1}).of(desk)
    sent = from_checks({"items": [a_check(0), a_check(1), a_check(1, state="ok")]})
    with pytest.raises(QueueUnavailableError):
        desk.send(sent)
    assert [one.input.key for one in inbox.taken] == ["0"]  # type: ignore[union-attr]
    inbox.refuses = set()
    desk.send(sent)
    told = [(one.input.key, one.input.firing) for one in inbox.taken]  # type: ignore[union-attr]
    assert told == [("0", True), ("0", True), ("1", True), ("1", False)]


def test_what_is_said_twice_in_one_message_is_one(desk: AlertDesk) -> None:
    inbox, paged = Inbox().of(desk), PagedDesk()
    desk.send(from_checks({"items": [a_check(1), a_check(1)]}))
    paged.receive(*inbox.taken)
    assert paged.incident.reports == 1


def test_ten_long_ones_are_no_more_than_sqs_takes_at_once(desk: AlertDesk) -> None:
    inbox = Inbox().of(desk)
    long = {"summary": "가" * 200, "description": "\N{FIRE}" * 2_000}
    sent = {"alerts": [firing(number, annotations=long) for number in range(40)]}
    assert desk.send(from_alertmanager(sent))[0] == 200
    assert len(inbox.taken) == 40
    assert len(inbox.batches) > 4
    assert all(len(wire.encode(one)) < BATCH_BYTES for one in inbox.taken)


# --- when -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-23T08:55:12.415Z", datetime(2026, 11, 23, 8, 55, 12, 415_000, tzinfo=UTC)),
        ("2026-11-23T09:51:03.157076123+02:00", datetime(2026, 11, 23, 7, 51, 3, 157_076, UTC)),
        ("2026-11-23T09:00:41.655+0000", datetime(2026, 11, 23, 9, 0, 41, 655_000, UTC)),
        ("2026-11-23 08:55:12", None),
        ("1795424112", datetime.fromtimestamp(1_795_424_112, UTC)),
        ("1795424112.5", datetime.fromtimestamp(1_795_424_112.5, UTC)),
        ("", None),
        ("soon", None),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("99999999999", None),
        ("1795424112000", None),
    ],
)
def test_each_sources_way_to_write_a_time_is_read(written: str, at: datetime | None) -> None:
    assert instant(written, NOW) == at


def test_a_time_that_is_still_to_come_says_nothing_of_what_is_older() -> None:
    """Or it would make everything else late until then."""
    assert instant((NOW + timedelta(minutes=4)).isoformat(), NOW)
    assert instant((NOW + timedelta(minutes=6)).isoformat(), NOW) is None


def test_the_settings_say_where_the_time_stands(desk: AlertDesk) -> None:
    at = datetime.fromtimestamp(desk.at - 60, UTC)
    items = [
        a_check(1, since=at.isoformat()),
        a_check(2, state="ok", since=at.timestamp()),
        a_check(3, since=""),
    ]
    desk.send(from_checks({"items": items}))
    assert [(one.began, one.ended) for one in desk.received] == [
        (at, None),
        (None, at),
        (None, None),
    ]


def test_what_alertmanager_says_is_over_has_both_times(desk: AlertDesk) -> None:
    desk.send(from_alertmanager(sample("alertmanager.json")))
    _, over = desk.received
    assert (over.began, over.ended) == (
        datetime(2026, 11, 23, 8, 40, 12, 415_000, tzinfo=UTC),
        datetime(2026, 11, 23, 8, 58, 42, 415_000, tzinfo=UTC),
    )
