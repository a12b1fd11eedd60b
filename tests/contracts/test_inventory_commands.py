"""`./deskbell inventory` over a desk's table and inbox: a file of laptops in, and out again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from deskbell.adapters import wire
from deskbell.adapters.memory.services import MemorySettings
from deskbell.domain.decision import Change, Decision
from deskbell.domain.ids import stock_ref
from deskbell.domain.inputs import Envelope, InventoryImported
from deskbell.domain.loans.inventory_events import StockImported
from deskbell.domain.loans.inventory_reading import MOST_BYTES
from deskbell.domain.loans.stock import AssetState, Stock
from deskbell.domain.texts import Text
from deskbell.usecases.loans.import_inventory import import_inventory
from tests.builders import INSTALL, a_cause
from tests.contracts.loans import FIRST
from tests.contracts.stores import REGION, TABLE, Store
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tools.desk.__main__ import main
from tools.desk.inventory import commands
from tools.desk.push import push
from tools.desk.settings_file import SettingsFile, read_settings, settings_of

HEADER = "office,id,serial,model,state"
SF = "san_francisco,SF-1,S1,ThinkPad X1,available"
OTHER = "san_francisco,SF-2,S2,ThinkPad X1,repair"
WARSAW = "warsaw,WAW-1,W1,MacBook Pro,available"


class Desk:
    """A desk with the sample's settings, a table and an inbox."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.file = store, folder / "laptops.csv"
        self.settings = read_settings(ROOT / "desk.yaml")
        self.push(self.settings)
        self.sqs: Any = boto3.client("sqs", REGION)
        self.inbox = self.sqs.create_queue(
            QueueName="inbox.fifo", Attributes={"FifoQueue": "true"}
        )["QueueUrl"]

    def push(self, settings: SettingsFile) -> None:
        self.settings = settings
        push(settings, boto3.client("dynamodb", REGION), TABLE)

    def write(self, *lines: str) -> str:
        self.file.write_text("\r\n".join((HEADER, *lines)), encoding="utf-8")
        return str(self.file)

    def asked(self) -> list[Envelope]:
        """What has come to the inbox since."""
        found: list[Envelope] = []
        while messages := self.sqs.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in messages:
                found.append(wire.decode(message["Body"], Envelope))
                self.sqs.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return found

    def work(self) -> list[str | None]:
        """What the intake makes of it: why each was ignored, if it was."""
        settings = MemorySettings(self.settings.desk)
        outcomes = []
        for envelope in self.asked():
            assert isinstance(envelope.input, InventoryImported)
            cause = replace(a_cause(envelope.key), install=envelope.install)
            handled = import_inventory(settings, self.store.aggregates, envelope.input, cause)
            outcomes.append(handled.ignored)
        return outcomes

    def has(self, office: str) -> list[str]:
        stock = self.store.aggregates.load(stock_ref(INSTALL, office))
        return [asset.id for asset in stock.assets] if isinstance(stock, Stock) else []

    def lends(self, asset: str) -> None:
        """Somebody has it from now on."""
        before = self.store.aggregates.load(stock_ref(INSTALL, "san_francisco"))
        assert isinstance(before, Stock)
        assets = tuple(
            replace(one, state=AssetState.CHECKED_OUT, loan=FIRST) if one.id == asset else one
            for one in before.assets
        )
        self._put(before, replace(before, version=before.version + 1, assets=assets))

    def _put(self, before: Stock, after: Stock) -> None:
        event = StockImported(after.office, 0, 1, 0, 0)
        change = Change(before, after, event, Text("test.lent"))
        self.store.aggregates.commit(Decision((change,)), a_cause(f"lent {after.version}"))


