"""The functions.* methods, by which the app ends a custom workflow step."""

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.steps import Run, State, faults_in
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call


def complete_success(call: Call) -> JsonObject:
    """The outputs must be what the manifest promises."""
    run = _run(call)
    outputs = call.args.json("outputs", "parameter_validation_failed")
    if not isinstance(outputs, dict):
        told = ["must be an object [json-pointer:/outputs]"]
        raise Refused("parameter_validation_failed", messages=told)
    if faults := list(faults_in(outputs, run.step.outputs)):
        raise Refused("parameter_validation_failed", messages=faults)
    call.slack.steps.complete(run, outputs)
    return {}


def complete_error(call: Call) -> JsonObject:
    run = _run(call)
    call.slack.steps.fail(run, call.args.need("error"))
    return {}


def _run(call: Call) -> Run:
    """A workflow token ends its own run only."""
    run = call.slack.steps.find(call.args.need("function_execution_id"))
    own = call.token.execution if call.token else None
    if run is None or run.token.install is not call.install or own not in (None, run.id):
        raise Refused("function_execution_not_found")
    if run.state is not State.RUNNING:
        raise Refused("execution_not_in_running_state")
    return run
