"""The table of the template is the one that the adapters use, and it is hard to lose."""

from collections.abc import Iterable
from typing import Any

from deskbell.adapters.dynamo.table import Row
from tests.template.cloudformation import Template


def _table(template: Template) -> dict[str, Any]:
    (table,) = (
        resource
        for resource in template.document["Resources"].values()
        if resource["Type"] == "AWS::DynamoDB::Table"
    )
    return dict(table)


def test_deleting_the_stack_keeps_the_table(written: Template) -> None:
    table = _table(written)
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    assert table["Properties"]["DeletionProtectionEnabled"] is True


def test_a_new_stack_can_adopt_the_table_since_its_definition_names_nothing_else(
    written: Template,
) -> None:
    definition = str(_table(written))
    assert [name for name in ("Ref", "Fn::", "DependsOn", "Condition") if name in definition] == []


def test_the_table_can_be_restored_to_any_second_and_is_encrypted(written: Template) -> None:
    properties = _table(written)["Properties"]
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert properties["SSESpecification"]["SSEEnabled"] is True


def test_its_rows_expire_by_the_attribute_that_the_adapter_writes(written: Template) -> None:
    expiry = _table(written)["Properties"]["TimeToLiveSpecification"]
    assert expiry == {"AttributeName": Row.expires.attr_name, "Enabled": True}


def test_the_template_and_the_adapter_agree_on_keys_and_indexes(written: Template) -> None:
    properties = _table(written)["Properties"]
    model = Row._get_schema()
    assert _types(properties["AttributeDefinitions"]) == _types(model["attribute_definitions"])
    assert _keys(properties["KeySchema"]) == _keys(model["key_schema"])
    assert {
        index["IndexName"]: (_keys(index["KeySchema"]), index["Projection"])
        for index in properties["GlobalSecondaryIndexes"]
    } == {
        index["index_name"]: (_keys(index["key_schema"]), index["projection"])
        for index in model["global_secondary_indexes"]
    }


def _types(definitions: Iterable[Any]) -> dict[str, str]:
    return {each["AttributeName"]: each["AttributeType"] for each in definitions}


def _keys(schema: Iterable[Any]) -> dict[str, str]:
    return {each["KeyType"]: each["AttributeName"] for each in schema}
