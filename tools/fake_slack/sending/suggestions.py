"""External selects: what the app offers for what a person types; clicking.py asks."""

from tools.fake_slack.blocks.grammar import Check, items
from tools.fake_slack.blocks.pieces import OPTION, OPTION_GROUP
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.interactions import Interactions, Touched
from tools.fake_slack.sending.outbound import Outcome
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Ephemeral, Json, JsonObject, Message
from tools.fake_slack.state.views import View
from tools.fake_slack.strict_json import read_json

SHORTEST_QUERY, MOST_OPTIONS = 3, 100
REMEMBERED = 500
"""Of how many menus the options are remembered; the oldest ones are forgotten."""
_LISTS: dict[str, Check] = {
    "options": items(OPTION, 0, MOST_OPTIONS),
    "option_groups": items(OPTION_GROUP, 0, MOST_OPTIONS),
}


class Suggestions:
    def __init__(self, interactions: Interactions) -> None:
        self._interactions = interactions
        self._offered: dict[tuple[str, ...], dict[str, JsonObject]] = {}

    async def in_message(
        self,
        person: Person,
        install: Install,
        message: Message | Ephemeral,
        touched: Touched,
        typed: str,
    ) -> JsonObject:
        where = self._interactions.in_message(person, message)
        return await self._ask(person, install, message.ts, where, touched, typed)

    async def in_view(self, person: Person, view: View, touched: Touched, typed: str) -> JsonObject:
        where = self._interactions.in_view(view)
        return await self._ask(person, view.occasion.install, view.id, where, touched, typed)

    def offered(self, person: Person, place: str, touched: Touched) -> dict[str, JsonObject]:
        """By value, all that was shown to the person in this menu; `place` is a ts or view id."""
        return self._offered.get(_menu(person, place, touched), {})

    async def _ask(
        self,
        person: Person,
        install: Install,
        place: str,
        where: JsonObject,
        touched: Touched,
        typed: str,
    ) -> JsonObject:
        block, element = touched
        if len(typed) < element.get("min_query_length", SHORTEST_QUERY):
            return {"ok": True, "options": [], "sent": False}
        payload = {
            **self._interactions.of_app(install, person, "block_suggestion"),
            **where,
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
        }
        outcome = await self._interactions.exchange(payload, None, person)
        try:
            found = _checked(outcome)
        except (ValueError, TypeError) as error:
            return {"ok": False, "options": [], "why": str(error)}
        self._remember(_menu(person, place, touched), found)
        return {"ok": True, **found}

    def _remember(self, menu: tuple[str, ...], found: JsonObject) -> None:
        groups = found.get("option_groups", [])
        options = [
            *found.get("options", []),
            *(one for group in groups for one in group["options"]),
        ]
        self._offered.setdefault(menu, {}).update({one["value"]: one for one in options})
        if len(self._offered) > REMEMBERED:
            del self._offered[next(iter(self._offered))]


def _menu(person: Person, place: str, touched: Touched) -> tuple[str, ...]:
    block, element = touched
    return person.id, place, block["block_id"], element["action_id"]


def _checked(outcome: Outcome) -> JsonObject:
    """The one list of the answer; anything else leaves the menu empty."""
    if not outcome.ok:
        raise ValueError(outcome.reason)
    answer: Json = read_json(outcome.body)
    if not isinstance(answer, dict) or len(answer) != 1 or not set(answer) <= set(_LISTS):
        raise ValueError("the answer has neither `options` nor `option_groups`")
    ((name, offered),) = answer.items()
    if faults := list(_LISTS[name](offered, f"/{name}")):
        raise ValueError("; ".join(map(str, faults)))
    return answer
