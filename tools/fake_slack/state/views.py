"""The modals each person has open, and the home tab the app published for them."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.fake_slack.blocks import rules as block_rules
from tools.fake_slack.blocks.defaults import with_defaults
from tools.fake_slack.blocks.values import Values, holding, state_values
from tools.fake_slack.state.happenings import ViewsChanged
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import Blocks, Json, JsonObject
from tools.fake_slack.state.triggers import Occasion
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


@dataclass(slots=True, eq=False)
class View:
    """`occasion` is what it was opened for; it belongs to that person and app alone."""

    id: str
    occasion: Occasion
    definition: JsonObject
    blocks: Blocks
    hash: str
    root_id: str
    previous_id: str | None
    values: Values = field(default_factory=dict)

    @property
    def user(self) -> str:
        return self.occasion.user

    @property
    def external_id(self) -> str:
        return str(self.definition.get("external_id", ""))

    @property
    def state(self) -> JsonObject:
        """`state.values`: what the person gave so far."""
        return state_values(self.blocks, self.values, self.occasion.channel)


class Views:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[tuple[str, str], View] = {}

    def stack(self, user: str) -> list[View]:
        """Bottom first; the person sees the last."""
        return self._stacks.get(user, [])

    def check(self, definition: JsonObject) -> None:
        """Whether Slack would show it at all; before a trigger is spent on it."""
        if block_rules.too_large(definition):
            raise ViewRefused("view_too_large")
        faults = block_rules.faults_in_view(definition)
        if faults:
            raise ViewRefused("invalid_arguments", faults)

    def open(self, occasion: Occasion, definition: JsonObject) -> View:
        """Show a modal; one that was open before makes room."""
        view = self._new(occasion, definition, below=None)
        self._stacks[occasion.user] = [view]
        self._workspace.tell(ViewsChanged(occasion.user))
        return view

    def push(self, occasion: Occasion, definition: JsonObject) -> View:
        stack = self.stack(occasion.user)
        if not stack or stack[-1].occasion.install is not occasion.install:
            raise ViewRefused("not_found")
        if len(stack) >= STACK:
            raise ViewRefused("push_limit_reached")
        view = self._new(occasion, definition, below=stack[-1])
        stack.append(view)
        self._workspace.tell(ViewsChanged(occasion.user))
        return view

    def update(self, view: View, definition: JsonObject, wanted_hash: str | None = None) -> None:
        """Replace what the view shows; input stays where block id and action id stay."""
        self.check(definition)
        self._refuse_taken_id(definition, view.occasion.install, view)
        if wanted_hash is not None and wanted_hash != view.hash:
            raise ViewRefused("hash_conflict")
        view.definition = with_defaults(definition)
        view.blocks = block_rules.as_stored(view.definition["blocks"], self._workspace.ids)
        view.hash = self._new_hash()
        kept = {(block["block_id"], one["action_id"]) for block, one in holding(view.blocks)}
        view.values = {
            block_id: {
                action: value for action, value in given.items() if (block_id, action) in kept
            }
            for block_id, given in view.values.items()
        }
        self._workspace.tell(ViewsChanged(view.user))

    def choose(
        self, view: View, touched: tuple[JsonObject, JsonObject], value: Json, *, told: bool
    ) -> None:
        """A person gives a value; when the app is told of it, the view has a new hash."""
        block, element = touched
        view.values.setdefault(block["block_id"], {})[element["action_id"]] = value
        if told:
            view.hash = self._new_hash()

    def find(self, install: Install, view_id: str | None, external_id: str | None) -> View:
        """An open modal of this install."""
        for view in itertools.chain(*self._stacks.values()):
            named = external_id and view.external_id == external_id
            if view.occasion.install is install and (view.id == view_id or named):
                return view
        raise ViewRefused("not_found")

    def home(self, user: str, install: Install | None = None) -> View | None:
        """What the app, without `install` the desk's own, published for this person."""
        return self._homes.get(((install or self._workspace.installs.home).bot_user, user))

    def publish(
        self, user: str, install: Install, definition: JsonObject, wanted_hash: str | None
    ) -> View:
        known = self.home(user, install)
        if known:
            self.update(known, definition, wanted_hash)
            return known
        view = self._new(Occasion(user, install), definition, below=None)
        if wanted_hash is not None:
            raise ViewRefused("hash_conflict")
        self._homes[(install.bot_user, user)] = view
        self._workspace.tell(ViewsChanged(user))
        return view

    def pop(self, view: View) -> None:
        """Close one view and all above it."""
        stack = self.stack(view.user)
        if view in stack:
            del stack[stack.index(view) :]
        self._workspace.tell(ViewsChanged(view.user))

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)
        self._workspace.tell(ViewsChanged(user))

    def shown(self, view: View) -> JsonObject:
        """The view as payloads and answers carry it."""
        install, given = view.occasion.install, view.definition
        team = install.team or self._team_of(view.user)
        return {
            "id": view.id,
            "team_id": team,
            "type": given["type"],
            "blocks": view.blocks,
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "state": {"values": view.state},
            "hash": view.hash,
            "title": given.get("title") or HOME_TITLE,
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": install.app_id,
            "external_id": view.external_id,
            "app_installed_team_id": team,
            "bot_id": install.bot_id,
        }

    def _team_of(self, user: str) -> str:
        person = self._workspace.world.person(user)
        return person.team if person else self._workspace.world.team.id

    def _new(self, occasion: Occasion, definition: JsonObject, below: View | None) -> View:
        self.check(definition)
        self._refuse_taken_id(definition, occasion.install, None)
        ids, definition = self._workspace.ids, with_defaults(definition)
        view_id = ids.next("V0")
        return View(
            id=view_id,
            occasion=occasion,
            definition=definition,
            blocks=block_rules.as_stored(definition["blocks"], ids),
            hash=self._new_hash(),
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
        )

    def _new_hash(self) -> str:
        return f"{int(self._workspace.clock.now())}.{self._workspace.ids.secret()[:8]}"

    def _everywhere(self) -> Iterator[View]:
        return itertools.chain(*self._stacks.values(), self._homes.values())

    def _refuse_taken_id(
        self, definition: JsonObject, install: Install, itself: View | None
    ) -> None:
        wanted = definition.get("external_id")
        others = (
            view.external_id
            for view in self._everywhere()
            if view is not itself and view.occasion.install is install
        )
        if wanted and wanted in others:
            raise ViewRefused("duplicate_external_id")
