"""The dashboard shows what there is: it draws real metrics of real resources, side by side."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from deskbell.runtime.reporting import Metric
from deskbell.usecases.outbox.send_outbox import Fate
from tests.template import cloudformation, metrics
from tests.template.cloudformation import Template
from tests.template.test_docs import counted_and_logged

PSEUDO = {"AWS::StackName", "AWS::Region"}
NAMED = re.compile(r"\$\{([^}]+)\}")


def _body(template: Template) -> dict[str, Any]:
    """As written: a name in ${} stays what it is."""
    [dashboard] = template.of_type("AWS::CloudWatch::Dashboard").values()
    body: dict[str, Any] = json.loads(dashboard["DashboardBody"]["Fn::Sub"])
    return body


WIDGETS = _body(cloudformation.as_written())["widgets"]


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [widget["properties"] for widget in WIDGETS if widget["type"] == kind]


def drawn() -> list[tuple[str, str, str, str]]:
    """(namespace, metric, dimension, value) of all lines but those that are worked out."""
    rows = [row for widget in of_kind("metric") for row in widget["metrics"]]
    return [tuple(row[:4]) for row in rows if isinstance(row[0], str)]


def test_every_name_is_of_a_resource_or_a_parameter(written: Template) -> None:
    known = {*written.document["Resources"], *written.document["Parameters"], *PSEUDO}
    names = set(NAMED.findall(json.dumps(WIDGETS)))
    assert {name for name in names if name.partition(".")[0] not in known} == set()


@pytest.mark.parametrize("line", sorted(set(drawn())))
def test_a_line_is_drawn_of_what_somebody_publishes(
    line: tuple[str, str, str, str], written: Template
) -> None:
    namespace, metric, dimension, value = line
    of_resource = NAMED.fullmatch(value)
    resource, _, attribute = (of_resource[1] if of_resource else value).partition(".")
    assert metrics.is_there(written, namespace, metric, {dimension: resource}, attribute=attribute)


def test_every_metric_of_ours_is_drawn() -> None:
    assert {metric for namespace, metric, *_ in drawn() if namespace == metrics.OURS} == set(Metric)


def test_a_worked_out_line_uses_lines_of_its_own_widget() -> None:
    for widget in of_kind("metric"):
        options = [row[-1] for row in widget["metrics"] if isinstance(row[-1], dict)]
        known = {option.get("id") for option in options}
        for option in options:
            used = set(re.findall(r"\b[a-z]+\b", option.get("expression", "")))
            assert used <= known


def test_every_alarm_is_shown(written: Template) -> None:
    [widget] = of_kind("alarm")
    shown = [NAMED.findall(arn) for arn in widget["alarms"]]
    assert shown == [[f"{name}.Arn"] for name in written.of_type("AWS::CloudWatch::Alarm")]


def test_widgets_stand_side_by_side_on_the_grid() -> None:
    for widget in WIDGETS:
        assert widget["x"] + widget["width"] <= 24
    for one, other in combinations(WIDGETS, 2):
        beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        below = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert beside or below, (one["properties"], other["properties"])


def test_everything_that_is_drawn_says_where_it_is_from() -> None:
    for widget in [*of_kind("metric"), *of_kind("log")]:
        assert widget["region"] == "${AWS::Region}"
        assert widget["title"]


def queries(written: Template) -> list[str]:
    saved = written.of_type("AWS::Logs::QueryDefinition").values()
    return [*(one["QueryString"] for one in saved), *(one["query"] for one in of_kind("log"))]


def test_a_query_asks_for_lines_and_fields_that_are_written(written: Template) -> None:
    lines = {*counted_and_logged(), *Fate, "SlackRequest"}
    for query in queries(written):
        assert set(re.findall(r'"([A-Z][a-z]+[A-Z]\w+)"', query)) <= lines


def test_queries_read_the_log_of_the_functions(written: Template) -> None:
    for widget in of_kind("log"):
        assert widget["query"].startswith("SOURCE '${FunctionLogs}' | ")
    for query in written.of_type("AWS::Logs::QueryDefinition").values():
        assert query["LogGroupNames"] == [{"Ref": "FunctionLogs"}]


def test_the_dashboard_leads_to_the_runbook() -> None:
    [text] = of_kind("text")
    assert "${RunbookUrl}" in text["markdown"]
