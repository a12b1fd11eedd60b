"""The modals each person has open, and the home tab the app published for them."""

import itertools
from dataclasses import dataclass, field

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.blocks.values import Values, inputs, state_values
from tools.fake_slack.state.happenings import ViewsChanged
from tools.fake_slack.state.messages import Blocks, JsonObject
from tools.fake_slack.state.workspace import Workspace

STACK = 3
HOME_TITLE = {"type": "plain_text", "text": "View Title", "emoji": True}
"""Homes have no title of their own; Slack sends this one."""


class ViewRefused(Exception):
    """The code Slack answers, and its messages."""

    def __init__(self, code: str, messages: list[str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []


@dataclass(slots=True)
class View:
    id: str
    user: str
    definition: JsonObject
    blocks: Blocks
    hash: str
    root_id: str
    previous_id: str | None
    values: Values = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        return str(self.definition.get("external_id", ""))


class Views:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """Bottom first; the person sees the last."""
        return self._stacks.get(user, [])

    def open(self, user: str, definition: JsonObject) -> View:
        """Show a modal; one that was open before makes room."""
        view = self._new(user, definition, below=None)
        self._stacks[user] = [view]
        self._workspace.tell(ViewsChanged(user))
        return view

    def push(self, user: str, definition: JsonObject) -> View:
        stack = self._stacks.get(user)
        if not stack:
            raise ViewRefused("not_found")
        if len(stack) >= STACK:
            raise ViewRefused("push_limit_reached")
        view = self._new(user, definition, below=stack[-1])
        stack.append(view)
        self._workspace.tell(ViewsChanged(user))
        return view

    def update(self, view: View, definition: JsonObject, wanted_hash: str | None = None) -> None:
        """Replace what the view shows; input stays where block id and action id stay."""
        self._check(definition, view)
        if wanted_hash is not None and wanted_hash != view.hash:
            raise ViewRefused("hash_conflict")
        view.definition = definition
        view.blocks = block_rules.as_stored(definition["blocks"], self._workspace.ids)
        view.hash = self._new_hash()
        kept = {(block["block_id"], one["action_id"]) for block, one in inputs(view.blocks)}
        view.values = {
            block_id: {
                action: value for action, value in given.items() if (block_id, action) in kept
            }
            for block_id, given in view.values.items()
        }
        self._workspace.tell(ViewsChanged(view.user))

    def update_by_id(
        self,
        view_id: str | None,
        external_id: str | None,
        definition: JsonObject,
        wanted: str | None,
    ) -> View:
        everywhere = [one for stack in self._stacks.values() for one in stack]
        found = next(
            (
                view
                for view in everywhere
                if view.id == view_id or (external_id and view.external_id == external_id)
            ),
            None,
        )
        if found is None:
            raise ViewRefused("not_found")
        self.update(found, definition, wanted)
        return found

    def home(self, user: str) -> View | None:
        """What the app published for this person, if it did."""
        return self._homes.get(user)

    def publish(self, user: str, definition: JsonObject, wanted_hash: str | None) -> View:
        known = self._homes.get(user)
        if known:
            self.update(known, definition, wanted_hash)
            return known
        view = self._new(user, definition, below=None)
        if wanted_hash is not None:
            raise ViewRefused("hash_conflict")
        self._homes[user] = view
        self._workspace.tell(ViewsChanged(user))
        return view

    def pop(self, view: View) -> None:
        """Close one view and all above it."""
        stack = self._stacks.get(view.user, [])
        if view in stack:
            del stack[stack.index(view) :]
        self._workspace.tell(ViewsChanged(view.user))

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)
        self._workspace.tell(ViewsChanged(user))

    def shown(self, view: View) -> JsonObject:
        """The view as payloads and answers carry it."""
        world, app, given = self._workspace.world, self._workspace.app, view.definition
        return {
            "id": view.id,
            "team_id": world.team.id,
            "type": given["type"],
            "blocks": view.blocks,
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "state": {"values": state_values(view.blocks, view.values)},
            "hash": view.hash,
            "title": given.get("title") or HOME_TITLE,
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": app.id,
            "external_id": view.external_id,
            "app_installed_team_id": world.team.id,
            "bot_id": app.bot_id,
        }

    def _new(self, user: str, definition: JsonObject, below: View | None) -> View:
        self._check(definition, None)
        ids = self._workspace.ids
        view_id = ids.next("V0")
        blocks = block_rules.as_stored(definition["blocks"], ids)
        root = below.root_id if below else view_id
        previous = below.id if below else None
        return View(view_id, user, definition, blocks, self._new_hash(), root, previous)

    def _new_hash(self) -> str:
        return f"{int(self._workspace.clock.now())}.{self._workspace.ids.secret()[:8]}"

    def _check(self, definition: JsonObject, itself: View | None) -> None:
        if block_rules.too_large(definition):
            raise ViewRefused("view_too_large")
        faults = block_rules.faults_in_view(definition)
        if faults:
            raise ViewRefused("invalid_arguments", faults)
        external_id = definition.get("external_id")
        everywhere = itertools.chain(*self._stacks.values(), self._homes.values())
        others = (one.external_id for one in everywhere if one is not itself)
        if external_id and external_id in others:
            raise ViewRefused("duplicate_external_id")
