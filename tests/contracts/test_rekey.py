"""`./deskbell rekey` over tickets as the release before the Home tab wrote them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

from deskbell.adapters.dynamo import keys
from deskbell.adapters.dynamo.ticket_states import ticket_to_item
from deskbell.adapters.dynamo.transaction import Transaction
from deskbell.domain.decision import Role
from deskbell.domain.errors import StoreError
from deskbell.domain.ids import InboxId, PersonId, Ref, ticket_ref
from deskbell.domain.tickets.ticket import Status, Ticket
from tests.builders import ANA, BEN, INSTALL, IT_HAPPENS, MINJUN, MINUTE, NOW, a_cause, a_ticket
from tests.contracts.changes import opening, taking
from tests.contracts.stores import REGION, TABLE, Store
from tools.desk import rekey as rekeying
from tools.desk.__main__ import main
from tools.desk.errors import OperatorError
from tools.desk.rekey import Rekeyed, rekey

IT = InboxId("it")


@pytest.fixture(autouse=True)
def shell(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)


def numbered(number: int, status: Status = Status.NEW, **changes: Any) -> Ticket:
    """Ana's ticket, opened so many minutes after NOW."""
    ref = ticket_ref(INSTALL, IT_HAPPENS, str(number))
    at = NOW + number * MINUTE
    return replace(a_ticket(), ref=ref, number=number, status=status, opened_at=at, **changes)


def write_as_before(*tickets: Ticket) -> None:
    """No queue, and role rows that stay where they are when the ticket is over."""
    for ticket in tickets:
        item = ticket_to_item(ticket).serialize()
        for name in ("queue_partition", "queue_rank"):
            item.pop(name, None)
        put(item)
        for role, person in ticket.people:
            put(role_row(ticket, role, person, ticket.opened_at))


def role_row(ticket: Ticket, role: Role, person: PersonId, at: datetime) -> dict[str, Any]:
    micros = int(at.timestamp() * 1_000_000)
    texts = {
        "pk": str(ticket.ref),
        "sk": f"P#{role}#{person}",
        "kind": "role",
        "person": f"P#{INSTALL}#{person}",
        "person_sort": f"{role}#{micros:017}#{ticket.ref}",
    }
    return {name: {"S": text} for name, text in texts.items()}


def put(item: dict[str, Any]) -> None:
    boto3.client("dynamodb", REGION).put_item(TableName=TABLE, Item=item)


def everything() -> list[dict[str, Any]]:
    rows = boto3.client("dynamodb", REGION).scan(TableName=TABLE)["Items"]
    return sorted(rows, key=lambda row: (row["pk"]["S"], row["sk"]["S"]))


def run(*, dry_run: bool = False) -> Rekeyed:
    return rekey(lambda _: None, dry_run=dry_run)


def listed(store: Store, person: PersonId, role: Role) -> list[Ref]:
    return list(store.lists.of_person(INSTALL, person, role))


def waiting(store: Store) -> list[Ref]:
    return list(store.lists.waiting(INSTALL, (IT,)))


@pytest.mark.parametrize(
    "status", [status for status in Status if not status.is_open], ids=lambda s: s.value
)
def test_a_ticket_that_was_over_before_the_upgrade_leaves_the_lists(
    status: Status, dynamo_store: Store
) -> None:
    write_as_before(numbered(1, status, assignee=BEN), numbered(2, Status.ASSIGNED, assignee=BEN))
    assert len(listed(dynamo_store, ANA, Role.REQUESTER)) == 2

    assert run() == Rekeyed(tickets=2, misplaced=1)

    assert listed(dynamo_store, ANA, Role.REQUESTER) == [numbered(2).ref]
    assert listed(dynamo_store, BEN, Role.ASSIGNEE) == [numbered(2).ref]
    assert waiting(dynamo_store) == []


def test_a_ticket_that_waited_before_the_upgrade_is_in_its_teams_queue(
    dynamo_store: Store,
) -> None:
    write_as_before(numbered(2), numbered(1), numbered(3, Status.ASSIGNED, assignee=BEN))
    assert waiting(dynamo_store) == []

    assert run() == Rekeyed(tickets=3, misplaced=2)

    assert waiting(dynamo_store) == [numbered(1).ref, numbered(2).ref]


def test_it_leaves_the_rows_as_the_desk_writes_them_today(dynamo_store: Store) -> None:
    ticket = numbered(1, followers=(MINJUN,))
    dynamo_store.aggregates.commit(opening(ticket), a_cause("opened", ticket.opened_at))
    today = everything()
    write_as_before(ticket)
    assert everything() != today

    run()
    assert everything() == today


