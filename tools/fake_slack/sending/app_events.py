"""Events about the app itself: opened, run as a step, taken out, let in; and a test's own."""

from collections.abc import Iterator

from tools.fake_slack.sending.notices import Notice, in_channel, is_inside
from tools.fake_slack.state import happenings as happened
from tools.fake_slack.state.installs import Install
from tools.fake_slack.state.messages import JsonObject
from tools.fake_slack.state.workspace import Workspace


def notices(
    workspace: Workspace, install: Install, happening: happened.Happening
) -> Iterator[Notice]:
    match happening:
        case happened.AppOpened(channel, user) if is_inside(install, channel):
            yield in_channel(install, channel, _opened(happening), None, user=user)
        case happened.AppUninstalled(whose, ts) if whose is install:
            yield _of_install(install, "app_uninstalled", {}, ts)
        case happened.TokensRevoked(whose, ts) if whose is install:
            gone = {"tokens": {"oauth": [], "bot": [install.bot_user]}}
            yield _of_install(install, "tokens_revoked", gone, ts)
        case happened.TeamAccessChanged(whose, teams, granted, ts) if whose is install:
            kind = "team_access_granted" if granted else "team_access_revoked"
            yield _of_install(install, kind, {"team_ids": list(teams)}, ts)
        case happened.StepStarted(whose, event) if whose is install:
            executed = {"type": "function_executed", **event}
            yield Notice(executed, None, None, _any_team(install))
        case happened.HandedOver(event) if install is workspace.installs.home:
            place = workspace.channels.get(str(event.get("channel")))
            who = str(event["user"]) if isinstance(event.get("user"), str) else None
            yield Notice(event, None, None, _any_team(install), channel=place, user=who)
        case _:
            return


def _opened(opened: happened.AppOpened) -> JsonObject:
    return {
        "type": "app_home_opened",
        "user": opened.user,
        "channel": opened.channel.id,
        "tab": opened.tab,
        **({"view": opened.home} if opened.home else {}),
        "event_ts": opened.ts,
    }


def _of_install(install: Install, kind: str, inner: JsonObject, ts: str) -> Notice:
    """What concerns an org install as a whole is delivered for no workspace."""
    return Notice({"type": kind, **inner, "event_ts": ts}, kind, None, install.team)


def _any_team(install: Install) -> str | None:
    return next(iter(install.workspaces), None)