@pytest.fixture
def desk(dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    made = Desk(dynamo_store, tmp_path)
    stack = replace(a_stack(), outputs={"TableName": TABLE, "InboxQueueUrl": made.inbox})
    monkeypatch.setattr(commands, "describe", lambda _account: stack)
    yield made
    made.sqs.delete_queue(QueueUrl=made.inbox)


Told = Callable[..., str]


@pytest.fixture
def told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command says, on both outputs."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main(["inventory", *arguments]) == code
        return "".join(capsys.readouterr())

    return run


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Desk, told: Told) -> None:
    text = told("import", desk.write(SF, OTHER, WARSAW), "--dry-run")
    assert text.splitlines() == [
        "Would be imported: 2 of 2 offices",
        "  san_francisco: laptops then: 2",
        "    new: 2 (SF-1, SF-2)",
        "  warsaw: laptops then: 1",
        "    new: 1 (WAW-1)",
        "laptops read: 3",
    ]
    assert desk.asked() == []


def test_an_import_is_one_input_an_office_with_the_operators_name(desk: Desk, told: Told) -> None:
    text = told("import", desk.write(SF, OTHER, WARSAW))
    assert text.startswith("On the inbox: 2 of 2 offices")
    first, second = desk.asked()
    for envelope, office in ((first, "san_francisco"), (second, "warsaw")):
        assert isinstance(envelope.input, InventoryImported)
        assert envelope.input.office == office
        assert envelope.input.operator.endswith("/moto")
        assert envelope.key.startswith(f"inventory:{office}:0:")
        assert (envelope.install, envelope.group) == (
            INSTALL,
            f"{INSTALL}:STOCK#{INSTALL}.{office}",
        )


def test_once_it_is_done_a_dry_run_of_the_same_file_finds_nothing_to_change(
    desk: Desk, told: Told
) -> None:
    file = desk.write(SF, OTHER, WARSAW)
    told("import", file)
    assert desk.work() == [None, None]
    assert (desk.has("san_francisco"), desk.has("warsaw")) == (["SF-1", "SF-2"], ["WAW-1"])

    assert told("import", file, "--dry-run").splitlines()[:3] == [
        "Would be imported: 0 of 2 offices",
        "  san_francisco: as it is, laptops: 2",
        "  warsaw: as it is, laptops: 1",
    ]
    told("import", file)
    assert desk.asked() == []


def test_an_office_that_the_file_does_not_name_keeps_its_laptops(desk: Desk, told: Told) -> None:
    told("import", desk.write(SF, WARSAW))
    desk.work()
    text = told("import", desk.write(OTHER))
    assert "    new: 1 (SF-2)\n    removed: 1 (SF-1)\n" in text
    desk.work()
    assert (desk.has("san_francisco"), desk.has("warsaw")) == (["SF-2"], ["WAW-1"])


def test_the_same_import_before_the_first_is_done_is_asked_once(desk: Desk, told: Told) -> None:
    file = desk.write(SF)
    told("import", file)
    told("import", file)
    assert len(desk.asked()) == 1


def test_an_earlier_file_brings_back_what_a_later_one_had_changed(desk: Desk, told: Told) -> None:
    for line in (SF, OTHER, SF):
        told("import", desk.write(line))
        assert desk.work() == [None]
    assert desk.has("san_francisco") == ["SF-1"]


def test_a_laptop_that_was_lent_after_the_dry_run_is_not_taken_away(desk: Desk, told: Told) -> None:
    told("import", desk.write(SF, OTHER))
    desk.work()
    told("import", desk.write(OTHER))
    desk.lends("SF-1")
    assert desk.work() == ["inventory_outdated"]
    assert desk.has("san_francisco") == ["SF-1", "SF-2"]
    text = told("import", str(desk.file), code=1)
    assert text.startswith(
        f"laptops read: 1\n{desk.file}: id: SF-1 is missing, and it is checked_out"
    )