def test_a_second_run_finds_nothing_and_writes_nothing(dynamo_store: Store) -> None:
    write_as_before(numbered(1), numbered(2, Status.CLOSED, assignee=BEN, followers=(MINJUN,)))
    assert run().misplaced == 2
    before = everything()

    assert run() == Rekeyed(tickets=2, misplaced=0)
    assert everything() == before


def test_a_ticket_opened_again_by_the_old_release_comes_back_to_its_lists(
    dynamo_store: Store,
) -> None:
    """After a rollback and an upgrade: the older release knows of no list of what is over."""
    write_as_before(numbered(1, Status.CANCELLED))
    run()
    put(ticket_to_item(numbered(1, version=9)).serialize())

    assert run().misplaced == 1
    assert listed(dynamo_store, ANA, Role.REQUESTER) == [numbered(1).ref]


def test_a_dry_run_counts_and_changes_nothing(dynamo_store: Store) -> None:
    write_as_before(numbered(1), numbered(2, Status.CLOSED), numbered(3, Status.ASSIGNED))
    before = everything()

    assert run(dry_run=True) == Rekeyed(tickets=3, misplaced=2)
    assert everything() == before


def test_a_ticket_that_the_desk_changes_meanwhile_is_left_as_the_desk_wants_it(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = numbered(1)
    write_as_before(ticket)
    write = Transaction.commit

    def taken_first(transaction: Transaction, pause: Callable[[float], None]) -> None:
        monkeypatch.setattr(Transaction, "commit", write)
        dynamo_store.aggregates.commit(taking(ticket), a_cause("taken"))
        write(transaction, pause)

    monkeypatch.setattr(Transaction, "commit", taken_first)

    assert run() == Rekeyed(tickets=1, misplaced=0)
    assert waiting(dynamo_store) == []
    assert listed(dynamo_store, BEN, Role.ASSIGNEE) == [ticket.ref]
    assert dynamo_store.aggregates.load(ticket.ref) == taking(ticket).changes[0].after


def test_a_table_of_more_than_one_answer_is_gone_through_whole_and_tells_how_far_it_is(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DynamoDB answers with a megabyte at most, and says where to go on."""
    write_as_before(*(numbered(number, text="x" * 300_000) for number in range(1, 9)))
    monkeypatch.setattr(rekeying, "TELL_EVERY", 4)
    told: list[str] = []

    assert rekey(told.append, dry_run=False) == Rekeyed(tickets=8, misplaced=8)
    assert told == [f"{n} tickets so far, {n} of them misplaced" for n in (4, 8)]


def test_an_admin_rekeys_from_the_command_line(
    dynamo_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    write_as_before(numbered(1), numbered(2, Status.ASSIGNED))

    assert main(["rekey", "--table", TABLE, "--dry-run"]) == 0
    assert "1 of 2 tickets would be put" in capsys.readouterr().out
    assert waiting(dynamo_store) == []
    assert main(["rekey", "--table", TABLE]) == 0
    assert "1 of 2 tickets are put" in capsys.readouterr().out
    assert waiting(dynamo_store) == [numbered(1).ref]


def test_a_table_that_is_not_there_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rekey", "--table", "nowhere"]) == 1
    assert "ResourceNotFoundException" in capsys.readouterr().err


def test_a_table_that_fails_halfway_says_to_run_it_again(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_as_before(numbered(1))

    def lost(*_: object, **__: object) -> None:
        raise StoreError("the table failed while listing")

    monkeypatch.setattr(rekeying, "read_all", lost)
    with pytest.raises(OperatorError, match="run it again"):
        run()


def test_the_keys_it_reads_are_the_keys_that_are_written() -> None:
    ref = numbered(1).ref
    for role in Role:
        assert keys.role_of(keys.role(ref, role, ANA).sk) is role
        over = keys.person_sort(role, 7, ref, is_open=False)
        assert keys.among(over, is_open=True) == keys.person_sort(role, 7, ref, is_open=True)
        assert keys.among(over, is_open=False) == over


def test_an_admin_signs_in_by_a_profile_that_takes_a_role(
    dynamo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As company sign-ins do: the functions' own AWS session knows nothing of those."""
    config = tmp_path / "config"
    config.write_text(
        "[profile admin]\n"
        "role_arn = arn:aws:iam::123456789012:role/operator\n"
        "credential_source = Environment\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    write_as_before(numbered(1))

    assert main(["rekey", "--table", TABLE, "--profile", "admin"]) == 0
    assert waiting(dynamo_store) == [numbered(1).ref]
