from pathlib import Path
from typing import Any

import pytest

from tools.local_cloud import sam_template
from tools.local_cloud.errors import LocalCloudError

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Word: {Type: String}
Globals:
  Function: {Runtime: python3.13, CodeUri: functions/}
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: {FailOnWarnings: true}
  Receive:
    Type: AWS::Serverless::Function
    Properties:
      Handler: receive.handler
      Environment: {Variables: {WORD: !Ref Word}}
      Events:
        Events: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /slack/events, Method: post}}
        Any: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /slack/commands, Method: ANY}}
  Timers:
    Type: AWS::Serverless::Function
    Properties: {Handler: timers.handler}
  Layer:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/desk}
  Workflow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: workflow.asl.yaml
      DefinitionSubstitutions: {TimersArn: !GetAtt Timers.Arn}
      Role: !Sub "arn:aws:iam::${AWS::AccountId}:role/x"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "workflow.asl.yaml").write_text("StartAt: A\nStates: {A: {Type: Succeed}}\n")
    return tmp_path


def expanded(folder: Path) -> dict[str, Any]:
    template = sam_template.load(folder / "template.yaml")
    sam_template.package(
        template,
        folder,
        code=lambda source: f"s3://bucket/{source.name}.zip",
        layer=lambda source: f"s3://bucket/{source.name}.zip",
    )
    return sam_template.expand(template, {"Word": "hello"})


def resources(folder: Path, kind: str) -> dict[str, dict[str, Any]]:
    return {
        name: resource["Properties"]
        for name, resource in expanded(folder)["Resources"].items()
        if resource["Type"] == kind
    }


def test_short_tags_are_read_in_their_long_form(folder: Path) -> None:
    template = sam_template.load(folder / "template.yaml")
    receive = template["Resources"]["Receive"]["Properties"]
    workflow = template["Resources"]["Workflow"]["Properties"]
    assert receive["Environment"]["Variables"]["WORD"] == {"Ref": "Word"}
    assert workflow["DefinitionSubstitutions"]["TimersArn"] == {"Fn::GetAtt": ["Timers", "Arn"]}
    assert workflow["Role"] == {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/x"}


def test_each_path_of_the_api_becomes_a_route_of_its_own(folder: Path) -> None:
    routes = resources(folder, "AWS::ApiGatewayV2::Route")
    integrations = resources(folder, "AWS::ApiGatewayV2::Integration")
    api = resources(folder, "AWS::ApiGatewayV2::Api")["Api"]
    keys = {route["RouteKey"]: route["Target"]["Fn::Sub"] for route in routes.values()}
    assert set(keys) == {"POST /slack/events", "ANY /slack/commands"}
    for target in keys.values():
        name = target.removeprefix("integrations/${").removesuffix("}")
        assert "Receive.Arn" in str(integrations[name]["IntegrationUri"])
        assert integrations[name]["PayloadFormatVersion"] == "2.0"
    assert api == {"Name": "Api", "ProtocolType": "HTTP"}


def test_functions_and_layers_point_to_what_was_uploaded(folder: Path) -> None:
    functions = resources(folder, "AWS::Lambda::Function")
    layers = resources(folder, "AWS::Lambda::LayerVersion")
    code = [function["Code"]["S3Key"] for function in functions.values()]
    assert code == ["functions.zip", "functions.zip"]
    assert [layer["Content"]["S3Key"] for layer in layers.values()] == ["desk.zip"]


def test_a_workflow_in_yaml_is_put_into_the_template(folder: Path) -> None:
    workflow = resources(folder, "AWS::StepFunctions::StateMachine")["Workflow"]
    assert "DefinitionS3Location" not in workflow
    assert "Succeed" in str(workflow)


def test_a_local_variable_reaches_every_function_beside_its_own(folder: Path) -> None:
    template = expanded(folder)
    sam_template.give_environment(template, {"DESK_CLOCK_FILE": "/clock.json"})
    variables = {
        name: resource["Properties"]["Environment"]["Variables"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Function"
    }
    assert variables["Timers"] == {"DESK_CLOCK_FILE": "/clock.json"}
    assert set(variables["Receive"]) == {"WORD", "DESK_CLOCK_FILE"}


def test_what_the_emulator_does_not_know_is_left_out_and_nothing_else(folder: Path) -> None:
    template = expanded(folder)
    kept = set(template["Resources"])
    template["Resources"]["Query"] = {"Type": "AWS::Logs::QueryDefinition", "Properties": {}}
    sam_template.leave_out_unknown(template)
    assert set(template["Resources"]) == kept


def test_a_template_that_cannot_expand_names_the_resource(folder: Path) -> None:
    broken = TEMPLATE.replace("ApiId: !Ref Api", "ApiId: !Ref NoSuchApi")
    (folder / "template.yaml").write_text(broken)
    with pytest.raises(LocalCloudError, match=r"template\.yaml does not expand.*Receive"):
        expanded(folder)


def test_a_missing_template_says_so(tmp_path: Path) -> None:
    with pytest.raises(LocalCloudError, match=r"template\.yaml is missing"):
        sam_template.load(tmp_path / "template.yaml")


def test_a_template_that_is_no_yaml_says_where(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("Resources:\n  - {")
    with pytest.raises(LocalCloudError, match=r"(?s)is not YAML.*line 2"):
        sam_template.load(tmp_path / "template.yaml")
