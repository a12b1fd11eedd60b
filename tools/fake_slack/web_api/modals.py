"""The views.* methods, by which the app shows people modals and their home tab."""

from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.triggers import TriggerRefused
from tools.fake_slack.state.views import View, ViewRefused
from tools.fake_slack.web_api.arguments import Arguments, Refused


def open_view(slack: FakeSlack, args: Arguments) -> JsonObject:
    definition = _definition(args, "modal")
    user = _holder(slack, args)
    try:
        return _answer(slack, slack.views.open(user, definition))
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def push(slack: FakeSlack, args: Arguments) -> JsonObject:
    definition = _definition(args, "modal")
    user = _holder(slack, args)
    try:
        return _answer(slack, slack.views.push(user, definition))
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def update(slack: FakeSlack, args: Arguments) -> JsonObject:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", messages=["missing required field: view_id"])
    try:
        view = slack.views.update_by_id(
            view_id, external_id, _definition(args, "modal"), args.text("hash")
        )
        return _answer(slack, view)
    except ViewRefused as refusal:
        raise _refused(refusal) from None


def publish(slack: FakeSlack, args: Arguments) -> JsonObject:
    if not slack.manifest.home_tab:
        raise Refused("not_enabled")
    user = args.need("user_id")
    person = slack.workspace.world.person(user)
    if person is None or person.id != user or slack.workspace.world.is_external(person):
        raise Refused("invalid_arguments", messages=["invalid `user_id`"])
    try:
        view = slack.views.publish(user, _definition(args, "home"), args.text("hash"))
        return _answer(slack, view)
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


def _holder(slack: FakeSlack, args: Arguments) -> str:
    try:
        return slack.triggers.take(args.need("trigger_id"))
    except TriggerRefused as refusal:
        raise Refused(str(refusal)) from None


def _answer(slack: FakeSlack, view: View) -> JsonObject:
    return {"view": slack.views.shown(view)}


def _refused(refusal: ViewRefused) -> Refused:
    return Refused(refusal.code, messages=refusal.messages)
