"""How often each workflow is used, as the log counts it (docs/workflows.md)."""

from types import SimpleNamespace

import pytest

from deskbell.domain.ids import Kind
from deskbell.runtime import compose
from publish import publish_audit
from tests.functional.guided import Guided
from tests.functional.listener import Listener


def test_a_request_that_begins_is_a_line_that_names_its_workflow(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Guided()
    desk.ask("keyboard")
    desk.ask("key")
    desk.cancel()
    rows = [row for row in desk.table.audit if row.ref.kind is Kind.REQUEST]
    publisher = SimpleNamespace(read=lambda image: rows[image], publish=lambda _rows: [])
    monkeypatch.setattr(compose, "publisher", lambda: publisher)
    records = [{"dynamodb": {"NewImage": index}} for index in range(len(rows))]
    listener.invoke(publish_audit.handler, {"Records": records})

    lines = listener.lines()
    begun = [line for line in lines if line.get("event") == "RequestBegun"]
    assert [line["workflow"] for line in begun] == ["peripheral", "access_request"]
    assert not any("workflow" in line for line in lines if line not in begun)
