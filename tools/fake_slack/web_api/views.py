"""The views.* methods, by which the app shows people modals and their home tab."""

from collections.abc import Callable

from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.sides import is_colleague
from tools.fake_slack.state.triggers import Occasion, TriggerRefused
from tools.fake_slack.state.views import View, ViewRefused
from tools.fake_slack.web_api.arguments import Refused
from tools.fake_slack.web_api.call import Call
from tools.fake_slack.web_api.places import person_by_id

KEYS = ("trigger_id", "interactivity_pointer")
"""Either says for whom a modal is; custom steps have the second."""


def open_view(call: Call) -> JsonObject:
    return _show(call, call.slack.views.open)


def push(call: Call) -> JsonObject:
    return _show(call, call.slack.views.push)


def _show(call: Call, show: Callable[[Occasion, JsonObject], View]) -> JsonObject:
    """A view Slack refuses leaves the trigger for a better one."""
    definition = _definition(call, "modal")
    try:
        call.slack.views.check(definition)
        return _answer(call, show(_occasion(call), definition))
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def update(call: Call) -> JsonObject:
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", messages=["missing required field: view_id"])
    definition, views = _definition(call, "modal"), call.slack.views
    try:
        view = views.find(call.install, view_id, external_id)
        views.update(view, definition, call.args.text("hash"))
        return _answer(call, view)
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def publish(call: Call) -> JsonObject:
    if not call.slack.manifest.home_tab:
        raise Refused("not_enabled")
    user = call.args.need("user_id")
    if not _has_home(call, user):
        raise Refused("invalid_arguments", messages=["invalid `user_id`"])
    definition = _definition(call, "home")
    try:
        view = call.slack.views.publish(user, call.install, definition, call.args.text("hash"))
        return _answer(call, view)
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def _has_home(call: Call, user: str) -> bool:
    """People of the company that installed the app; the others see no home tab."""
    person = person_by_id(call, user)
    return person is not None and is_colleague(call.workspace, call.install, person)


def _definition(call: Call, kind: str) -> JsonObject:
    view = call.args.json("view", "invalid_arguments")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", messages=["must be an object [json-pointer:/view]"])
    if view.get("type") != kind:
        told = f"must be {kind} [json-pointer:/view/type]"
        raise Refused("invalid_arguments", messages=[told])
    return view


def _occasion(call: Call) -> Occasion:
    key = next((call.args.need(name) for name in KEYS if name in call.args), None)
    if key is None:
        raise Refused("invalid_arguments", messages=["missing required field: trigger_id"])
    try:
        return call.slack.triggers.take(key, call.install)
    except TriggerRefused as refusal:
        raise Refused(str(refusal)) from None


def _answer(call: Call, view: View) -> JsonObject:
    return {"view": call.slack.views.shown(view)}


def _refused(refusal: ViewRefused) -> Refused:
    return Refused(refusal.code, messages=refusal.messages)
