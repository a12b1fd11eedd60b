"""What happens when a person sends or closes a modal, and how hard Slack checks the answer."""

from tools.fake_slack.blocks.client_words import say
from tools.fake_slack.blocks.complaints import complaints
from tools.fake_slack.blocks.rules import every_block
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.interactions import Interactions
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.state.messages import Json, JsonObject
from tools.fake_slack.state.views import View, ViewRefused, Views
from tools.fake_slack.strict_json import read_json


class Misunderstood(Exception):
    """The app's answer is not one; the text says why."""


class Submissions:
    def __init__(self, interactions: Interactions, views: Views) -> None:
        self._interactions = interactions
        self._views = views

    async def submit(self, person: Person, view: View) -> JsonObject:
        """Slack's own checks first; then the app's answer decides what the person sees."""
        found = complaints(view.blocks, view.values, person.locale, view.occasion.channel)
        if found:
            return {"ok": False, "errors": found, "sent": False}
        outcome = await self._interactions.submission(person, view)
        if not outcome.ok:
            return _trouble(person, outcome.reason or "")
        if not outcome.body:
            self._views.pop(view)
            return {"ok": True}
        try:
            return self._obey(view, _answer(outcome))
        except Misunderstood as error:
            return _trouble(person, f"the answer is not understood: {error}")
        except ViewRefused as refusal:
            return _trouble(person, " ".join([refusal.code, *refusal.messages]))

    def _obey(self, view: View, answer: JsonObject) -> JsonObject:
        action = answer.get("response_action")
        match action:
            case "errors":
                return {"ok": False, "errors": _errors(view, answer), "sent": True}
            case "update":
                self._views.update(view, _modal(answer))
            case "push":
                self._views.push(view.occasion, _modal(answer))
            case "clear":
                self._views.clear(view.user)
            case _:
                raise Misunderstood(f"unknown response_action: {action}")
        return {"ok": True, "response_action": action}

    async def close(self, person: Person, view: View, *, everything: bool) -> JsonObject:
        """The close button takes away one view, the × (or `clear_on_close`) all of them."""
        stack = list(self._views.stack(person.id))
        clears = everything or bool(view.definition.get("clear_on_close"))
        closed = stack[0] if clears and stack else view
        shown = self._views.shown(closed)
        if clears:
            self._views.clear(person.id)
        else:
            self._views.pop(view)
        if shown["notify_on_close"]:
            await self._interactions.closing(person, closed, shown, cleared=clears)
        return {"ok": True}


def _answer(outcome: Outcome) -> JsonObject:
    try:
        answer: Json = read_json(outcome.body)
    except ValueError as error:
        raise Misunderstood(str(error)) from error
    if not isinstance(answer, dict):
        raise Misunderstood("it is no JSON object")
    return answer


def _errors(view: View, answer: JsonObject) -> dict[str, str]:
    """Only input blocks of this very view can have an error."""
    errors = answer.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise Misunderstood("`errors` is no object with block ids")
    known = {block["block_id"] for block in every_block(view.blocks) if block["type"] == "input"}
    if strangers := sorted(set(errors) - known):
        raise Misunderstood(f"`errors` names blocks that are no inputs of this view: {strangers}")
    if not all(isinstance(text, str) and text for text in errors.values()):
        raise Misunderstood("an entry of `errors` is no text")
    return errors


def _modal(answer: JsonObject) -> JsonObject:
    view = answer.get("view")
    if not isinstance(view, dict) or view.get("type") != "modal":
        raise Misunderstood("`view` is no modal")
    return view


def _trouble(person: Person, why: str) -> JsonObject:
    """What the person reads, and beside it, for whoever debugs the app, the reason."""
    return {"ok": False, "error": say("trouble", person.locale), "why": why}
