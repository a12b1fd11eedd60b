"""How often each workflow is used: counted by the commits, told by `./deskbell workflow usage`."""

import json
from dataclasses import replace
from datetime import date, timedelta

import boto3
import pytest

from deskbell.adapters.dynamo.tallies import tallies
from deskbell.domain.catalogue.definition import Definition
from deskbell.domain.decision import Decision
from deskbell.domain.ids import request_ref
from deskbell.domain.requests.around import Around
from deskbell.domain.requests.commands import BeginRequest, CancelRequest
from deskbell.domain.requests.decide import decide
from deskbell.domain.requests.guided_request import GuidedRequest
from deskbell.domain.requests.usage import Day, Usage, usage
from deskbell.domain.texts import Text
from deskbell.domain.tickets.permissions import Member
from tests.builders import ANA, INSTALL, IT_HAPPENS, NOW, a_cause, a_desk
from tests.contracts.stores import REGION, TABLE, Store
from tests.functional.operator.accounts import a_stack
from tests.template.cloudformation import ROOT
from tests.unit.catalogue.definitions import a_definition, a_field, a_finish, a_form
from tools.desk.__main__ import main
from tools.desk.push import push
from tools.desk.settings_file import read_settings
from tools.desk.workflows import used

TODAY = NOW.date()
DAY = timedelta(days=1)
ASKS = a_definition(
    a_form("ask", a_field("wish")), a_finish(text={"en": "{wish}", "ko": "{wish}", "pl": "{wish}"})
)
ENDS = a_definition(a_finish(), name="at_once", start={"emoji": ["tada"]})


def around(definition: Definition) -> Around:
    return Around(definition, a_desk(), NOW)


def begins(store: Store, number: int, definition: Definition = ASKS) -> GuidedRequest:
    command = BeginRequest(
        ref=request_ref(INSTALL, str(number)),
        install=INSTALL,
        number=number,
        by=Member(ANA),
        requester=ANA,
        zone="UTC",
        reason=Text("reason.request_begun_by_form"),
    )
    return _commit(store, decide(None, command, around(definition)), f"begin {number}")


def cancels(store: Store, request: GuidedRequest) -> None:
    command = CancelRequest(Member(ANA), IT_HAPPENS)
    decision = decide(request, command, around(ASKS))
    for _ in range(2):  # a delivery that comes twice counts once
        _commit(store, decision, f"cancel {request.ref}")


def _commit(store: Store, decision: Decision, key: str) -> GuidedRequest:
    store.aggregates.commit(decision, a_cause(key))
    after = decision.changes[0].after
    assert isinstance(after, GuidedRequest)
    return after


def test_each_beginning_and_each_end_is_counted_once_on_its_day(dynamo_store: Store) -> None:
    first, _ = begins(dynamo_store, 1), begins(dynamo_store, 2)
    cancels(dynamo_store, first)
    begins(dynamo_store, 3, ENDS)
    assert list(tallies(INSTALL)) == [
        Day("at_once", TODAY, 1, 1, 0, 0),
        Day("sample", TODAY, 2, 0, 0, 1),
    ]


def test_a_span_counts_its_days_and_what_runs_whenever_it_was_begun() -> None:
    counted = [
        Day("old", TODAY - 30 * DAY, 5, 1, 1, 1),
        Day("old", TODAY - 29 * DAY, 2, 1, 0, 0),
        Day("new", TODAY, 4, 0, 3, 0),
    ]
    assert usage(counted, ["new", "unused"], TODAY, 30) == [
        Usage("new", 4, 0, 3, 0, 1),
        Usage("old", 2, 1, 0, 0, 3),
        Usage("unused", 0, 0, 0, 0, 0),
    ]


def test_the_command_shows_all_that_are_offered_and_the_most_used_first(
    dynamo_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    stack = replace(a_stack(), outputs={"TableName": TABLE})
    monkeypatch.setattr(used, "describe", lambda _account: stack)
    push(read_settings(ROOT / "desk.yaml"), boto3.client("dynamodb", REGION), TABLE)
    begins(dynamo_store, 1)
    assert main(["workflow", "usage", "--days", str((date.today() - TODAY).days + 30)]) == 0  # noqa: DTZ011
    header, row = capsys.readouterr().out.splitlines()
    assert header.split()[-5:] == ["begun", "done", "refused", "cancelled", "running"]
    assert row.split() == ["sample", "1", "0", "0", "0", "1"]
    assert main(["workflow", "usage", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)["workflows"]
    assert (told["workflow"], told["running"]) == ("sample", 1)
