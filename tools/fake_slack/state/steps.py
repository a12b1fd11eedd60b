"""Runs of custom workflow steps: what started them, what they were given, and how they end."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import jsonschema

from tools.fake_slack.seed.manifest import Parameter, StepDefinition
from tools.fake_slack.state.happenings import StepStarted
from tools.fake_slack.state.ids import base36
from tools.fake_slack.state.installs import Install, Token, TokenKind
from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.state.workspace import Workspace

TOKEN_REMAINS_S = 600.0
"""For how long after the end the workflow token still works: a late second answer is told so."""
MOST_RUNS = 1_000
"""Beyond it the oldest that has ended is forgotten, with its token."""
_JSON_TYPES = {
    "slack#/types/timestamp": "integer",
    "slack#/types/blocks": "array",
    "slack#/types/user_context": "object",
    "slack#/types/credential/oauth2": "string",
    "slack#/types/interactivity": "object",
    "slack#/types/rich_text": "object",
    "slack#/types/form_input": "object",
    "slack#/types/form_input_object": "object",
    "slack#/types/message_context": "object",
}
"""Slack's own types that are no plain text, as JSON schema has them."""


class State(StrEnum):
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(slots=True)
class Run:
    """One execution, for the person who started the workflow."""

    id: str
    workflow_id: str
    step: StepDefinition
    user: str
    inputs: JsonObject
    token: Token
    state: State = State.RUNNING
    outputs: JsonObject | None = None
    error: str | None = None

    def shown(self) -> JsonObject:
        return {
            "id": self.id,
            "callback_id": self.step.callback_id,
            "user": self.user,
            "state": self.state,
            "inputs": self.inputs,
            "outputs": self.outputs,
            "error": self.error,
        }


class Steps:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._runs: dict[str, Run] = {}

    def find(self, execution_id: str | None) -> Run | None:
        return self._runs.get(execution_id or "")

    def start(self, install: Install, step: StepDefinition, user: str, inputs: JsonObject) -> Run:
        """The workflow waits from here on until the app says how the step ended."""
        ids, execution_id = self._workspace.ids, self._workspace.ids.next("Fx0")
        token = Token(f"xwfp-{ids.secret()}", TokenKind.WORKFLOW, install, execution=execution_id)
        self._workspace.installs.issue(token)
        run = Run(execution_id, ids.next("Wx0"), step, user, inputs, token)
        self._make_room()
        self._runs[execution_id] = run
        self._workspace.tell(StepStarted(install, self._event(run)))
        return run

    def complete(self, run: Run, outputs: JsonObject) -> None:
        run.state, run.outputs = State.COMPLETED, outputs
        self._ended(run)

    def fail(self, run: Run, error: str) -> None:
        run.state, run.error = State.FAILED, error
        self._ended(run)

    def _make_room(self) -> None:
        ended = (run for run in self._runs.values() if run.state is not State.RUNNING)
        if len(self._runs) >= MOST_RUNS and (oldest := next(ended, None)):
            del self._runs[oldest.id]
            self._workspace.installs.forget(oldest.token)

    def _ended(self, run: Run) -> None:
        run.token.expires = self._workspace.clock.now() + TOKEN_REMAINS_S

    def _event(self, run: Run) -> JsonObject:
        step, born = run.step, self._workspace.started
        return {
            "function": {
                "id": f"Fn{base36(zlib.crc32(step.callback_id.encode())).rjust(9, '0')}",
                "callback_id": step.callback_id,
                "title": step.title,
                "description": step.description,
                "type": "app",
                "input_parameters": [_described(one) for one in step.inputs],
                "output_parameters": [_described(one) for one in step.outputs],
                "app_id": run.token.install.app_id,
                "date_created": born,
                "date_updated": born,
                "date_deleted": 0,
                "form_enabled": False,
            },
            "inputs": run.inputs,
            "function_execution_id": run.id,
            "workflow_execution_id": run.workflow_id,
            "event_ts": self._workspace.next_ts(),
            "bot_access_token": run.token.value,
        }


def faults_in(values: JsonObject, parameters: tuple[Parameter, ...]) -> Iterator[str]:
    """What does not fit the manifest, in Slack's wording."""
    known = {one.name for one in parameters}
    yield from (f"invalid additional property: {name}" for name in values if name not in known)
    for one in parameters:
        if values.get(one.name) is None:
            if one.is_required:
                yield f"missing required field: {one.name}"
            continue
        checker = jsonschema.Draft7Validator(_schema(one.rules))
        for error in checker.iter_errors(values[one.name]):
            yield f"{error.message} [json-pointer:/{one.name}]"


def _schema(rules: Json) -> Json:
    """The manifest's rules as JSON schema, at every depth without Slack's own types."""
    if isinstance(rules, list):
        return [_schema(one) for one in rules]
    if isinstance(rules, dict):
        return {name: _schema(value) for name, value in rules.items()}
    if isinstance(rules, str) and rules.startswith("slack#/types/"):
        return _JSON_TYPES.get(rules, "string")
    return rules


def _described(parameter: Parameter) -> JsonObject:
    """As the event repeats it from the manifest."""
    rules = {name: value for name, value in parameter.rules.items() if name != "is_required"}
    usual = {"description": "", "title": parameter.name}
    return {**usual, **rules, "name": parameter.name, "is_required": parameter.is_required}
