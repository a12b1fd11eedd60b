"""The views.* methods, by which the app shows people modals and their home tab."""

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.triggers import TriggerRefused
from tools.fake_slack.state.views import View, ViewRefused
from tools.fake_slack.web_api.arguments import Arguments, Refused
from tools.fake_slack.web_api.call import Call


def open_view(call: Call) -> JsonObject:
    definition = _definition(call.args, "modal")
    user = _holder(call)
    try:
        return _answer(call, call.slack.views.open(user, definition))
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def push(call: Call) -> JsonObject:
    definition = _definition(call.args, "modal")
    user = _holder(call)
    try:
        return _answer(call, call.slack.views.push(user, definition))
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def update(call: Call) -> JsonObject:
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", messages=["missing required field: view_id"])
    try:
        view = call.slack.views.update_by_id(
            view_id, external_id, _definition(call.args, "modal"), call.args.text("hash")
        )
        return _answer(call, view)
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def publish(call: Call) -> JsonObject:
    if not call.slack.manifest.home_tab:
        raise Refused("not_enabled")
    user = call.args.need("user_id")
    person = call.workspace.world.person(user)
    if person is None or person.id != user or call.workspace.world.is_external(person):
        raise Refused("invalid_arguments", messages=["invalid `user_id`"])
    try:
        view = call.slack.views.publish(
            user, _definition(call.args, "home"), call.args.text("hash")
        )
        return _answer(call, view)
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def _definition(args: Arguments, kind: str) -> JsonObject:
    view = args.json("view", "invalid_arguments")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", messages=["missing required field: view"])
    if view.get("type") != kind:
        told = f"must be {kind} [json-pointer:/view/type]"
        raise Refused("invalid_arguments", messages=[told])
    return view


def _holder(call: Call) -> str:
    try:
        return call.slack.triggers.take(call.args.need("trigger_id"))
    except TriggerRefused as refusal:
        raise Refused(str(refusal)) from None


def _answer(call: Call, view: View) -> JsonObject:
    return {"view": call.slack.views.shown(view)}


def _refused(refusal: ViewRefused) -> Refused:
    return Refused(refusal.code, messages=refusal.messages)