def test_every_fault_is_told_with_its_line_and_column_and_nothing_is_imported(
    desk: Desk, told: Told
) -> None:
    file = desk.write(SF, "warsow,W1,W1,X1,available", "warsaw,W2,S1,=X1,gone")
    assert told("import", file, code=1).splitlines() == [
        f'{file}:3: office: there is no office "warsow"; did you mean "warsaw"? '
        "one of: san_francisco, warsaw",
        f"{file}:4: model: a spreadsheet would take it for a formula; write ' before it if it is "
        "meant",
        f'{file}:4: state: there is no state "gone"; one of: available, reserved, checked_out, '
        "overdue, pending_return, repair, lost",
    ]
    assert desk.asked() == []


def test_a_program_reads_the_same(desk: Desk, told: Told, capsys: Any) -> None:
    main(["inventory", "import", desk.write(SF), "--dry-run", "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "dry_run": True,
        "offices": [
            {
                **{"office": "san_francisco", "laptops": 1},
                **{"added": ["SF-1"], "changed": [], "removed": []},
            }
        ],
    }
    main(["inventory", "import", desk.write("san_francisco,SF-1,S1,X1,gone"), "--json"])
    [fault] = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["line"], fault["column"]) == (2, "state")


def test_a_laptop_of_another_office_cannot_be_brought_twice(desk: Desk, told: Told) -> None:
    told("import", desk.write(SF))
    desk.work()
    text = told("import", desk.write("warsaw,WAW-1,s1,X1,available"), code=1)
    assert ":2: serial: san_francisco has it as SF-1; put san_francisco into the file, too" in text


def test_what_is_exported_opens_in_a_spreadsheet_and_changes_nothing_when_imported(
    desk: Desk, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = desk.write("san_francisco,SF-1,S1,'=1+1,available", WARSAW)
    assert main(["inventory", "import", file]) == 0
    desk.work()
    capsysbinary.readouterr()

    assert main(["inventory", "export"]) == 0
    data = capsysbinary.readouterr().out
    assert data.decode("utf-8-sig").splitlines() == [
        HEADER,
        "san_francisco,SF-1,S1,'=1+1,available",
        WARSAW,
    ]
    assert main(["inventory", "export", file]) == 0
    assert desk.file.read_bytes() == data
    assert main(["inventory", "import", file, "--dry-run"]) == 0
    assert b"Would be imported: 0 of 2 offices" in capsysbinary.readouterr().out


def test_a_long_import_says_how_far_it_is(desk: Desk, told: Told) -> None:
    document = json.loads(desk.settings.document)
    office = document["loans"]["warsaw"]
    document["loans"] = {f"office_{n}": office for n in range(12)}
    desk.push(settings_of(document))
    lines = [f"office_{n},A{n},S{n},X1,available" for n in range(12)]
    text = told("import", desk.write(*lines))
    assert "laptops read: 12\n10 of 12 offices so far\n" in text
    assert len(desk.asked()) == 12


def test_a_file_that_is_too_large_or_not_there_is_told(desk: Desk, told: Told) -> None:
    desk.file.write_bytes(b"x" * (MOST_BYTES + 1))
    assert "bytes, 2000000 are allowed; split it" in told("import", str(desk.file), code=1)
    assert "cannot be read (No such file" in told("import", str(desk.file.parent / "no"), code=1)
    assert "cannot be written (Is a dir" in told("export", str(desk.file.parent), code=1)


def test_an_office_whose_rows_do_not_fit_a_message_is_told_before_anything_is_sent(
    desk: Desk, told: Told
) -> None:
    lines = [f"san_francisco,SF-{n},S{n},{'😀' * 80},available" for n in range(250)]
    text = told("import", desk.write(WARSAW, *lines), code=1)
    assert "the rows of san_francisco take" in text
    assert "mend: shorten its models" in text
    assert desk.asked() == []


def test_a_desk_that_lends_nothing_is_told_what_to_do(desk: Desk, told: Told) -> None:
    document = json.loads(desk.settings.document)
    del document["loans"]
    desk.push(settings_of(document))
    text = told("export", code=1)
    assert text == (
        "error: no office lends laptops\n"
        "  mend: add loans to desk.yaml (docs/settings.md), and push it\n"
    )
