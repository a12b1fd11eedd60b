"""What surrounds the messages on a person's page: people, channels, what they can do."""

from collections.abc import Iterable

from tools.fake_slack.browser.changes import time_of
from tools.fake_slack.browser.unread import unread
from tools.fake_slack.composition import FakeSlack
from tools.fake_slack.people.rights import rights
from tools.fake_slack.seed.manifest import Manifest, Parameter, Shortcut
from tools.fake_slack.seed.world import Person
from tools.fake_slack.sending.payloads import install_for
from tools.fake_slack.state import direct
from tools.fake_slack.state.messages import Channel, ChannelKind, JsonObject


def frame(slack: FakeSlack, me: Person) -> JsonObject:
    workspace, world = slack.workspace, slack.workspace.world
    install = install_for(workspace, me)
    if install is workspace.installs.home:
        direct.dm(workspace, install.bot_user, me.id)
    visible = [one for one in workspace.channels.values() if workspace.may_see(one, me.id)]
    teams = (world.team, *world.other_teams)
    return {
        "last_ts": workspace.last_ts,
        "team": {"id": world.team.id, "name": world.team.name},
        "teams": [{"id": team.id, "name": team.name} for team in teams],
        **time_of(slack.clock),
        "me": person(slack, me),
        "people": [person(slack, one) for one in world.people],
        "user_groups": [
            {"id": one.id, "handle": one.handle, "name": one.name}
            for one in workspace.user_groups.all()
            if one.is_enabled
        ],
        "channels": [place(slack, me, one) for one in visible],
        "commands": _commands(slack.manifest) if install else [],
        "shortcuts": _shortcuts(slack.manifest.global_shortcuts) if install else [],
        "message_shortcuts": _shortcuts(slack.manifest.message_shortcuts) if install else [],
        "steps": _steps(slack.manifest) if install and slack.manifest.is_org_ready else [],
        **views(slack, me),
    }


def views(slack: FakeSlack, me: Person) -> JsonObject:
    """What the app shows this person alone: open modals, the top one last, and its Home."""
    home = slack.views.home(me.id)
    install = slack.workspace.installs.home
    return {
        "views": [slack.views.shown(view) for view in slack.views.stack(me.id)],
        "app": {
            "user": install.bot_user,
            "name": slack.manifest.app_name,
            "installed": install.is_active,
            "home_tab": slack.manifest.home_tab
            and install.is_active
            and not slack.workspace.world.is_external(me),
            "home": slack.views.shown(home) if home else None,
        },
    }


def person(slack: FakeSlack, one: Person) -> JsonObject:
    return {
        "key": one.key,
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "team": one.team,
        "locale": one.locale,
        "tz": one.tz,
        "external": slack.workspace.world.is_external(one),
        "guest": one.is_guest,
        "admin": one.is_admin,
        "bot": one.is_bot,
        "deleted": one.deleted,
    }


def place(slack: FakeSlack, me: Person, channel: Channel) -> JsonObject:
    """One line of the sidebar; `read` is the newest message the person has seen there."""
    workspace = slack.workspace
    others = [user for user in channel.members if user != me.id]
    direct = channel.kind.is_direct
    waiting = unread(workspace, me.id, channel)
    return {
        "id": channel.id,
        "kind": channel.kind,
        "name": ", ".join(sorted(map(workspace.name_of, others or [me.id])))
        if direct
        else channel.name,
        "partner": others[0] if channel.kind is ChannelKind.IM and others else None,
        "partners": others if direct else [],
        "topic": channel.topic,
        "private": channel.kind is ChannelKind.PRIVATE,
        "shared": channel.is_shared,
        "shared_with": channel.shared_with,
        "archived": channel.is_archived,
        "member": me.id in channel.members,
        "size": len(channel.members),
        "unread": waiting.count,
        "mentions": waiting.count if direct else waiting.mentions,
        "read": workspace.read_marks.get((me.id, channel.id), ""),
        "may": rights(slack, me, channel),
    }


def _commands(manifest: Manifest) -> list[JsonObject]:
    return [
        {"name": one.name, "description": one.description, "hint": one.usage_hint}
        for one in manifest.commands
    ]


def _shortcuts(shortcuts: Iterable[Shortcut]) -> list[JsonObject]:
    return [
        {"name": one.name, "callback_id": one.callback_id, "description": one.description}
        for one in shortcuts
    ]


def _steps(manifest: Manifest) -> list[JsonObject]:
    return [
        {
            "callback_id": step.callback_id,
            "title": step.title,
            "description": step.description,
            "inputs": [_input(one) for one in step.inputs],
        }
        for step in manifest.steps
    ]


def _input(parameter: Parameter) -> JsonObject:
    return {
        "name": parameter.name,
        "title": parameter.rules.get("title") or parameter.name,
        "type": parameter.rules.get("type"),
        "required": parameter.is_required,
    }
