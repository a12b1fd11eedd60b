"""What happens when a person sends or closes a modal, and how hard Slack checks the answer."""

import json

from tools.fake_slack.blocks import values as elements
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.interactions import Interactions
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.views import View, ViewRefused, Views

TROUBLE = "We had some trouble connecting. Try again?"


class Submissions:
    def __init__(self, interactions: Interactions, views: Views) -> None:
        self._interactions = interactions
        self._views = views

    async def submit(self, person: Person, view: View) -> JsonObject:
        """Slack's own checks first; then the app's answer decides what the person sees."""
        complaints = elements.complaints(view.blocks, view.values, person.locale)
        if complaints:
            return {"ok": False, "errors": complaints, "sent": False}
        outcome = await self._interactions.submission(person, view)
        if not outcome.ok:
            return _trouble(outcome.reason or "")
        if not outcome.body:
            self._views.pop(view)
            return {"ok": True}
        try:
            return self._obey(person, view, _answer(outcome))
        except (ValueError, KeyError, TypeError) as error:
            return _trouble(f"the answer is not understood: {error}")
        except ViewRefused as refusal:
            return _trouble(f"{refusal.code} {' '.join(refusal.messages)}")

    def _obey(self, person: Person, view: View, answer: JsonObject) -> JsonObject:
        match answer.get("response_action"):
            case "errors":
                errors = answer["errors"]
                known = {block["block_id"] for block in view.blocks if block["type"] == "input"}
                if not errors or not set(errors) <= known:
                    return _trouble("`errors` names a block that is no input of this view")
                return {"ok": False, "errors": errors, "sent": True}
            case "update":
                self._views.update(view, answer["view"])
            case "push":
                self._views.push(person.id, answer["view"])
            case "clear":
                self._views.clear(person.id)
            case other:
                return _trouble(f"unknown response_action: {other}")
        return {"ok": True, "response_action": answer["response_action"]}

    async def close(self, person: Person, view: View, *, everything: bool) -> JsonObject:
        """The close button takes away one view, the × all of them."""
        stack = list(self._views.stack(person.id))
        closed = stack[0] if everything and stack else view
        shown = self._views.shown(closed)
        if everything:
            self._views.clear(person.id)
        else:
            self._views.pop(view)
        if shown["notify_on_close"]:
            await self._interactions.closing(person, shown, cleared=everything)
        return {"ok": True}


def _answer(outcome: Outcome) -> JsonObject:
    answer = json.loads(outcome.body)
    if not isinstance(answer, dict):
        raise TypeError("not an object")
    return answer


def _trouble(why: str) -> JsonObject:
    """What the person reads, and beside it, for whoever debugs the app, the reason."""
    return {"ok": False, "error": TROUBLE, "why": why}
