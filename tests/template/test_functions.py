"""Each handler is deployed under its own name, with what it needs and the runtime we build for."""

import ast
import re
from pathlib import Path

from tests.template.cloudformation import FUNCTIONS, ROOT, Template, named

HANDLER_LINES = 60


def _handler_modules() -> dict[str, Path]:
    """`folder.module.handler` of each module in functions/ that defines a handler."""
    return {
        f"{file.parent.name}.{file.stem}.handler": file
        for file in sorted(FUNCTIONS.glob("*/*.py"))
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "handler"
            for node in ast.parse(file.read_text(encoding="utf-8")).body
        )
    }


def test_the_template_deploys_exactly_the_handlers_that_exist(written: Template) -> None:
    functions = written.of_type("AWS::Serverless::Function")
    assert sorted(properties["Handler"] for properties in functions.values()) == sorted(
        _handler_modules()
    )


def test_a_function_is_called_like_the_module_of_its_handler(written: Template) -> None:
    for name, properties in written.of_type("AWS::Serverless::Function").items():
        module = properties["Handler"].split(".")[1]
        assert name == "".join(word.capitalize() for word in module.split("_")) + "Function"


def test_a_handler_fits_on_one_screen() -> None:
    lines = {
        name: len(file.read_text(encoding="utf-8").splitlines())
        for name, file in _handler_modules().items()
    }
    assert {name: count for name, count in lines.items() if count > HANDLER_LINES} == {}


def test_only_the_ingress_does_without_the_libraries(deployed: Template) -> None:
    without = {
        name
        for name, properties in deployed.of_type("AWS::Lambda::Function").items()
        if [named(layer)[:12] for layer in properties["Layers"]] != ["DeskbellLaye", "Dependencies"]
    }
    assert without == {"ReceiveRequestFunction"}


def test_every_function_runs_on_the_runtime_that_the_layers_are_built_for(
    written: Template, deployed: Template
) -> None:
    runtimes = {
        (function["Runtime"], *function["Architectures"])
        for function in deployed.of_type("AWS::Lambda::Function").values()
    }
    layers = {
        (*layer["CompatibleRuntimes"], *layer["CompatibleArchitectures"])
        for layer in written.of_type("AWS::Serverless::LayerVersion").values()
    }
    assert runtimes == layers == {("python3.13", "arm64")}


def test_everything_is_built_by_make_which_compiles_to_bytecode(written: Template) -> None:
    for kind, source in (
        ("AWS::Serverless::Function", "CodeUri"),
        ("AWS::Serverless::LayerVersion", "ContentUri"),
    ):
        shared = written.document["Globals"]["Function"]
        for name, properties in written.of_type(kind).items():
            metadata = written.document["Resources"][name]["Metadata"]
            makefile = ROOT / (properties.get(source) or shared[source]) / "Makefile"
            assert metadata["BuildMethod"] == "makefile"
            assert any(
                target in makefile.read_text(encoding="utf-8")
                for target in (f"build-{name}:", "build-%:")
            )
            assert "-m compileall" in makefile.read_text(encoding="utf-8")


def test_the_log_of_requests_does_not_say_who_sent_them(written: Template) -> None:
    [api] = written.of_type("AWS::Serverless::HttpApi").values()
    logged = set(re.findall(r"\$context\.([\w.]+)", api["AccessLogSettings"]["Format"]))
    assert logged == {"requestId", "routeKey", "status", "responseLatency", "error.message"}


def test_what_is_logged_is_kept_for_as_long_as_the_parameter_says(deployed: Template) -> None:
    groups = deployed.of_type("AWS::Logs::LogGroup")
    assert all(g["RetentionInDays"] == {"Ref": "LogRetentionDays"} for g in groups.values())
    assert deployed.document["Parameters"]["LogRetentionDays"]["Default"] == 30
    for function in deployed.of_type("AWS::Lambda::Function").values():
        assert named(function["LoggingConfig"]["LogGroup"]) in groups


def test_lambda_logs_what_is_wrong_and_all_that_we_write(deployed: Template) -> None:
    """Lambda takes a metric, which has no level, for INFO: above it, it would drop them all."""
    for function in deployed.of_type("AWS::Lambda::Function").values():
        logging = function["LoggingConfig"]
        assert logging["LogFormat"] == "JSON", "levels are for this format only"
        assert (logging["SystemLogLevel"], logging["ApplicationLogLevel"]) == ("WARN", "INFO")
        assert "POWERTOOLS_LOG_LEVEL" not in function["Environment"]["Variables"]
